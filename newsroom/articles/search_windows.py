"""How far PostgreSQL looks for words at once: it has no index of words in the order of time, so
that a search wants one of some days as well.

First those of the stories nearest to its start, then as many more as what it has found by then
promises to be enough: counted in stories and not in days, as one newsroom publishes in an hour what
another does in a month, and neither does always. What goes far goes on to the end of a month or a
year, unless that has many more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import ceil

from django.db import connection

#: Stories that are looked through at first; later at least a quarter of that.
STORIES = 2000
#: At most that many times as many as before, and so much more than the hits so far promise.
MORE, SPARE = 4, 1.3
#: Where few have these words, all the rest is looked through at once: by its days the index would
#: go through every story. Few are one in so many of the first, or what promises after the next
#: that it takes so many times as many stories as were seen.
RARE, LEAP = 1000, 10
#: As many of the next ones tell how long they go on for: to count all would be to read them all.
COUNTED = 4000
DAY, INSTANT = timedelta(days=1), timedelta(microseconds=1)
#: What goes as far as this ends with a whole month, or a whole year: for each story that has the
#: words, the index looks at every term of time.
MONTHS, YEARS = 60 * DAY, 3 * 365 * DAY

NEAREST = """SELECT published_at FROM articles_edition
    WHERE state = 'published' AND published_at {sign} %s
    ORDER BY published_at {order}, id {order} LIMIT 1 OFFSET %s"""


@dataclass(frozen=True)
class Window:
    """Whole days, in UTC as the index says them."""

    #: In the index's words, one of which a story of these days has.
    terms: tuple[str, ...]
    #: Whether nothing lies beyond.
    is_last: bool
    #: The moment that parts all the rest, which has no words, from what was looked through.
    since: datetime | None = None


class Walk:
    """From one moment to another, back in time or on."""

    def __init__(self, start: datetime, end: datetime, order: str):
        self.at, self.end, self.order = start, end, order
        self.stories, self.seen, self.hits = STORIES, 0, 0
        self.takes_all = False

    def next(self) -> Window:
        if self.takes_all:
            since = self.at + INSTANT if self.order == "DESC" else self.at
            return Window((), is_last=True, since=since)
        until, away = self.end, reach(self.at, self.order, self.stories)
        if away is not None and abs(away) < abs(self.end - self.at):
            until = self.within(self.rounded(away))
        window = Window(cover(self.at, until), is_last=until.date() == self.end.date())
        if not window.is_last:
            midnight = datetime.combine(until, time(), UTC)
            self.at = midnight - INSTANT if self.order == "DESC" else midnight + DAY
        return window

    def rounded(self, away: timedelta) -> datetime:
        """So far, or on to the end of that year or month where it is long and no more than twice as
        many stories lie before it."""
        until = self.at + away
        if abs(away) >= MONTHS:
            twice = reach(self.at, self.order, 2 * self.stories)
            for edge in edges(until, abs(away) >= YEARS, self.order):
                if twice is None or abs(edge - self.at) <= abs(twice):
                    return edge
        return until

    def within(self, until: datetime) -> datetime:
        return max(until, self.end) if self.order == "DESC" else min(until, self.end)

    def had(self, hits: int, lacking: int) -> None:
        """How many the last one had, and how many are wanted still."""
        self.seen, self.hits = self.seen + self.stories, self.hits + hits
        promised = ceil(lacking * SPARE * self.seen / max(self.hits, 0.1))
        is_far = self.seen >= STORIES * (1 + MORE) and promised > self.seen * LEAP
        self.takes_all = is_far or self.hits * RARE <= self.seen
        self.stories = max(STORIES // 4, min(promised, self.stories * MORE))


def nearest(at: datetime, order: str, besides: int = 0) -> datetime | None:
    """When the next story was published from then on, or comes: down the list, or up. `besides`: so
    many are passed by."""
    with connection.cursor() as cursor:
        sign = "<=" if order == "DESC" else ">="
        cursor.execute(NEAREST.format(sign=sign, order=order), [at, besides])
        found = cursor.fetchone()
    return found and found[0].astimezone(UTC)


def reach(at: datetime, order: str, stories: int) -> timedelta | None:
    """About how far from then the next stories go; None where there are no more than that."""
    counted = min(stories, COUNTED)
    last = nearest(at, order, counted - 1)
    return (last - at) * (stories / counted) if last else None


def edges(at: datetime, is_far: bool, order: str) -> Iterator[datetime]:
    """Where its year ends, if that is far, and its month: back in time, or on."""
    day = at.date()
    months = ((1, 12), (day.month, day.month)) if is_far else ((day.month, day.month),)
    for first, last in months:
        begins, ends = day.replace(month=first, day=1), next_month(day.replace(month=last)) - DAY
        yield datetime.combine(begins if order == "DESC" else ends, at.timetz())


def next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def cover(start: datetime, end: datetime) -> tuple[str, ...]:
    """The index's words for the days of these two and those between them: whole months and years by
    their own."""
    first, last = sorted((start.date(), end.date()))
    return tuple(spans(first, last))


def spans(at: date, last: date) -> Iterator[str]:
    while at <= last:
        month = next_month(at)
        if at.timetuple().tm_yday == 1 and date(at.year, 12, 31) <= last:
            yield f"y{at.year:04}"
            at = date(at.year + 1, 1, 1)
        elif at.day == 1 and month - DAY <= last:
            yield f"m{at.year:04}{at:%m}"
            at = month
        else:
            yield f"d{at.year:04}{at:%m%d}"
            at += DAY
