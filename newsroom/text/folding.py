"""One spelling for all the ways in which a word is typed, after Lucene's ArabicNormalizer and
SoraniNormalizer."""

import re
import unicodedata
from collections.abc import Callable
from functools import partial

#: Letters that Unicode's own decomposition does not bring together. All languages.
SAME = {
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ے": "ي",
    "ک": "ك",
    "ڪ": "ك",
    "ة": "ه",
    "ھ": "ه",
    "ہ": "ه",
    "ۃ": "ه",
    "ı": "i",
    # Tatweel, and the signs that transliterations of ع and ء use: Raʿd, Saʾid, Qurʼan.
    **dict.fromkeys("ـʿʾʼʹ", ""),
}


class Letters(dict[int, str]):
    """A `str.translate` table that works a character out when it is first met."""

    def __init__(self, exceptions: dict[str, str]) -> None:
        super().__init__({ord(char): folded for char, folded in exceptions.items()})

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._folded(chr(code))
        return folded

    def _folded(self, char: str) -> str:
        kind = unicodedata.category(char)
        if kind[0] == "M" or kind == "Cf":  # harakat, accents; bidi controls, ZWNJ
            return ""
        if kind == "Nd":
            return str(unicodedata.decimal(char))
        if kind[0] not in "LN":
            return " "
        bare = "".join(
            c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c)
        )
        bare = unicodedata.normalize("NFC", bare)
        return bare if bare == char else bare.translate(self)


#: What a Sorani keyboard has instead of an Arabic letter.
KEYBOARD = {"ە": "ه", "ڕ": "ر", "ڵ": "ل", "ۆ": "و", "ێ": "ي"}
#: In Arabic a phone's keyboard hides ئ and ؤ behind a long press, and قايد, موتمر are what people
#: type: both lose their hamza, as أ does. Sorani opens its vowels with ئ (ئاو): there it stays.
ARABIC = Letters({**SAME, **KEYBOARD})
#: Letters that tell an ending: a feminine ة is no «his», and only ê is a case in Kurmanji. The
#: stems of that language fold them in the end; those of others would leave them as they are.
FOR_STEMS = {
    "ar": Letters({**SAME, **KEYBOARD, "ة": "ة", "ۃ": "ة"}),
    "ku": Letters({**SAME, **KEYBOARD, "ê": "ê"}),
}
SORANI = Letters({**SAME, "ە": "ە", "ئ": "ئ"})
#: Short a, which Arabic does not write inside a word: حەسەکە is الحسكة.
INNER_A = re.compile(r"ە(?=\w)")
OPEN_HEH = re.compile("[هھەة]\u200c")
FINAL_HEH = re.compile(r"ه(?!\w)")
FIRST_REH = re.compile(r"(?<!\w)ر")


def fold(text: str, language: str) -> str:
    """Idempotent; words parted by one space. Unknown languages fold as Arabic does.

    Accents go in every language, not only in Kurmanji and English: an Arabic story that says
    Qamişlo is found under qamislo too.
    """
    return _folded(text, _sorani if language == "ckb" else _arabic)


def fold_for_stems(text: str, language: str) -> str:
    """The same, but for the letters that the stems of this language ask for."""
    if language not in FOR_STEMS:
        return fold(text, language)
    return _folded(text, partial(_arabic, letters=FOR_STEMS[language]))


def _folded(text: str, spell: Callable[[str], str]) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    text = spell(unicodedata.normalize("NFKC", text))
    return " ".join(unicodedata.normalize("NFC", text).split())


def _arabic(text: str, letters: Letters = ARABIC) -> str:
    return INNER_A.sub("", text).translate(letters)


def _sorani(text: str) -> str:
    """ه before ZWNJ or at a word's end is the vowel ە; a word's first ر is always ڕ."""
    text = OPEN_HEH.sub("ە", text).translate(SORANI)
    return FIRST_REH.sub("ڕ", FINAL_HEH.sub("ە", text))
