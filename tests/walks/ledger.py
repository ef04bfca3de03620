"""What the driver knows of every story, written down from its own steps and never read back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

#: What was in the words when the first mistake was planted: W16 warns of it.
SLIP = "ثم, "


@dataclass(frozen=True)
class Version:
    pk: int
    by: str
    text: dict[str, Any]

    @property
    def is_whole(self) -> bool:
        return bool(self.text["headline"] and self.text["body"])

    @property
    def has_slip(self) -> bool:
        return SLIP.strip() in self.text["body"]


@dataclass(frozen=True)
class Notice:
    pk: int
    kind: str
    said: str
    right: str
    by: str

    @property
    def is_whole(self) -> bool:
        return bool(self.right and (self.said or self.kind != "correction"))


@dataclass(frozen=True)
class Due:
    """A change set for later, with exactly what was there when it was set."""

    at: datetime
    by: str
    latest: int
    notice: Notice | None


@dataclass
class Line:
    """A published correction. `before` and `after` are the texts that readers may compare."""

    edition: int
    kind: str
    said: str
    right: str
    by: str
    brought_by: str
    at: datetime
    before: int
    after: int
    redacted: bool = False


@dataclass
class Folder:
    """A story in all its languages."""

    pk: int
    by: str
    bylined: frozenset[str]
    signing: str
    precision: int
    embargo: datetime | None = None
    delay: datetime | None = None
    is_sensitive: bool = False
    sheets: list[Sheet] = field(default_factory=list)

    def earliest(self) -> datetime | None:
        return max(filter(None, (self.embargo, self.delay)), default=None)


@dataclass
class Sheet:
    """A story in one language. `says` is the version whose words its row holds, `blessed` are
    those that a second person approved or brought out."""

    pk: int
    by: str
    language: str
    folder: Folder
    versions: list[Version]
    says: int
    state: str = "draft"
    on_hold: bool = False
    approved: int | None = None
    approved_by: str = ""
    published_at: datetime | None = None
    was_out: bool = False
    notice: Notice | None = None
    due: Due | None = None
    is_answered: bool = False
    #: What readers had when it was withdrawn last, and whether they were told why.
    last_out: int | None = None
    is_told_why: bool = False
    #: Whether its hold came along with that of the original.
    is_held_along: bool = False
    submitters: set[str] = field(default_factory=set)
    blessed: set[int] = field(default_factory=set)

    @property
    def latest(self) -> Version:
        return self.versions[-1]

    @property
    def is_original(self) -> bool:
        return self is self.folder.sheets[0]

    def original(self) -> Sheet:
        return self.folder.sheets[0]

    def others(self) -> list[Sheet]:
        return [sheet for sheet in self.folder.sheets if sheet is not self]

    def is_taken_back(self, now: datetime) -> bool:
        return self.was_out and not self.is_out(now)

    def waits(self, now: datetime) -> bool:
        """Begun, not spiked, and readers do not have it."""
        return self.is_scheduled(now) or self.state not in ("published", "withdrawn", "spiked")

    def put_on_hold(self, now: datetime, *, along: bool = False) -> None:
        if self.is_scheduled(now):
            self.take_off()
        self.on_hold, self.is_held_along = True, along

    def authors(self) -> set[str]:
        return {self.by, *self.submitters, *self.folder.bylined}

    def is_out(self, now: datetime) -> bool:
        return self.state == "published" and self.published_at <= now

    def is_scheduled(self, now: datetime) -> bool:
        return self.state == "published" and self.published_at > now

    @property
    def is_pending(self) -> bool:
        return self.latest.pk != self.approved

    def writers_since(self, pk: int | None) -> set[str]:
        """Of every version younger than that one; nobody for None."""
        return {each.by for each in self.versions if pk is not None and each.pk > pk}

    def version(self, pk: int) -> Version:
        return next(each for each in self.versions if each.pk == pk)

    def take_off(self) -> None:
        self.state, self.published_at, self.due = "approved", None, None

    def take_off_along(self, now: datetime) -> None:
        """An original that goes back takes its translations off the schedule."""
        for other in self.others() if self.is_original else ():
            if other.is_scheduled(now):
                other.take_off()

    def unbind(self) -> None:
        self.approved = self.published_at = self.notice = self.due = None


class Ledger:
    def __init__(self) -> None:
        self.folders: list[Folder] = []
        self.log: dict[int, Line] = {}

    def sheets(self) -> list[Sheet]:
        return [sheet for folder in self.folders for sheet in folder.sheets]

    def sheet(self, pk: int) -> Sheet:
        return next(sheet for sheet in self.sheets() if sheet.pk == pk)

    def put_in_log(self, sheet: Sheet, notice: Notice, by: str, at: datetime, after: int) -> None:
        self.log[notice.pk] = Line(
            sheet.pk, notice.kind, notice.said, notice.right, notice.by, by, at,
            before=sheet.approved, after=after,
        )  # fmt: skip
        sheet.notice = None
