"""Editions whose readers still have what another language of the story has corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsroom.articles.models import Correction, Edition
from newsroom.articles.models.correction import CorrectionKind, CorrectionQuerySet
from newsroom.text.languages import LANGUAGES, Language

TOLD_WRONG = (CorrectionKind.CORRECTION, CorrectionKind.CLARIFICATION)
#: The queue calls for so long. Afterwards the checklist (W14) and the story's own page go on.
CALLED_FOR = timedelta(days=14)
MOST_CORRECTIONS = 200


@dataclass(frozen=True)
class Behind:
    """An edition whose readers still have what was corrected in `language` at that time."""

    at: datetime
    language: str


def editions_behind(now: datetime) -> dict[int, Behind]:
    """By edition the oldest correction of late that it has not caught up with."""
    recent = told_wrong().filter(published_at__gte=now - CALLED_FOR)
    return {pk: every[0] for pk, every in owed(recent, now).items()}


def languages_behind(edition: Edition, now: datetime) -> list[Language]:
    """The story's languages that have not caught up with what this edition corrected."""
    of_story = told_wrong().filter(edition__article=edition.article_id)
    behind = [
        pk for pk, every in owed(of_story, now).items()
        if any(each.language == edition.language for each in every)
    ]  # fmt: skip
    codes = set(Edition.objects.filter(pk__in=behind).values_list("language", flat=True))
    return [language for code, language in LANGUAGES.items() if code in codes]


def told_wrong() -> CorrectionQuerySet:
    return Correction.objects.published().filter(kind__in=TOLD_WRONG)


def owed(told: CorrectionQuerySet, now: datetime) -> dict[int, list[Behind]]:
    """By edition with the readers, oldest first, the corrections of others since it changed.

    A language that corrects itself after another one follows that one, and calls nobody anew.
    """
    columns = ("edition__article_id", "edition_id", "edition__language", "published_at")
    corrections = list(told.newest().values_list(*columns)[:MOST_CORRECTIONS])[::-1]
    if not corrections:
        return {}
    stories = {row[0] for row in corrections}
    out = list(Edition.objects.published(now).filter(article__in=stories).values_list(
        "article_id", "pk", "published_at", "updated_at"
    ))  # fmt: skip
    called: dict[int, list[Behind]] = {}
    for article, edition, language, at in corrections:
        if called.pop(edition, None) is None:
            for other in (row[1] for row in out if row[0] == article and row[1] != edition):
                called.setdefault(other, []).append(Behind(at, language))
    return still(called, {pk: max(at, updated or at) for _story, pk, at, updated in out})


def still(
    called: Mapping[int, Iterable[Behind]], renewed: Mapping[int, datetime]
) -> dict[int, list[Behind]]:
    """Without what an edition has caught up with."""
    late = {pk: [each for each in every if each.at > renewed[pk]] for pk, every in called.items()}
    return {pk: every for pk, every in late.items() if every}
