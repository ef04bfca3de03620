"""What must be true of a newsroom's database and files, and what to do where it is not.

Each app lists its own in `invariants.py`; `manage.py check_newsroom` asks them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import connection


@dataclass(frozen=True)
class Fault:
    """`what` is wrong, by kinds and keys and without a word of a story; how to `mend` it."""

    what: str
    mend: str


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
