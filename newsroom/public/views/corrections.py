"""What readers are told after publication: the log, a withdrawn story's notice, two texts compared.

The words of a notice stand with its story. While that is with readers, all of them can be read;
once it is gone, the fact of each stays, and the words of the withdrawal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from newsroom.articles.comparison import differences
from newsroom.articles.models import Correction, Edition, Revision
from newsroom.articles.models.correction import CorrectionKind, CorrectionQuerySet
from newsroom.delivery.record import note
from newsroom.paths import short_path
from newsroom.prepared import Prepared, param
from newsroom.public.languages import address, in_each
from newsroom.public.page import active, page
from newsroom.public.views.lists import newest
from newsroom.public.views.paging import one_page
from newsroom.text.languages import LANGUAGES
from newsroom.text.pictures import seen_of

#: Of what an edition says, what readers read.
READ = ("kicker", "headline", "standfirst", "key_points", "body", "boxes")


@dataclass(frozen=True)
class Line:
    """A correction as readers get it. `edition` None: the story is not with them."""

    correction: Correction
    edition: Edition | None
    url: str
    #: Whether a later line tells why the story was taken down, which this one does not.
    is_explained: bool = False
    #: Whether readers have its second text word by word, though by a later revision.
    is_current: bool = False

    @property
    def said(self) -> str:
        """The words that were wrong; of a story that was withdrawn none stay with readers."""
        is_gone = self.correction.kind == CorrectionKind.WITHDRAWAL
        return "" if is_gone else self.correction.said

    @property
    def is_promised(self) -> bool:
        """Whether readers wait to be told why the story is gone."""
        return not (self.correction.right or self.edition or self.is_explained)

    @property
    def is_told(self) -> bool:
        """Whether its words are for readers, too."""
        return bool(self.edition) or self.correction.kind == CorrectionKind.WITHDRAWAL

    @property
    def compare_url(self) -> str | None:
        """Only while readers have its second text: what was changed after that may have had to go,
        and nobody has let them compare that."""
        if not self.edition or not self.correction.is_comparable:
            return None
        if self.correction.after_id != self.edition.approved_id and not self.is_current:
            return None
        return address(active(), "change", self.edition.article_id, self.correction.pk)


def public_log() -> CorrectionQuerySet:
    note("corrections")
    rows = Correction.objects.published().in_language(active())
    return rows.select_related("edition__article__section")


def lines(corrections: Iterable[Correction]) -> list[Line]:
    """Asks at once which of the stories are with readers now."""
    rows = list(corrections)
    out = Edition.objects.published().in_bulk({row.edition_id for row in rows})
    told = explained(row.edition_id for row in rows if not row.right)
    same = current((row, out.get(row.edition_id)) for row in rows)
    return [
        Line(
            row, out.get(row.edition_id), page_of(row), told.get(row.edition_id, 0) > row.pk,
            row.after_id in same,
        )
        for row in rows
    ]  # fmt: skip


def explained(taken_down: Iterable[int]) -> dict[int, int]:
    """By edition the newest line that tells why it was withdrawn; no query where none is asked."""
    keys = set(taken_down)
    if not keys:
        return {}
    told = Correction.objects.published().withdrawals().filter(edition__in=keys)
    return dict(told.exclude(right="").order_by("pk").values_list("edition_id", "pk"))


OF_A_STORY = Prepared(
    lambda: Correction.objects.published().filter(edition=param("edition")).newest()
)


def lines_of(edition: Edition) -> list[Line]:
    """Those of a story that is with readers."""
    return lines_with({edition.pk: edition}, OF_A_STORY.all(edition=edition.pk))


def lines_with(editions: Mapping[int, Edition], corrections: Iterable[Correction]) -> list[Line]:
    """They are these editions' own, by their keys; one query however many they are."""
    rows = list(corrections)
    for row in rows:
        row.edition = editions[row.edition_id]
    same = current((row, row.edition) for row in rows)
    return [Line(row, row.edition, page_of(row), is_current=row.after_id in same) for row in rows]


def current(told: Iterable[tuple[Correction, Edition | None]]) -> set[int]:
    """Second texts of corrections of translations that readers have, though by a later revision:
    somebody said that it needs no change. No query where none can be."""
    wanted = [
        Q(pk=row.after_id, **edition.text())
        for row, edition in told
        if edition and row.is_comparable and row.after_id != edition.approved_id
        and not row.edition.is_original
    ]  # fmt: skip
    if not wanted:
        return set()
    return set(Revision.objects.filter(reduce(or_, wanted)).values_list("pk", flat=True))


def page_of(correction: Correction) -> str:
    """By the story's number alone: a slug would tell the headline of what is withdrawn."""
    path = short_path(correction.edition.article_id)
    return f"{path}#correction-{correction.pk}"


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    here = in_each("corrections")
    rows, pager = one_page(public_log(), request.GET, here[active()])
    return page(
        request,
        "public/corrections.html",
        here=here,
        lines=lines(rows),
        feed=address(active(), "corrections_feed"),
        **pager,
    )


@require_safe
def change(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    """What a story said and what it says, word by word, where the desk lets readers compare."""
    row = get_object_or_404(public_log().filter(edition__article=pk), pk=correction)
    (line,) = lines([row])
    if line.compare_url is None:
        raise Http404
    seen = [photo.pk for photo in line.edition.photos] if line.edition else []
    for text in (row.before, row.after):  # in memory only
        text.body = seen_of(text.body, seen)
    fields = [each for each in differences(row.before, row.after) if each.name in READ]
    return page(
        request,
        "public/change.html",
        here={active(): line.compare_url},
        line=line,
        fields=fields,
        view="inline",
    )


def withdrawn(request: HttpRequest, pk: int, here: dict[str, str]) -> HttpResponse | None:
    """The notice in the place of a story that is gone: its address, and not a word of its text.
    None where readers were told of no withdrawal. `here`: languages in which they have it."""
    rows = Edition.objects.taken_back().in_language(active()).filter(article=pk)
    edition = rows.select_related("article__section").first()
    if edition is None:
        return None
    notices = edition.corrections.published().withdrawals()
    response = page(
        request,
        "public/withdrawn.html",
        here=here or None,
        status=410,
        edition=edition,
        notice=notices.newest().first(),
        written_in=LANGUAGES[edition.language],
        latest=newest(),
    )
    # A browser may keep a 410 for days: what the chief takes out of the notice would stay readable.
    response["Cache-Control"] = "no-store"
    return response
