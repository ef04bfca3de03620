"""Which story stands where on the front: what editors pinned, then the rules. No query, no story
twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain, islice
from typing import Any

from newsroom.articles.models.article import Kind
from newsroom.pages.models import MOST, Spot

LATEST = 8
#: Where nobody pinned any, a row of fewer is no row.
FEWEST_OPINIONS, FEWEST_PICTURES, FEWEST_LATEST = 2, 3, 3
OF_THE_DAY = timedelta(days=3)


@dataclass(frozen=True)
class Candidate:
    """A published edition, as much of it as the rules look at."""

    pk: int
    article: int
    section: int | None = None
    kind: str = Kind.NEWS
    breaking_until: datetime | None = None
    published_at: datetime | None = None
    is_pictured: bool = False


@dataclass(frozen=True)
class Wanted:
    """A block: what is pinned in it, then what its section, place or topic has."""

    thing: Any
    has: Callable[[Candidate], bool]
    pinned: Sequence[Candidate] = ()
    is_arranged: bool = False


@dataclass
class Chosen:
    lead: int | None = None
    seconds: list[int] = field(default_factory=list)
    latest: list[int] = field(default_factory=list)
    opinions: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    blocks: list[tuple[Wanted, list[int]]] = field(default_factory=list)

    def all(self) -> set[int]:
        rows = (self.seconds, self.latest, self.opinions, self.pictures)
        above = chain([self.lead] if self.lead else [], *rows)
        return {*above, *chain.from_iterable(pks for _block, pks in self.blocks)}


class Free:
    """What no editor pinned anywhere, newest first, and no rule has taken yet."""

    def __init__(self, newest: Iterable[Candidate], pinned: set[int]) -> None:
        self.rows = [each for each in newest if each.pk not in pinned]

    def take(
        self, most: int, fits: Callable[[Candidate], bool] = lambda _each: True, fewest: int = 0
    ) -> list[int]:
        """The newest that fit; none where they are fewer than `fewest`."""
        found = [each.pk for each in islice(filter(fits, self.rows), max(most, 0))]
        found = found if len(found) >= fewest else []
        if taken := set(found):
            self.rows = [each for each in self.rows if each.pk not in taken]
        return found


def choose(
    newest: Sequence[Candidate],
    pins: dict[str, list[Candidate]],
    blocks: Sequence[Wanted],
    now: datetime,
) -> Chosen:
    """`newest`: the newest first. `pins`: by spot those still pinned."""
    held = chain.from_iterable([*pins.values(), *(block.pinned for block in blocks)])
    free = Free(newest, {each.pk for each in held})
    pinned = {spot: [each.pk for each in pins.get(spot, [])[: MOST[spot]]] for spot in Spot}
    chosen = Chosen(lead=next(iter(pinned[Spot.LEAD] or leading(free, now)), None))
    chosen.opinions = pinned[Spot.OPINION] or free.take(
        MOST[Spot.OPINION], is_opinion, FEWEST_OPINIONS
    )
    chosen.seconds = pinned[Spot.SECOND]
    chosen.seconds += free.take(MOST[Spot.SECOND] - len(chosen.seconds))
    chosen.pictures = pinned[Spot.PICTURE] or pictures(free, now)
    # Half at most, so that a small newsroom's sections are not empty for it.
    chosen.latest = free.take(min(LATEST, len(free.rows) // 2), fewest=FEWEST_LATEST)
    chosen.blocks = [(block, filled(block, free)) for block in blocks]
    return chosen


def leading(free: Free, now: datetime) -> list[int]:
    """What is breaking, else the newest of the first few that has a picture, else the newest."""
    first = {each.pk for each in free.rows[: 1 + MOST[Spot.SECOND]]}
    return (
        free.take(1, lambda each: bool(each.breaking_until and each.breaking_until > now))
        or free.take(1, lambda each: each.pk in first and each.is_pictured)
        or free.take(1)
    )


def is_opinion(each: Candidate) -> bool:
    return each.kind in (Kind.OPINION, Kind.ANALYSIS)


def pictures(free: Free, now: datetime) -> list[int]:
    """Of the last days; a third of them at most, for the blocks live on pictures too."""

    def fits(each: Candidate) -> bool:
        return each.is_pictured and bool(each.published_at and each.published_at > now - OF_THE_DAY)

    pool = sum(map(fits, free.rows))
    return free.take(min(MOST[Spot.PICTURE], pool // 3), fits, FEWEST_PICTURES)


def filled(block: Wanted, free: Free) -> list[int]:
    pks = [each.pk for each in block.pinned][: MOST[Spot.BLOCK]]
    return pks + free.take(MOST[Spot.BLOCK] - len(pks), block.has)
