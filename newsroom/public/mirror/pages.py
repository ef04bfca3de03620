"""A list's further pages in a mirror: counted from its oldest end, so that a story on top changes
none of them. Each is the page that the site shows under `?before=`.

The first page overlaps the next one, by as many stories as the newest whole page lacks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsroom.public.views.paging import PER_PAGE

#: As in addresses: seconds since 1970, and the row's own.
Key = tuple[int, int]


@dataclass(frozen=True)
class Further:
    """`key` is what its address says; `above` the next newer one's, "" where that is the first
    page."""

    key: str
    rows: tuple[Key, ...]
    above: str


class Pages:
    """`keys`: the list's, the oldest first."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self.keys = keys
        self.number = max(len(keys) - 1, 0) // PER_PAGE

    def key(self, page: int) -> str:
        """ "" behind the last one: there the first page is."""
        if not 0 <= page < self.number:
            return ""
        seconds, pk = self.keys[PER_PAGE * (page + 1)]
        return f"{seconds}-{pk}"

    def all(self) -> Iterator[Further]:
        for page in range(self.number):
            rows = tuple(self.keys[PER_PAGE * page : PER_PAGE * (page + 1)])
            yield Further(self.key(page), rows, self.key(page + 1))

    def before(self, asked: str) -> str:
        """The page with what stands right below that place; "" where nothing does."""
        below = bisect_left(self.keys, key_of(asked)) - 1
        return self.key(min(below // PER_PAGE, self.number - 1)) if below >= 0 else ""

    def after(self, asked: str) -> str:
        return self.key(bisect_right(self.keys, key_of(asked)) // PER_PAGE)


def key_of(asked: str) -> Key:
    seconds, _, pk = asked.partition("-")
    return int(seconds), int(pk)
