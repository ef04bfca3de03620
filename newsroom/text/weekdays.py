"""Weekdays that a text names, and the date that each may mean (W6 of DOMAIN §2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from newsroom.text.dates import MONTHS, WEEKDAYS
from newsroom.text.folding import fold
from newsroom.text.words import Word, words

#: Spellings besides CLDR's, by Python's number of the weekday (Monday = 0).
SPELLINGS = {
    "ar": {0: ("الإثنين",), 2: ("الأربعا",), 1: ("الثلثاء",)},
    "ku": {2: ("çarşem",), 4: ("în",)},
}
TURNS = {
    "last": {"ar": "الماضي الفائت المنصرم", "en": "last", "ku": "borî", "ckb": "ڕابردوو"},
    "next": {"ar": "المقبل القادم المقبلة القادمة", "en": "next", "ku": "bê", "ckb": "داهاتوو"},
}
#: Before a weekday these make it a habit, a prayer or a market: no date is meant.
NO_DATE = {
    "ar": "كل صلاة خطبة مسجد جامع سوق أيام بازار ليالي مدرسة حي شارع قرية",
    "en": "every each",
    "ku": "her",
    "ckb": "هەموو",
}
PREFIX = "(?:[وف]?[بلك]?|)"
WEEK = timedelta(days=7)
FIGURES = re.compile(r"\W{0,3}(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?")


@dataclass(frozen=True)
class DayNamed:
    """A weekday as written, with its turn («الأربعاء الماضي»). All mentions with one `key` in an
    edition mean one date. `turn` is "", "last" or "next"; `date` is given where the text does."""

    start: int
    end: int
    text: str
    key: str
    weekday: int
    turn: str
    date: date | None


def days_named(text: str, language: str, today: date) -> list[DayNamed]:
    """In order. A date without its year is the one nearest to `today`."""
    said = list(words(text, language))
    return [
        _named(text, said, number, weekday, language, today)
        for number, weekday in _weekdays(said, language)
        if not _is_habit(said, number, language)
    ]


def _weekdays(said: list[Word], language: str) -> Iterator[tuple[int, int]]:
    patterns = [(weekday, _pattern(weekday, language)) for weekday in range(7)]
    for number, word in enumerate(said):
        for weekday, pattern in patterns:
            if pattern.fullmatch(word.folded):
                yield number, weekday


def _pattern(weekday: int, language: str) -> re.Pattern[str]:
    """In Arabic a weekday has its article: أحد and خميس without it are other words."""
    more = SPELLINGS.get(language, {}).get(weekday, ())
    names = "|".join(
        re.escape(fold(name, language)) for name in (WEEKDAYS[language][weekday], *more)
    )
    if language == "ar":  # ل + الأربعاء is written للأربعاء
        short = names.replace("ال", "", 1) if names.startswith("ال") else names
        bare = "|".join(name.removeprefix("ال") for name in names.split("|"))
        return re.compile(f"{PREFIX}(?:{names})|[وف]?لل(?:{bare or short})")
    return re.compile(names)


def _is_habit(said: list[Word], number: int, language: str) -> bool:
    before = {word.folded for word in said[max(0, number - 2) : number]}
    if language == "ar":
        before |= {word.removeprefix("و") for word in before}
    return not before.isdisjoint(fold(NO_DATE[language], language).split())


def _named(
    text: str, said: list[Word], number: int, weekday: int, language: str, today: date
) -> DayNamed:
    first = last = said[number]
    turn = ""
    beside = (
        said[number + 1 : number + 2] if language != "en" else said[max(0, number - 1) : number]
    )
    for name, forms in TURNS.items():
        if beside and beside[0].folded in fold(forms[language], language).split():
            turn = name
            first, last = sorted((first, beside[0]), key=lambda word: word.start)[:2]
    return DayNamed(
        start=first.start, end=last.end, text=text[first.start : last.end],
        key=f"{weekday}:{turn}" if turn else str(weekday), weekday=weekday, turn=turn,
        date=_written(text, said, number, language, today),
    )  # fmt: skip


def _written(text: str, said: list[Word], number: int, language: str, today: date) -> date | None:
    """The date that follows the weekday: «الأربعاء 18 تشرين الثاني 2026», «الأربعاء (18/11)»."""
    following = said[number + 1 : number + 6]
    if not following or not following[0].folded.isdecimal():
        return None
    figures = FIGURES.match(text, said[number].end)
    if figures:
        return _nearest(int(figures[1]), int(figures[2]), figures[3], today)
    rest = " ".join(word.folded for word in following[1:])
    for month, name in MONTHS[language].items():
        named = fold(name, language)
        if rest.startswith(named):
            year = rest.removeprefix(named).split()[:1]
            written = year[0] if year and re.fullmatch(r"\d{4}", year[0]) else None
            return _nearest(int(following[0].folded), month, written, today)
    return None


def _nearest(day: int, month: int, year: str | None, today: date) -> date | None:
    years = [int(year)] if year else [today.year - 1, today.year, today.year + 1]
    found = []
    for each in years:
        try:
            found.append(date(each, month, day))
        except ValueError:
            continue
    return min(found, key=lambda each: abs(each - today), default=None)


def candidates(named: DayNamed, today: date) -> list[date]:
    """The dates it may mean, the likeliest first."""
    back = today - timedelta(days=(today.weekday() - named.weekday) % 7)
    ahead = back + WEEK
    if named.turn == "last":
        return [back if back < today else back - WEEK, back - WEEK]
    if named.turn == "next":
        return [ahead, ahead + WEEK]
    return [back, ahead]


def has_moved_past(named: DayNamed, meant: date, out: date) -> bool:
    """Whether those who read it on the day `out` would take the phrase for another date.

    A plain weekday is the nearest one, within six days; «المقبل» lies ahead; «الماضي» lies behind,
    and not more than two weeks.
    """
    if named.turn == "next":
        return not out < meant <= out + 2 * WEEK
    if named.turn == "last":
        return not out - 2 * WEEK < meant < out
    return abs(out - meant) > timedelta(days=6)
