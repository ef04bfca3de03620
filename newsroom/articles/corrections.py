"""What readers are told after publication: proposed by one person, brought to readers by another.

Proposals are rows that nobody changes: `propose` puts a new one in the old one's place, and the old
one stays as what was once proposed. The moves `update`, `correct`, `withdraw` and `explain` publish
the one that stands (`articles/moves.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from newsroom.articles.access import may
from newsroom.articles.models.correction import Correction, CorrectionKind
from newsroom.audit.trail import record
from newsroom.correspondents import protection
from newsroom.text.markup import clean_text
from newsroom.text.passages import REMOVED
from newsroom.text.words import sentences
from newsroom.workflow.models import State, Transition
from newsroom.workflow.moves import Refused, StaleState

if TYPE_CHECKING:
    from datetime import datetime

    from newsroom.accounts.models import Account
    from newsroom.articles.models import Edition

#: What may be proposed for a story in that state.
PROPOSABLE = {
    State.PUBLISHED: tuple(CorrectionKind),
    State.WITHDRAWN: (CorrectionKind.WITHDRAWAL,),
}


def may_propose(edition: Edition, by: Account) -> bool:
    return may(by, "tell", edition)


@transaction.atomic
def propose(edition: Edition, *, by: Account, **fields: Any) -> Correction:
    """Puts a proposal in the place of the one this person saw, if any.

    `fields` are those of `Correction` that a person fills in. A change that was set for later loses
    its time: whoever set it had not seen this. Raises Refused or StaleState.
    """
    if not may_propose(edition, by):
        raise Refused(_("Only the desk writes notices, and only about what readers have seen."))
    if fields["kind"] not in PROPOSABLE[State(edition.state)]:
        raise Refused(_("A withdrawn story gets no other notice than that of its withdrawal."))
    put(edition, Correction.objects.create(edition=edition, by=by, **fields))
    tell(edition, "propose", by, fields["kind"])
    assert edition.notice
    return edition.notice


@transaction.atomic
def discard(edition: Edition, *, by: Account) -> None:
    """Takes the proposal back. Raises Refused or StaleState."""
    if not may_propose(edition, by):
        raise Refused(_("Only the desk writes notices, and only about what readers have seen."))
    old = edition.notice
    if old is None:
        raise StaleState
    put(edition, None)
    tell(edition, "discard", by, old.kind)


def put(edition: Edition, notice: Correction | None) -> None:
    seen = {"state": edition.state, "notice_id": edition.notice_id}
    changes = {"notice": notice, "change_at": None, "change_by": None}
    if type(edition).objects.filter(pk=edition.pk, **seen).update(**changes) == 0:
        raise StaleState
    for field, value in changes.items():
        setattr(edition, field, value)


def tell(edition: Edition, verb: str, by: Account, kind: str) -> None:
    """The history names the kind; the words stand in the proposal and nowhere else."""
    Transition.objects.create(
        thing=edition, verb=verb, source=edition.state, target=edition.state, by=by,
        note=str(CorrectionKind(kind).label),
    )  # fmt: skip
    record(f"notice_{verb}", by=by, thing=edition)


def publish(edition: Edition, *, by: Account, at: datetime, after_id: int | None) -> None:
    """The proposal becomes a line of the log; inside the transaction of the move that does it.

    `after_id` is the revision that readers have from now on: words that only wait are none of it.
    """
    rows = Correction.objects.filter(pk=edition.notice_id, published_at=None)
    changes = {
        "published_at": at, "brought_by": by, "before_id": edition.approved_id,
        "after_id": after_id,
    }  # fmt: skip
    if rows.update(**changes) == 0:
        raise StaleState


def take_down(edition: Edition, *, by: Account, at: datetime) -> None:
    """The line of a story that had to go at once: readers get the catalogue's sentence until the
    desk has written one."""
    Correction.objects.create(
        edition=edition, kind=CorrectionKind.WITHDRAWAL, by=by, published_at=at, brought_by=by,
        before_id=edition.approved_id, after_id=edition.approved_id,
    )  # fmt: skip


def split(text: str) -> list[str]:
    """The sentences that `redact` can take out, in order, with what ends each. One that is gone
    stays with the next: its dots end none."""
    inside = REMOVED[:-1]
    marks = [start for start, _said in sentences(text) if not text[:start].endswith(inside)]
    ends = [*marks, len(text)][1:]
    return [text[start:end].strip() for start, end in zip(marks, ends, strict=True)]


def without(text: str, numbers: Iterable[int]) -> str:
    gone = set(numbers)
    kept = [REMOVED if n in gone else said for n, said in enumerate(split(text))]
    return clean_text(" ".join(kept))


def redact(
    correction: Correction, *, by: Account, at: datetime, said: Iterable[int], right: Iterable[int]
) -> None:
    """Takes the numbered sentences (see `split`) out of a published line; the line itself stays.

    Its comparison is shown no more. Raises Refused, or StaleState where it was redacted meanwhile.
    """
    if not by.has_perm("articles.redact_correction"):
        raise Refused(_("Only the chief takes something out of the log."))
    said, right = list(said), list(right)
    if not correction.published_at or not (said or right):
        raise Refused(_("Choose the sentences that are to go."))
    if correction.redacted_at == at:
        raise StaleState
    left = {
        "said": without(correction.said, said), "right": without(correction.right, right)
    }  # fmt: skip
    if protection.told(left, by=by, thing=correction, everyones=True):
        raise Refused(_("What would stay holds something protected: choose its sentences, too."))
    take_out(correction, left | {"redacted_at": at, "redacted_by": by}, by)


@transaction.atomic
def take_out(correction: Correction, changes: dict[str, Any], by: Account) -> None:
    as_seen = {field: getattr(correction, field) for field in ("said", "right", "redacted_at")}
    if Correction.objects.filter(pk=correction.pk, **as_seen).update(**changes) == 0:
        raise StaleState
    for field, value in changes.items():
        setattr(correction, field, value)
    tell(correction.edition, "redact", by, correction.kind)
