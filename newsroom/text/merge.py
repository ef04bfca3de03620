"""What two people made of the same text, in one text.

Paragraphs that one of them alone changed are taken from that one. Where both changed the same
paragraph, or put something else into the same place, the text collides there: a person decides.
Inside a paragraph, changes of different sentences do not touch each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from newsroom.text.pairing import Pair, paired
from newsroom.text.units import LEAF, Units, block, said, sentences, units

CHOICES = ("mine", "theirs", "both")


@dataclass(frozen=True)
class Collision:
    """A place that both changed; `base` is what stood there before. Empty: nothing."""

    base: str
    mine: str
    theirs: str

    def said(self, choice: str) -> str:
        both = self.mine + self.theirs
        return {"mine": self.mine, "theirs": self.theirs, "both": both}[choice]


@dataclass(frozen=True)
class Merged:
    parts: tuple[str | Collision, ...]

    @property
    def collisions(self) -> list[Collision]:
        return [part for part in self.parts if isinstance(part, Collision)]

    def text(self, choices: Sequence[str] = ()) -> str:
        """With one of `CHOICES` for each collision in order; those not chosen are mine."""
        chosen = iter(choices)
        return "".join(
            part.said(next(chosen, "mine")) if isinstance(part, Collision) else part
            for part in self.parts
        )


class Change(NamedTuple):
    """base[start:end] became `said`."""

    start: int
    end: int
    said: Units


@dataclass(frozen=True)
class Place:
    """base[start:end], with the changes of either that touch each other there."""

    start: int
    end: int
    mine: tuple[Change, ...] = ()
    theirs: tuple[Change, ...] = ()


#: Units of one text, and whether only theirs brought them; or a collision of units.
Stretch = tuple[Units, bool]
Clash = tuple[Units, Units, Units]


def merge_line(base: str | None, mine: str, theirs: str) -> Merged:
    """A field that is one thing: whoever alone changed it has it. `base` None: nobody knows what
    they began with, so whatever differs collides."""
    if mine == theirs or theirs == base:
        return Merged((mine,))
    return Merged((theirs,) if mine == base else (Collision(base or "", mine, theirs),))


def merge_body(base: str | None, mine: str, theirs: str) -> Merged:
    """The same by paragraphs. Takes HTML as `markup.sanitise` leaves it, and gives such."""
    if base is None or mine == theirs or base in (mine, theirs):
        return merge_line(base, mine, theirs)
    found = _merged(units(base), units(mine), units(theirs), finer=True)
    once = tuple(unit for each in found if len(each) == 2 for unit in each[0])
    if said(once) - (said(units(mine)) | said(units(theirs))):
        # Both moved a paragraph and changed it: nobody wants it twice.
        return Merged((Collision(base, mine, theirs),))
    parts: list[str | Collision] = []
    for each in found:
        if len(each) == 3:
            parts.append(Collision(*map("".join, each)))
        elif parts and isinstance(parts[-1], str):
            parts[-1] += "".join(each[0])
        else:
            parts.append("".join(each[0]))
    return Merged(tuple(parts))


def _merged(base: Units, mine: Units, theirs: Units, *, finer: bool) -> list[Stretch | Clash]:
    """In order. A paragraph that both moved to different places stands where mine has it."""
    found: list[Stretch | Clash] = []
    at = 0
    for place in _places(_changes(base, mine), _changes(base, theirs)):
        found += [(base[at : place.start], False), _settled(base, place, finer=finer)]
        at = place.end
    found.append((base[at:], False))
    once = Counter(unit for each in found if len(each) == 2 for unit in each[0])
    over = once - (Counter(mine) | Counter(theirs))
    return [each if len(each) == 3 or not each[1] else _without(each[0], over) for each in found]


def _without(pieces: Units, over: Counter[str]) -> Stretch:
    kept = []
    for unit in pieces:
        if over[unit] > 0:
            over[unit] -= 1
        else:
            kept.append(unit)
    return tuple(kept), True


def _changes(base: Units, side: Units) -> list[Change]:
    found, i, j = [], 0, 0
    pairs = paired([block(unit) for unit in base], [block(unit) for unit in side])
    for pair in [*pairs, Pair(len(base), len(base), len(side), len(side))]:
        if i < pair.a or j < pair.b:
            found.append(Change(i, pair.a, side[j : pair.b]))
        i, j = pair.a_end, pair.b_end
        if base[pair.a : i] != side[pair.b : j]:
            found.append(Change(pair.a, i, side[pair.b : j]))
    return found


def _places(mine: list[Change], theirs: list[Change]) -> list[Place]:
    """What is put between two paragraphs does not touch a change of either of them."""
    found: list[Place] = []
    for change, is_mine in sorted([*((c, True) for c in mine), *((c, False) for c in theirs)]):
        if found and _touches(found[-1], change):
            last = found.pop()
            place = replace(last, end=max(change.end, last.end))
        else:
            place = Place(change.start, change.end)
        if is_mine:
            found.append(replace(place, mine=(*place.mine, change)))
        else:
            found.append(replace(place, theirs=(*place.theirs, change)))
    return found


def _touches(last: Place, change: Change) -> bool:
    """Of a change that begins no earlier than the place does."""
    if change.start == last.start:
        return change.end == last.end or min(change.end, last.end) > last.start
    return change.start < last.end


def _settled(base: Units, place: Place, *, finer: bool) -> Stretch | Clash:
    was = base[place.start : place.end]
    mine, theirs = (_said(base, place, side) for side in (place.mine, place.theirs))
    if not place.theirs or mine == theirs:
        return mine, False
    if not place.mine:
        return theirs, True
    if not was and mine == theirs[: len(mine)]:  # theirs went on writing what mine has too
        return theirs, False
    if not was and theirs == mine[: len(theirs)]:
        return mine, False
    if finer and len(was) == len(mine) == len(theirs) == 1:
        both = _by_sentence(was[0], mine[0], theirs[0])
        if both is not None:
            return (both,), False
    return was, mine, theirs


def _said(base: Units, place: Place, changes: Sequence[Change]) -> Units:
    text: Units = ()
    at = place.start
    for change in changes:
        text += base[at : change.start] + change.said
        at = change.end
    return text + base[at : place.end]


def _by_sentence(*versions: str) -> str | None:
    """One paragraph of both changes, where they are in different sentences of the same setting."""
    leaves = [leaf for version in versions if (leaf := LEAF.fullmatch(version))]
    if len(leaves) < len(versions) or len({leaf[1] for leaf in leaves}) > 1:
        return None
    base, mine, theirs = (sentences(leaf[3]) for leaf in leaves)
    found = _merged(base, mine, theirs, finer=False)
    if any(len(each) == 3 for each in found):
        return None
    both = " ".join(sentence for each in found for sentence in each[0])
    return f"{leaves[0][1]}{both}{leaves[0][4]}" if both else None
