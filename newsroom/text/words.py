"""Words of a text with their places, and phrases found in the forms that a language gives them.

Arabic hangs particles before a word (و ف ب ك ل ال) and pronouns behind it, Kurdish its endings;
harakat, hamzas and tatweel come and go. `find` looks through all of that. Arabic's plurals, broken
or not, and its duals are words of their own, and so are English ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from newsroom.text.folding import fold

MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c"
WORD = re.compile(rf"\d+|[^\W\d_](?:[^\W\d_]|[{MARKS}])*")
#: What ends a sentence; the point of 3.2 does not.
SENTENCE = re.compile(r"(?:[^.!?؟…\n]|(?<=\d)\.(?=\d))+")
#: Before and behind an Arabic word, folded.
PREFIXES = "(?:[وف]?(?:[بكل]?(?:ال)?|لل))"
PRONOUNS = "(?:ه|ها|هم|هما|هن|نا|ي|ك|كم|كن)"
SUFFIXES = f"{PRONOUNS}?"
#: قصفًا, and قصفاً; without the mark, سوريا would be a form of سوري.
TANWEEN = re.compile("ا\u064b$|\u064bا$")
#: Behind a Kurdish word, folded: number, article, ezafe and case.
ENDINGS = {
    "ku": "(?:y?(?:a|e|i|an|en|ek|eki|eke|eka)|ye)?",
    "ckb": "(?:يەك|ێك|ەكە|ەكان|كە|كان|ان|يان|ە)?(?:ي|ە|دا|م|ت|مان|تان|يان)?",
}


@dataclass(frozen=True)
class Word:
    """`start` and `end` are offsets into the text as it was given."""

    start: int
    end: int
    text: str
    folded: str


def words(text: str, language: str) -> Iterator[Word]:
    """Every word and every run of digits, in order."""
    for found in WORD.finditer(text):
        yield Word(found.start(), found.end(), found[0], folded(found[0], language))


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """(offset, text) of each sentence; a line's end ends one too."""
    for found in SENTENCE.finditer(text):
        if found[0].strip():
            yield found.start(), found[0]


@lru_cache(maxsize=65536)
def folded(word: str, language: str) -> str:
    return fold(word, language)


def find(text: str, phrase: str, language: str) -> list[tuple[int, int]]:
    """Where `phrase` stands, in any form: (start, end) of each, without overlaps."""
    return find_any(list(words(text, language)), [phrase], language)


def find_any(said: list[Word], phrases: Iterable[str], language: str) -> list[tuple[int, int]]:
    """The same for several phrases over words that are split already; longer phrases win."""
    wanted = sorted((forms(phrase, language) for phrase in phrases), key=len, reverse=True)
    found: list[tuple[int, int]] = []
    taken = -1
    for number, word in enumerate(said):
        if word.start < taken:
            continue
        for phrase in wanted:
            last = _matches(said, number, phrase)
            if last is not None:
                found.append((word.start, last.end))
                taken = last.end
                break
    return found


def _matches(said: list[Word], number: int, phrase: tuple[re.Pattern[str], ...]) -> Word | None:
    """The phrase's last word where it begins with word `number`."""
    if not phrase or number + len(phrase) > len(said):
        return None
    here = said[number : number + len(phrase)]
    fits = all(_fits(form, word) for form, word in zip(phrase, here, strict=True))
    return here[-1] if fits else None


def _fits(form: re.Pattern[str], word: Word) -> bool:
    if form.fullmatch(word.folded):
        return True
    return bool(TANWEEN.search(word.text) and form.fullmatch(word.folded[:-1]))


@lru_cache(maxsize=4096)
def forms(phrase: str, language: str) -> tuple[re.Pattern[str], ...]:
    """A pattern a word of the phrase, over folded words."""
    return tuple(_form(word.text, word.folded, language) for word in words(phrase, language))


def _form(written: str, word: str, language: str) -> re.Pattern[str]:
    if language != "ar":
        endings = ENDINGS.get(language, "") if len(word) > 2 else ""
        return re.compile(re.escape(word) + endings)
    stem = word[2:] if word.startswith("ال") and len(word) > 4 else word
    if len(stem) == 3 and stem != word:  # العدو; without its article, also عدوى and وعدوا
        return re.compile(f"(?:[وف]?[بكل]?ال|[وف]?لل){stem}")
    if len(stem) < 3:
        return re.compile(f"[وف]?{stem}")
    return re.compile(PREFIXES + _with_suffixes(written, stem))


def _with_suffixes(written: str, stem: str) -> str:
    """The last letter changes where something follows it, and in folding."""
    if stem.endswith("ه"):  # سلطة, سلطتها
        return f"{stem[:-1]}(?:ه|ت{SUFFIXES})"
    if stem.endswith("اء"):  # أعضاء, أعضاءها, أعضاؤها, أعضائها
        return f"{stem[:-1]}(?:ء{SUFFIXES}|[وي]{PRONOUNS})"
    if written.endswith("ى"):  # أسرى, أسراهم
        return f"{stem[:-1]}(?:ي|ا{PRONOUNS})"
    return stem + ("" if stem.endswith("ي") else "ا?") + SUFFIXES
