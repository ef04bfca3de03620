"""The tables of the file that keeps pages, and what is done to them: each step inside a transaction
of whoever has the file open (`kept_file.py`)."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection
from pathlib import Path

from newsroom.delivery.cdn import SITE
from newsroom.delivery.current import BOOT_ID
from newsroom.delivery.kept import ALL, LONGEST, Kept
from newsroom.delivery.store import REMEMBERS

#: Seconds that a writer waits for another one.
PATIENCE = 2.0
#: Pages without a body whose tags are remembered for the CDN.
MOST_EMPTY = 200_000
SCHEMA = """
CREATE TABLE IF NOT EXISTS state (
    one INTEGER PRIMARY KEY, number INTEGER, forgotten INTEGER, lost_until REAL);
CREATE TABLE IF NOT EXISTS version (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pool (number INTEGER PRIMARY KEY, bytes INTEGER);
CREATE TABLE IF NOT EXISTS page (
    id INTEGER PRIMARY KEY, key TEXT UNIQUE, pool INTEGER, size INTEGER, made REAL, emptied REAL,
    mark TEXT, etag TEXT, dated INTEGER, stale REAL, again REAL, packed BLOB);
CREATE INDEX IF NOT EXISTS oldest ON page (pool, made) WHERE emptied IS NULL;
CREATE INDEX IF NOT EXISTS empty ON page (emptied) WHERE emptied IS NOT NULL;
CREATE TABLE IF NOT EXISTS tag (tag TEXT, page INTEGER, PRIMARY KEY (tag, page)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tags_of ON tag (page);
CREATE TABLE IF NOT EXISTS purged (tag TEXT PRIMARY KEY, number INTEGER, at REAL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lease (key TEXT PRIMARY KEY, until REAL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS untold (mark TEXT PRIMARY KEY, at REAL) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS hit (page INTEGER PRIMARY KEY);
"""


def opened(path: Path, remembers: bool) -> sqlite3.Connection:
    """The file with its tables, whoever makes them first."""
    connection = sqlite3.connect(
        path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
    )
    # Never synced: another boot of the machine begins anew (current.py).
    safety = "OFF" if BOOT_ID.exists() else "FULL"
    switch_to_wal(connection)
    connection.executescript(
        f"PRAGMA synchronous={safety}; PRAGMA temp_store=MEMORY;"
        " PRAGMA journal_size_limit=16777216; PRAGMA cache_size=-4000;"
    )
    connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA} COMMIT;")
    # Larger than any number of a file before.
    number = time.time_ns() // 1_000_000
    if remembers:
        # A new file knows nothing of what the CDN took from the one before.
        connection.execute(
            "INSERT OR IGNORE INTO untold SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM state)",
            (SITE, time.time()),
        )
    connection.execute("INSERT OR IGNORE INTO state VALUES (1, ?1, ?1, 0)", (number,))
    connection.execute("INSERT OR IGNORE INTO pool VALUES (0, 0), (1, 0)")
    return connection


def switch_to_wal(connection: sqlite3.Connection) -> None:
    """For that SQLite waits for no other who opens the file, whatever its timeout."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


class Tables:
    def __init__(
        self, connection: sqlite3.Connection, bounds: tuple[int, int], remembers: bool
    ) -> None:
        """`bounds` and `remembers` as for the store."""
        self.connection, self.bounds, self.remembers = connection, bounds, remembers

    def put(
        self, key: str, place: int, kept: Kept, packed: bytes, tags: Collection[str], since: int
    ) -> bool:
        """False where something on it was purged since."""
        if purged_since(self.connection, tags, since):
            return False
        is_dated = not self.had_that_date(key, kept, tags)
        self.empty_or_delete(self.connection.execute(
            "SELECT id FROM page WHERE key = ?", (key,)).fetchall(), forget=True)  # fmt: skip
        page = self.connection.execute(
            "INSERT INTO page (key, pool, size, made, mark, etag, dated, again, packed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)",
            (key, place, kept.size, kept.made_at, kept.mark, kept.etag, is_dated, packed),
        ).lastrowid
        rows = [(tag, page) for tag in tags]
        self.connection.executemany("INSERT INTO tag VALUES (?, ?)", rows)
        self.connection.execute("UPDATE pool SET bytes = bytes + ? WHERE number = ?",
                           (kept.size, place))  # fmt: skip
        self.make_room(place, page)
        return True

    def had_that_date(self, key: str, kept: Kept, tags: Collection[str]) -> bool:
        """Whether another version of the page may have been made within the same minute."""
        minute = kept.made_at // 60 * 60
        before = self.connection.execute(
            "SELECT 1 FROM page WHERE key = ? AND made >= ? AND etag <> ?",
            (key, minute, kept.etag),
        ).fetchone()
        asked = [*tags, ALL]
        return bool(before) or bool(self.connection.execute(
            f"SELECT 1 FROM purged WHERE at >= ? AND tag IN ({marks(asked)}) LIMIT 1",
            (minute, *asked),
        ).fetchone())  # fmt: skip

    def make_room(self, place: int, but: int | None) -> None:
        """The pages made longest ago go first."""
        while self.bytes_on(place) > self.bounds[place]:
            oldest = self.connection.execute(
                "SELECT id FROM page WHERE pool = ? AND emptied IS NULL AND id <> ?"
                " ORDER BY made LIMIT 20", (place, but),
            ).fetchall()  # fmt: skip
            if not oldest:
                return
            self.empty_or_delete(oldest)

    def bytes_on(self, place: int) -> int:
        found = self.connection.execute("SELECT bytes FROM pool WHERE number = ?", (place,))
        return found.fetchone()[0]

    def empty_or_delete(self, rows: list[tuple[int]], forget: bool = False) -> None:
        """With a CDN the tags outlive the body, unless they are to be forgotten too."""
        for row in rows:
            self.connection.execute(
                "UPDATE pool SET bytes = bytes - (SELECT size FROM page WHERE id = ?1) WHERE"
                " number = (SELECT pool FROM page WHERE id = ?1)", row,
            )  # fmt: skip
            if self.remembers and not forget:
                self.connection.execute(
                    "UPDATE page SET packed = NULL, size = 0, emptied = ?2 WHERE id = ?1",
                    (*row, time.time()),
                )
            else:
                self.connection.execute("DELETE FROM tag WHERE page = ?", row)
                self.connection.execute("DELETE FROM page WHERE id = ?", row)

    def purge(self, tags: set[str], gone: bool, now: float) -> int:
        self.connection.execute("UPDATE state SET number = number + 1")
        (number,) = self.connection.execute("SELECT number FROM state").fetchone()
        rows = [(tag, number, now) for tag in tags]
        self.connection.executemany("INSERT OR REPLACE INTO purged VALUES (?, ?, ?)", rows)
        forget(self.connection, now)
        self.look_up(tags)
        if self.remembers:
            self.remember_for_the_cdn(tags, now)
        hit = self.connection.execute(
            "SELECT page FROM hit JOIN page ON id = page WHERE emptied IS NULL"
        ).fetchall()
        if gone:
            self.empty_or_delete(hit, forget=True)
        else:
            self.connection.execute(
                "UPDATE page SET stale = ? WHERE stale IS NULL AND emptied IS NULL"
                " AND id IN (SELECT page FROM hit)", (now,),
            )  # fmt: skip
        return len(hit)

    def look_up(self, tags: set[str]) -> None:
        """Into the connection's own table `hit`, the pages with one of these tags."""
        self.connection.execute("DELETE FROM hit")
        if ALL in tags:
            self.connection.execute("INSERT INTO hit SELECT id FROM page")
            return
        rows = [(tag,) for tag in tags]
        self.connection.executemany(
            "INSERT OR IGNORE INTO hit SELECT page FROM tag WHERE tag = ?", rows
        )

    def remember_for_the_cdn(self, tags: set[str], now: float) -> None:
        self.connection.execute(
            "INSERT OR REPLACE INTO untold SELECT mark, ? FROM page WHERE id IN"
            " (SELECT page FROM hit)", (now,),
        )  # fmt: skip
        (lost_until,) = self.connection.execute("SELECT lost_until FROM state").fetchone()
        if ALL in tags or now < lost_until:
            self.connection.execute("INSERT OR REPLACE INTO untold VALUES (?, ?)", (SITE, now))
        empty = "SELECT id FROM page WHERE emptied IS NOT NULL"
        done = self.connection.execute(
            f"{empty} AND (emptied < ? OR id IN (SELECT page FROM hit))", (now - LONGEST,)
        ).fetchall()
        self.empty_or_delete(done, forget=True)
        too_many = self.connection.execute(
            f"{empty} ORDER BY emptied DESC LIMIT -1 OFFSET ?", (MOST_EMPTY,)
        ).fetchall()
        if too_many:
            self.empty_or_delete(too_many, forget=True)
            self.connection.execute("UPDATE state SET lost_until = ?", (now + LONGEST,))


def marks(found: Collection[object]) -> str:
    return ",".join("?" * len(found))


def purged_since(connection: sqlite3.Connection, tags: Collection[str], since: int) -> bool:
    (forgotten,) = connection.execute("SELECT forgotten FROM state").fetchone()
    asked = [*tags, ALL]
    return since < forgotten or bool(connection.execute(
        f"SELECT 1 FROM purged WHERE number > ? AND tag IN ({marks(asked)}) LIMIT 1",
        (since, *asked),
    ).fetchone())  # fmt: skip


def forget(connection: sqlite3.Connection, now: float) -> None:
    before = now - REMEMBERS
    (last,) = connection.execute(
        "SELECT max(number) FROM purged WHERE at < ?", (before,)
    ).fetchone()
    if last is not None:
        connection.execute("UPDATE state SET forgotten = max(forgotten, ?)", (last,))
        connection.execute("DELETE FROM purged WHERE at < ?", (before,))
    connection.execute("DELETE FROM lease WHERE until < ?", (now,))
