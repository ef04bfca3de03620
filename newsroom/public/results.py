"""What a search finds, as a list that pages by key like any other (`views/paging.py`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from newsroom.articles.models import Edition
from newsroom.articles.on_cards import with_text
from newsroom.articles.querysets import place_of
from newsroom.articles.search import FIRST, KEYS, MOST, Search, key_at, place
from newsroom.public.views.paging import Count


@dataclass(frozen=True)
class Results:
    """The index says which; each is fetched as readers have it, or not at all."""

    language: str
    search: Search
    #: Places that it stands between.
    above: int
    below: int
    #: No page further down or up.
    is_whole: bool = True
    #: The oldest first.
    goes_up: bool = False

    @classmethod
    def between(
        cls, language: str, search: Search, since: datetime | None, until: datetime | None
    ) -> Results:
        """From one time until before the other, and nothing before its time."""
        come = place(timezone.now()) + KEYS
        above = place(since) - 1 if since else FIRST
        return cls(language, search, above, min(come, place(until)) if until else come)

    def newest(self) -> Results:
        return self

    @cached_property
    def first(self) -> list[int]:
        """Places of the newest, and no more than it takes to know that there are more than
        `MOST`."""
        return self.search.newest(MOST + 1, self.above, self.below)

    def counted(self) -> Count:
        return Count(len(self.first), MOST)

    def exists(self) -> bool:
        return bool(self.search.newest(1, self.above, self.below))

    def before(self, key: str) -> Results:
        """The rest of the list after the row with that `key`; ValueError where that is none."""
        return replace(self, below=min(self.below, at_key(key)), is_whole=False)

    def after(self, key: str) -> Results:
        """What stands above that row, the nearest first."""
        above = max(self.above, at_key(key))
        return replace(self, above=above, is_whole=False, goes_up=True)

    def __getitem__(self, part: slice) -> list[Edition]:
        ask = self.search.oldest if self.goes_up else self.search.newest
        places = self.first if self.is_whole else ask(part.stop, self.above, self.below)
        keys = [key_at(place) for place in places[part]]
        found = with_text(keys, timezone.now())
        return [story for story in found if story.language == self.language]


def at_key(key: str) -> int:
    at, pk = place_of(key)
    return place(at, min(max(pk, 0), KEYS - 1))
