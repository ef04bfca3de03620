"""The tables of moves of the newsroom's own things. See docs/workflow.md, made from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.articles import corrections, guards, previews, siblings
from newsroom.articles.checks.overriding import override_all
from newsroom.articles.models.correction import CorrectionKind
from newsroom.articles.move_forms import ChangeForm, PublishForm, TakeDownForm, WithdrawForm
from newsroom.articles.original import allows_it
from newsroom.workflow.models import State
from newsroom.workflow.moves import Move, StaleState, publish_and_withdraw, table

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.articles.models import Edition

DRAFT, SUBMITTED, IN_REVIEW, RETURNED, APPROVED, PUBLISHED, WITHDRAWN, SPIKED = State
BEFORE_APPROVAL = (DRAFT, SUBMITTED, IN_REVIEW, RETURNED)
NOTHING_WAITS = {"notice_id": None, "change_at": None, "change_by_id": None}


def handed_in(edition: Edition, by: Account, **_details: Any) -> dict[str, Any]:
    return {"submitted_by": by}


def bound(edition: Edition, by: Account, **_details: Any) -> dict[str, Any]:
    """The approval is given to the text as it stands, and to no other."""
    return {"approved_id": edition.latest_id}


def made_public(edition: Edition, by: Account, **details: Any) -> dict[str, Any]:
    at = guards.publication_time(edition, details)
    guards.is_late_enough(edition, at)
    guards.is_signed_off(edition, by)
    allows_it(edition)
    if reason := details.get("reason"):
        override_all(edition, reason, by=by, at=at)
    first = edition.first_published_at or at
    return {"published_at": at, "first_published_at": first, "updated_at": None}


def renewed(edition: Edition, by: Account, **_details: Any) -> dict[str, Any]:
    """The pending revision becomes what readers see, and the notice goes out with it."""
    guards.is_signed_off(edition, by)
    at = guards.now()
    if edition.notice_id:
        corrections.publish(edition, by=by, at=at, after_id=edition.latest_id)
    changed = edition.text_of(edition.latest) | {"approved_id": edition.latest_id}
    return changed | {"updated_at": at} | NOTHING_WAITS


def set_for_later(edition: Edition, by: Account, **details: Any) -> dict[str, Any]:
    return {"change_at": details["change_at"], "change_by_id": by.pk}


def not_for_later(edition: Edition, by: Account, **_details: Any) -> dict[str, Any]:
    return {"change_at": None, "change_by_id": None}


def withdrawn(edition: Edition, by: Account, **_details: Any) -> dict[str, Any]:
    """Readers keep the address with the notice; the change that waited waits no more."""
    corrections.publish(edition, by=by, at=guards.now(), after_id=edition.approved_id)
    previews.end(edition)
    return NOTHING_WAITS


def taken_down(edition: Edition, by: Account, **_details: Any) -> dict[str, Any]:
    corrections.take_down(edition, by=by, at=guards.now())
    previews.end(edition)
    return not_for_later(edition, by)


def unbound(edition: Edition, by: Account, **_details: Any) -> dict[str, Any]:
    return {"approved_id": None, "published_at": None} | NOTHING_WAITS


def spiked(edition: Edition, by: Account, **_details: Any) -> dict[str, Any]:
    previews.end(edition)
    return unbound(edition, by)


def reopened(edition: Edition, by: Account, **_details: Any) -> dict[str, Any]:
    """Back at the desk it says what the desk works on: a change that readers never got included."""
    return edition.text_of(edition.latest or edition) | unbound(edition, by)


def held(edition: Edition, by: Account, **_details: Any) -> dict[str, Any]:
    return {"on_hold": True}


def held_back(edition: Edition, by: Account, **_details: Any) -> dict[str, Any]:
    return {"on_hold": True} | unscheduled(edition, by)


def released(edition: Edition, by: Account, **_details: Any) -> dict[str, Any]:
    return {"on_hold": False}


def unscheduled(edition: Edition, by: Account, **_details: Any) -> dict[str, Any]:
    """A time that never came was no publication. One that came while a colleague's step was waited
    for was one: then readers have it, and nobody takes it from them without a word."""
    if not edition.is_scheduled:
        raise StaleState
    first = edition.first_published_at
    return not_for_later(edition, by) | {
        "published_at": None,
        "first_published_at": first if first and first <= timezone.now() else None,
    }


MOVES = table(
    (
        Move(
            "submit", _("Submit for review"), (DRAFT, RETURNED), SUBMITTED, "submit_edition",
            guards.may_hand_in, handed_in, tone="go",
        ),
        Move("take", _("Take into review"), (SUBMITTED,), IN_REVIEW, "review_edition", tone="go"),
        Move(
            "approve", _("Approve"), (IN_REVIEW,), APPROVED, "review_edition",
            guards.may_approve, bound, tone="go",
        ),
        Move(
            "publish", _("Publish"), (APPROVED,), PUBLISHED, "publish_edition",
            guards.may_publish, made_public, asks=PublishForm, tone="go",
        ),
        Move(
            "update", _("Bring the update to readers"), (PUBLISHED,), PUBLISHED,
            "publish_edition", guards.may_update, renewed, tone="go",
        ),
        Move(
            "correct", _("Bring the notice to readers"), (PUBLISHED,), PUBLISHED,
            "publish_edition", guards.may_correct, renewed, tone="go",
        ),
        Move(
            "set_change", _("Bring it to readers later"), (PUBLISHED,), PUBLISHED,
            "publish_edition", guards.may_set_change, set_for_later, asks=ChangeForm,
        ),
        Move(
            "unset_change", _("Do not bring it to readers yet"), (PUBLISHED,), PUBLISHED,
            "publish_edition", guards.has_time, not_for_later,
        ),
        Move("recall", _("Take back"), (SUBMITTED,), DRAFT, "submit_edition", guards.is_own),
        Move(
            "return", _("Return with a note"), (SUBMITTED, IN_REVIEW, APPROVED), RETURNED,
            "review_edition", change=unbound, along=siblings.unschedule_along, needs_note=True,
        ),
        Move(
            "reopen", _("Back to review"), (APPROVED,), IN_REVIEW, "review_edition",
            change=reopened, along=siblings.unschedule_along,
        ),
        Move(
            "bring_back", _("Back to review"), (WITHDRAWN,), IN_REVIEW, "withdraw_edition",
            guards.readers_know_why, reopened,
        ),
        Move(
            "unschedule", _("Do not publish yet"), (PUBLISHED,), APPROVED, "publish_edition",
            guards.is_scheduled, unscheduled, along=siblings.unschedule_along,
        ),
        Move("release", _("Release the hold"), (*BEFORE_APPROVAL, APPROVED), None, "review_edition",
             guards.is_held, released, along=siblings.release_along),
        Move("release_along", _("Release along with the original"), (*BEFORE_APPROVAL, APPROVED),
             None, "review_edition", change=released, comes_along=True),
        Move("hold", _("Hold for verification"), (*BEFORE_APPROVAL, APPROVED), None,
             "review_edition", guards.is_not_held, held, along=siblings.hold_along,
             needs_note=True, tone="stop"),
        Move("hold_along", _("Hold along with the original"), (*BEFORE_APPROVAL, APPROVED), None,
             "review_edition", change=held, comes_along=True),
        Move("hold_back", _("Hold for verification"), (PUBLISHED,), APPROVED, "review_edition",
             guards.is_scheduled, held_back, along=siblings.hold_along, needs_note=True,
             tone="stop"),
        Move("hold_back_along", _("Hold along with the original"), (PUBLISHED,), APPROVED,
             "review_edition", change=held_back, comes_along=True),
        Move("withdraw", _("Withdraw with the notice"), (PUBLISHED,), WITHDRAWN,
             "withdraw_edition", guards.may_withdraw, withdrawn, asks=WithdrawForm,
             along=siblings.withdraw_along, tone="stop"),
        Move("take_down", _("Take down at once"), (PUBLISHED,), WITHDRAWN, "withdraw_edition",
             guards.is_out, taken_down, asks=TakeDownForm, along=siblings.take_down_along,
             needs_note=True, tone="stop"),
        Move("withdraw_along", _("Withdraw along with the original"), (PUBLISHED,), WITHDRAWN,
             "withdraw_edition", guards.is_left_over, taken_down, tone="stop"),
        Move("explain", _("Bring the notice to readers"), (WITHDRAWN,), WITHDRAWN,
             "publish_edition", guards.may_explain, withdrawn, tone="go"),
        Move("spike", _("Spike"), (*BEFORE_APPROVAL, APPROVED), SPIKED, "review_edition",
             guards.never_published, spiked, along=siblings.spike_along, needs_note=True,
             tone="stop"),
        Move("revive", _("Revive"), (SPIKED,), DRAFT, "review_edition"),
    )
)  # fmt: skip

#: The move that brings each kind of notice to readers.
BRINGS = {
    CorrectionKind.UPDATE: "update",
    CorrectionKind.CORRECTION: "correct",
    CorrectionKind.CLARIFICATION: "correct",
    CorrectionKind.NOTE: "correct",
    CorrectionKind.WITHDRAWAL: "withdraw",
}


def bringing(edition: Edition) -> str:
    """The verb that brings the change or the notice that waits to readers."""
    if edition.notice is None:
        return "update"
    if edition.state == WITHDRAWN:
        return "explain"
    return BRINGS[CorrectionKind(edition.notice.kind)]


SECTION_MOVES = publish_and_withdraw("section")
TOPIC_MOVES = publish_and_withdraw("topic")

WRITES = ["view_edition", "add_edition", "change_edition", "submit_edition"]
READS = ["view_section", "view_topic"]
EDITS = [
    *WRITES, *READS, "translate_edition",
    "see_every_edition", "change_every_edition", "review_edition",
    "publish_edition", "add_topic", "change_topic", "publish_topic",
    "view_moment", "add_moment", "change_moment", "delete_moment",
    "view_correction",
    "view_lexiconterm", "add_lexiconterm", "change_lexiconterm", "delete_lexiconterm",
]  # fmt: skip

GRANTS = {
    "reporter": [*WRITES, *READS],
    "translator": [*WRITES, *READS, "translate_edition"],
    "photo": ["view_edition", *READS],
    "editor": EDITS,
    "chief": [
        *EDITS,
        "withdraw_edition",
        "sign_off_edition",
        "redact_correction",
        "redact_revision",
        "add_section",
        "change_section",
        "publish_section",
    ],
}  # fmt: skip
