"""What goes into a page while it is made: the tags of everything in it, and when time alone will
change it. Whoever reads something for readers notes it here; outside a recording nothing happens.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Self

from django.utils import timezone


@dataclass
class Record:
    """`tags`: a change that names one of them makes the page anew. `until`: the page is right up to
    that time, as far as anything could know when it was made; None: until something changes."""

    tags: set[str] = field(default_factory=set)
    until: datetime | None = None
    #: The same, but for what whoever makes all pages at once knows by themselves.
    own_until: datetime | None = None
    #: What has been looked up for it, so that nobody looks twice.
    asked: set[str] = field(default_factory=set)


current: ContextVar[Record | None] = ContextVar("current", default=None)


@contextmanager
def recording() -> Iterator[Record]:
    record = Record()
    token = current.set(record)
    try:
        yield record
    finally:
        current.reset(token)


def note(*tags: str) -> None:
    """The page that is being made depends on these."""
    if record := current.get():
        record.tags.update(tags)


def until(moment: datetime | None, is_own: bool = True) -> None:
    """At that time the page that is being made is no longer right; the earliest counts. Not its
    own is what the day in its head says, and what comes to readers by then."""
    record = current.get()
    if record and moment:
        record.until = min(record.until or moment, moment)
        if is_own:
            record.own_until = min(record.own_until or moment, moment)


def is_asked(what: str) -> bool:
    """Whether the page that is being made wants to know that and nobody looked it up yet; it counts
    as looked up from now on. What only a recording needs costs nothing outside of one."""
    record = current.get()
    if record is None or what in record.asked:
        return False
    record.asked.add(what)
    return True


class Noted:
    """For models that readers' pages are made of, before all other bases: each row that is read
    notes itself, and when time will change what readers have of it."""

    #: Columns with a time at which that happens.
    TIMES: ClassVar[tuple[str, ...]] = ()
    _meta: Any

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> Self:
        # The model's own, which stands behind this one among the bases.
        row: Any = super().from_db(db, field_names, values)  # type: ignore[misc]
        if current.get() is not None:
            note(f"{cls._meta.model_name}:{row.pk}")
            now = timezone.now()
            for name in cls.TIMES:
                moment = row.__dict__.get(name)
                if moment and moment > now:
                    until(moment)
        return row
