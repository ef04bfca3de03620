"""Slugs that a reader of any of the languages can read in the address bar."""

import re
import unicodedata

#: For URL converters. Wider than what `slugify` makes: imported sites kept harakat, accents, ZWNJ.
SLUG_PATTERN = r"[-\w\u0300-\u036f\u064b-\u065f\u0670\u200c\u200d]+"

APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʿʾ`´ـ"))
KURMANJI = frozenset("êîûçş")


def slugify(text: str, language: str, longest: int = 80) -> str:
    """Lower-case words joined by hyphens, at most `longest` characters, cut between words.

    Returns "" where the text has no letter or digit: the caller decides what stands there.
    Arabic keeps its hamzas and ة; accents of Latin letters stay only in Kurmanji.
    """
    text = text.translate(APOSTROPHES)
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    text = "".join(_readable(char, language) for char in text)
    return _shortened(re.sub(r"[\W_]+", "-", text).strip("-"), longest)


def _readable(char: str, language: str) -> str:
    kind = unicodedata.category(char)
    if kind[0] == "M" or kind == "Cf" or char == "ـ":
        return ""
    if kind == "Nd":
        return str(unicodedata.decimal(char))
    if char == "ı":
        return "i"
    is_latin = "\u00c0" <= char <= "\u024f" or "\u1e00" <= char <= "\u1eff"
    if is_latin and not (language == "ku" and char in KURMANJI):
        return unicodedata.normalize("NFD", char)[0]
    return char


def _shortened(slug: str, longest: int) -> str:
    """A single word longer than `longest` is cut inside."""
    if len(slug) <= longest:
        return slug
    cut = slug[: longest + 1]
    return cut.rpartition("-")[0] if "-" in cut else cut[:longest]
