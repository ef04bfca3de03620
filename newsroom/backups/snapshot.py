from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

ALIAS = "snapshot"


@contextmanager
def snapshot() -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own, under `ALIAS`, that sees everything as it was at one moment: what
    was committed before is in it, whole, and nothing later. No writer waits for it."""
    main = connections["default"]
    apart = connections[ALIAS] = type(main)(apart_from(main), ALIAS)
    try:
        with transaction.atomic(using=ALIAS):
            with apart.cursor() as cursor:
                if apart.vendor == "postgresql":
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                # Both databases take the snapshot with the first look at a table.
                cursor.execute("SELECT COUNT(*) FROM django_migrations")
            yield apart
    finally:
        apart.close()
        del connections[ALIAS]


def apart_from(main: BaseDatabaseWrapper) -> dict[str, Any]:
    """Settings for a reader. The newsroom's own transactions take SQLite's write lock when they
    begin (`services.database`): this one never does, and WAL lets it read beside a writer."""
    told = deepcopy(main.settings_dict)
    if main.vendor == "sqlite":
        command = told["OPTIONS"].get("init_command", "")
        told["OPTIONS"] |= {
            "transaction_mode": "DEFERRED",
            "init_command": f"{command} PRAGMA query_only=ON;",
        }
    return told
