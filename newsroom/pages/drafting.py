"""An arrangement on its way: what stands in the desk's form, and what its buttons do to it. The
same whether a script moves the rows or the server does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from newsroom.pages.models import HOLDS, MOST, Spot
from newsroom.text.digits import whole_number

if TYPE_CHECKING:
    from django.http import QueryDict

#: Above the blocks, in the page's order.
SPOTS = (Spot.LEAD, Spot.SECOND, Spot.OPINION, Spot.PICTURE)


@dataclass
class Placed:
    """A story in a spot. `until`: hours from when the arrangement begins, or a time that was set
    before."""

    edition: int
    until: str


@dataclass
class Filled:
    """A block: `what` is its kind and key, such as "section:3"."""

    what: str
    placed: list[Placed] = field(default_factory=list)


@dataclass
class Draft:
    spots: dict[str, list[Placed]] = field(default_factory=lambda: {spot: [] for spot in SPOTS})
    blocks: list[Filled] = field(default_factory=list)
    goes_on: bool = True

    def lists(self) -> Iterator[tuple[str, list[Placed]]]:
        """Each list of stories with the spot that its stories are in."""
        yield from self.spots.items()
        for block in self.blocks:
            yield Spot.BLOCK, block.placed

    def editions(self) -> set[int]:
        return {each.edition for _spot, placed in self.lists() for each in placed}

    def keep(self, editions: set[int]) -> None:
        """Drops what is none of these, and what stands in a second place."""
        seen: set[int] = set()
        for _spot, placed in self.lists():
            kept = []
            for each in placed:
                if each.edition in editions - seen:
                    seen.add(each.edition)
                    kept.append(each)
            placed[:] = kept

    def crowded(self) -> list[tuple[str, int]]:
        """Spots with more stories than they hold, and how many that is."""
        return [(spot, MOST[Spot(spot)]) for spot, placed in self.lists()
                if len(placed) > MOST[Spot(spot)]]  # fmt: skip


def hours(spot: str) -> str:
    return str(HOLDS[Spot(spot)] // timedelta(hours=1))


def read(data: QueryDict) -> Draft:
    """What a form posted: rows in the page's order, a block before the stories in it."""
    draft = Draft(goes_on="goes_on" in data)
    columns = (data.getlist(name) for name in ("where", "what", "until"))
    for where, what, until in zip(*columns, strict=False):
        if where == Spot.BLOCK:
            draft.blocks.append(Filled(what))
            continue
        placed = draft.blocks[-1].placed if where == "in" and draft.blocks else None
        placed = draft.spots.get(where) if placed is None else placed
        story = whole_number(what)
        if placed is not None and story is not None:
            placed.append(Placed(story, until))
    return draft


def act(draft: Draft, verb: str, what: str, into: str = "") -> None:
    """One press of a button. `what` is the key of a story, or what a block is of."""
    story = whole_number(what)
    if verb == "add" and story is not None and into != Spot.LEAD:
        add(draft, Placed(story, ""), into)
    elif verb in ("add", "lead") and story is not None:
        to_lead(draft, story)
    elif verb == "block" and what not in {block.what for block in draft.blocks}:
        draft.blocks.append(Filled(what))
    elif verb in ("up", "down", "remove"):
        shift(draft.blocks, lambda each: each.what == what, verb)
        for _spot, placed in draft.lists():
            shift(placed, lambda each: str(each.edition) == what, verb)


def add(draft: Draft, story: Placed, into: str) -> None:
    for _spot, placed in draft.lists():
        placed[:] = [each for each in placed if each.edition != story.edition]
    block = next((each for each in draft.blocks if each.what == into), None)
    spot = Spot.BLOCK if block else into if into in draft.spots else Spot.SECOND
    story.until = story.until or hours(spot)
    (block.placed if block else draft.spots[spot]).append(story)


def to_lead(draft: Draft, edition: int) -> None:
    """Who led before stands first beside it."""
    add(draft, Placed(edition, hours(Spot.LEAD)), Spot.LEAD)
    lead = draft.spots[Spot.LEAD]
    draft.spots[Spot.SECOND][:0] = lead[:-1]
    lead[:] = lead[-1:]


def shift(rows: list[Any], is_meant: Any, verb: str) -> None:
    at = next((number for number, row in enumerate(rows) if is_meant(row)), None)
    if at is None:
        return
    row = rows.pop(at)
    if verb != "remove":
        rows.insert(max(at - 1, 0) if verb == "up" else at + 1, row)
