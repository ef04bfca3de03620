"""Editions whose readers still have what another language of the story has corrected.

What the original corrects calls its translations until what readers have of these heeds it. What a
translation corrects calls the original alone, until that is changed: whether the mistake was in the
translation only, somebody has to see.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsroom.articles.following import original_of
from newsroom.articles.models import Correction, Edition
from newsroom.articles.models.correction import CorrectionQuerySet
from newsroom.text.languages import Language, listed

#: The queue calls for so long. Afterwards what did not follow is out of date as after any change;
#: the checklist (W14) and the story's own page go on.
CALLED_FOR = timedelta(days=14)
MOST_CORRECTIONS = 200


@dataclass(frozen=True)
class Behind:
    """An edition whose readers still have what was corrected in `language` at that time, by the
    line of the log with the key `correction`."""

    at: datetime
    language: str
    correction: int


def editions_behind(now: datetime) -> dict[int, Behind]:
    """By edition the oldest correction of late that it has not caught up with."""
    recent = told_wrong().filter(published_at__gte=now - CALLED_FOR)
    return {pk: every[0] for pk, every in owed(recent, now).items()}


def languages_behind(edition: Edition, now: datetime) -> list[Language]:
    """The story's languages that have not caught up with what this edition corrected."""
    called = owed(told_wrong().filter(edition__article=edition.article_id), now)
    behind = [
        pk for pk, every in called.items()
        if any(each.language == edition.language for each in every)
    ]  # fmt: skip
    codes = set(Edition.objects.filter(pk__in=behind).values_list("language", flat=True))
    return listed(codes)


def marks(editions: Iterable[Edition], now: datetime) -> dict[int, Behind]:
    """By translation the newest correction of its original that its readers do not have yet, for
    as long as that is so: they are told. As many queries for thirty as for one."""
    translations = {each.pk: each.article_id for each in editions if not each.is_original}
    if not translations:
        return {}
    called = owed(told_wrong().filter(edition__article__in=set(translations.values())), now)
    return {pk: every[-1] for pk, every in called.items() if pk in translations}


def mark_to_come(edition: Edition) -> Behind | None:
    """The same of a translation in case the words that the desk works on came to readers now."""
    original, latest = original_of(edition.article, edition.language), edition.latest
    told = original and original.correction
    if told is None or latest is None or told.pk <= (latest.heeds_id or 0):
        return None
    return said(told)


def told_wrong() -> CorrectionQuerySet:
    return Correction.objects.published().told_wrong()


def owed(told: CorrectionQuerySet, now: datetime) -> dict[int, list[Behind]]:
    """By edition with the readers, oldest first, the corrections that it has not caught up with.

    Whoever corrects themselves while they are called calls nobody anew; but the original calls the
    translations that had not called it. It follows by that; a translation only by saying so
    (`heeds`).
    """
    told = told.newest().select_related("edition__article", "before").only(
        "published_at", "edition__language", "edition__article__original_language",
        "before__heeds",
    )  # fmt: skip
    corrections = list(told[:MOST_CORRECTIONS])[::-1]
    if not corrections:
        return {}
    rows = Edition.objects.published(now).filter(
        article__in={each.edition.article_id for each in corrections}
    )
    out = list(rows.select_related("article", "approved").defer("body", "approved__body"))
    called: dict[int, list[Correction]] = {}
    for each in corrections:
        by = called.get(each.edition_id, ())
        is_original = each.edition.is_original
        knowing = {one.edition_id for one in by} if is_original else set()
        if is_original or not was_called(each, by):
            for other in out:
                if concerns(each, other) and other.pk not in knowing:
                    called.setdefault(other.pk, []).append(each)
        if is_original:
            called.pop(each.edition_id, None)
    return {
        edition.pk: owed for edition in out
        if (owed := [said(each) for each in called.get(edition.pk, ()) if owes(edition, each)])
    }  # fmt: skip


def was_called(correction: Correction, by: Collection[Correction]) -> bool:
    """Whether the readers of that translation had not got what the original had corrected."""
    heeded = (correction.before and correction.before.heeds_id) or 0
    return any(each.pk > heeded for each in by)


def concerns(correction: Correction, other: Edition) -> bool:
    """The original's its translations, a translation's the original."""
    corrected = correction.edition
    if corrected.article_id != other.article_id or corrected.pk == other.pk:
        return False
    return corrected.is_original or other.is_original


def owes(edition: Edition, correction: Correction) -> bool:
    """Whether its readers have not got it."""
    approved = edition.approved
    assert approved
    assert correction.published_at
    if not edition.is_original:
        return correction.pk > (approved.heeds_id or 0)
    renewed = edition.updated_at or edition.published_at
    assert renewed
    return correction.published_at > renewed


def said(correction: Correction) -> Behind:
    assert correction.published_at
    return Behind(correction.published_at, correction.edition.language, correction.pk)
