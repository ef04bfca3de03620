"""What must be true of a newsroom's database and files, and what to do where it is not.

Each app lists its own in `invariants.py`; `manage.py check_newsroom` asks them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import connection, models

#: Mends, may be repeated, and returns what it was done to, if that is a row.
Mending = Callable[[], models.Model | None]


@dataclass(frozen=True)
class Fault:
    """`what` is wrong, by kinds and keys and without a word of a story; how to `mend` it.

    `mending` does that, where nobody has to decide anything and nothing can be lost by it.
    """

    what: str
    mend: str
    mending: Mending | None = None


#: Reads whatever it needs and yields what it finds; changes nothing.
Invariant = Callable[[], Iterable[Fault]]


def invariants() -> Iterator[tuple[str, Invariant]]:
    """(app, invariant) of every app of the house, lower floors first."""
    for config in reversed(list(apps.get_app_configs())):
        if config.name.startswith("newsroom.") and find_spec(f"{config.name}.invariants"):
            for each in import_module(f"{config.name}.invariants").INVARIANTS:
                yield config.label, each


def missing_triggers(names: Iterable[str]) -> list[str]:
    """Those of the named triggers that the database does not have, or has switched off."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'")
        there = {name.lower() for (name,) in cursor.fetchall()}
    return [name for name in names if name.lower() not in there]


def make_trigger(name: str, migration: str) -> None:
    """Makes the trigger as that migration did, over one that is switched off, too."""
    module = import_module(migration)
    statements = module.SQLITE if connection.vendor == "sqlite" else module.POSTGRESQL
    own = re.compile(rf"CREATE (FUNCTION {name}\(|TRIGGER {name}\s)")
    with connection.cursor() as cursor:
        for statement in filter(own.match, statements):
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            else:
                statement = statement.replace("CREATE ", "CREATE OR REPLACE ", 1)
            cursor.execute(statement)
