"""Where the words that somebody searched for stand in a text, by the same terms as the search."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from newsroom.text.legible import balanced
from newsroom.text.terms import Choice, index

#: A word with the marks on its letters and the joiners inside it. Isolates stand outside of it.
WORD = re.compile(
    "[^\\W_](?:[^\\W_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8"
    "\u06ea-\u06ed]|[\u200c-\u200f\u061c](?=[^\\W_]))*"
)
#: Words of a passage before the first one found, and in all.
BEFORE, PASSAGE = 12, 45

Span = tuple[int, int]


@lru_cache(maxsize=20_000)
def _terms(word: str, language: str) -> frozenset[str]:
    return frozenset(index(word, language).split())


def found(text: str, asked: Sequence[Choice], language: str) -> Iterator[tuple[Span, set[int]]]:
    """Whole words of `text` that were asked for, and which of the query's words each is."""
    wanted = {term for choice in asked for term in choice}
    for word in WORD.finditer(text) if wanted else ():
        terms = _terms(word[0], language)
        if not wanted.isdisjoint(terms):
            yield word.span(), {at for at, each in enumerate(asked) if not terms.isdisjoint(each)}


def marked(text: str, asked: Sequence[Choice], language: str) -> SafeString:
    """As HTML, with a `<mark>` around each word that was asked for."""
    parts, end = [], 0
    for (start, after), _which in found(text, asked, language):
        parts += [escape(text[end:start]), f"<mark>{escape(text[start:after])}</mark>"]
        end = after
    return mark_safe("".join([*parts, escape(text[end:])]))


def passage(text: str, asked: Sequence[Choice], language: str) -> str:
    """Of a plain text some words around those that were asked for, from the paragraph that has most
    of them; "" where it has none. Cut between words only, and no isolate stays open."""
    best, most = "", 0
    for paragraph in text.split("\n"):
        hits = list(found(paragraph, asked, language))
        which: Collection[int] = set().union(*(at for _span, at in hits))
        if len(which) > most:
            best, most = around(paragraph, hits[0][0][0]), len(which)
        if most == len(asked):
            break
    return best


def around(paragraph: str, start: int) -> str:
    """A window of words that has the one at `start` in it."""
    words = [word.span() for word in re.finditer(r"\S+", paragraph)]
    at = next(number for number, (_begin, end) in enumerate(words) if end > start)
    first = max(0, min(at - BEFORE, len(words) - PASSAGE))
    last = min(len(words), first + PASSAGE) - 1
    cut = balanced(paragraph[words[first][0] : words[last][1]])
    return f"{'… ' if first else ''}{cut}{' …' if last < len(words) - 1 else ''}"
