"""Rows by the ten thousand, past the models: `executemany` on SQLite, COPY on PostgreSQL.

The triggers of the database see them as any others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Field, Model
from django.db.models.expressions import DatabaseDefault

#: 64 MB of pages, where SQLite's own 2 MB are less than the indexes that a large table writes into;
#: pages that every batch changes are written home once in a while (4 KB each).
BULK = {"cache_size": -64 * 1024, "synchronous": 1, "wal_autocheckpoint": 16_000}


class Table:
    """Columns of a model that differ from row to row; the others have what a new row has."""

    def __init__(self, model: type[Model], *names: str, **same: Any):
        self.model = model
        # Columns alone are named here; for mypy a name may also lead to rows of another table.
        fields: list[Field] = [model._meta.get_field(name) for name in names]  # type: ignore[misc]
        others = [
            each for each in model._meta.concrete_fields
            if each not in fields and not each.primary_key
        ]  # fmt: skip
        self.fields = fields
        self.same = tuple(stored(each, same.get(each.name, empty(each))) for each in others)
        quote = connection.ops.quote_name
        # All names are our own model's, and quoted.
        self.table = quote(model._meta.db_table)
        self.columns = ", ".join(quote(each.column) for each in (*fields, *others))
        self.marks = ", ".join(["%s"] * (len(fields) + len(others)))

    def put(self, rows: Iterable[Sequence[Any]]) -> None:
        """In the order of the names: numbers and texts as they are, all else by its field."""
        ready = (
            (*(plain(each, of) for each, of in zip(self.fields, row, strict=True)), *self.same)
            for row in rows
        )
        put = self.copy if connection.vendor == "postgresql" else self.insert
        with connection.cursor() as cursor:
            put(cursor, ready)

    def copy(self, cursor: Any, rows: Iterable[Sequence[Any]]) -> None:
        with cursor.copy(f"COPY {self.table} ({self.columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def insert(self, cursor: Any, rows: Iterable[Sequence[Any]]) -> None:
        """In one statement: FTS5 writes out what it has at the end of each that fires a trigger."""
        cursor.execute(
            f"CREATE TEMP TABLE printed AS SELECT {self.columns} FROM {self.table} LIMIT 0"  # noqa: S608
        )
        cursor.executemany(f"INSERT INTO printed VALUES ({self.marks})", rows)  # noqa: S608
        cursor.execute(f"INSERT INTO {self.table} ({self.columns}) SELECT * FROM printed")  # noqa: S608
        cursor.execute("DROP TABLE printed")


def empty(field: Field) -> Any:
    default = field.get_default()
    return field.db_default if isinstance(default, DatabaseDefault) else default


def plain(field: Field, value: Any) -> Any:
    return value if type(value) in (str, int) else stored(field, value)


def stored(field: Field, value: Any) -> Any:
    value = field.get_db_prep_save(value, connection)
    # COPY takes the text of a JSON value.
    return value.dumps(value.obj) if hasattr(value, "obj") else value


def keys(model: type[Model], count: int) -> range:
    """So many fresh ones, within a transaction that holds the table."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("LOCK TABLE " + connection.ops.quote_name(table) + " IN EXCLUSIVE MODE")
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
            first = cursor.fetchone()[0]
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first + count - 1]
            )
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            first = (cursor.fetchone() or [0])[0] + 1
    return range(first, first + count)


@contextmanager
def in_bulk() -> Iterator[None]:
    """With a larger page cache than a web process has, and without waiting for the disk at each
    commit: a machine that dies loses the last batches, never the database. On SQLite alone."""
    is_apart = connection.vendor == "sqlite" and not connection.in_atomic_block
    before = pragmas(BULK) if is_apart else {}
    try:
        yield
    finally:
        pragmas(before)


def pragmas(wanted: Mapping[str, int]) -> dict[str, int]:
    """Sets them; returns what they were."""
    before = {}
    with connection.cursor() as cursor:
        for name, value in wanted.items():
            cursor.execute(f"PRAGMA {name}")
            before[name] = int(cursor.fetchone()[0])
            cursor.execute(f"PRAGMA {name} = {value}")
    return before


def analyse(*, is_last: bool = False) -> None:
    """The database looks at what its tables hold by now, so that it chooses the right index. At the
    last PostgreSQL notes too which pages everybody sees: before, it reads a table for what an index
    tells."""
    is_vacuumed = is_last and connection.vendor == "postgresql" and not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if is_vacuumed else "ANALYZE")
