"""Pages and parts of them, kept by what they are made of: what differs in anything has another key,
so that nothing here is ever wrong and nothing is purged.

What a template can reach is told in full: the columns of a row, what was read with it, and what of
its times is over. What it would ask the database for beside that no key can tell, so that is not
kept; nor is what nobody knows how to tell.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from hashlib import blake2b
from types import NoneType
from typing import Any
from uuid import UUID

from django.core.cache import caches
from django.db import connection
from django.db.models import Model, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from newsroom.articles.on_cards import Known
from newsroom.delivery.record import Noted

PLAIN = frozenset({NoneType, str, int, bool, float, datetime, date, Decimal, UUID})


class Untold(Exception):
    """Of this nobody can say what it is made of."""


def fragment(template: str, **made_of: Any) -> SafeString:
    """The template with this, in the active language."""
    return kept("fragments", template, made_of)


def kept(cache: str, template: str, context: dict[str, Any]) -> SafeString:
    try:
        told = pickle.dumps((template, get_language(), told_of(context)))
    except Untold:
        return render_to_string(template, context)
    key = blake2b(told, digest_size=16).hexdigest()
    found: SafeString | None = caches[cache].get(key)
    if found is None:
        asking = Asking()
        with connection.execute_wrapper(asking):
            found = render_to_string(template, context)
        if not asking.has_asked:
            caches[cache].set(key, found, None)
    return found


class Asking:
    """Whether anything was asked of the database meanwhile."""

    has_asked = False

    def __call__(self, execute: Any, *query: Any) -> Any:
        self.has_asked = True
        return execute(*query)


def told_of(value: Any, within: tuple[Model, ...] = ()) -> Any:
    """All that can be read through it, in plain values. Raises `Untold`. `within`: the rows that it
    was reached by, each of which is told once."""
    if type(value) in PLAIN:
        return value
    name = type(value).__name__
    if isinstance(value, Known):
        return name, told_of_each(value.rows, within)
    if hasattr(value, "made_of"):
        return name, value.made_of
    if isinstance(value, Model):
        return told_of_row(value, within)
    if isinstance(value, dict):
        return name, list(value), told_of_each(value.values(), within)
    if isinstance(value, list | tuple):
        return name, told_of_each(value, within)
    if isinstance(value, str | Promise | Enum):
        return name, str(value), getattr(value, "language", "")
    if is_dataclass(value):
        return name, told_of_each([getattr(value, each.name) for each in fields(value)], within)
    if isinstance(value, QuerySet) and value._result_cache is not None:
        return name, told_of_each(value._result_cache, within)
    raise Untold(name)


def told_of_each(values: Iterable[Any], within: tuple[Model, ...]) -> list[Any]:
    return [each if type(each) in PLAIN else told_of(each, within) for each in values]


def told_of_row(row: Model, within: tuple[Model, ...]) -> Any:
    """Its columns, what was noted on it since, and the rows that were read with it."""
    if any(row is each for each in within):
        return row._meta.label, row.pk
    within = (*within, row)
    known = {name: each for name, each in row.__dict__.items() if name[0] != "_"}
    rows = row._state.fields_cache | getattr(row, "_prefetched_objects_cache", {})
    times = row.TIMES if isinstance(row, Noted) else ()
    to_come = [each > timezone.now() for name in times if (each := known.get(name))]
    return row._meta.label, told_of(known, within), told_of(rows, within), to_come
