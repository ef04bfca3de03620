"""Weekdays that a text names, and the date that each may mean (W6 of docs/checks.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from newsroom.text.dates import MONTHS, WEEKDAYS
from newsroom.text.folding import fold
from newsroom.text.words import ENDINGS, WORD, Word, words

#: Spellings besides CLDR's, by Python's number of the weekday (Monday = 0). A bare în folds to the
#: Kurmanji "in" (are), so it counts with its endings only.
SPELLINGS: Mapping[str, Mapping[int, tuple[str, ...]]] = {
    "ar": {0: ("الإثنين",), 2: ("الأربعا",), 1: ("الثلثاء",)},
    "ku": {4: ("îna", "înê")},
}
TURNS = {
    "last": {
        "ar": "الماضي الماضية الفائت الفائتة المنصرم المنصرمة",
        "en": "last",
        "ku": "borî çûyî",
        "ckb": "ڕابردوو",
    },
    "next": {"ar": "المقبل القادم المقبلة القادمة", "en": "next", "ku": "bê", "ckb": "داهاتوو"},
}
#: Before a weekday these make it a habit or a prayer: no date is meant. `BETWEEN` may part them.
NO_DATE = {
    "ar": "كل صلاة خطبة خطيب أيام ليالي",
    "en": "every each",
    "ku": "her",
    "ckb": "هەموو",
}
#: Right before a weekday these are called by it: سوق السبت.
CALLED = {"ar": "مسجد جامع سوق بازار مدرسة حي شارع قرية"}
BETWEEN = {"ar": "يوم ظهر", "en": "other second", "ku": "roj roja", "ckb": "ڕۆژی ڕۆژێکی"}
#: The same right behind it; folded patterns.
NO_DATE_BEHIND = {
    "ar": "(?:من )?كل (?:اسبوع|شهر)",
    "en": r"(?:morning |noon )?(?:prayers?|sermons?|markets?)\b",
}
#: Between the days of one list; Arabic's و hangs on the next day.
LINKS = {"ar": "أو إلى حتى", "en": "and or to", "ku": "û an", "ckb": "و یان"}
PREFIX = "[وف]?[بلك]?"
WEEK = timedelta(days=7)
#: 3.5 and 3-5 are numbers unless a year follows.
FIGURES = re.compile(
    r"\W{0,3}(?P<day>\d{1,2})\s*(?:/\s*(?P<short>\d{1,2})(?![\d/])"
    r"|[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4}))"
)
#: Folded, between a weekday and its date, and within the date (18th of, 18ê, 18ی).
LEADING = "الموافق|في|the|on"
WITHIN = "من|شهر|st|nd|rd|th|of|e|ي"


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
    """In order. A date without its year is the one nearest to `today`. None in a language for which
    nobody has written what makes a weekday a habit."""
    if language not in NO_DATE:
        return []
    said = list(words(text, language))
    return [
        _named(text, said, number, weekday, language, today)
        for days in _lists(said, language)
        if not _is_habit(said, days[0][0], days[-1][0], language)
        for number, weekday in days
    ]


def _lists(said: list[Word], language: str) -> Iterator[list[tuple[int, int]]]:
    """Weekdays that are told in one go, «الأحد والثلاثاء أو الخميس», as (number, weekday)."""
    links = _folded(LINKS, language)
    days: list[tuple[int, int]] = []
    for number, weekday in _weekdays(said, language):
        if days and any(word.folded not in links for word in said[days[-1][0] + 1 : number]):
            yield days
            days = []
        days.append((number, weekday))
    if days:
        yield days


def _folded(table: Mapping[str, str], language: str) -> list[str]:
    return fold(table[language], language).split()


def _weekdays(said: list[Word], language: str) -> Iterator[tuple[int, int]]:
    patterns = [(weekday, _pattern(weekday, language)) for weekday in range(7)]
    for number, word in enumerate(said):
        for weekday, pattern in patterns:
            if pattern.fullmatch(word.folded):
                yield number, weekday


def _pattern(weekday: int, language: str) -> re.Pattern[str]:
    """In Arabic a weekday has its article: أحد and خميس without it are other words."""
    more = SPELLINGS.get(language, {}).get(weekday, ())
    folded = [re.escape(fold(name, language)) for name in (WEEKDAYS[language][weekday], *more)]
    names = "|".join(folded)
    if language == "ar":  # ل + الأربعاء is written للأربعاء
        bare = "|".join(name.removeprefix("ال") for name in folded)
        return re.compile(f"{PREFIX}(?:{names})|[وف]?لل(?:{bare})")
    vowel = "i?" if language == "ku" else ""  # çarşem, çarşemî
    return re.compile(f"(?:{names}){vowel}{ENDINGS.get(language, '')}")


def _is_habit(said: list[Word], first: int, last: int, language: str) -> bool:
    """Whether what stands around a list of weekdays says that no date is meant."""
    between = _folded(BETWEEN, language)
    before = next((w for w in reversed(said[:first]) if w.folded not in between), None)
    marks = _folded(NO_DATE, language)
    if before and language in CALLED and before == said[first - 1]:
        marks += _folded(CALLED, language)
    prefix = PREFIX if language == "ar" else ""
    if before and re.fullmatch(f"{prefix}(?:{'|'.join(marks)})", before.folded):
        return True
    behind = " ".join(word.folded for word in said[last + 1 : last + 4])
    return language in NO_DATE_BEHIND and bool(re.match(NO_DATE_BEHIND[language], behind))


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
        date=_written(text, last, weekday, language, today),
    )  # fmt: skip


def _written(text: str, last: Word, weekday: int, language: str, today: date) -> date | None:
    """The date behind the word `last`: «الأربعاء 18 تشرين الثاني 2026», «الأربعاء (18/11)».

    One that falls on another weekday is none: one of the two is wrong, and the desk is asked.
    """
    behind = text[last.end : last.end + 80]
    if found := FIGURES.match(behind):
        month = int(found["short"] or found["month"])
    elif found := _dates(language).match(_day_first(behind, language)):
        month = _months(language).index(found["month"]) + 1
    else:
        return None
    written = _nearest(int(found["day"]), month, found["year"], today)
    return written if written and written.weekday() == weekday else None


def _months(language: str) -> list[str]:
    return [fold(name, language) for name in MONTHS[language].values()]


def _day_first(behind: str, language: str) -> str:
    """The words folded, and «November 18th» turned to «18 November»."""
    said = fold(" ".join(WORD.findall(behind)), language)
    names = "|".join(_months(language))
    return re.sub(rf"^((?:on )?)({names}) (\d{{1,2}})(?: (?:st|nd|rd|th))?\b", r"\1\3 \2", said)


@lru_cache
def _dates(language: str) -> re.Pattern[str]:
    names, ending = "|".join(_months(language)), {"ku": "[ae]?", "ckb": "ي?"}.get(language, "")
    return re.compile(
        rf"(?:(?:{LEADING}) )*(?P<day>\d{{1,2}})(?: (?:{WITHIN}))* (?P<month>{names}){ending}"
        rf"(?: (?:عام )?(?P<year>\d{{4}}))?(?!\w)"
    )


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
        behind = back if back < today else back - WEEK
        return [behind, behind - WEEK]
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
