"""What readers have already, and hold a protected word: mostly because it was kept afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic

from newsroom.correspondents.protection import Words
from newsroom.workflow.public_words import PublicRow, public_rows


@dataclass(frozen=True)
class Exposed:
    """A public row with the names of the fields that hold a protected name or number."""

    row: PublicRow
    fields: tuple[str, ...]


@dataclass
class Look:
    """`is_whole` False: the time ran out, and what is older was not looked at."""

    found: list[Exposed] = field(default_factory=list)
    looked_at: int = 0
    is_whole: bool = True


def exposed_rows() -> Iterator[Exposed]:
    """All of them; reads everything that readers have."""
    return (each for each in _looking() if each.fields)


def look(seconds: float) -> Look:
    """As many as are found in that time."""
    seen, until = Look(), monotonic() + seconds
    for each in _looking():
        seen.looked_at += 1
        if each.fields:
            seen.found.append(each)
        if monotonic() > until:
            seen.is_whole = False
            break
    return seen


def _looking() -> Iterator[Exposed]:
    words = Words()
    if not words.owners:
        return
    for row in public_rows():
        yield Exposed(row, tuple(sorted(hit.field for hit in words.exposed(row.fields))))
