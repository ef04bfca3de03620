"""The words that numbers are made of and stand among, by language, in the form `key` gives them.

Arabic words stand without their particles (و ف ب ل ك), which `piece` takes off.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from newsroom.text.dates import MONTHS
from newsroom.text.words import folded


class Qualifier(StrEnum):
    ABOUT = "about"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    BETWEEN = "between"


def key(word: str, language: str) -> str:
    """Kurmanji keeps its accents here: sê is three, se a dog."""
    if language == "ku":
        return unicodedata.normalize("NFC", word.casefold())
    return folded(word, language)


@dataclass(frozen=True)
class Piece:
    """What a word adds to a number. `scale` multiplies what stands before it (ألف, مليون).

    `value` is what the word means alone: 0 for nothing (آلاف الأشخاص), 2000 for ألفين.
    """

    value: Decimal
    scale: Decimal = Decimal(0)
    is_alone: bool = True
    is_ordinal: bool = False
    is_definite: bool = False
    is_joined: bool = False
    #: Letters of و ف ب ل ك before the number itself.
    prefix: int = 0


def _table(language: str, rows: dict[str, Piece]) -> dict[str, Piece]:
    return {key(word, language): piece for row, piece in rows.items() for word in row.split()}


def _small(rows: dict[int, str]) -> dict[str, Piece]:
    return {words: Piece(Decimal(value)) for value, words in rows.items()}


def _scale(value: int, one: str, two: str = "", many: str = "") -> dict[str, Piece]:
    """`one` alone is 1 of it, `two` is 2 of it, `many` alone says no number."""
    scale = Decimal(value)
    rows = {one: Piece(scale, scale), two: Piece(2 * scale, scale), many: Piece(Decimal(0), scale)}
    return {words: piece for words, piece in rows.items() if words}


def _not_alone(value: int, words: str) -> dict[str, Piece]:
    return {words: Piece(Decimal(value), is_alone=False)}


def _hundreds() -> dict[int, str]:
    heads = ["ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
    rows = {n * 100: f"{head}مئة {head}مائة {head}مية" for n, head in enumerate(heads, start=3)}
    rows[800] += " ثمانيمئة ثمانيمائة"
    return rows


ARABIC = {
    **_not_alone(1, "أحد إحدى واحد واحدة"),
    **_not_alone(2, "اثنا اثني اثنتا اثنتي"),
    **_small({2: "اثنان اثنين اثنتان اثنتين", 3: "ثلاث ثلاثة", 4: "أربع أربعة", 5: "خمس خمسة"}),
    **_small({6: "ست ستة", 7: "سبع سبعة", 8: "ثمان ثماني ثمانية", 9: "تسع تسعة"}),
    **_small({10: "عشر عشرة", 20: "عشرون عشرين", 30: "ثلاثون ثلاثين", 40: "أربعون أربعين"}),
    **_small({50: "خمسون خمسين", 60: "ستون ستين", 70: "سبعون سبعين", 80: "ثمانون ثمانين"}),
    **_small({90: "تسعون تسعين", 100: "مئة مائة مية", 200: "مئتان مئتين مئتي مئتا"}),
    "مائتان مائتين مائتي مائتا": Piece(Decimal(200)),
    **_small(_hundreds()),
    **_scale(1_000, "ألف", "ألفان ألفين ألفي ألفا", "آلاف ألوف"),
    **_scale(1_000_000, "مليون", "مليونان مليونين مليوني مليونا", "ملايين"),
    **_scale(1_000_000_000, "مليار بليون", "ملياران مليارين ملياري مليارا", "مليارات بلايين"),
    **_scale(1_000_000_000_000, "تريليون ترليون", "", "تريليونات ترليونات"),
}
ENGLISH = {
    **_not_alone(1, "one"),
    **_small({2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}),
    **_small({9: "nine", 10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen"}),
    **_small({15: "fifteen", 16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen"}),
    **_small({20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy"}),
    **_small({80: "eighty", 90: "ninety", 100: "hundred"}),
    **_scale(1_000, "thousand"),
    **_scale(1_000_000, "million"),
    **_scale(1_000_000_000, "billion bn"),
}
#: Without heftê, seventy: it is also "the week". [N]
KURMANJI = {
    **_not_alone(1, "yek"),
    **_small({2: "du", 3: "sê", 4: "çar", 5: "pênc", 6: "şeş", 7: "heft", 8: "heşt", 9: "neh"}),
    **_small({10: "deh", 11: "yazdeh", 12: "diwazdeh dozdeh", 13: "sêzdeh", 14: "çardeh"}),
    **_small({15: "pazdeh panzdeh", 16: "şazdeh şanzdeh", 17: "hevdeh", 18: "hejdeh"}),
    **_small({19: "nozdeh", 20: "bîst", 30: "sî", 40: "çil", 50: "pêncî", 60: "şêst"}),
    **_small({80: "heştê", 90: "nod", 100: "sed"}),
    **_scale(1_000, "hezar"),
    **_scale(1_000_000, "milyon mîlyon"),
}
SORANI = {
    **_not_alone(1, "یەک"),
    **_small({2: "دوو", 3: "سێ", 4: "چوار", 5: "پێنج", 6: "شەش", 7: "حەوت", 8: "هەشت", 9: "نۆ"}),
    **_small({10: "دە", 11: "یازدە", 12: "دوازدە", 13: "سێزدە", 14: "چواردە"}),
    **_small({15: "پازدە پانزدە پانزە", 16: "شازدە شانزدە", 17: "حەڤدە", 18: "هەژدە"}),
    **_small({19: "نۆزدە", 20: "بیست", 30: "سی", 40: "چل", 50: "پەنجا", 60: "شەست"}),
    **_small({70: "حەفتا", 80: "هەشتا", 90: "نەوەد", 100: "سەد"}),
    **_scale(1_000, "هەزار"),
    **_scale(1_000_000, "ملیۆن"),
    **_scale(1_000_000_000, "ملیار"),
}
LEXICON = {
    "ar": _table("ar", ARABIC),
    "en": _table("en", ENGLISH),
    "ku": _table("ku", KURMANJI),
    "ckb": _table("ckb", SORANI),
}
ORDINALS = _table(
    "ar",
    _small({1: "أول أولى حادي حادية", 2: "ثاني ثانية", 3: "ثالث ثالثة", 4: "رابع رابعة"})
    | _small({5: "خامس خامسة", 6: "سادس سادسة", 7: "سابع سابعة", 8: "ثامن ثامنة"})
    | _small({9: "تاسع تاسعة", 10: "عاشر عاشرة"}),
)
HALVES = {key("نصف", "ar"): Decimal("0.5"), key("ربع", "ar"): Decimal("0.25")}
AND = {"ar": "و", "en": "and", "ku": "û", "ckb": "و"}
TEN = Decimal(10)
HUNDRED = Decimal(100)


@lru_cache(maxsize=16384)
def piece(word: str, language: str) -> Piece | None:
    """What `word`, a key, adds to a number, looked at without the particles before it."""
    if language != "ar":
        return LEXICON.get(language, {}).get(word)
    for prefix, rest in bare_forms(word):
        if found := _arabic(rest):
            is_joined = word[:prefix] == "و"
            return Piece(**{**vars(found), "prefix": prefix, "is_joined": is_joined})
    return None


def bare_forms(word: str) -> Iterator[tuple[int, str]]:
    """The word, and what is left after one particle, and after و or ف with another."""
    yield 0, word
    if word[:1] in tuple("وفبلك"):
        yield 1, word[1:]
        if word[0] in "وف" and word[1:2] in tuple("بلك"):
            yield 2, word[2:]


def _arabic(word: str) -> Piece | None:
    found = LEXICON["ar"].get(word)
    if found or len(word) < 4 or word[:2] not in ("ال", "لل"):  # للخمسة: ل and ال
        return found
    if ordinal := ORDINALS.get(word[2:]):
        return Piece(ordinal.value, is_ordinal=True)
    if found := LEXICON["ar"].get(word[2:]):
        return Piece(found.value, found.scale, found.is_alone, is_definite=True)
    return None


def keys(words: str, language: str = "ar") -> frozenset[str]:
    return frozenset(key(word, language) for word in words.split())


def by_language(**by_language: str) -> dict[str, frozenset[str]]:
    return {code: keys(words, code) for code, words in by_language.items()}


#: Before the first and between the two ends of a range.
BETWEEN = by_language(
    ar="بين وبين فبين لبين مابين وما", en="between", ku="navbera nav", ckb="نێوان لەنێوان"
)
LINKS = by_language(ar="إلى حتى أو", en="to or", ku="heta an", ckb="بۆ تا یان")
#: واحد كيلومتر is 1, محطة واحدة is none.
MEASURES = keys("كيلومتر كم كيلو متر طن لتر غرام كيلوغرام دونم هكتار دولار بالمئة بالمائة")
#: "I am not" as well as "for six", which these or a plural in ات have to follow.
NOT_I = keys("لست ولست فلست")
PLURALS = keys("قرى مدارس منازل أيام أشهر سنوات نساء أسر عوائل طرق مدن غرف نقاط قرارات")
FRACTIONS = tuple(keys("أرباع أخماس أثلاث أسباع أعشار أثمان أتساع أسداس"))
FIFTHS = keys("خمس ست سبع تسع عشر ثمن")
MONTH_WORDS = {
    code: keys(" ".join(name.split()[0] for name in MONTHS[code].values()), code) for code in MONTHS
}
MONTH_WORDS["ar"] |= keys(
    "يناير فبراير مارس أبريل إبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
)
