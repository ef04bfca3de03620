"""The SQLite file that all processes of a machine keep pages in. One that is damaged, or takes no
purge, is left behind and a new one begun: its name is by lot, and told in `current.py`."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from newsroom.delivery.current import Current
from newsroom.delivery.store import StoreError
from newsroom.delivery.tables import opened

log = logging.getLogger(__name__)
Result = TypeVar("Result")
#: Seconds before a file that failed is asked again.
PAUSE = 2.0
DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_FORMAT")


def quiet(failed: Any) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """For what a page can do without: in trouble it is answered with `failed`."""

    def decorate(method: Callable[..., Result]) -> Callable[..., Result]:
        @wraps(method)
        def ask(self: KeptFile, *args: Any) -> Result:
            if time.monotonic() < self.away_until:
                return failed
            try:
                return method(self, *args)
            except (sqlite3.Error, OSError) as error:
                self.stumble(error)
                return failed

        return ask

    return decorate


class Opened(threading.local):
    """A thread's own connection: of which file, and of which process."""

    connection: sqlite3.Connection | None = None
    of: tuple[str, int] = ("", 0)


class KeptFile:
    def __init__(self, folder: str, remembers: bool) -> None:
        """`remembers`: for a CDN, which pages had which tags after they are gone."""
        self.folder, self.remembers = Path(folder), remembers
        self.current = Current(self.folder)
        self.own = Opened()
        self.away_until = 0.0

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        connection = self.connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise

    def connection(self) -> sqlite3.Connection:
        of = (self.current.generation(), os.getpid())
        if self.own.connection is None or self.own.of != of:
            self.own.connection = None
            self.own.connection, self.own.of = self.opened(of[0]), of
        return self.own.connection

    def opened(self, generation: str) -> sqlite3.Connection:
        path = self.folder / f"pages-{generation}.sqlite3"
        is_new = not path.exists()
        connection = opened(path, self.remembers)
        if is_new:
            self.sweep()
        return connection

    def stumble(self, error: Exception) -> None:
        name = getattr(error, "sqlite_errorname", "")
        log.warning("Kept pages: %s %s", type(error).__name__, name)
        self.own.connection = None
        is_damage = type(error) is sqlite3.DatabaseError or name.startswith(DAMAGED)
        if is_damage:
            with suppress(OSError):
                self.current.begin_anew()
        else:
            self.away_until = time.monotonic() + PAUSE

    def leave_behind(self) -> None:
        """No page of the file is given any more, whatever the disk says."""
        try:
            self.current.begin_anew()
        except OSError as error:
            raise StoreError(f"Kept pages: {type(error).__name__}") from error
        self.sweep()

    def sweep(self) -> None:
        """Files that nobody reads any more."""
        with suppress(OSError):
            name = f"pages-{self.current.generation()}.sqlite3"
            for each in self.folder.glob("pages-*.sqlite3*"):
                if not each.name.startswith(name):
                    each.unlink(missing_ok=True)
