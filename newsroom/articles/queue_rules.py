"""Why an edition waits for somebody: each reason as a condition, and since when it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, DateTimeField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from newsroom.articles.access import own
from newsroom.articles.behind import Behind
from newsroom.articles.following import newest_out_of_date
from newsroom.articles.models import Correction, Edition
from newsroom.articles.models.correction import CorrectionKind
from newsroom.workflow.models import State, Transition

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.articles.querysets import EditionQuerySet

BEFORE_READERS = (State.DRAFT, State.SUBMITTED, State.IN_REVIEW, State.RETURNED, State.APPROVED)
OTHER_NOTICES = (CorrectionKind.CLARIFICATION, CorrectionKind.UPDATE, CorrectionKind.NOTE)
NOTICED = Q(notice__isnull=False)
CHANGED = Q(state=State.PUBLISHED, latest__isnull=False) & ~Q(latest=F("approved"))
#: What a history says of a change that was set for later and of what people did about it since.
ABOUT_A_CHANGE = (
    "late", "set_change", "update", "correct", "propose", "discard", "withdraw", "take_down",
    "withdraw_along",
)  # fmt: skip


class Why(StrEnum):
    """EMBARGOED and DELAYED are marks: they decide no place in the queue."""

    BREAKING = "breaking"
    BREAKING_OUT = "breaking_out"
    WITHDRAWAL = "withdrawal"
    UNEXPLAINED = "unexplained"
    LATE = "late"
    CORRECTION = "correction"
    NOTICE = "notice"
    PENDING = "pending"
    BEHIND = "behind"
    OUT_OF_DATE = "out_of_date"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    HELD = "held"
    RETURNED = "returned"
    CHANGE_SET = "change_set"
    SCHEDULED = "scheduled"
    DRAFT = "draft"
    EMBARGOED = "embargoed"
    DELAYED = "delayed"


#: (what stands over the band, its reasons): the first reason that holds places the edition.
Bands = tuple[tuple[Any, tuple[Why, ...]], ...]

OF_THE_DESK: Bands = (
    (_("Now"), (
        Why.BREAKING, Why.BREAKING_OUT, Why.WITHDRAWAL, Why.UNEXPLAINED, Why.LATE, Why.CORRECTION,
    )),
    (_("Changes of what readers have"), (
        Why.NOTICE, Why.PENDING, Why.BEHIND, Why.OUT_OF_DATE,
    )),
    (_("On the way to readers"), (Why.SUBMITTED, Why.IN_REVIEW, Why.APPROVED)),
    (_("Held and returned"), (Why.HELD, Why.RETURNED)),
    (_("Comes at its time"), (Why.CHANGE_SET, Why.SCHEDULED)),
    (_("With you"), (Why.DRAFT,)),
)  # fmt: skip
OF_A_WRITER: Bands = (
    (_("With you"), (Why.OUT_OF_DATE, Why.RETURNED, Why.DRAFT)),
    (_("With the desk"), (
        Why.HELD, Why.SUBMITTED, Why.IN_REVIEW, Why.APPROVED, Why.SCHEDULED,
    )),
)  # fmt: skip
#: More than any queue shows of them.
MOST_LATE = 1000
MARKS = (Why.EMBARGOED, Why.DELAYED)


def bands_of(person: Account) -> Bands:
    is_desk = person.has_perm("articles.review_edition")
    return OF_THE_DESK if is_desk and person.has_perm("articles.see_every_edition") else OF_A_WRITER


def rules(
    person: Account, now: datetime, behind: Iterable[int], late: Iterable[int]
) -> dict[Why, Q]:  # fmt: skip
    """When each reason holds; of an edition with `with_story_so_far`. `late`: those that are out of
    date, which is too long a question to be put inside of another."""
    not_out = Q(state__in=BEFORE_READERS) | Q(state=State.PUBLISHED, published_at__gt=now)
    breaking, called = Q(article__breaking_until__gt=now), Q(pk__in=list(behind))
    work = not_out | CHANGED | NOTICED | called
    return {
        Why.BREAKING: breaking & work & ~Q(state=State.WITHDRAWN),
        Why.BREAKING_OUT: breaking & Q(state=State.PUBLISHED),
        **rules_of_changes(now),
        Why.BEHIND: called,
        Why.OUT_OF_DATE: Q(pk__in=list(late)),
        **{Why(state): Q(state=state, on_hold=False) for state in BEFORE_READERS[1:]},
        Why.HELD: Q(state__in=BEFORE_READERS, on_hold=True),
        Why.SCHEDULED: Q(state=State.PUBLISHED, published_at__gt=now),
        Why.DRAFT: Q(state=State.DRAFT, on_hold=False) & own(person),
        Why.EMBARGOED: Q(article__embargo_until__gt=now) & not_out,
        Why.DELAYED: Q(article__delay_until__gt=now) & not_out,
    }


def perhaps(
    rows: EditionQuerySet, now: datetime, behind: Iterable[int], late: Iterable[int]
) -> EditionQuerySet:  # fmt: skip
    """Of these, all for which a reason can hold: else the whole archive is asked for each. Their
    keys are asked for first: PostgreSQL takes what has several reasons for half of the archive."""
    every = Edition.objects.all()
    found = every.among(
        every.filter(state__in=(*BEFORE_READERS, State.WITHDRAWN)), every.scheduled(now),
        every.pending(), every.filter(NOTICED), every.filter(change_at__isnull=False),
        every.filter(article__breaking_until__gt=now), every.filter(pk__in=[*behind, *late]),
    )  # fmt: skip
    return rows.filter(pk__in=list(found.values_list("pk", flat=True)))


def out_of_date_for(person: Account, behind: Iterable[int]) -> list[int]:
    """Keys of translations that readers have, and of those that this person has in hand, the oldest
    first. Where the desk is told that a correction calls them, it is not told this as well."""
    in_hand = Q(state__in=(State.DRAFT, State.RETURNED)) & own(person)
    rows = newest_out_of_date(Edition.objects.known_to(person))
    rows = rows.filter(Q(state=State.PUBLISHED) | in_hand)
    if any(Why.BEHIND in every for _band, every in bands_of(person)):
        rows = rows.exclude(pk__in=list(behind))
    return list(rows.order_by("moved_at", "pk").values_list("pk", flat=True)[:MOST_LATE])


def rules_of_changes(now: datetime) -> dict[Why, Q]:
    """Of what readers have had: a time that was set takes a change out of the hands it waited in,
    until it has passed."""
    no_time = Q(change_at__isnull=True)
    failed = Q(state=State.PUBLISHED, last_about_change="late") & no_time & (CHANGED | NOTICED)
    return {
        Why.WITHDRAWAL: Q(notice__kind=CorrectionKind.WITHDRAWAL),
        Why.UNEXPLAINED: Q(state=State.WITHDRAWN, explanation="") & ~NOTICED,
        Why.LATE: Q(change_at__lte=now) | failed,
        Why.CORRECTION: Q(notice__kind=CorrectionKind.CORRECTION) & no_time,
        Why.NOTICE: Q(notice__kind__in=OTHER_NOTICES) & no_time,
        Why.PENDING: CHANGED & ~NOTICED & no_time,
        Why.CHANGE_SET: Q(change_at__gt=now),
    }


def with_story_so_far(rows):
    """With what was last told of a withdrawal, and last done about a change for later."""
    told = Correction.objects.published().withdrawals().filter(edition=OuterRef("pk"))
    done = Transition.objects.filter(
        content_type=ContentType.objects.get_for_model(Edition), object_id=OuterRef("pk"),
        verb__in=ABOUT_A_CHANGE,
    )  # fmt: skip
    return rows.annotate(
        explanation=Subquery(told.newest().values("right")[:1]),
        last_about_change=Subquery(done.order_by("-id").values("verb")[:1]),
        last_about_change_at=Subquery(done.order_by("-id").values("at")[:1]),
    )


def since(behind: Mapping[int, Behind]) -> dict[Why, Any]:
    """Since when a reason holds, or when its time comes; where not named, since the last move."""
    proposed = F("notice__written_at")
    corrected = Case(
        *(When(pk=pk, then=Value(each.at)) for pk, each in behind.items()),
        output_field=DateTimeField(),
    )
    return {
        Why.WITHDRAWAL: proposed, Why.CORRECTION: proposed, Why.NOTICE: proposed,
        Why.LATE: Coalesce("change_at", "last_about_change_at", "moved_at"),
        Why.PENDING: F("latest__at"), Why.BEHIND: corrected,
        Why.CHANGE_SET: F("change_at"), Why.SCHEDULED: F("published_at"),
        Why.DRAFT: Coalesce("latest__at", "moved_at"),
    }  # fmt: skip
