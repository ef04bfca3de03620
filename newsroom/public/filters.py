"""What a search is narrowed by. All of it stands in the address, so that a search can be kept, sent
and read without a script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.articles.models import Section
from newsroom.articles.search import in_region, in_section, of_kind
from newsroom.delivery.record import until
from newsroom.public import kinds
from newsroom.public.page import active
from newsroom.public.whereabouts import FILTERS, KINDS, meant
from newsroom.regions.models import Region
from newsroom.text import dates
from newsroom.text.languages import Said
from newsroom.text.markup import clean_line
from newsroom.text.terms import Choice

#: Days back; "own" goes by the dates that somebody writes.
PERIODS: dict[str, tuple[Promise, int]] = {
    "week": (gettext_lazy("Past week"), 7),
    "month": (gettext_lazy("Past month"), 31),
    "year": (gettext_lazy("Past year"), 366),
    "own": (gettext_lazy("Between two days"), 0),
}


@dataclass
class Filters:
    """`faults`: what was asked for and cannot be, as sentences; the rest of it counts."""

    section: Section | None = None
    region: Region | None = None
    kind: str = ""
    period: str = ""
    first: date | None = None
    last: date | None = None
    #: As it came, for the form and for addresses.
    asked: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def wanted(self) -> list[Choice]:
        """What the search's index is asked for; the time it is told apart (`span`)."""
        found = [in_section(self.section.pk)] if self.section else []
        found += [in_region(self.region.pk)] if self.region else []
        return found + ([of_kind(self.kind)] if self.kind else [])

    def span(self) -> tuple[datetime | None, datetime | None]:
        """From, and up to but without; days are those of the newsroom."""
        if days := PERIODS.get(self.period, ("", 0))[1]:
            until(timezone.now())  # what is counted back from now is right for no longer
            return timezone.now() - timedelta(days=days), None
        after = self.last + timedelta(days=1) if self.last else None
        return midnight(self.first), midnight(after)

    def chosen(self) -> list[tuple[tuple[str, ...], Said]]:
        """What narrows, in words: the names in the address that go when it is taken away."""
        said: list[tuple[tuple[str, ...], Said]] = []
        for name, thing in (("section", self.section), ("region", self.region)):
            said += [((name,), Said(*thing.named("name")))] if thing else []
        if self.kind:
            said.append((("kind",), Said(str(kinds.MANY[self.kind]))))
        if span := self.period_in_words():
            said.append((("period", "from", "to"), Said(span)))
        return said

    def period_in_words(self) -> str:
        if self.period in PERIODS and self.period != "own":
            return str(PERIODS[self.period][0])
        days = [dates.day(each, active()) if each else "…" for each in (self.first, self.last)]
        return " – ".join(days) if self.first or self.last else ""


def midnight(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day, tzinfo=dates.ZONE) if day else None


def read(query: Mapping[str, str]) -> Filters:
    """A query for each of section and place that is asked for, and none else."""
    asked = {name: clean_line(query.get(name, "")[:100]) for name in FILTERS}
    found = Filters(asked=asked)
    found.section = thing(found, "section")
    found.region = thing(found, "region")
    found.kind = one_of(found, kinds.MANY, "kind")
    found.period = one_of(found, PERIODS, "period")
    if asked["from"] or asked["to"]:
        found.period = found.period or "own"
    if found.period == "own":
        found.first, found.last = day(found, "from"), day(found, "to")
        if found.first and found.last and found.first > found.last:
            found.faults.append(_("The first day is after the last one."))
            found.first = found.last = None
    return found


def thing(found: Filters, kind: str) -> Any | None:
    """Also by a name that it had once, as its own page is found."""
    text = found.asked[kind]
    if not text:
        return None
    row = KINDS[kind]().filter(slug=text).first() or meant(kind, text)
    if row is None:
        is_unknown(found, kind)
    else:
        found.asked[kind] = row.slug
    return row


def one_of(found: Filters, known: Mapping[str, object], name: str) -> str:
    if found.asked[name] in known:
        return found.asked[name]
    if found.asked[name]:
        is_unknown(found, name)
    return ""


def is_unknown(found: Filters, name: str) -> None:
    sentence = _("The address asks for something that is not here; it was left out of the search.")
    found.asked[name] = ""
    if sentence not in found.faults:
        found.faults.append(sentence)


def day(found: Filters, name: str) -> date | None:
    """Within the years that calendars of the house know, so that no sum runs over."""
    text = found.asked[name]
    try:
        written = date.fromisoformat(text) if text else None
    except ValueError:
        written = date.min
    if written and not 1970 <= written.year <= 2999:
        found.faults.append(_("Write days as year-month-day, such as 2026-11-18."))
        return None
    return written
