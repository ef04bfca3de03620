"""Quotations of a text, and attributions that slipped into one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from newsroom.text.words import Word, find_any, words

#: What closes a quotation, and what it never reaches across. Outermost marks only: what is quoted
#: inside a quotation belongs to it.
CLOSING = {"«": ("»", "\n\n"), "“": ("”", "\n"), '"': ('"', "\n"), "‹": ("›", "\n")}
OPENING = re.compile(f"[{''.join(CLOSING)}]")
ATTRIBUTIONS = {
    "ar": ("بحسب", "حسب", "حسبما", "وفق", "وفقما", "طبقا", "نقلا عن", "استنادا إلى"),
    "en": ("according to", "as told by"),
    "ku": ("li gorî", "li gor"),
    "ckb": ("بەپێی", "بە گوێرەی"),
}
#: Without one of these behind it, «بحسب الدور» says "by turns" and attributes nothing.
SPEAKERS = {
    "ar": "مصدر مصادر مسؤول مسؤولين مسؤولون ناطق متحدث شاهد شهود سكان أهالي بيان تقرير وكالة منظمة"
    " المرصد ناشط ناشطين ناشطون قيادي قائد ضابط مراسل مراقبون مراقبين شهادات معلومات قول أقوال"
    " كلام رواية إفادة تصريح تصريحات مدير رئيس طبيب",
    "en": "source sources official officials spokesman spokesperson spokeswoman witness witnesses"
    " resident residents statement report agency activist activists commander officer",
    "ku": "çavkanî çavkaniyek çavkaniyan berpirs berpirsek şahid",
    "ckb": "سەرچاوە سەرچاوەیەک سەرچاوەکان بەرپرس بەرپرسێک",
}
#: These attribute by themselves.
WHOLE = {"ar": ("على حد قول", "على حد تعبير", "على حد وصف", "على حد زعم")}
REACH = 5
#: Folded, what may part an attribution from its speaker: «وفق عدد من السكان» names somebody,
#: «بحسب عدد السكان» a measure.
PARTED = {
    "ar": re.compile(
        r"(?:(?:ما )?(?:قال|ذكر|افاد|اكد|اعلن|روي|نقل|صرح|اوضح|اخبر|يقول|تقول)\w*(?: \w+){0,2}"
        r"|(?:عدد|اكثر|كثير|العديد|اثنين) من|احد|احدي|بعض|معظم|اغلب|\d+|ثلاثه|اربعه|خمسه)?"
    )
}
ANY_TWO = re.compile(r"(?:\w+(?: \w+)?)?")


@dataclass(frozen=True)
class Quotation:
    """`start` and `end` are those of the words between the marks."""

    start: int
    end: int
    text: str


def quotations(text: str) -> list[Quotation]:
    """In order; one that is never closed is none."""
    return list(_quotations(text))


def _quotations(text: str) -> Iterator[Quotation]:
    ahead, at = Ahead(text), 0
    while opening := OPENING.search(text, at):
        at = opening.end()
        closing, border = CLOSING[opening[0]]
        end = ahead.of(closing, at)
        if end < ahead.of(border, at):
            yield Quotation(at, end, text[at:end])
            at = end + len(closing)


class Ahead:
    """Where marks stand next in a text. Asked from left to right, it goes through the text once a
    mark, however many quotations are never closed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.known: dict[str, int] = {}

    def of(self, mark: str, start: int) -> int:
        """The first place from `start` on; the text's length where there is none."""
        if self.known.get(mark, -1) < start:
            found = self.text.find(mark, start)
            self.known[mark] = len(self.text) if found < 0 else found
        return self.known[mark]


def attributions_inside(text: str, language: str) -> list[tuple[int, int, str]]:
    """(start, end, words) of each attribution to somebody that stands inside a quotation."""
    return [
        (quote.start + start, quote.start + end, quote.text[start:end])
        for quote in quotations(text)
        for start, end in _attributions(quote.text, language)
    ]


def _attributions(text: str, language: str) -> Iterator[tuple[int, int]]:
    said = list(words(text, language))
    yield from find_any(said, WHOLE.get(language, ()), language)
    for start, end in find_any(said, ATTRIBUTIONS.get(language, ()), language):
        behind = bisect_left(said, end, key=lambda word: word.start)
        speaker = _speaker(said[behind : behind + REACH], language)
        if speaker:
            yield start, speaker.end


@cache
def _speakers(language: str) -> tuple[str, ...]:
    return tuple(SPEAKERS.get(language, "").split())


def _speaker(following: list[Word], language: str) -> Word | None:
    speakers = _speakers(language)
    parted = PARTED.get(language, ANY_TWO)
    for number, word in enumerate(following):
        between = " ".join(each.folded for each in following[:number])
        if find_any([word], speakers, language) and parted.fullmatch(between):
            return word
    return None
