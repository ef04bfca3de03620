"""Words as they may stand in a text, found to be taken out: in any spelling, across markup."""

import re
import unicodedata
from functools import cache

#: Stands in the place of what was taken out.
REMOVED = "[…]"
#: What may stand unseen among the letters of a word: harakat, accents, tatweel, joiners, bidi
#: controls, and the signs of an apostrophe, which some write and others leave out.
HARAKAT = "\u0610-\u061a\u064b-\u065f\u0670\u0640\u0300-\u036f"
UNSEEN = f"[{HARAKAT}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069'’‘`´ʻʼʾʿ]*"
#: What may part two words, or nothing: spaces, hyphens, commas, tags, entities.
BETWEEN = r"(?:\s|[-_‐-―.·،,/()]|&nbsp;|<[^<>]*>)*"
#: Letters that stand for each other, by each of them; Latin ones are found by their base.
ALIKE = (
    ("اأإآٱ", "اأإآٱى"), ("ى", "ىيئیېےاأإآٱ"), ("يئیې", "ىيئیېێ"), ("هةھەۀ", "هةھەۀ"),
    ("كکڪ", "كکڪ"), ("وؤۆ", "وؤۆ"),
)  # fmt: skip
DIGITS = ("٠۰", "١۱", "٢۲", "٣۳", "٤۴", "٥۵", "٦۶", "٧۷", "٨۸", "٩۹")
PREFIXES = "(?:[وف]?[بكل]?)"
#: Keys of photos are no words.
FIGURE = re.compile(r'(<figure data-photos="[0-9 ]*">)')
TAG = re.compile(r"<(/?[a-z][a-z0-9]*)[^<>]*>")
WORD = re.compile(r"\d|[^\W\d_]+")
#: Written together or apart: عبد الله, عبدالله.
COMPOUND = re.compile(r"^(عبد|[أاآ]بو|[أا]بي)(?=ال\w)")


def pattern(words: str) -> re.Pattern[str] | None:
    """Finds the words in stored text or HTML; None where there is not one letter to look for.

    With and without harakat, hamza and accents, ة as ه, together or apart, any case, digits of any
    family, with و ف ب ك ل before them: those stay, the words are group 1. Never inside a longer
    word. In the address of a link too: that then leads nowhere.
    """
    found = list(words_of(words))
    if not found:
        return None
    inner = BETWEEN.join(_spelt(word) for word in found)
    return re.compile(rf"(?<!\w){PREFIXES}({inner})(?!\w)", re.IGNORECASE)


def words_of(text: str) -> list[str]:
    """The words to look for, letters only; a digit is a word of its own."""
    bare = re.sub(UNSEEN[:-1] + "+", "", unicodedata.normalize("NFKC", text))
    found = WORD.findall(COMPOUND.sub(r"\1 ", bare))
    return [part for word in found for part in COMPOUND.sub(r"\1 ", word).split()]


@cache
def _spelt(word: str) -> str:
    return UNSEEN.join(_letter(char) for char in word) + UNSEEN


def _letter(char: str) -> str:
    if char.isdecimal():
        number = unicodedata.decimal(char)
        return f"[{number}{DIGITS[number]}]"
    group = next((alike for own, alike in ALIKE if char in own), "") or _accented(char)
    return f"[{group}]" if group else re.escape(char)


@cache
def _accented(char: str) -> str:
    """All that a Latin letter is written with: é, ê and ë for e; "" for other letters."""
    base = unicodedata.normalize("NFD", char)[0].lower()
    if base == "ı":
        base = "i"
    if not "a" <= base <= "z":
        return ""
    marked = (chr(code) for code in range(0xC0, 0x250))
    return (
        base
        + "".join(each for each in marked if unicodedata.normalize("NFD", each)[0].lower() == base)
        + ("ı" if base == "i" else "")
    )


def without(text: str, passages: list[re.Pattern[str]]) -> str:
    """The text with a mark in the place of each passage."""
    parts = FIGURE.split(text)
    for each in passages:
        parts[::2] = [each.sub(_marked, part) for part in parts[::2]]
    return "".join(parts)


def _marked(found: re.Match[str]) -> str:
    """Tags among the words stay, else what stands around them would run together; what they say in
    attributes goes."""
    tags = "".join(f"<{tag}>" for tag in TAG.findall(found[1]))
    return found[0][: found.start(1) - found.start()] + REMOVED + tags
