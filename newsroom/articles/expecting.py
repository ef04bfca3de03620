"""When the next stories come to readers by themselves, for a page that is being made."""

from __future__ import annotations

from collections.abc import Iterable

from newsroom.articles.models import Edition
from newsroom.delivery.record import is_asked, note, until


def expect_any(language: str) -> None:
    """The page has what is newest in that language."""
    if is_asked(f"scheduled:{language}"):
        until(next_of(Edition.objects.scheduled().in_language(language)), is_own=False)


def expect(articles: Iterable[int]) -> None:
    """The page tells in which languages readers have these stories."""
    keys = [each for each in articles if is_asked(f"scheduled:{each}")]
    if keys:
        note(*(f"article:{each}" for each in keys))
        until(next_of(Edition.objects.scheduled().filter(article__in=keys)), is_own=False)


def next_of(rows):
    return rows.order_by("published_at").values_list("published_at", flat=True).first()
