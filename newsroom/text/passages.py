"""Words as they may stand in a text, found to be taken out: in any spelling, across markup."""

import re
from functools import cache

#: Stands in the place of what was taken out.
REMOVED = "[…]"
#: What may stand unseen among the letters of a word: harakat, tatweel, joiners, bidi controls.
UNSEEN = (
    "[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\u0300-\u036f]*"
)
#: What parts two words: spaces, hyphens, tags, entities.
BETWEEN = r"(?:\s|[-_‐-―.·]|&nbsp;|<[^<>]*>)+"
ALIKE = ("اأإآٱ", "هةھەۀ", "يىیئێ", "كکڪ", "وؤۆ", "eê", "iîı", "uû", "cç", "sş")
PREFIXES = "(?:[وف]?[بكل]?)"
WORD = re.compile(r"[^\W_]+")


def pattern(words: str) -> re.Pattern[str] | None:
    """Finds the words in stored text or HTML; None where there is not one letter to look for.

    With and without harakat and hamza, ة as ه, any case, with و ف ب ك ل before them: those stay,
    the words are group 1. Never inside a longer word. In the address of a link too: that then leads
    nowhere.
    """
    found = WORD.findall(_bare(words))
    if not found:
        return None
    inner = BETWEEN.join(_spelt(word) for word in found)
    return re.compile(rf"(?<!\w){PREFIXES}({inner})(?!\w)", re.IGNORECASE)


def _bare(words: str) -> str:
    return re.sub(UNSEEN[:-1] + "+", "", words)


@cache
def _spelt(word: str) -> str:
    return UNSEEN.join(_letter(char) for char in word) + UNSEEN


def _letter(char: str) -> str:
    group = next((same for same in ALIKE if char.lower() in same), "")
    return f"[{group}]" if group else re.escape(char)


def without(text: str, passages: list[re.Pattern[str]]) -> str:
    """The text with a mark in the place of each passage."""
    for each in passages:
        text = each.sub(_marked, text)
    return text


def _marked(found: re.Match[str]) -> str:
    return found[0][: found.start(1) - found.start()] + REMOVED
