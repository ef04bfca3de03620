"""What a mirror's pages were made from: kept outside the mirror, because the tags of a page tell
which person or place is behind a story."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from newsroom.delivery.mirror.signing import File

SCHEMA = """
CREATE TABLE IF NOT EXISTS page (
    address TEXT PRIMARY KEY, files TEXT NOT NULL, tags TEXT NOT NULL, links TEXT NOT NULL,
    until REAL, onward TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mark (tag TEXT PRIMARY KEY, mark TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS told (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS coming_page AS SELECT * FROM page WHERE false;
CREATE TABLE IF NOT EXISTS coming_mark AS SELECT * FROM mark WHERE false;
CREATE TABLE IF NOT EXISTS coming_told AS SELECT * FROM told WHERE false;
"""


@dataclass(frozen=True)
class Made:
    """One page: its files, what it was made from, which addresses it needs beside it. `until`:
    seconds since 1970, None: until something changes. `onward`: where it leads and nothing else.
    Without files the address has nothing. Every page of a mirror is held at once, so tags and links
    are sorted tuples, smaller than sets, and a tag of many pages is one string."""

    address: str
    files: tuple[File, ...]
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    until: float | None = None
    onward: str = ""

    def __reduce__(self) -> tuple[Any, ...]:
        """On the way from another process, which has strings of its own."""
        told = self.address, self.files, self.tags, self.links, self.until, self.onward
        return arrived, told

    def is_fresh(self, changed: frozenset[str] | set[str], now: datetime) -> bool:
        is_over = self.until is not None and self.until <= now.timestamp()
        return not is_over and changed.isdisjoint(self.tags)


def arrived(address: str, files: tuple[File, ...], tags: Iterable[str], *more: Any) -> Made:
    return Made(address, files, shared(tags), *more)


def shared(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(sys.intern, tags))


class Ledger:
    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        self.database = sqlite3.connect(path)
        self.database.executescript(SCHEMA)

    def close(self) -> None:
        self.database.close()

    def told(self, name: str) -> str:
        row = self.database.execute("SELECT value FROM told WHERE name = ?", [name]).fetchone()
        return row[0] if row else ""

    def marks(self) -> dict[str, str]:
        return dict(self.database.execute("SELECT tag, mark FROM mark"))

    def pages(self) -> Iterator[Made]:
        rows = self.database.execute("SELECT * FROM page")
        for address, files, tags, links, until, onward in rows:
            listed = tuple((path, size, digest) for path, size, digest in json.loads(files))
            tagged, linked = shared(tags.split()), tuple(json.loads(links))
            yield Made(address, listed, tagged, linked, until, onward)

    def over(self, now: datetime) -> int:
        """How many pages were right until then and no longer."""
        asked = "SELECT count(*) FROM page WHERE until <= ?"
        (count,) = self.database.execute(asked, [now.timestamp()]).fetchone()
        return int(count)

    def prepare(
        self,
        tree: str,
        made: Iterable[Made],
        gone: Iterable[str],
        marks: Mapping[str, str],
        told: Mapping[str, str],
    ) -> None:
        """What is to be written as soon as readers have that tree: see `settle`. All of it, or
        nothing; `marks` replace those that are there."""
        with self.writing() as database:
            for table in ("page", "mark", "told"):
                database.execute(f"DELETE FROM coming_{table}")
            nothing = ((each,) for each in gone)
            database.executemany("INSERT INTO coming_page (address) VALUES (?)", nothing)
            database.executemany(
                "INSERT INTO coming_page VALUES (?, ?, ?, ?, ?, ?)",
                (
                    (
                        each.address,
                        json.dumps(each.files),
                        " ".join(each.tags),
                        json.dumps(each.links),
                        each.until,
                        each.onward,
                    )
                    for each in made
                ),
            )
            before = self.marks()
            new = ((tag, marks.get(tag)) for tag in changed(before, marks))
            database.executemany("INSERT INTO coming_mark VALUES (?, ?)", new)
            database.executemany(
                "INSERT INTO coming_told VALUES (?, ?)", [*told.items(), ("tree", tree)]
            )

    def settle(self, tree: str) -> None:
        """Writes what was prepared for that tree, which readers have by now; of another one it is
        left as it is. Whoever dies between the two finds it again."""
        asked = "SELECT 1 FROM coming_told WHERE name = 'tree' AND value = ?"
        if self.database.execute(asked, [tree]).fetchone() is None:
            return
        with self.writing() as database:
            for table, key, value in (("page", "address", "files"), ("mark", "tag", "mark")):
                database.execute(
                    f"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM coming_{table})"
                )
                database.execute(
                    f"INSERT INTO {table} SELECT * FROM coming_{table} WHERE {value} IS NOT NULL"
                )
                database.execute(f"DELETE FROM coming_{table}")
            database.execute("INSERT OR REPLACE INTO told SELECT * FROM coming_told")
            database.execute("DELETE FROM coming_told")

    def addresses(self) -> set[str]:
        """All that the mirror had when it was last told of, whatever became of it."""
        return {address for (address,) in self.database.execute("SELECT address FROM page")}

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        with self.database:
            yield self.database


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """The tags whose marks are not what they were; of what came and what went, too."""
    return {tag for tag in before.keys() | now.keys() if before.get(tag) != now.get(tag)}
