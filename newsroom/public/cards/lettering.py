"""Words in a picture: letters that the font has, lines of whole words, each drawn as its paragraph
would have it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from math import inf

from django.conf import settings
from PIL import ImageDraw, ImageFont, features

from newsroom.text.languages import direction
from newsroom.text.legible import CLOSING, OPENING

#: All four languages in one file (static/fonts/make_fonts.py): Pillow looks in no other.
FONT = settings.BASE_DIR / "static/fonts/vazirmatn-card-bold.woff2"
#: No font has it.
NOWHERE = "\U0010ffff"
#: From one baseline to the next, in sizes of the letters: what stands above and below Arabic ones
#: wants its room.
LEADING = {"rtl": 1.42, "ltr": 1.2}
#: Lines are even where the shortest has so much of the longest; for that letters may be so much
#: smaller.
EVEN, SMALLER = 0.5, 0.75
MEASURE = 100
#: By the direction class of a letter, the sign without ink that stands for one.
MARKS = {"L": "\u200e", "R": "\u200f", "AL": "\u061c"}


def may_letter(text: str = "") -> bool:
    """Whether Pillow can shape and order letters here, by raqm and the system's libfribidi, and the
    font has most of these: a language may be written in letters that it knows nothing of."""
    if not features.check("raqm"):
        return False
    return 2 * letters(drawable(text)) >= letters(text)


def letters(text: str) -> int:
    return sum(map(str.isalpha, text))


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.RAQM)


@dataclass(frozen=True)
class Words:
    """A text and the language it is in."""

    text: str
    language: str

    @property
    def direction(self) -> str:
        return direction(self.language)

    def width(self, text: str, size: int) -> float:
        return font(size).getlength(text, direction=self.direction, language=self.language)


@dataclass(frozen=True)
class Block:
    """Lines of a text as they fit: `size` and `leading` in pixels."""

    lines: tuple[str, ...]
    size: int
    leading: int

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)


def drawable(text: str) -> str:
    """Without what the font has not, such as emoji: nobody gets boxes. A letter with a rare mark
    keeps its letter."""
    text = re.sub("(?<![\u0600-\u06ff])\u200d", "", unicodedata.normalize("NFC", text))
    return re.sub(" +", " ", "".join(map(nearest, text))).strip(" ")


@lru_cache(4096)
def nearest(letter: str) -> str:
    if has(letter):
        return letter
    return "".join(filter(has, unicodedata.normalize("NFKD", letter)))


def has(letter: str) -> bool:
    return ink(letter) != ink(NOWHERE)


@lru_cache(4096)
def ink(letter: str) -> tuple[tuple[int, int], bytes]:
    plain = ImageFont.truetype(FONT, 24, layout_engine=ImageFont.Layout.BASIC)
    mask = plain.getmask(letter)
    return mask.size, bytes(mask)


def fitted(words: Words, *, width: int, height: int, steps: Sequence[tuple[int, int]]) -> Block:
    """The text at the first of `steps` that it has room in: a size, and how many lines of whole
    words it may take. A little smaller where its lines are more even then. At the last step, and
    with an ellipsis, where it is too long for each."""
    parts = words.text.split(" ")
    measures = [words.width(part, MEASURE) / MEASURE for part in parts]
    space = words.width(" ", MEASURE) / MEASURE
    first = None
    for size, most in steps:
        if first and size < first.size * SMALLER:
            break
        leading, room = round(LEADING[words.direction] * size), width / size
        lines = wrapped(measures, space, room)
        if max(measures) <= room and len(lines) <= most and len(lines) * leading <= height:
            lines, is_even = balanced(measures, space, room, len(lines))
            block = Block(joined(parts, lines), size, leading)
            if is_even:
                return block
            first = first or block
    return first or clipped(words, joined(parts, lines), size, width, min(most, height // leading))


def clipped(words: Words, lines: Sequence[str], size: int, width: int, most: int) -> Block:
    kept, is_cut = lines[:most], len(lines) > most
    ends = [ended(words, line, size, width) for line in kept[:-1]]
    ends.append(ended(words, kept[-1], size, width, is_cut=is_cut))
    return Block(tuple(ends), size, round(LEADING[words.direction] * size))


def wrapped(measures: Sequence[float], space: float, room: float) -> list[int]:
    """How many words go on each line; one that is wider than the room has a line alone."""
    lines: list[int] = []
    left = -1.0
    for measure in measures:
        left -= space + measure
        if left < 0 or not lines:
            lines.append(0)
            left = room - measure
        lines[-1] += 1
    return lines


def balanced(
    measures: Sequence[float], space: float, room: float, lines: int
) -> tuple[list[int], bool]:
    """How many words go on each of so many lines for these to be as long as each other, and whether
    they are by and large."""

    def width(at: int, end: int) -> float:
        return sum(measures[at:end]) + space * (end - at - 1)

    @cache
    def best(at: int, left: int) -> tuple[float, tuple[int, ...]]:
        ends = [len(measures)] if left == 1 else range(at + 1, len(measures) - left + 2)
        choices: list[tuple[float, tuple[int, ...]]] = [(inf, ())]
        for end in ends:
            if (taken := width(at, end)) <= room:
                cost, more = best(end, left - 1) if left > 1 else (0.0, ())
                choices.append(((room - taken) ** 2 + cost, (end - at, *more)))
        return min(choices)

    counts = best(0, lines)[1]
    ends = list(accumulate(counts))
    widths = [width(end - count, end) for end, count in zip(ends, counts, strict=True)]
    return list(counts), min(widths) >= EVEN * max(widths)


def joined(parts: Sequence[str], lines: Iterable[int]) -> tuple[str, ...]:
    found, at = [], 0
    for count in lines:
        found.append(" ".join(parts[at : at + count]))
        at += count
    return tuple(found)


def ended(words: Words, line: str, size: int, width: int, *, is_cut: bool = False) -> str:
    """The line as far as it has room, with an ellipsis where something is missing."""
    if not is_cut and words.width(line, size) <= width:
        return line
    while " " in line and words.width(f"{line}…", size) > width:
        line = line.rpartition(" ")[0]
    while line and words.width(f"{line}…", size) > width:
        line = line[:-1]
    return line.rstrip(" ,،؛;:.-–—«(") + "…"


def in_context(lines: Sequence[str]) -> list[str]:
    """The lines with signs that have no ink, so that each by itself is ordered as it would be in
    the paragraph: what is isolated stays so, and numbers and punctuation at either end know the
    letters of the lines beside them."""
    found, opened = [], ""
    for number, line in enumerate(lines):
        before = strong(reversed("".join(lines[:number])))
        after = strong("".join(lines[number + 1 :]))
        begins = opened
        for sign in line:
            if sign in OPENING:
                opened += sign
            elif sign == CLOSING:
                opened = opened[:-1]
        found.append(f"{begins}{before}{line}{after}{CLOSING * len(opened)}")
    return found


def strong(signs: Iterable[str]) -> str:
    """What stands for the first of them that has a direction; nothing where none has."""
    kinds = map(unicodedata.bidirectional, signs)
    return next((MARKS[kind] for kind in kinds if kind in MARKS), "")


def put(
    draw: ImageDraw.ImageDraw, block: Block, words: Words, at: tuple[int, int], side: str, fill: str
) -> None:
    """Draws the lines downwards from `at`: towards the left where `side` is "rtl"."""
    x, y = at
    # The letters' middle in the middle of each line.
    y += round(block.leading / 2 + block.size * 0.32)
    for line in in_context(block.lines):
        draw.text(
            (x, y), line, fill, font(block.size), "rs" if side == "rtl" else "ls",
            direction=words.direction, language=words.language,
        )  # fmt: skip
        y += block.leading
