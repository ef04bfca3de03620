"""Names in the order in which their readers look for them.

There is no ICU here and databases sort by code point, so each language has its alphabet. Digits
come first, by their value; then the language's own letters; then those of other scripts. An accent,
a hamza or a haraka that the alphabet has no letter for counts only where all else is the same.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from django.utils.translation import get_language

from newsroom.text.languages import DEFAULT

Thing = TypeVar("Thing")
#: What kind of sign, and which; a space comes before all.
Place = tuple[int, int]
SPACE, DIGITS, OWN, OTHER = range(4)

#: Letters of neighbours stand behind those that they look like: a Sorani name in an Arabic list.
ARABIC = "ء ا ب پ ت ث ج چ ح خ د ذ ر ڕ ز ژ س ش ص ض ط ظ ع غ ف ڤ ق ك گ ل ڵ م ن ه ە و ۆ ي ێ"
SORANI = "ئ ا ب پ ت ث ج چ ح خ د ذ ر ڕ ز ژ س ش ص ض ط ظ ع غ ف ڤ ق ک گ ل ڵ م ن و ۆ وو ه ە ی ێ"
KURMANJI = "a b c ç d e ê f g h i î j k l m n o p q r s ş t u û v w x y z"
ENGLISH = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
#: [N] for the three that are not English.
ALPHABETS = {
    code: {letter: rank for rank, letter in enumerate(alphabet.split())}
    for code, alphabet in {
        "ar": ARABIC, "ckb": SORANI, "ku": KURMANJI, "en": ENGLISH
    }.items()
}  # fmt: skip
#: One letter for those that are written in several ways. ة counts as ه, as in telephone books.
ALIKE = {
    "ar": {"ٱ": "ا", "أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ي", "ى": "ي", "ی": "ي",
           "ک": "ك", "ة": "ه", "ھ": "ه"},
    "ckb": {"ٱ": "ا", "أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ى": "ی", "ي": "ی", "ك": "ک",
            "ة": "ە", "ھ": "ه", "ء": "ئ"},
    "ku": {"ı": "i"},
    "en": {"ı": "i"},
}  # fmt: skip
#: The article, in front of two letters and more, while أ إ آ are still told from its ا: ألمانيا and
#: إلياس have none. Nor has the name of God.
ARTICLE = re.compile(r"\b[اٱ]ل(?!له\b)(?=\w\w)")
HARAKAT = re.compile("[\u064b-\u0652\u0670]")
PIECE = re.compile(r"\d{1,18}|وو|\w|\s+|[-‐‑–—/]")
SILENT = re.compile("[\u0640\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069'’‘ʼʿʾ]")


@lru_cache(maxsize=16384)
def sort_key(text: str, language: str) -> tuple[tuple[Place, ...], str]:
    """By which `text` stands among others in a list for readers of that language."""
    plain = SILENT.sub("", unicodedata.normalize("NFKC", text)).casefold()
    letters = unicodedata.normalize("NFC", plain)
    if language == "ar":
        letters = ARTICLE.sub("", HARAKAT.sub("", letters))
    letters = _without_marks(letters, language)
    places = [_place(found[0], language) for found in PIECE.finditer(letters)]
    return tuple(place for each in places for place in each), plain


def _without_marks(text: str, language: str) -> str:
    alike, alphabet = ALIKE.get(language, {}), ALPHABETS.get(language, {})
    return "".join(_letter(alike.get(char, char), alphabet) for char in text)


def _letter(char: str, alphabet: dict[str, int]) -> str:
    if char in alphabet:
        return char
    bare = unicodedata.normalize("NFD", char)
    return "".join(each for each in bare if not unicodedata.combining(each))


def _place(piece: str, language: str) -> list[Place]:
    if piece.isdigit():
        return [(DIGITS, int(piece) if piece.isdecimal() else 0)]
    if not piece[0].isalnum():
        return [(SPACE, 0)]
    alphabet = ALPHABETS.get(language, {})
    if piece in alphabet:
        return [(OWN, alphabet[piece])]
    return [(OWN, alphabet[each]) if each in alphabet else _elsewhere(each) for each in piece]


def _elsewhere(letter: str) -> Place:
    """Of another script, in the order of the alphabet that it is likeliest from."""
    for number, code in enumerate(ALPHABETS):
        letter = ALIKE.get(code, {}).get(letter, letter)
        if letter in ALPHABETS[code]:
            return OTHER + number, ALPHABETS[code][letter]
    return OTHER + len(ALPHABETS), ord(letter)


def in_order(
    things: Iterable[Thing], name: Callable[[Thing], str] = str, language: str | None = None
) -> list[Thing]:
    """By name, for readers of `language`: the active one where None."""
    spoken = language or get_language() or DEFAULT
    return sorted(things, key=lambda thing: sort_key(name(thing), spoken))
