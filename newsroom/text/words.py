"""Words of a text with their places, and phrases found in the forms that a language gives them.

Arabic hangs particles before a word (و ف ب ك ل ال) and pronouns behind it, Kurdish its endings;
harakat, hamzas and tatweel come and go. `find` looks through all of that. Arabic's plurals, broken
or not, and its duals are words of their own, and so are English ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
BEFORE = re.compile(PREFIXES)
#: وبال is the longest of these; two letters of a word are enough to look its phrases up by.
MOST_BEFORE, OPENING = 4, 2
#: قصفًا, and قصفاً; without the mark, سوريا would be a form of سوري.
TANWEEN = re.compile("ا\u064b$|\u064bا$")
#: Behind a Kurdish word, folded: number, article, ezafe and case.
ENDINGS = {
    "ku": "(?:y?(?:a|e|i|an|en|ek|eki|eke|eka)|ye)?",
    "ckb": "(?:يەك|ێك|ەكە|ەكان|كە|كان|ان|يان|ە)?(?:ي|ە|دا|م|ت|مان|تان|يان)?",
}
#: A pattern a word, and phrases with their ranks by the opening of their first word.
Phrase = tuple[re.Pattern[str], ...]
Index = Mapping[str, Sequence[tuple[int, Phrase]]]


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


def find_any(said: list[Word], phrases: Iterable[str], language: str) -> list[tuple[int, int]]:
    """Where one of the phrases stands, in any form: (start, end) of each, without overlaps; longer
    phrases win."""
    index = _index(tuple(phrases), language)
    found: list[tuple[int, int]] = []
    if not index:
        return found
    taken = -1
    for number, word in enumerate(said):
        if word.start < taken:
            continue
        last = _longest(said, number, index, language)
        if last is not None:
            found.append((word.start, last.end))
            taken = last.end
    return found


def _longest(said: list[Word], number: int, index: Index, language: str) -> Word | None:
    """The last word of the longest phrase that begins with word `number`."""
    ranked = [
        each
        for opening in openings(said[number].folded, language)
        for each in index.get(opening, ())
    ]
    for _rank, phrase in sorted(ranked):
        last = _matches(said, number, phrase)
        if last is not None:
            return last
    return None


def _matches(said: list[Word], number: int, phrase: Phrase) -> Word | None:
    """The phrase's last word where it begins with word `number`."""
    if number + len(phrase) > len(said):
        return None
    here = said[number : number + len(phrase)]
    fits = all(_fits(form, word) for form, word in zip(phrase, here, strict=True))
    return here[-1] if fits else None


def _fits(form: re.Pattern[str], word: Word) -> bool:
    if form.fullmatch(word.folded):
        return True
    return bool(TANWEEN.search(word.text) and form.fullmatch(word.folded[:-1]))


@lru_cache(maxsize=512)
def _index(phrases: tuple[str, ...], language: str) -> Index:
    """Phrases by the opening of their first word; the smaller the rank, the longer the phrase."""
    longest_first = sorted(phrases, key=lambda each: len(forms(each, language)), reverse=True)
    index: dict[str, list[tuple[int, Phrase]]] = {}
    for rank, phrase in enumerate(longest_first):
        first = next(words(phrase, language), None)
        if first:
            opening = _stem(first.folded, language)[:OPENING]
            index.setdefault(opening, []).append((rank, forms(phrase, language)))
    return index


@lru_cache(maxsize=65536)
def openings(word: str, language: str) -> frozenset[str]:
    """With which letters a phrase's first word may begin for the folded `word` to be a form of it.

    No ending and no change of a last letter reaches the first two letters of a stem.
    """
    most = MOST_BEFORE if language == "ar" else 0
    return frozenset(
        each[start : start + OPENING]
        for each in (word, word[:-1])  # without its tanween, too
        for start in range(min(most, len(each)) + 1)
        if BEFORE.fullmatch(each, 0, start)
    )


@lru_cache(maxsize=4096)
def forms(phrase: str, language: str) -> Phrase:
    """A pattern a word of the phrase, over folded words."""
    return tuple(_form(word.text, word.folded, language) for word in words(phrase, language))


def _stem(word: str, language: str) -> str:
    """A folded word without its article, where Arabic leaves enough of it."""
    is_definite = language == "ar" and word.startswith("ال") and len(word) > 4
    return word[2:] if is_definite else word


def _form(written: str, word: str, language: str) -> re.Pattern[str]:
    stem = _stem(word, language)
    if language != "ar":
        endings = ENDINGS.get(language, "") if len(word) > 2 else ""
        return re.compile(re.escape(word) + endings)
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
