"""A save that comes from a page which does not know all that is there by now: what each of the two
changed since that page was opened, and where they changed the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.articles.comparison import Line, line
from newsroom.articles.models import Edition, Revision
from newsroom.articles.models.text import Text
from newsroom.text.compare import compare
from newsroom.text.markup import isolate
from newsroom.text.merge import CHOICES, Collision, Merged, merge_body, merge_line
from newsroom.text.received import received
from newsroom.text.units import as_before

if TYPE_CHECKING:
    from newsroom.accounts.models import Account

#: Why nothing is merged: one text may have what is gone for good.
REDACTED = gettext_lazy(
    "Words were taken out of this story for good while you were writing. Your text stands in the"
    " form and may still have them: take them out before you save."
)


@dataclass(frozen=True)
class Start:
    """What a page was opened on. `revision` None: nobody knows. `is_redacted`: words were taken out
    for good since, and no merge may bring them back."""

    revision: Revision | None
    is_redacted: bool = False

    @property
    def words(self) -> dict[str, str] | None:
        return None if self.revision is None or self.is_redacted else self.revision.words()


def start_of(edition: Edition, seen: str) -> Start:
    """Of `own_page.seen_of` as it came back: only this edition's own revisions are looked at."""
    text = seen.rpartition("/")[0]
    told = dict(zip(edition.WRITTEN_ON, text.split(".", len(edition.WRITTEN_ON) - 1), strict=False))
    latest = told.get("latest_id", "")
    is_key = latest.isascii() and latest.isdecimal() and len(latest) < 19
    revision = edition.revisions.filter(pk=latest).first() if is_key else None
    was_redacted = told.get("redacted_at", "None") != str(edition.redacted_at)
    return Start(revision, was_redacted)


def tidied(words: Mapping[str, str]) -> dict[str, str]:
    """The words as they would be stored."""
    text = Revision(**{name: words.get(name) or "" for name in Text.FIELDS})
    text.tidy()
    return text.words()


def merge_words(
    start: Start, mine: Mapping[str, str], theirs: Mapping[str, str]
) -> dict[str, Merged]:
    """By field. The body by paragraphs, every other one whole."""
    base = start.words or {}
    return {name: merge_field(name, base.get(name), mine[name], theirs[name]) for name in mine}


def merge_field(name: str, base: str | None, mine: str, theirs: str) -> Merged:
    if name != "body" or base is None:
        return merge_line(base, mine, theirs)
    return merge_body(base, as_before(base, mine), theirs)


@dataclass(frozen=True)
class Other:
    """Who else wrote; `name` empty where nobody can or may say. `at` NULL: no text was saved."""

    name: str
    at: datetime | None
    revision: Revision | None
    is_oneself: bool = False

    @property
    def time(self) -> str:
        return date_format(timezone.localtime(self.at), "H:i") if self.at else ""

    @property
    def shown(self) -> str:
        return isolate(self.name) if self.name else _("Someone")

    def told(self) -> str:
        """That both texts are one now."""
        if self.is_oneself:
            return _("Merged with what you saved from another page at %s.") % self.time
        names = {"name": self.shown, "time": self.time}
        return _("Merged with what %(name)s saved at %(time)s.") % names


def other_of(edition: Edition | None, start: Start, person: Account) -> Other:
    """The last of the others who saved a text since; else the person, from another window."""
    if edition is None:
        return Other("", None, None)
    since = edition.revisions.filter(pk__gt=start.revision.pk if start.revision else 0)
    since = since.select_related("by").order_by("-pk")
    last = since.exclude(by=person).first() or (since.first() if start.revision else None)
    if last is None:
        return Other("", None, None)
    name = str(last.by) if edition.is_known_to(person) else ""
    return Other(name, last.at, last, is_oneself=last.by_id == person.pk)


# What a page shows of it, and gets back


@dataclass(frozen=True)
class Side:
    """One of two texts at one place: paragraphs with its own changes marked, or plain words."""

    lines: list[Line]
    words: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.lines and not self.words


@dataclass(frozen=True)
class Clash:
    """`name`: of the question which of the two it is to be."""

    name: str
    label: str
    mine: Side
    theirs: Side
    is_text: bool = True
    may_be_both: bool = False


def clashes_of(name: str, label: str, merged: Merged) -> list[Clash]:
    return [
        Clash(
            f"take_{name}_{number}", label,
            side(each.base or each.theirs, each.mine), side(each.base or each.mine, each.theirs),
            may_be_both=name == "body" and bool(each.mine and each.theirs),
        )
        for number, each in enumerate(merged.collisions)
    ]  # fmt: skip


def side(before: str, text: str) -> Side:
    rows = [row for row in compare(before, text) if row.after]
    return Side([line(row) for row in rows])


def packed(merged: Mapping[str, Merged]) -> str:
    """The fields that collide, for a page to carry along until somebody has chosen."""
    return json.dumps(
        {
            name: [
                part if isinstance(part, str) else [part.base, part.mine, part.theirs]
                for part in each.parts
            ]
            for name, each in merged.items()
            if each.collisions
        },
        ensure_ascii=False,
    )


def unpacked(text: str) -> dict[str, Merged]:
    """Whatever came back, as far as it can be read."""
    try:
        return {
            str(name): Merged(tuple(map(part_of, parts)))
            for name, parts in received(text or "").items()
        }  # fmt: skip
    except (ValueError, TypeError, AttributeError):
        return {}


def part_of(told: Any) -> str | Collision:
    if isinstance(told, str):
        return told
    base, mine, theirs = told
    return Collision(str(base), str(mine), str(theirs))


def chosen(data: Mapping[str, str], name: str, merged: Merged) -> str:
    """The field as it is with what was chosen at each place."""
    asked: Iterable[str] = (
        data.get(f"take_{name}_{number}", "mine") for number in range(len(merged.collisions))
    )
    return merged.text([choice if choice in CHOICES else "mine" for choice in asked])
