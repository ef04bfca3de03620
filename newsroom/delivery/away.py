"""While tables are altered, or filled at once, the triggers are away and no change is noted. A row
of their own table says so from before they go until after they are back, so that it stays behind
where that was killed: as long as it is there, no page is kept.

Whoever takes them away holds a lock that ends with the process. Where nobody has it and the row is
there, somebody was killed, and the worker puts them back.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import Error, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from newsroom.delivery import triggers
from newsroom.delivery.kept import ALL

#: The tag of that row.
AWAY = "away"
#: PostgreSQL's locks have numbers.
LOCK = 7_307_740_074
#: By database the open file of the lock; of PostgreSQL, whose session has it, nothing.
held: dict[str, int | None] = {}


def is_noted() -> bool:
    """Whether a page that is rendered from now on may be kept. A database that does not answer
    notes nothing."""
    with suppress(Error):
        return not is_told(connection)
    return False


def is_told(database: BaseDatabaseWrapper) -> bool:
    return asked(database, "SELECT count(*) FROM delivery_change WHERE tag = %s", AWAY) > 0


def is_left(database: BaseDatabaseWrapper) -> bool:
    """The same before or after any migration: by one that was killed, or is at work."""
    with database.cursor() as cursor:
        is_there = "delivery_change" in database.introspection.table_names(cursor)
    return is_there and is_told(database)


def take_away(database: BaseDatabaseWrapper) -> None:
    """Until `lay`, or until whoever did it is dead and `put_back` finds that."""
    hold(database)
    told(database, AWAY)
    triggers.remove(database)


def lay(database: BaseDatabaseWrapper) -> None:
    """What changed while they were away nobody noted: all that is kept goes, also where somebody
    else said meanwhile that they are back."""
    triggers.install(database)
    if is_left(database) or database.alias in held:
        with transaction.atomic(using=database.alias):
            with database.cursor() as cursor:
                cursor.execute("DELETE FROM delivery_change WHERE tag = %s", [AWAY])
            told(database, ALL)
    let_go(database)


def put_back() -> bool:
    """Lays them again where whoever took them away was killed; whether that was so."""
    if not is_told(connection):
        return False
    with alone(connection) as is_alone:
        if is_alone:
            lay(connection)
    return is_alone


def told(database: BaseDatabaseWrapper, tag: str) -> None:
    """By the columns that each version of the table has: a migration may be about to make more."""
    with database.cursor() as cursor:
        cursor.execute("INSERT INTO delivery_change (tag, gone) VALUES (%s, %s)", [tag, True])


def hold(database: BaseDatabaseWrapper) -> None:
    """Several may, so that none of them waits for another one."""
    if database.alias in held:
        return
    if database.vendor == "postgresql":
        asked(database, "SELECT 1 FROM pg_advisory_lock_shared(%s)", LOCK)
        held[database.alias] = None
    else:
        held[database.alias] = file = opened()
        fcntl.flock(file, fcntl.LOCK_SH)


def let_go(database: BaseDatabaseWrapper) -> None:
    if database.alias in held:
        file = held.pop(database.alias)
        if file is None:
            asked(database, "SELECT pg_advisory_unlock_shared(%s)::int", LOCK)
        else:
            os.close(file)


@contextmanager
def alone(database: BaseDatabaseWrapper) -> Iterator[bool]:
    """Whether nobody has them away now; nobody takes them away meanwhile."""
    if database.vendor == "postgresql":
        is_alone = bool(asked(database, "SELECT pg_try_advisory_lock(%s)::int", LOCK))
        try:
            yield is_alone
        finally:
            if is_alone:
                asked(database, "SELECT pg_advisory_unlock(%s)::int", LOCK)
        return
    file = opened()
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(file)


def opened() -> int:
    """SQLite is of one machine, and so is a file's lock. Whoever may read it may lock it: a
    `migrate` as root leaves it to the newsroom's own user."""
    return os.open(Path(settings.VAR_DIR) / "triggers.lock", os.O_RDONLY | os.O_CREAT, 0o644)


def asked(database: BaseDatabaseWrapper, question: str, of: str | int) -> int:
    with database.cursor() as cursor:
        cursor.execute(question, [of])
        return int(cursor.fetchone()[0])
