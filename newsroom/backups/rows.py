"""Rows as lines of JSON that either database reads back, column for column.

By columns, and past every manager: modeltranslation gives `name` another meaning in each language,
and what a database holds is what has to come back.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BinaryField, Field, JSONField, Model, QuerySet
from django.utils.duration import duration_string

#: What of one table goes into a member of the archive, at most; one row may be more.
MOST_ROWS, MOST_BYTES = 1000, 4 * 1024 * 1024
#: Rows that are fetched at a time: of a table of pictures' parts they are 13 MB.
AT_ONCE = 50


@dataclass
class Tally:
    """How many rows, and the sum of their digests: the order in which a database gives them does
    not matter."""

    rows: int = 0
    total: int = 0

    def add(self, line: bytes) -> None:
        self.rows += 1
        self.total = (self.total + int.from_bytes(sha256(line).digest())) % 2**256

    def told(self) -> dict[str, Any]:
        return {"rows": self.rows, "sum": f"{self.total:064x}"}


def columns(model: type[Model]) -> list[Field]:
    """Those that are stored, and not made by the database."""
    return [each for each in model._meta.concrete_fields if not each.generated]


def lines(model: type[Model], using: str) -> Iterator[bytes]:
    """Every row of a table, one line each, without its end."""
    names = [each.attname for each in columns(model)]
    rows: QuerySet[Any, Any] = QuerySet(model=model, using=using).order_by("pk")
    for row in rows.values_list(*names).iterator(chunk_size=AT_ONCE):
        yield json.dumps(row, default=plain, sort_keys=True, separators=(",", ":")).encode()


def bundles(rows: Iterable[bytes], tally: Tally) -> Iterator[bytes]:
    """Lines put together, so that a big table stays small in memory."""
    bundle: list[bytes] = []
    size = 0
    for line in rows:
        tally.add(line)
        bundle.append(line)
        size += len(line)
        if len(bundle) >= MOST_ROWS or size >= MOST_BYTES:
            yield b"\n".join(bundle)
            bundle, size = [], 0
    if bundle:
        yield b"\n".join(bundle)


def plain(value: Any) -> str:
    """What JSON has no kind for. Django's own encoder cuts a time to milliseconds."""
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_string(value)
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    raise TypeError(f"No column is known to hold {type(value).__name__}")


def tally(model: type[Model], using: str) -> Tally:
    found = Tally()
    for line in lines(model, using):
        found.add(line)
    return found


def write(
    model: type[Model], names: list[str], bundle: bytes, connection: BaseDatabaseWrapper
) -> int:
    """Puts a bundle's rows in as they are: no default, no `auto_now`, no key of the database's."""
    by_name = {each.column: each for each in columns(model)}
    fields = [by_name[name] for name in names]
    rows = [
        [stored(field, value, connection) for field, value in zip(fields, row, strict=True)]
        for row in map(json.loads, bundle.split(b"\n"))
    ]
    quote = connection.ops.quote_name
    into = f"{quote(model._meta.db_table)} ({', '.join(map(quote, names))})"
    with connection.cursor() as cursor:
        # Names are our own model's, and quoted; values are parameters.
        cursor.executemany(f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(names))})", rows)  # noqa: S608
    return len(rows)


def stored(field: Field, value: Any, connection: BaseDatabaseWrapper) -> Any:
    """What the database takes for a value as `lines` told it."""
    if isinstance(field, JSONField):
        # Where a column must hold something, nothing is JSON's null.
        empty = value is None and field.null
        return None if empty else field.get_db_prep_value(value, connection)
    if isinstance(field, BinaryField) and value is not None:
        return field.get_db_prep_save(b64decode(value), connection)
    return field.get_db_prep_save(field.to_python(value), connection)
