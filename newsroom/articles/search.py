"""Full-text search over folded text: the same words find the same stories on both databases, the
newest first, and what it costs does not depend on how many have them.

Migration 0017 makes the index, over what `text.terms` makes of a story and over what narrows a
search for it: both are terms, so that a narrowed search is one question too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection, models
from django.utils import timezone

from newsroom.articles.search_windows import DAY, Walk, nearest
from newsroom.text.languages import DEFAULT, LANGUAGES
from newsroom.text.terms import Choice, query
from newsroom.workflow.models import State

Wanted = Sequence[Choice]

#: Stands before a term that is no word: folding leaves it in none.
MARK = "\ue000"
#: Nobody counts hits any further, and the desk looks through no more.
MOST = 1000
#: An edition's place in time is its second times this, and its key.
KEYS = 2**30
FIRST, LAST = -(2**63), 2**63 - 1
#: What the desk has is from between these; a story may be dated earlier.
EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2999, 1, 1, tzinfo=UTC)
OLDEST = datetime(1, 1, 1, tzinfo=UTC)

SQLITE = """SELECT rowid FROM articles_edition_search
    WHERE articles_edition_search MATCH %s AND rowid > %s AND rowid < %s
    ORDER BY rowid {order} LIMIT %s"""
#: All hits of the window come out of the index before any is put in order: along another index
#: PostgreSQL would look through every story for a word that none has.
POSTGRESQL = """WITH hits AS MATERIALIZED (
        SELECT id, coalesce(published_at, moved_at) AS at FROM articles_edition
        WHERE (to_tsvector('simple', folded) || array_to_tsvector(searched)) @@ ({query})
    ), placed AS (SELECT floor(extract(epoch FROM at))::bigint * 1073741824 + id AS place FROM hits)
    SELECT place FROM placed WHERE place > %s AND place < %s ORDER BY place {order} LIMIT %s"""
#: In bytes. PostgreSQL's index has no longer word, and overlooks one in what it is asked.
LONGEST = 2046

#: How each quotes a term, and what it says for one of them and for all.
FTS5, TSQUERY = ('"', " OR ", " AND "), ("'", " | ", " & ")


class FoldedField(models.TextField):
    """Folded, stemmed terms with spaces between them; the database's own index reads them."""


def with_readers(language: str) -> Choice:
    """Published in that language; its time may still be to come."""
    return (f"{MARK}p{language}",)


def in_language(language: str) -> Choice:
    return (f"{MARK}l{language}",)


def in_state(state: str) -> Choice:
    return (f"{MARK}t{state.replace('_', '')}",)


OTHERS = tuple(term for code in LANGUAGES if code != DEFAULT for term in in_language(code))
STATES = tuple(term for each in State.values if each != State.PUBLISHED for term in in_state(each))
#: All that is not of what nearly every story is.
LONG = {with_readers(DEFAULT): (*STATES, *OTHERS), in_language(DEFAULT): OTHERS}


def of_kind(kind: str) -> Choice:
    return (f"{MARK}k{kind.replace('-', '')}",)


def in_section(pk: int) -> Choice:
    return (f"{MARK}s{pk}",)


def in_region(pk: int) -> Choice:
    """Listed there, at the precision that the story shows."""
    return (f"{MARK}r{pk}",)


def place(at: datetime, pk: int = 0) -> int:
    """Where an edition of that time stands in the index: in the order of lists."""
    return int(at.timestamp()) * KEYS + pk


def key_at(place: int) -> int:
    return place % KEYS


@dataclass(frozen=True)
class Search:
    """Places of the editions that have one of each of the wanted choices.

    `either`: several such lists, for what each language spells otherwise; one of them is enough.
    """

    either: Sequence[Wanted]

    def newest(self, most: int, above: int = FIRST, below: int = LAST) -> list[int]:
        """Between two places, without them; the newest first."""
        return self._found("DESC", most, above, below)

    def oldest(self, most: int, above: int = FIRST, below: int = LAST) -> list[int]:
        return self._found("ASC", most, above, below)

    def _found(self, order: str, most: int, above: int, below: int) -> list[int]:
        either = [wanted for wanted in self.either if all(map(is_short, wanted))]
        if not either or above >= below:
            return []
        if connection.vendor == "sqlite":
            return asked(SQLITE.format(order=order), [fts5(either), above, below, most])
        start, end = moment(above), moment(below)
        if order == "DESC":
            start, end = end, start
        walk, found = Walk(start, end, order), list[int]()
        while len(found) < most:
            window = walk.next()
            if window.since and order == "DESC":
                below = min(below, place(window.since))
            elif window.since:
                above = max(above, place(window.since) - 1)
            said, terms = tsquery(either, tuple(f"{MARK}{term}" for term in window.terms))
            lacking = most - len(found)
            sql = POSTGRESQL.format(order=order, query=said)
            hits = asked(sql, [*terms, above, below, lacking])
            found += hits
            if window.is_last:
                break
            walk.had(len(hits), lacking - len(hits))
        return found


def is_short(choice: Choice) -> bool:
    """Whether one of its terms can be in a story."""
    return any(len(term.encode()) <= LONGEST for term in choice)


def keys(words: str, languages: Iterable[str], narrowed: Wanted = ()) -> list[int]:
    """Editions that have every word, as their language spells it: the newest `MOST`."""
    wanted = ((code, query(words, code)) for code in languages)
    either = [[in_language(code), *narrowed, *asked] for code, asked in wanted if asked]
    return [key_at(place) for place in Search(either).newest(MOST)]


def asked(sql: str, params: list[str | int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [place for (place,) in cursor.fetchall()]


def fts5(either: Sequence[Wanted]) -> str:
    return " OR ".join(f"({walked(wanted)})" for wanted in either)


def walked(wanted: Wanted) -> str:
    """FTS5 walks along the longest list too. The newsroom's first language has nearly every story,
    so there it walks along what is not of it."""
    long = next((choice for choice in wanted if choice in LONG), None)
    if long is None or len(wanted) == 1:
        return joined(wanted, FTS5)
    rest = joined([choice for choice in wanted if choice != long], FTS5)
    return f"({rest}) NOT {joined([LONG[long]], FTS5)}"


def tsquery(either: Sequence[Wanted], days: Choice = ()) -> tuple[str, list[str | int]]:
    """SQL and its parameters, for one of these days where any are said. Words go through the parser
    that the index read them with; it would throw a mark away."""
    sql: list[str] = []
    terms: list[str | int] = []
    for wanted in either:
        marks = [choice for choice in wanted if choice[0].startswith(MARK)]
        words = [choice for choice in wanted if choice not in marks]
        sides = (("to_tsquery('simple', %s)", words), ("%s::tsquery", marks))
        sql.append(" && ".join(side for side, choices in sides if choices))
        terms += [joined(choices, TSQUERY) for _side, choices in sides if choices]
    said = " || ".join(f"({each})" for each in sql)
    if days:
        return f"({said}) && %s::tsquery", [*terms, joined([days], TSQUERY)]
    return said, terms


def joined(wanted: Wanted, signs: tuple[str, str, str]) -> str:
    """In a database's own words; terms are letters and digits alone."""
    quote, either, both = signs
    choices = (either.join(f"{quote}{term}{quote}" for term in choice) for choice in wanted)
    return both.join(f"({choice})" for choice in choices)


def moment(place: int) -> datetime:
    """When that is; of the first and the last place, when the oldest and the newest story is."""
    if place == LAST:
        # A day more: clocks differ.
        return max(timezone.now().astimezone(UTC) + DAY, nearest(LATEST, "DESC") or EARLIEST)
    if place == FIRST:
        return min(EARLIEST, nearest(OLDEST, "ASC") or EARLIEST)
    seconds = max(place // KEYS, int(OLDEST.timestamp()))
    return EARLIEST + timedelta(seconds=min(seconds, int(LATEST.timestamp())))
