"""What a page that is being made depends on beside the rows that stand on it: what would stand on
it instead. `name` is a list's (`articles/list_tags.py`)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from newsroom.articles.expecting import expect_any
from newsroom.articles.list_tags import ALL, DEEP, LEFT, OLD, TOP, tag
from newsroom.delivery.record import note, until
from newsroom.text import dates
from newsroom.text.languages import LANGUAGES


def newest(name: str, language: str) -> None:
    """The page has the newest of the list."""
    note(tag(TOP, name, language), tag(DEEP, name, language))
    expect_any(language)


def further(name: str, language: str) -> None:
    """A part of the list that begins at a story of its own: what is newest does not reach it."""
    note(tag(DEEP, name, language))


def members(name: str, language: str) -> None:
    """The page tells more of the list than the stories that it shows, such as how many they are."""
    newest(name, language)
    note(tag(LEFT, name, language))


def is_filled(name: str, has: dict[str, bool]) -> None:
    """The page tells in which languages the list has a story."""
    for language, has_any in has.items():
        if has_any:
            note(tag(LEFT, name, language))
        else:
            newest(name, language)


def older(name: str, language: str) -> None:
    """The page chose among those that were there before its own story."""
    note(tag(OLD, name, language))


def everywhere() -> None:
    """The page tells of stories of all languages."""
    for language in LANGUAGES:
        members(ALL, language)


def until_midnight() -> None:
    today = timezone.localtime(timezone.now(), dates.ZONE).date() + timedelta(days=1)
    until(datetime(today.year, today.month, today.day, tzinfo=dates.ZONE), is_own=False)


def until_next_month() -> None:
    year, month = dates.month_of(timezone.now())
    until(datetime(year + month // 12, month % 12 + 1, 1, tzinfo=dates.ZONE))
