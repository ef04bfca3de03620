"""What the desk was promised, by hand: who may do what, and when.

Nobody's output. Whoever changes the code's table changes this one too, and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from walks.ledger import Folder, Sheet


class Broken(AssertionError):
    """An invariant did not hold; its number in RULES, and what was seen."""


#: The numbers by which a failure names what did not hold.
RULES = {
    1: "every change of state is a row of the table",
    2: "nobody does what is not theirs, and a refusal changes nothing",
    3: "four eyes",
    4: "readers get only what a second person approved or brought",
    5: "never before embargo and delay, on hold or withdrawn",
    6: "the history is complete and the log only grows",
    7: "a change set for later comes out as it was set, in its time",
}


def hold(rule: int, fact: bool, what: object = "") -> None:
    if not fact:
        raise Broken(f"rule {rule}, {RULES[rule]}: {what}")


class Row(NamedTuple):
    source: str
    target: str | None
    roles: str
    needs_note: bool = False


WRITES, DESK, CHIEF = "reporter translator editor chief", "editor chief", "chief"
BEFORE = "draft submitted in_review returned approved"
#: Comes along with a move of another language.
NOBODY = ""
TABLE = {
    "submit": Row("draft returned", "submitted", WRITES),
    "take": Row("submitted", "in_review", DESK),
    "approve": Row("in_review", "approved", DESK),
    "publish": Row("approved", "published", DESK),
    "update": Row("published", "published", DESK),
    "correct": Row("published", "published", DESK),
    "set_change": Row("published", "published", DESK),
    "unset_change": Row("published", "published", DESK),
    "recall": Row("submitted", "draft", WRITES),
    "return": Row("submitted in_review approved", "returned", DESK, needs_note=True),
    "reopen": Row("approved", "in_review", DESK),
    "bring_back": Row("withdrawn", "in_review", CHIEF),
    "unschedule": Row("published", "approved", DESK),
    "release": Row(BEFORE, None, DESK),
    "release_along": Row(BEFORE, None, NOBODY),
    "hold_along": Row(BEFORE, None, NOBODY),
    "hold_back_along": Row("published", "approved", NOBODY),
    "withdraw_along": Row("published", "withdrawn", CHIEF),
    "hold": Row(BEFORE, None, DESK, needs_note=True),
    "hold_back": Row("published", "approved", DESK, needs_note=True),
    "withdraw": Row("published", "withdrawn", CHIEF),
    "take_down": Row("published", "withdrawn", CHIEF, needs_note=True),
    "explain": Row("withdrawn", "withdrawn", DESK),
    "spike": Row(BEFORE, "spiked", DESK, needs_note=True),
    "revive": Row("spiked", "draft", DESK),
}
#: Lines of the history that change no state.
NOTED = {"share", "propose", "discard", "override", "late", "redact"}
CORRECTS = ("correction", "clarification", "note")
#: Who shows more of a person stands later.
OPENNESS = {"desk": 0, "withheld": 0, "pen_name": 1, "named": 2}


@dataclass(frozen=True)
class Try:
    """Somebody tries a move. `role` None: they have lost theirs. `at` is the time they ask for."""

    sheet: Sheet
    verb: str
    by: str
    role: str | None
    now: datetime
    note: str = "سبب"
    at: datetime | None = None
    #: How far a withdrawal is to go; None: nobody said.
    reach: str | None = None

    @property
    def reaches_all(self) -> bool:
        usual = "every" if self.verb == "take_down" else "one"
        return self.sheet.is_original or (self.reach or usual) == "every"


def is_desk(role: str | None) -> bool:
    return role in ("editor", "chief")


def may_write(sheet: Sheet, by: str, role: str | None, now: datetime) -> bool:
    if is_desk(role):
        return sheet.state not in ("withdrawn", "spiked")
    is_theirs = role in ("reporter", "translator") and by in sheet.authors()
    is_translators = role == "translator" and by == sheet.by and not sheet.is_original
    return (is_theirs and sheet.state in ("draft", "returned")) or (
        is_translators and sheet.is_out(now)
    )


def may_share(folder: Folder, by: str, role: str | None) -> bool:
    with_the_writer = all(sheet.state in ("draft", "returned") for sheet in folder.sheets)
    return is_desk(role) or (by == folder.by and with_the_writer)


def may_propose(sheet: Sheet, role: str | None, now: datetime) -> bool:
    return is_desk(role) and (sheet.is_out(now) or sheet.state == "withdrawn")


Rule = tuple[int, Callable[[Try], bool]]

SIGNED_OFF: Rule = (2, lambda a: not a.sheet.folder.is_sensitive or a.role == "chief")
NOT_HELD: Rule = (5, lambda a: not a.sheet.on_hold)
WHOLE: Rule = (4, lambda a: a.sheet.latest.is_whole)
ANSWERED: Rule = (4, lambda a: not a.sheet.latest.has_slip or a.sheet.is_answered)
OUT: Rule = (1, lambda a: a.sheet.is_out(a.now))
TO_COME: Rule = (1, lambda a: a.sheet.is_scheduled(a.now))
OWN: Rule = (2, lambda a: a.by in a.sheet.authors())
MAY_WRITE: Rule = (2, lambda a: may_write(a.sheet, a.by, a.role, a.now))
NO_AUTHOR: Rule = (3, lambda a: a.by not in a.sheet.authors())
APPROVED_BY_NO_AUTHOR: Rule = (3, lambda a: a.sheet.approved_by not in a.sheet.authors())
BOUND: Rule = (4, lambda a: a.sheet.approved == a.sheet.latest.pk)
LATE_ENOUGH: Rule = (5, lambda a: (a.sheet.folder.earliest() or a.at) <= a.at)
NOT_OWN_WORDS: Rule = (3, lambda a: a.by not in a.sheet.writers_since(a.sheet.approved))
NO_WRITER_SINCE_OUT: Rule = (3, lambda a: a.by not in a.sheet.writers_since(a.sheet.last_out))
TOLD_WHY: Rule = (4, lambda a: a.sheet.is_told_why)
NOT_OWN_NOTICE: Rule = (3, lambda a: not a.sheet.notice or a.sheet.notice.by != a.by)
NOTICE_WHOLE: Rule = (4, lambda a: not a.sheet.notice or a.sheet.notice.is_whole)
NOTICE_FITS_UPDATE: Rule = (4, lambda a: kind(a.sheet) in (None, "update"))
NOTICE_CORRECTS: Rule = (4, lambda a: kind(a.sheet) in CORRECTS)
NOTICE_WITHDRAWS: Rule = (4, lambda a: kind(a.sheet) == "withdrawal")
ORIGINAL_THERE: Rule = (
    5, lambda a: a.sheet.is_original or not a.sheet.original().is_taken_back(a.now)
)  # fmt: skip
ORIGINAL_NOT_HELD: Rule = (
    5, lambda a: a.sheet.is_original or a.sheet.original().state == "spiked"
    or not a.sheet.original().on_hold,
)  # fmt: skip
LEFT_OVER: Rule = (
    1, lambda a: not a.sheet.is_original and a.sheet.original().is_taken_back(a.now)
)  # fmt: skip
CHANGED: Rule = (4, lambda a: a.sheet.is_pending)

BRINGING = (
    ORIGINAL_THERE, NOT_OWN_WORDS, NOT_OWN_NOTICE, NOTICE_WHOLE, SIGNED_OFF, ANSWERED, WHOLE,
)  # fmt: skip
CONDITIONS: dict[str, tuple[Rule, ...]] = {
    "submit": (MAY_WRITE, WHOLE),
    "recall": (OWN,),
    "approve": (NO_AUTHOR, NO_WRITER_SINCE_OUT, NOT_HELD, WHOLE),
    "bring_back": (TOLD_WHY,),
    "publish": (
        ORIGINAL_THERE,
        ORIGINAL_NOT_HELD,
        NOT_HELD,
        BOUND,
        SIGNED_OFF,
        ANSWERED,
        LATE_ENOUGH,
        APPROVED_BY_NO_AUTHOR,
    ),
    "update": (CHANGED, NOTICE_FITS_UPDATE, *BRINGING),
    "correct": (NOTICE_CORRECTS, *BRINGING),
    "unset_change": ((7, lambda a: a.sheet.due is not None),),
    "release": ((5, lambda a: a.sheet.on_hold),),
    "hold": (NOT_HELD,),
    "unschedule": (TO_COME,),
    "hold_back": (TO_COME,),
    "withdraw": (OUT, NOTICE_WITHDRAWS, NOT_OWN_NOTICE, NOTICE_WHOLE),
    "explain": (NOTICE_WITHDRAWS, NOT_OWN_NOTICE, NOTICE_WHOLE),
    "take_down": (OUT,),
    "withdraw_along": (OUT, LEFT_OVER),
    "spike": ((1, lambda a: not a.sheet.was_out),),
}


def kind(sheet: Sheet) -> str | None:
    return sheet.notice and sheet.notice.kind


def conditions(tried: Try) -> Iterator[Rule]:
    yield from CONDITIONS.get(tried.verb, ())
    if tried.verb == "set_change":
        verb = "correct" if kind(tried.sheet) not in (None, "update") else "update"
        yield from (OUT, *CONDITIONS[verb])


def check(tried: Try) -> None:
    """Raises Broken where a move that came through should have been refused."""
    row = TABLE[tried.verb]
    said = f"{tried.verb} by {tried.by} ({tried.role}) in {tried.sheet.state}"
    hold(1, tried.sheet.state in row.source.split(), said)
    hold(2, tried.role in row.roles.split(), said)
    hold(2, bool(tried.note.strip()) or not row.needs_note, f"{said} without a note")
    for rule, holds in conditions(tried):
        hold(rule, holds(tried), said)


def is_allowed(tried: Try) -> bool:
    try:
        check(tried)
    except Broken:
        return False
    return True
