"""The editor's queue: what waits, why, since when, and in which order to take it up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Exists, F, OuterRef, Prefetch, QuerySet, Value, When

from newsroom.articles.behind import Behind, editions_behind
from newsroom.articles.checks.checklist import CHECKS
from newsroom.articles.models import Edition, Override
from newsroom.articles.models.text import Text
from newsroom.articles.queue_rules import (
    MARKS,
    Why,
    bands_of,
    out_of_date_for,
    perhaps,
    rules,
    since,
    with_story_so_far,
)  # fmt: skip
from newsroom.articles.queue_words import Reason, reasons
from newsroom.articles.siblings import HOLDS
from newsroom.text.dates import ZONE, local
from newsroom.text.languages import LANGUAGES
from newsroom.text.markup import isolate
from newsroom.workflow.models import Transition

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.workflow.moves import Move

MOST = 60
MOST_OVERRIDES = 40
#: The lines of a history that say where a story stands.
TOLD = (
    "take", "reopen", "return", "late", *HOLDS, "take_down", "withdraw_along",
)  # fmt: skip
#: A row shows a headline; the words of a whole queue would be a megabyte.
UNREAD = [
    f"{where}{name}" for where in ("", "latest__") for name in Text.APPROVED if name != "headline"
]


@dataclass(frozen=True)
class Row:
    """An edition that waits. `band` is the heading it stands under, `since` the age it is sorted by
    (in the future: the time at which it comes by itself), `step` what this person could do at once.
    """

    edition: Edition
    band: Any
    why: Why
    since: datetime
    reasons: list[Reason]
    signed: list[tuple[str, str]]
    languages: list[str]
    step: Move | None = None


@dataclass(frozen=True)
class Queue:
    rows: list[Row] = field(default_factory=list)
    #: Whether more waits than is shown.
    is_cut: bool = False


def queue(person: Account, now: datetime, most: int = MOST) -> Queue:
    """What waits and this person may know of, the most urgent first, the oldest first within.

    As many queries for sixty rows as for one.
    """
    behind = editions_behind(now)
    found = list(waiting(person, now, behind)[: most + 1])
    editions = found[:most]
    told = history(editions)
    rows = [row(edition, person, behind, told) for edition in editions]
    return Queue(rows, is_cut=len(found) > most)


def waiting(
    person: Account, now: datetime, behind: Mapping[int, Behind]
) -> QuerySet[Edition]:  # fmt: skip
    """The editions in order, each with its `place` in the person's, `since`, `holds_<reason>`."""
    late = out_of_date_for(person, behind)
    conditions = rules(person, now, behind, late)
    order = [why for _band, every in bands_of(person) for why in every]
    times = since(behind)
    place = Case(*(When(conditions[why], then=Value(n)) for n, why in enumerate(order)))
    at = Case(
        *(When(place=n, then=times[why]) for n, why in enumerate(order) if why in times),
        default=F("moved_at"),
    )
    flags = {
        f"holds_{why}": Case(When(conditions[why], then=Value(True)), default=Value(False))
        for why in (*order, *MARKS)
    }
    rows = with_story_so_far(perhaps(Edition.objects.known_to(person), now, behind, late))
    rows = rows.filter(reduce(or_, (conditions[why] for why in order)))
    rows = rows.annotate(place=place).annotate(since=at, **flags)
    return with_what_a_row_shows(rows, person).order_by("place", "since", "pk")


def with_what_a_row_shows(rows: QuerySet[Edition], person: Account) -> QuerySet[Edition]:
    siblings = Edition.objects.visible_to(person).only("article_id", "language")
    return (
        rows.select_related("article__section", "latest__by", "notice__by")
        .defer("folded", *UNREAD)
        .prefetch_related(
            Prefetch("article__editions", siblings), "article__correspondents", "article__bylines"
        )
    )


def history(editions: Iterable[Edition]) -> dict[tuple[int, str], Transition]:
    """The newest line of each kind in `TOLD`, by edition and verb: one query."""
    lines = Transition.objects.filter(
        content_type=ContentType.objects.get_for_model(Edition),
        object_id__in=[edition.pk for edition in editions], verb__in=TOLD,
    )  # fmt: skip
    return {(line.object_id, line.verb): line for line in lines.select_related("by").order_by("id")}


def row(
    edition: Any, person: Account, behind: Mapping[int, Behind],
    told: Mapping[tuple[int, str], Transition],
) -> Row:  # fmt: skip
    """`edition` as `waiting` found it."""
    order = [(band, why) for band, every in bands_of(person) for why in every]
    band, why = order[edition.place]
    holding = [each for _band, each in order if getattr(edition, f"holds_{each}")]
    marks = [each for each in MARKS if getattr(edition, f"holds_{each}")]
    lines = {verb: line for (pk, verb), line in told.items() if pk == edition.pk}
    return Row(
        edition, band, why, edition.since,
        reasons(edition, [*holding, *marks], person, behind.get(edition.pk), lines),
        signed(edition, person), languages(edition), step(edition, person),
    )  # fmt: skip


def signed(edition: Edition, person: Account) -> list[tuple[str, str]]:
    """(name, its language): whose story it is, which only the desk knows; else the byline."""
    if person.has_perm("articles.see_every_edition"):
        return [(str(each), "") for each in edition.article.correspondents.all()]
    return [(credit.text, credit.language) for credit in edition.byline]


def languages(edition: Edition) -> list[str]:
    known = {sibling.language for sibling in edition.article.editions.all()}
    return [code for code in LANGUAGES if code in known]


def step(edition: Edition, person: Account) -> Move | None:
    """The step forward open to this person, where no guard has to read the story to say so."""
    forward = (move for move in edition.moves().values() if move.tone == "go" and not move.guard)
    return next((move for move in forward if move.is_open(edition, person)), None)


@dataclass(frozen=True)
class Overridden:
    """A warning that somebody let stand, with what the check says of the words it was about."""

    override: Override
    sentence: str


class Gap(dict[str, str]):
    """Fills each place of a check's sentence of which nothing was kept with an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"


def sentence(override: Override) -> str:
    """What the check said, in the active language; "" for a check that is no more."""
    said = {check.id: check.sentence for check in CHECKS}
    known = {"passage": isolate(override.passage)} if override.passage else {}
    return str(said.get(override.check_id, "")) % Gap(known)


def overridden_today(person: Account, now: datetime) -> list[Overridden]:
    """Of the newsroom's day, newest first; for those who could have done it themselves."""
    if not person.has_perm("articles.review_edition"):
        return []
    midnight = datetime.combine(local(now).date(), time.min, ZONE)
    rows = Override.objects.filter(at__gte=midnight).select_related("edition", "by")
    rows = rows.filter(Exists(Edition.objects.known_to(person).filter(pk=OuterRef("edition"))))
    return [
        Overridden(each, sentence(each)) for each in rows.order_by("-at", "-pk")[:MOST_OVERRIDES]
    ]
