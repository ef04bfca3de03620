"""Slips of Arabic typing (W16 of docs/checks.md). For `ar` only: Sorani writes ک and ی by right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

ARABIC = "\u0621-\u064a"
HARAKAT = "\u064b-\u0652"
#: Letters that no Arabic word has: the word is a Kurdish or Persian name as its bearer writes it.
FOREIGN = re.compile("[ێۆڕڵەپچگژڤ]")
DOUBLE = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
#: «الـ14», «بـ26», «هـ» are how the house joins a letter to a number.
TATWEEL = re.compile(rf"(?<=[{ARABIC}{HARAKAT}])ـ+(?=[{HARAKAT}]*[{ARABIC}])")
WORD = re.compile(r"[^\W\d_]+")
LATIN_MARK = re.compile(rf"(?<=[{ARABIC}{HARAKAT}\d»”›)])\s?[,;?](?=[\s{ARABIC}«“‹(»”›)]|$)")
FAMILIES = {"ascii": re.compile("[0-9]+"), "arabic": re.compile("[٠-٩]+"),
            "persian": re.compile("[۰-۹]+")}  # fmt: skip


@dataclass(frozen=True)
class Slip:
    """`kind` is one of double_space, tatweel, persian_letter, latin_mark, mixed_digits."""

    start: int
    end: int
    kind: str


def slips(text: str) -> list[Slip]:
    """In the order of the text."""
    found = [
        *(Slip(*each.span(), "double_space") for each in DOUBLE.finditer(text)),
        *(Slip(*each.span(), "tatweel") for each in TATWEEL.finditer(text)),
        *(Slip(*each.span(), "latin_mark") for each in LATIN_MARK.finditer(text)),
        *_persian_letters(text),
        *_mixed_digits(text),
    ]
    return sorted(found, key=lambda slip: slip.start)


def _persian_letters(text: str) -> Iterator[Slip]:
    for word in WORD.finditer(text):
        if re.search("[کی]", word[0]) and not FOREIGN.search(word[0]):
            yield Slip(*word.span(), "persian_letter")


def _mixed_digits(text: str) -> Iterator[Slip]:
    """The places of every family but the commonest one."""
    places = {name: list(family.finditer(text)) for name, family in FAMILIES.items()}
    used = Counter({name: len(found) for name, found in places.items() if found})
    for name, _count in used.most_common()[1:]:
        yield from (Slip(*each.span(), "mixed_digits") for each in places[name])
