"""A long story in the text-only edition: in parts, each of which comes in one go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from zlib import compress

from django.utils.safestring import mark_safe

from newsroom.public.layout import Part
from newsroom.text.digits import whole_number
from newsroom.text.units import units

#: Compressed bytes of text in one part. A page may have 14 KB: what a server sends before it waits
#: for an answer. The rest is for all that stands around the text.
MOST = 7_500
#: What the address of a picture weighs, which nothing compresses.
ADDRESS = 60


@dataclass(frozen=True)
class Leaf:
    """`number` counts from 1."""

    number: int
    count: int
    parts: list[Part]

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def is_last(self) -> bool:
        return self.number == self.count


def leaf(parts: Sequence[Part], asked: str) -> Leaf:
    """The one that an address asks for; the nearest to it where there is none of that number."""
    found = leaves(parts)
    number = min(whole_number(asked) or 1, len(found))
    return Leaf(number, len(found), found[number - 1])


def leaves(parts: Sequence[Part]) -> list[list[Part]]:
    """Of about the same length; no paragraph is cut, so a single endless one stays whole."""
    pieces = list(chain.from_iterable(map(pieces_of, parts)))
    sizes = [len(text_of(piece)) for piece in pieces]
    pictures = sum(len(piece.photos) for piece in pieces)
    weight = len(compress(b"".join(map(text_of, pieces)))) + pictures * ADDRESS
    count = weight // MOST + 1
    found: list[list[Part]] = [[] for _ in range(count)]
    whole, before = sum(sizes) or 1, 0
    for piece, size in zip(pieces, sizes, strict=True):
        found[min((2 * before + size) * count // (2 * whole), count - 1)].append(piece)
        before += size
    return [each for each in found if each] or [[]]


def pieces_of(part: Part) -> Iterator[Part]:
    if part.aside or not part.words:
        yield part
        return
    for unit in units(part.words):
        yield Part(mark_safe(unit))  # as safe as the text it was cut from


def text_of(part: Part) -> bytes:
    said: list[str] = [part.words, part.caption]
    for photo in part.photos:
        said += [photo.alt, photo.credit, "" if part.caption else photo.caption]
    return "".join(said).encode()
