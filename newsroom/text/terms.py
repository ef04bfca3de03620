"""What the search's index stores of a text, and what a query becomes, by the same functions.

One folded column gives the same answers under SQLite's FTS5 (`unicode61`) and PostgreSQL's `simple`
configuration: neither folds nor stems, `folding` and `stems` did that for text and query alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from newsroom.text.folding import fold, fold_for_stems
from newsroom.text.stems import arabic, kurmanji, sorani

#: Counted up with every change of folding, stems or tables: stored terms are then made again
#: (`articles/reindexing.py`).
RULES = 3
WORDS = re.compile(r"[^\W\d]+|\d+")
#: One of these is enough.
Choice = tuple[str, ...]
#: By language, of a word as `fold_for_stems` spells it. A language without has words as they are:
#: English too, where even a plural -s would make Hamas meet Hama.
STEMS: dict[str, Callable[[str], Choice]] = {
    "ar": arabic.stems,
    "ku": kurmanji.stems,
    "ckb": sorani.stems,
}


def _words(text: str, language: str) -> list[str]:
    """In Arabic script a number stands alone, so that بـ26 and 26قاطرة are found under 26."""
    if language == "ar":
        if "\u064b" in text:
            text = arabic.TANWEEN.sub("", text)
        text = arabic.SEATS.sub("ؤو", text)
        return WORDS.findall(arabic.JOINED.sub(r"\1 ", fold_for_stems(text, language)))
    folded = fold_for_stems(text, language)
    return WORDS.findall(folded) if language == "ckb" else folded.split()


def _stems(word: str, language: str) -> Choice:
    return STEMS[language](word) if language in STEMS else (word,)


def terms(text: str, language: str) -> list[str]:
    """The likeliest stem of each word, in order, with repetitions; Kurdish words as they are."""
    if language == "ar":
        return [arabic.stems(word)[0] for word in _words(text, language)]
    return _words(fold(text, language), language)


def index(text: str, language: str) -> str:
    """What the folded column stores."""
    return " ".join(_indexed(text, language))


def _indexed(text: str, language: str) -> Iterator[str]:
    for word in _words(text, language):
        for stem in _stems(word, language):
            yield from sorani.indexed(stem) if language == "ckb" else (stem,)


def names_terms(words: Iterable[tuple[str, Iterable[str | None]]]) -> str:
    """What a row of names stores, a space before each: for each language its words as they are
    written, for whoever is still typing, and their stems."""
    found: dict[str, None] = {}
    for language, said in words:
        text = "\n".join(filter(None, said))
        found |= dict.fromkeys((*fold(text, language).split(), *_indexed(text, language)))
    return " ".join(["", *found])


def query(text: str, language: str, most: int = 12) -> list[Choice]:
    """The different words a reader asked for, first come first; holds no query syntax."""
    asked = (_asked(word, language) for word in _words(text, language))
    return list(dict.fromkeys(asked))[:most]


def _asked(word: str, language: str) -> Choice:
    found = _stems(word, language)
    if language == "ckb":
        found = tuple(spelt for stem in found for spelt in sorani.asked(stem))
    return tuple(dict.fromkeys(found))
