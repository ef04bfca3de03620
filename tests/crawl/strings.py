"""Strings of mixed scripts as no person writes them, but a paste or an import brings."""

from __future__ import annotations

import random

PIECES = (
    "محطات", "المياه", "في", "دير الزور", "١٢٣", "٤", "دەقی", "کوردی", "ڕۆژ", "۵", "Nûçeyên",
    "Rojê", "çêbû", "şîn", "Water", "returns to", "Raqqa", "26", "3.5%", "(1–2)", "מים", "שלום",
    "😀", "👩\u200d👩\u200d👧", "🇸🇾", "e\u0301", "ب\u0651\u064e", "\u0301", "\u200c", "\u200d",
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    *"\"'«»‹›&<>;:,.!؟،؛-–/\\()[]{}%$#@",
    "&amp;", "&#8238;", "&#x2067;", "<b>", "</p>", "<!--", "]]>", "{{ x }}", "{% y %}", "%(z)s",
    *"\x00\x01\x0b\x0c\x1f\x7f\x85\ufeff\ufffe\u2028\u2029\n\r\t\u00a0\u202f\u200b\u00ad",
)  # fmt: skip


def mixed(seed: int) -> str:
    """The same string for the same seed; with a letter in it, so that it is no blank."""
    chance = random.Random(seed)
    parts = [chance.choice(PIECES) for _ in range(chance.randint(1, 12))]
    parts.insert(chance.randrange(len(parts) + 1), chance.choice(["ا", "ە", "ê", "a"]))
    return "".join(part + chance.choice(["", "", " "]) for part in parts)[:80]
