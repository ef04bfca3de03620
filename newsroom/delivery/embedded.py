"""Pages kept in one SQLite file, shared by all processes of one machine.

What is read often is also in the memory of each process (`near.py`), and right as long as the stamp
that they all share (`current.py`) is the same.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection

from newsroom.delivery.cdn import SITE
from newsroom.delivery.current import shortened
from newsroom.delivery.kept import Kept, Packed, collapsed, reached
from newsroom.delivery.kept_file import KeptFile, quiet
from newsroom.delivery.near import Near
from newsroom.delivery.store import LEASE, pool
from newsroom.delivery.tables import Tables


class EmbeddedStore(KeptFile):
    def __init__(self, folder: str, bounds: tuple[int, int], remembers: bool = False) -> None:
        """`bounds` as `store.bounds`; `remembers` as for its file."""
        super().__init__(folder, remembers)
        self.bounds = bounds
        self.version = ""
        self.near = Near()
        self.leases: dict[str, float] = {}

    @quiet(None)
    def get(self, key: str) -> Kept | None:
        key = self.version + key
        stamp = self.current.stamp()
        if near := self.near.get(key, stamp):
            return near
        row = (
            self.connection()
            .execute("SELECT packed, stale, again, dated FROM page WHERE key = ?"
                     " AND emptied IS NULL", (key,))
            .fetchone()
        )  # fmt: skip
        if row is None:
            return None
        try:
            kept = Packed(row[0]).kept(stale_at=row[1], again_at=row[2], is_dated=bool(row[3]))
        except ValueError as error:
            raise sqlite3.DatabaseError("a page cannot be read") from error
        self.near.keep(key, stamp, kept)
        return kept

    @quiet(None)
    def seen(self) -> int | None:
        return self.connection().execute("SELECT number FROM state").fetchone()[0]

    @quiet(True)
    def lease(self, key: str) -> bool:
        now = time.time()
        if self.is_leased(key):
            return False
        key = self.version + key
        with self.writing() as connection:
            taken = connection.execute(
                "INSERT INTO lease VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET"
                " until = excluded.until WHERE lease.until < ?",
                (key, now + LEASE, now),
            )
        if taken.rowcount:
            self.leases[key] = now + LEASE
        return bool(taken.rowcount)

    @quiet(None)
    def release(self, key: str) -> None:
        key = self.version + key
        until = self.leases.pop(key, None)
        self.connection().execute("DELETE FROM lease WHERE key = ? AND until = ?", (key, until))

    @quiet(False)
    def is_leased(self, key: str) -> bool:
        found = self.connection().execute(
            "SELECT 1 FROM lease WHERE key = ? AND until >= ?", (self.version + key, time.time())
        )
        return found.fetchone() is not None

    @quiet(False)
    def put(self, key: str, kept: Kept, since: int) -> bool:
        packed, place, tags = Packed.of(kept).bytes, pool(key), collapsed(kept.tags)
        key = self.version + key
        if kept.size > self.bounds[place] // 8:
            return False
        with self.writing() as connection:
            if not self.tables(connection).put(key, place, kept, packed, tags, since):
                return False
        self.near.forget(key)
        return True

    @quiet(None)
    def postpone(self, key: str, again_at: float) -> None:
        row = (again_at, self.version + key)
        self.connection().execute("UPDATE page SET again = ? WHERE key = ?", row)

    @quiet(None)
    def drop(self, key: str) -> None:
        asked, of = "SELECT id FROM page WHERE key = ?", (self.version + key,)
        if self.connection().execute(asked, of).fetchone() is None:
            return  # as of all that is never kept: nobody looks anew for that
        with self.writing() as connection:
            self.tables(connection).empty_or_delete(connection.execute(asked, of).fetchall())
        self.current.renew()

    def purge(self, tags: Collection[str], gone: bool = False) -> int:
        if not tags:
            return 0
        try:
            with self.writing() as connection:
                hit = self.tables(connection).purge(reached(tags), gone, time.time())
            # Who dies between the two has not purged: it is repeated, and then told.
            self.current.renew()
        except (sqlite3.Error, OSError) as error:
            self.stumble(error)
            self.leave_behind()
            return 0
        return hit

    def clear(self) -> None:
        self.leave_behind()

    @quiet(None)
    def tell_of_everything(self) -> None:
        self.connection().execute("INSERT OR REPLACE INTO untold VALUES (?, ?)",
                                  (SITE, time.time()))  # fmt: skip

    @quiet(None)
    def begin(self, version: str) -> None:
        self.version = shortened(version).hex()[:8]
        added = self.connection().execute("INSERT OR IGNORE INTO version VALUES (?)",
                                          (self.version,))  # fmt: skip
        if added.rowcount and self.remembers:
            self.tell_of_everything()

    @quiet({})
    def untold(self, most: int) -> dict[str, float]:
        found = self.connection().execute(
            "SELECT mark, at FROM untold ORDER BY at LIMIT ?", (most,)
        )
        return dict(found.fetchall())

    @quiet(None)
    def told(self, marks: dict[str, float]) -> None:
        with self.writing() as connection:
            connection.executemany("DELETE FROM untold WHERE mark = ? AND at = ?", marks.items())

    @quiet((0, 0))
    def size(self) -> tuple[int, int]:
        tables = self.tables(self.connection())
        return tables.bytes_on(0), tables.bytes_on(1)

    def tables(self, connection: sqlite3.Connection) -> Tables:
        return Tables(connection, self.bounds, self.remembers)
