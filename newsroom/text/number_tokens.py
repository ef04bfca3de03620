"""Words, digits and names of a text in order, with their places."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from newsroom.text.digits import separators
from newsroom.text.number_words import key
from newsroom.text.words import MARKS

#: Brackets, quotes and marks of direction part nothing; a new line does.
BIDI = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
NEAR = re.compile(rf"(?:[^\S\n\r]|[{BIDI}()\[\]«»‹›\"'“”‘’ـ~≈$€£%٪])*")
SKIPPED = r"(?:https?://|www\.)\S+|[#@]\w+|[\w.+-]{1,64}@\w[\w.-]*"
#: Telephones; dates; times; addresses of machines, fractions, serial numbers; M5 and Covid-19.
NAMES = r"""
    (?:\+|0)\d[\d\ -]{5,20}\d
    | \d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)\d{2,4}(?!\d)
    | \d{4}(?P<sign>[/.-])\d{1,2}(?P=sign)\d{1,2}(?!\d)
    | \d{1,2}:\d{2}(?::\d{2})?(?!\d)
    | \d+(?:\.\d+){3,} | \d+/\d+ | \d{16,}
    | [A-Za-zÀ-ɏ]+[-‑]?\d[\w-]*
"""
GROUPED = r"""\d{1,3}(?P<comma>[,٬،’'.\u00a0\u202f\u2009\ ])\d{3}(?:(?P=comma)\d{3})*(?!\d)"""
DECIMAL = r"\d+(?:[.٫]\d+|[,،]\d{1,2}(?!\d|[,،.]\d))?"
TOKEN = re.compile(
    rf"""(?P<skipped>{SKIPPED})
    | (?P<name>{NAMES})
    | (?P<digits>{GROUPED}(?:[.٫]\d+)? | {DECIMAL})
    | (?P<word>(?:كم|سم|مم|م|km|cm|m)[23٢٣](?!\w) | [^\W\d_](?:[^\W\d_]|[{MARKS}])*)""",
    re.VERBOSE,
)
THOUSANDS = re.compile(GROUPED + r"(?:[.٫](?P<part>\d+))?", re.VERBOSE)


class Kind(StrEnum):
    WORD = "word"
    DIGITS = "digits"
    NAME = "name"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Token:
    start: int
    end: int
    text: str
    kind: Kind
    key: str
    #: What stands between this token and the one before.
    gap: str
    is_near: bool


def tokens(text: str, language: str) -> list[Token]:
    found: list[Token] = []
    end = 0
    for match in TOKEN.finditer(text):
        gap = text[end : match.start()]
        kind = Kind(match.lastgroup or "word")
        word = key(match[0], language) if kind is Kind.WORD else match[0]
        near = NEAR.fullmatch(gap) is not None
        found.append(Token(match.start(), match.end(), match[0], kind, word, gap, near))
        end = match.end()
    return found


def value(digits: str, language: str) -> Decimal:
    """A single dot before three digits is a decimal point, but the thousands' in Kurmanji and
    Turkish, and in Arabic script where the last digit is 0: 2.600 شخص are no two and a half.
    """
    grouped = THOUSANDS.fullmatch(digits)
    if grouped and not _is_decimal(digits, grouped["comma"], language):
        part = grouped["part"] or ""
        whole = re.sub(r"\D", "", digits)
        return Decimal(whole).scaleb(-len(part))
    return Decimal(re.sub(r"[^\d]", ".", digits))


def _is_decimal(digits: str, comma: str, language: str) -> bool:
    if Decimal(digits[0]) == 0:
        return True
    if comma != "." or len(re.findall(r"\D", digits)) > 1 or separators(language)[0] == ".":
        return False
    return language == "en" or Decimal(digits[-1]) != 0
