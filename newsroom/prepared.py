"""Queries of one shape, composed once: for a page Django takes longer to compose one than the
database to answer it.

    OUT = Prepared(lambda: Edition.objects.published(param("now")).filter(pk__in=any_of("keys")))
    rows = OUT.rows(now=timezone.now(), keys=[1, 2])

The rows are as the database gives them, so that what is made of them can be kept by them; `made`
makes of one what the queryset would have made. No name in it may depend on the active language.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import Any

from django.db import connection, connections
from django.db.models import Expression, QuerySet
from django.db.models.query import get_related_populators
from django.utils import timezone

from newsroom.delivery.record import Noted, current, note, until

#: The columns, and behind them which of the times among them are still to come: what is made of a
#: row can be kept by it until one of them is not.
Row = tuple[Any, ...]


class Param(Expression):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]

    def adapted(self, value: Any, connection: Any) -> Any:
        return connection.ops.adapt_unknown_value(value)


class AnyOf(Param):
    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "(SELECT unnest(%s::bigint[]))", [self]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "(SELECT value FROM json_each(%s))", [self]

    def adapted(self, value: Iterable[int], connection: Any) -> Any:
        found = list(value)
        return json.dumps(found) if connection.vendor == "sqlite" else found


def param(name: str) -> Any:
    """Stands for a value that is given when the query is asked."""
    return Param(name)


def any_of(name: str) -> Any:
    """Stands for any number of them: `pk__in=any_of("keys")`."""
    return AnyOf(name)


class Prepared:
    def __init__(self, compose: Callable[[], QuerySet[Any, Any]]) -> None:
        self.compose = compose
        self.shapes: dict[str, Shape] = {}

    def shape(self) -> Shape:
        found = self.shapes.get(connection.vendor)
        if found is None:
            found = self.shapes[connection.vendor] = Shape(self.compose())
        return found

    def rows(self, **values: Any) -> list[Row]:
        return self.shape().rows(values)

    def columns(self, *names: str) -> Callable[[Row], Any]:
        """Gives of a row these, such as `article__kind`; of one alone the value itself."""
        return self.shape().columns(names)

    def made(self, row: Row) -> Any:
        return self.shape().made(row)

    def all(self, **values: Any) -> Made:
        return Made(self, self.rows(**values))


class Made(Sequence[Any]):
    """What the rows are made into, once somebody looks."""

    def __init__(self, query: Prepared, rows: list[Row]) -> None:
        self.query, self.made_of = query, rows

    @cached_property
    def things(self) -> list[Any]:
        return [self.query.made(row) for row in self.made_of]

    def __getitem__(self, at: Any) -> Any:
        return self.things[at]

    def __len__(self) -> int:
        return len(self.made_of)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.things)


def as_in_rows(moment: datetime) -> datetime:
    """As rows have a time."""
    if connection.features.supports_timezones:
        return moment
    return timezone.make_naive(moment, connection.timezone)


class Shape:
    """The SQL of a query for one kind of database, and where in its rows everything is."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        self.db = queryset.db
        # Kept for good, so by a connection that nobody opens: a thread's own ends with the thread.
        unopened = connections[self.db].copy()
        self.compiler = compiler = queryset.query.get_compiler(connection=unopened)
        self.sql, self.params = compiler.as_sql()
        chosen = compiler.select[: compiler.col_count]
        self.converters = compiler.get_converters([column for column, _sql, _alias in chosen])
        # Of rows that are made into models; None of `values_list`.
        self.info = None if queryset._fields else compiler.klass_info
        models = [self.info] if self.info else []
        self.related = get_related_populators(self.info or {}, compiler.select, self.db)
        self.places = dict(chain.from_iterable(places(each, compiler.select) for each in models))
        self.getters: dict[tuple[str, ...], Callable[[Row], Any]] = {}
        self.noted = list(chain.from_iterable(noted(each, compiler.select) for each in models))
        self.times = [at for _model, _key, times in self.noted for at in times]

    def rows(self, values: dict[str, Any]) -> list[Row]:
        params = [
            each.adapted(values[each.name], connection) if isinstance(each, Param) else each
            for each in self.params
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            found = cursor.fetchall()
        now = as_in_rows(timezone.now())
        rows = [(*row, self.to_come(row, now) if self.times else ()) for row in found]
        if current.get() is not None:
            self.note(rows)
        return rows

    def columns(self, names: tuple[str, ...]) -> Callable[[Row], Any]:
        if names not in self.getters:
            self.getters[names] = itemgetter(*(self.places[name] for name in names))
        return self.getters[names]

    def to_come(self, row: Sequence[Any], now: Any) -> tuple[bool, ...]:
        return tuple([row[at] is not None and row[at] > now for at in self.times])

    def note(self, rows: Iterable[Row]) -> None:
        """As `Noted` does where it reads rows."""
        for row in rows:
            for model, key, _times in self.noted:
                if row[key] is not None:
                    note(f"{model}:{row[key]}")
            if any(row[-1]):
                columns = self.converted(row)
                for at, is_to_come in zip(self.times, row[-1], strict=True):
                    until(columns[at] if is_to_come else None)

    def converted(self, row: Row) -> list[Any]:
        return next(self.compiler.apply_converters([row[:-1]], self.converters))

    def made(self, row: Row) -> Any:
        columns = self.converted(row)
        if self.info is None:
            return tuple(columns)
        chosen = self.info["select_fields"]
        names = [self.compiler.select[at][0].target.attname for at in chosen]
        thing = self.info["model"].from_db(self.db, names, columns[chosen[0] : chosen[-1] + 1])
        for each in self.related:
            each.populate(columns, thing)
        return thing


def places(info: dict[str, Any], select: Any, before: str = "") -> Iterator[tuple[str, int]]:
    """Where in a row each column is, by its name."""
    for at in info["select_fields"]:
        yield f"{before}{select[at][0].target.attname}", at
    for each in info.get("related_klass_infos", ()):
        yield from places(each, select, f"{before}{each['field'].name}__")


def noted(info: dict[str, Any], select: Any) -> Iterator[tuple[str, int, list[int]]]:
    """Of each model in a row that notes itself: its name, where its key is, and its times."""
    model = info["model"]
    if issubclass(model, Noted):
        places = {select[at][0].target.attname: at for at in info["select_fields"]}
        times = [places[name] for name in model.TIMES if name in places]
        yield model._meta.model_name, places[model._meta.pk.attname], times
    for each in info.get("related_klass_infos", ()):
        yield from noted(each, select)
