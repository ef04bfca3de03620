"""The items of an AVIF or HEIC file that are no pixels, and where their bytes lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.media.traces.found import MOST_OF_A_BLOCK, Found, Unreadable
from newsroom.media.traces.source import Source

#: Coded pictures, and pictures put together of other ones.
PIXELS = {b"av01", b"hvc1", b"hev1", b"lhv1", b"grid", b"iden", b"iovl", b"tmap", b"sato"}
#: `iloc` counts from the file's beginning, or from that of the box `idat`.
IN_FILE, IN_IDAT = 0, 1


@dataclass(frozen=True)
class Item:
    type: bytes
    #: Its name, and the type of its content.
    words: bytes
    pieces: tuple[bytes, ...]

    def data(self) -> bytes:
        return b"".join(self.pieces)


class Cursor:
    def __init__(self, source: Source, at: int, end: int):
        self.source, self.at, self.end = source, at, end

    def take(self, size: int) -> int:
        """The next number of so many bytes; one of none is 0."""
        if self.at + size > self.end:
            raise Unreadable("a box that ends in the middle")
        self.at += size
        return self.source.number(self.at - size, size) if size else 0


def items(source: Source, inside: dict[bytes, tuple[int, int]], found: Found) -> Iterator[Item]:
    described = dict(descriptions(source, *inside.get(b"iinf", (0, 0)), found))
    wanted = {number for number, (type, _words) in described.items() if type not in PIXELS}
    places = dict(locations(source, inside, wanted, found)) if wanted else {}
    for number in sorted(wanted):
        type, words = described[number]
        yield Item(type, words, tuple(pieces(source, places.get(number, []), found)))


def descriptions(
    source: Source, start: int, end: int, found: Found
) -> Iterator[tuple[int, tuple[bytes, bytes]]]:
    """(number, (type, words)) of every item."""
    if start == end:
        return
    at = start + (6 if source.number(start, 1) == 0 else 8)
    while at < end:
        found.spend()
        size, version = source.number(at, 4), source.number(at + 8, 1)
        if size < 12 or at + size > end:
            raise Unreadable("a box that is larger than what it lies in")
        wide = 2 if version == 3 else 0
        number = source.number(at + 12, 2 + wide)
        rest = at + 12 + 2 + wide + 2
        if version >= 2:
            words = source.up_to(rest + 4, min(at + size - rest - 4, 1000))
            yield number, (source.read(rest, 4), words)
        at += size


def locations(
    source: Source, inside: dict[bytes, tuple[int, int]], wanted: set[int], found: Found
) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """(number, where its pieces begin and how long they are) of the wanted items."""
    if b"iloc" not in inside:
        return
    cursor = Cursor(source, *inside[b"iloc"])
    version = cursor.take(4) >> 24
    sizes, more = cursor.take(1), cursor.take(1)
    wide = 4 if version == 2 else 2
    for _each in range(cursor.take(wide)):
        found.spend()
        number = cursor.take(wide)
        method = cursor.take(2) & 15 if version else IN_FILE
        cursor.take(2)
        base = cursor.take(more >> 4)
        base += inside.get(b"idat", (0, 0))[0] if method == IN_IDAT else 0
        extents = list(read_extents(cursor, sizes, more & 15 if version else 0, found))
        if number in wanted and method in (IN_FILE, IN_IDAT):
            yield number, [(base + at, size) for at, size in extents]


def read_extents(cursor: Cursor, sizes: int, index: int, found: Found) -> Iterator[tuple[int, int]]:
    for _each in range(cursor.take(2)):
        found.spend()
        cursor.take(index)
        yield cursor.take(sizes >> 4), cursor.take(sizes & 15)


def pieces(source: Source, places: list[tuple[int, int]], found: Found) -> Iterator[bytes]:
    left = MOST_OF_A_BLOCK
    for at, size in places:
        # No length: to the end of the file.
        data = source.up_to(at, min(size or left, left))
        found.spend(len(data))
        left -= len(data)
        yield data
