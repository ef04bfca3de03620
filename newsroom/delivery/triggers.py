"""Changes are noted by the database, so that no way of writing can forget to: save, `update()`,
a link between two rows, a command, SQL by hand.

What is watched stands in each app's `purges.py`. No trigger looks into another table: they cost a
row what a row costs, and no table that a migration makes anew on SQLite is missing to one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from newsroom.delivery.purges import modules
from newsroom.text.languages import LANGUAGES

EVENTS = ("insert", "update", "delete")
#: What the names of all of them begin with.
PREFIX = "noted_"


@dataclass(frozen=True)
class Watched:
    """One row of an app's table of what readers see.

    `tags`: SQL over `{row}`, which is the row as it is and as it was. `columns`: fields whose
    change counts, in every language they have; none: all. `shown`: SQL over `{row}`, of which rows
    readers have something. Taken from them is what was shown and is not, a deleted row, and a
    change of the fields `gone`.
    """

    model: str
    tags: tuple[str, ...]
    columns: tuple[str, ...] = ()
    shown: str = ""
    gone: tuple[str, ...] = ()
    events: tuple[str, ...] = EVENTS
    #: Tells of the row as it was alone: of what it has left.
    was: bool = False
    #: Tells only of what is taken from readers.
    leaving: bool = False

    @property
    def table(self) -> str:
        return self.of()._meta.db_table

    def of(self) -> type[Model]:
        return apps.get_model(self.model)

    def stored(self, names: tuple[str, ...]) -> list[str]:
        """The columns of these fields."""
        model = self.of()
        fields = {each.name: each.column for each in model._meta.concrete_fields}
        if not names:
            return [column for column in fields.values() if column is not None]
        told = [
            [f"{name}_{code}" for code in LANGUAGES if f"{name}_{code}" in fields] or [name]
            for name in names
        ]
        return [str(fields[name]) for each in told for name in each]


@dataclass(frozen=True)
class Trigger:
    watched: Watched
    event: str
    vendor: str

    @property
    def name(self) -> str:
        """With a digest of what it does: another one has another name."""
        said = f"{self.condition()} {self.action()}"
        digest = sha256(said.encode()).hexdigest()[:10]
        return f"{PREFIX}{self.watched.table[:30]}_{self.event}_{digest}"

    def statements(self) -> Iterator[str]:
        table, event = f'"{self.watched.table}"', self.event.upper()
        if self.vendor == "sqlite":
            yield (
                f"CREATE TRIGGER {self.name} AFTER {event} ON {table} WHEN {self.condition()}"
                f" BEGIN {self.action()}; END"
            )
        else:
            yield (
                f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger AS $$ BEGIN"
                f" IF {self.condition()} THEN {self.action()}; END IF; RETURN NULL;"
                " END $$ LANGUAGE plpgsql"
            )
            yield (
                f"CREATE OR REPLACE TRIGGER {self.name} AFTER {event} ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION {self.name}()"
            )

    def condition(self) -> str:
        counts = self.differ(self.watched.columns) if self.event == "update" else "TRUE"
        return f"({counts}) AND ({self.is_gone()})" if self.watched.leaving else counts

    def action(self) -> str:
        # Of names in our own tables alone: nothing that anybody writes gets in here.
        said = " UNION ".join(
            f"SELECT {tag.format(row=row)} AS tag WHERE {self.is_shown(row)}"  # noqa: S608
            for row in self.rows()
            for tag in self.watched.tags
        )
        return (
            f"INSERT INTO delivery_change (tag, gone) SELECT tag, {self.is_gone()}"  # noqa: S608
            f" FROM ({said}) AS said WHERE tag IS NOT NULL"
        )

    def rows(self) -> tuple[str, ...]:
        both = {"insert": ("NEW",), "delete": ("OLD",), "update": ("NEW", "OLD")}[self.event]
        return tuple(row for row in both if row == "OLD" or not self.watched.was)

    def is_shown(self, row: str) -> str:
        return self.watched.shown.format(row=row) or "TRUE"

    def is_gone(self) -> str:
        if self.event != "update":
            return "TRUE" if self.event == "delete" else "FALSE"
        hidden = f"({self.is_shown('OLD')}) AND NOT ({self.is_shown('NEW')})"
        taken = f" OR {self.differ(self.watched.gone)}" if self.watched.gone else ""
        return f"({hidden}{taken})"

    def differ(self, names: tuple[str, ...]) -> str:
        differs = "IS NOT" if self.vendor == "sqlite" else "IS DISTINCT FROM"
        columns = self.watched.stored(names)
        return " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in columns)


def triggers(vendor: str) -> Iterator[Trigger]:
    for module in modules():
        for watched in module.WATCHED:
            for event in watched.events:
                if not (watched.was or watched.leaving) or event != "insert":
                    yield Trigger(watched, event, vendor)


def missing(connection: BaseDatabaseWrapper) -> list[Trigger]:
    there = installed(connection)
    return [each for each in triggers(connection.vendor) if each.name not in there]


def install(connection: BaseDatabaseWrapper) -> None:
    """Makes those that are missing, and takes away what is watched no more; does nothing where all
    is as it should be. In a database of an older day, what it has no columns for is left out."""
    wanted = {each.name: each for each in triggers(connection.vendor)}
    there = installed(connection)
    for name in there.keys() - wanted.keys():
        drop(connection, name, there[name])
    for name in sorted(wanted.keys() - there.keys()):
        if fits(connection, wanted[name].watched):
            with connection.cursor() as cursor:
                for statement in wanted[name].statements():
                    cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Before columns go or tables are filled at once; `install` makes them anew."""
    for name, table in installed(connection).items():
        drop(connection, name, table)


def installed(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Name of trigger -> of its table."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(
                "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
                " WHERE tgenabled <> 'D'"
            )
        return {name: table for name, table in cursor.fetchall() if name.startswith(PREFIX)}


def drop(connection: BaseDatabaseWrapper, name: str, table: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute(f'DROP TRIGGER {name} ON "{table}"')
            cursor.execute(f"DROP FUNCTION {name}()")


def fits(connection: BaseDatabaseWrapper, watched: Watched) -> bool:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if not {"delivery_change", watched.table} <= set(tables):
            return False
        found: Any = connection.introspection.get_table_description(cursor, watched.table)
    return {column.name for column in found}.issuperset(watched.stored(()))
