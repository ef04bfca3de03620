"""From the database to the plain `Story` that the checks look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from newsroom.articles.checks.protected import exposures
from newsroom.articles.checks.story import (
    Claim,
    Figure,
    Image,
    Notice,
    Source,
    Story,
    Term,
)
from newsroom.articles.following import Original, is_out_of_date
from newsroom.articles.models.lexicon import LexiconTerm
from newsroom.correspondents.models import Signing
from newsroom.media import clearance
from newsroom.text.dates import local
from newsroom.text.markup import plain
from newsroom.text.pictures import placed
from newsroom.workflow.models import State

if TYPE_CHECKING:
    from newsroom.articles.models import Article, Edition
    from newsroom.articles.models.override import Override
    from newsroom.articles.models.text import Text

#: Where an edition carries its readings, and the reasons for warnings, within `one_reading`.
READINGS, REASONS = "_readings", "_reasons"


@contextmanager
def one_reading(edition: Edition | None) -> Iterator[None]:
    """Within it the same words of `edition`, this very object, are read from the database once,
    whoever asks, and so are the reasons for which warnings stand: for a page that asks guards and
    checks and stores nothing. What is decided is decided on a reading of its own."""
    if edition is None:
        yield
        return
    vars(edition)[READINGS] = {}
    vars(edition)[REASONS] = list(edition.overrides.select_related("by"))
    try:
        yield
    finally:
        for kept in (READINGS, REASONS):
            vars(edition).pop(kept, None)


def overrides(edition: Edition) -> dict[str, Override]:
    """By the key of the finding that each was written for."""
    rows = vars(edition).get(REASONS)
    if rows is None:
        rows = edition.overrides.select_related("by")
    return {row.key: row for row in rows}


def read(edition: Edition, text: Text | None = None, at: datetime | None = None) -> Story:
    """The edition as it would be with `text` (what the desk works on where None) at the time `at`.

    `at` None: nobody has said when, and what depends on the time is not asked.
    """
    said = text or (edition.is_pending and edition.latest) or edition
    readings = vars(edition).get(READINGS)
    if readings is None:
        return _read(edition, said, at)
    key = (edition.seen(), edition.article.version, *said.words().values())
    if key not in readings:
        readings[key] = _read(edition, said, None)
    return readings[key].at_time(at)


def read_first(edition: Edition) -> Story:
    """As much of the edition as the checks ask that hold from the first step on
    (`readiness.COMPLETE`): its words and how it is signed, without records and pictures."""
    if READINGS in vars(edition):
        return read(edition)
    said = (edition.is_pending and edition.latest) or edition
    pictures = partial(images, edition.article, edition.language)
    return _read_first(edition, said, pictures)


def _read_first(edition: Edition, said: Text, pictures: Callable[[], Iterable[Image]]) -> Story:
    article = edition.article
    words = said.words() | {"body": plain(said.body)}
    return Story(
        language=edition.language,
        **words,
        section=str(article.section or ""),
        signing=article.signing,
        has_byline=article.signing in ("", Signing.DESK) or article.bylines.exists(),
        exposures=partial(exposures, edition, said, pictures),
    )


def _read(edition: Edition, said: Text, at: datetime | None) -> Story:
    article, language = edition.article, edition.language
    pictures = images(article, language)
    return replace(
        _read_first(edition, said, lambda: pictures),
        kind=article.kind,
        place=article.place_id,
        precision=article.precision if article.place_id else None,
        is_conflict=article.is_conflict,
        is_sensitive=article.is_sensitive,
        shows_figures=article.shows_figures,
        sources=sources(article, language),
        claims=claims(article, language),
        figures=figures(article, language),
        images=pictures,
        placed=placed(said.body),
        terms=terms(language),
        days={each.key: each.date for each in edition.days_meant.all()},
        written=local(edition.latest.at if edition.latest else timezone.now()).date(),
        at=at,
        earliest=article.earliest(),
        authors=frozenset(edition.authors()),
        approved_by=approver(edition),
        stale=left_behind(edition),
        notice=notice(edition),
    )


def likely_time(edition: Edition) -> datetime | None:
    """The time that the checks are asked about before anybody has chosen one: now. None for what
    is published, whose words were read against its own."""
    return None if edition.state == State.PUBLISHED else timezone.now()


def sources(article: Article, language: str) -> tuple[Source, ...]:
    return tuple(
        Source(
            pk=row.pk,
            kind=row.kind,
            terms=row.terms,
            wording=str(row),
            reason=getattr(row, f"reason_{language}") or "",
            people=row.people,
            is_first_hand=row.first_hand,
            is_independent=row.is_independent,
            is_unnamed=row.is_unnamed,
            known_to=frozenset(each.pk for each in row.known_to.all()),
            response=row.response,
        )
        for row in article.sources.prefetch_related("known_to")
    )


def claims(article: Article, language: str) -> tuple[Claim, ...]:
    return tuple(
        Claim(
            pk=row.pk,
            text=getattr(row, f"text_{language}") or "",
            original=str(row),
            kind=row.kind,
            status=row.status,
            is_told=row.is_told,
            sources=frozenset(each.pk for each in row.sources.all()),
            conflicts=frozenset(each.pk for each in row.conflicts.all()),
        )
        for row in article.claims.prefetch_related("sources", "conflicts")
    )


def figures(article: Article, language: str) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            pk=row.pk,
            low=row.low,
            high=row.low if row.high is None else row.high,
            unit=getattr(row, f"unit_{language}") or "",
            has_source=bool(row.source_id or row.derived_from),
            source=row.source_id,
        )
        for row in article.figures.all()
    )


def images(article: Article, language: str) -> tuple[Image, ...]:
    """Those that readers have or may get; one that was withdrawn, or whose rights have ended, is
    none of theirs. Who cannot see it hears the story's own language or nothing; caption and credit
    may be a colleague's in another."""
    photos = (use.photo for use in article.pictures.all())
    return tuple(
        Image(
            pk=photo.pk,
            name=str(photo),
            alt=getattr(photo, f"alt_{language}") or "",
            caption=photo.named("caption", language)[0],
            credit=photo.named("credit", language)[0],
            rights=photo.rights,
            depicts=photo.depicts,
            hidden=clearance.metadata(photo) if photo.is_public else (),
            words="\n".join(clearance.public_words(photo).values()),
        )
        for photo in photos
        if photo.state != State.WITHDRAWN and not photo.is_expired
    )


def terms(language: str) -> tuple[Term, ...]:
    rows = LexiconTerm.objects.filter(language=language)
    return tuple(Term(row.term, row.preferred, row.expansion, row.note) for row in rows)


def approver(edition: Edition) -> int | None:
    """Who gave the approval that still holds."""
    if edition.approved_id is None:
        return None
    approval = edition.history.filter(verb="approve").first()
    return approval.by_id if approval else None


def left_behind(edition: Edition) -> tuple[str, ...]:
    """Languages whose readers have a translation of other words than the change that waits here."""
    if not edition.is_pending or edition.latest is None:
        return ()
    out = edition.siblings().published().select_related("latest__follows")
    changed = Original(edition, edition.latest)
    return tuple(each.language for each in out if is_out_of_date(each, changed))


def notice(edition: Edition) -> Notice | None:
    row = edition.notice
    return row and Notice(row.kind, row.said, row.right)
