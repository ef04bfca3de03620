"""How a story is worded: W7, W11, W12, W16."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from newsroom.articles.checks.findings import Finding
from newsroom.articles.checks.story import Story, Term
from newsroom.text.quotations import attributions_inside, quotations
from newsroom.text.slips import Slip, slips
from newsroom.text.words import Word, find_any, words

READ = ("kicker", "headline", "short_headline", "standfirst", "key_points", "body")
SLIPS = {
    "double_space": _("two spaces in a row."),
    "tatweel": _("a letter drawn out (tatweel)."),
    "persian_letter": _("a Persian ک or ی in place of ك or ي."),
    "latin_mark": _("a Latin mark in place of ، ؛ ؟."),
    "mixed_digits": _("two families of digits in one text."),
}


def attribution_inside(story: Story) -> Iterator[Finding]:
    """W7: whose words are they, the speaker's or ours?"""
    for field in ("standfirst", "key_points", "body"):
        for start, _end, passage in attributions_inside(story.fields[field], story.language):
            yield Finding(field, passage=passage, start=start)


def lexicon(story: Story) -> Iterator[Finding]:
    """W11: outside quotations; what somebody said stays as it was said."""
    for term in story.terms:
        if not term.expansion:
            for field in READ:
                yield from avoided(story, field, term)


def avoided(story: Story, field: str, term: Term) -> Iterator[Finding]:
    text = story.fields[field]
    for start, end in find_any(story.words_of(field), (term.term,), story.language):
        if not _is_inside(start, story.once(_quoted, field)):
            yield Finding(
                field, passage=text[start:end], start=start,
                values={"preferred": term.preferred},
                sentence=None if term.preferred else _("%(passage)s: the house avoids this word."),
            )  # fmt: skip


def _quoted(story: Story, field: str) -> list[tuple[int, int]]:
    return [(quote.start, quote.end) for quote in quotations(story.fields[field])]


def _is_inside(place: int, spans: list[tuple[int, int]]) -> bool:
    """`spans` in order, none overlapping."""
    number = bisect_right(spans, place, key=itemgetter(0)) - 1
    return number >= 0 and place < spans[number][1]


def short_first(story: Story) -> Iterator[Finding]:
    """W12: in the text; a headline has no room for the full form."""
    text = f"{story.standfirst}\n\n{story.body}"
    said: list[Word] | None = None
    for term in story.terms:
        if not term.expansion:
            continue
        said = list(words(text, story.language)) if said is None else said
        short = find_any(said, (term.term,), story.language)
        full = find_any(said, (term.expansion,), story.language) if short else []
        # A short form that is part of the full one is no mention of its own.
        alone = [one for one in short if not _is_inside(one[0], full)]
        if alone and (not full or alone[0][0] < full[0][0]):
            start, end = alone[0]
            yield Finding(
                "body" if start > len(story.standfirst) else "standfirst",
                passage=text[start:end],
                values={"full": term.expansion},
            )


def slip(story: Story) -> Iterator[Finding]:
    """W16, in Arabic alone; one finding a kind and place."""
    if story.language != "ar":
        return
    for field in READ:
        text = story.fields[field]
        for each in slips(text):
            start, end = _around(story.words_of(field), each)
            yield Finding(
                field, passage=text[start:end], start=start,
                values={"what": str(SLIPS[each.kind])},
            )  # fmt: skip


def _around(said: list[Word], slip: Slip) -> tuple[int, int]:
    """The slip with the word that it follows or stands in, and the next one."""
    before = bisect_right(said, slip.start, key=lambda word: word.start) - 1
    behind = bisect_right(said, slip.end, key=lambda word: word.end)
    start = said[before].start if before >= 0 else slip.start
    end = said[behind].end if behind < len(said) else slip.end
    return min(start, slip.start), max(end, slip.end)
