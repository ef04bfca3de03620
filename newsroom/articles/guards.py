"""What must hold before an edition may be moved. Each guard raises `Refused` with a sentence."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from newsroom.articles.following import leading
from newsroom.articles.models.correction import CorrectionKind
from newsroom.articles.original import allows_it, is_not_gone
from newsroom.articles.readiness import (
    is_complete,
    notice_passes,
    passes_checks,
    passes_checks_then,
)
from newsroom.text.dates import absolute
from newsroom.text.languages import DEFAULT
from newsroom.workflow.models import State
from newsroom.workflow.moves import Refused, StaleState

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.articles.models import Edition
    from newsroom.articles.models.correction import Correction


def now() -> datetime:
    """To the whole minute: nothing public tells a time finer than that. Whoever watches a line
    could find out from a finer one whose phone it was."""
    return timezone.now().replace(second=0, microsecond=0)


def publication_time(edition: Edition, details: dict[str, Any]) -> datetime:
    """What was chosen, or now; where an embargo ended within this minute, its very end."""
    earliest = edition.article.earliest()
    ended = earliest if earliest and earliest <= timezone.now() else None
    return details.get("published_at") or max(filter(None, (now(), ended)))


def may_hand_in(edition: Edition, by: Account, **_details: Any) -> None:
    if not edition.may_change(by):
        raise Refused(_("Only whoever writes this story may submit it."))
    is_complete(edition, by)


def is_signed_off(edition: Edition, by: Account) -> None:
    if edition.article.is_sensitive and not by.has_perm("articles.sign_off_edition"):
        raise Refused(_("The story is marked as sensitive: the chief signs it off."))


def is_own(edition: Edition, by: Account, **_details: Any) -> None:
    if by.pk not in edition.authors():
        raise Refused(_("Only whoever wrote or submitted this story may do this."))


def is_not_own(edition: Edition, by: Account) -> None:
    """Four eyes: whoever created, submitted or is bylined does not approve."""
    if by.pk in edition.authors():
        raise Refused(_("You wrote or submitted this story: a second person approves it."))


def is_not_held(edition: Edition, by: Account, **_details: Any) -> None:
    if edition.on_hold:
        raise Refused(_("The story is on hold. Release the hold first."))


def is_held(edition: Edition, by: Account, **_details: Any) -> None:
    if not edition.on_hold:
        raise Refused(_("The story is not on hold."))


def last_withdrawal(edition: Edition) -> Correction | None:
    return edition.corrections.published().withdrawals().newest().first()


def is_not_own_change(edition: Edition, by: Account) -> None:
    """A story that readers once had: nobody approves what they wrote since."""
    gone = last_withdrawal(edition)
    since = edition.revisions.filter(pk__gt=gone.before_id or 0, by=by) if gone else None
    if since and since.exists():
        raise Refused(_("You changed it since readers had it: a second person approves it."))


def readers_know_why(edition: Edition, by: Account, **_details: Any) -> None:
    """A story that was taken down without a word comes back only when readers were told why."""
    gone = last_withdrawal(edition)
    if gone and not gone.right:
        raise Refused(_("Readers do not know yet why it was taken down: tell them first."))


def may_approve(edition: Edition, by: Account, **_details: Any) -> None:
    is_not_own(edition, by)
    is_not_own_change(edition, by)
    is_not_held(edition, by)
    is_complete(edition, by)


def may_publish(edition: Edition, by: Account, **details: Any) -> None:
    """Only the revision that was approved; `is_late_enough` has the last word on the time."""
    is_not_held(edition, by)
    allows_it(edition)
    if edition.approved_id != edition.latest_id:
        raise StaleState
    is_signed_off(edition, by)
    story = passes_checks(edition, by, at=edition.soonest())
    if at := details.get("published_at"):
        passes_checks_then(story.at_time(at), edition, by, details.get("reason", ""))


def is_late_enough(edition: Edition, at: datetime) -> None:
    """Never before an embargo or safety delay is over, as they stand in the database by now."""
    edition.article.lock()
    earliest = edition.article.earliest()
    if earliest and at < earliest:
        raise Refused(
            _("Not before %s: an embargo or a safety delay runs until then.")
            % absolute(earliest, get_language() or DEFAULT)
        )


def may_update(edition: Edition, by: Account, **_details: Any) -> None:
    """New words without a notice, or with one that only says what is new."""
    if edition.approved_id == edition.latest_id:
        raise Refused(_("There is no change that readers do not have yet."))
    if edition.notice and edition.notice.kind != CorrectionKind.UPDATE:
        raise Refused(_("A notice waits with this change: bring that to readers."))
    may_bring(edition, by)


def may_correct(edition: Edition, by: Account, **_details: Any) -> None:
    """Correction, clarification or editor's note, with the new words where there are any."""
    told = (CorrectionKind.CORRECTION, CorrectionKind.CLARIFICATION, CorrectionKind.NOTE)
    if not edition.notice or edition.notice.kind not in told:
        raise Refused(_("No correction, clarification or note waits here."))
    may_bring(edition, by)


def may_bring(edition: Edition, by: Account) -> None:
    """A second person, for the words and for the notice."""
    is_not_gone(edition)
    since = edition.revisions.filter(pk__gt=edition.approved_id or 0, by=by)
    if edition.approved_id != edition.latest_id and since.exists():
        raise Refused(_("You wrote this change: a second person brings it to readers."))
    is_not_own_notice(edition, by)
    is_signed_off(edition, by)
    passes_checks(edition, by, edition.latest)


def is_not_own_notice(edition: Edition, by: Account) -> None:
    if edition.notice and edition.notice.by_id == by.pk:
        raise Refused(_("You wrote this notice: a second person brings it to readers."))


def is_left_over(edition: Edition, by: Account, **_details: Any) -> None:
    """Out although its original is withdrawn: from a time when nothing went along."""
    is_out(edition, by)
    original = leading(edition)
    if original is None or not original.is_taken_back:
        raise Refused(_("Its original is not withdrawn."))


def may_set_change(edition: Edition, by: Account, **_details: Any) -> None:
    is_out(edition, by)
    is_update = not edition.notice or edition.notice.kind == CorrectionKind.UPDATE
    (may_update if is_update else may_correct)(edition, by)


def has_time(edition: Edition, by: Account, **_details: Any) -> None:
    if edition.change_at is None:
        raise Refused(_("No time is set for this change."))


def may_withdraw(edition: Edition, by: Account, **_details: Any) -> None:
    is_out(edition, by)
    if edition.notice and edition.notice.by_id == by.pk:
        raise Refused(
            _("You wrote this notice: a second person writes it anew, or you take it down at once.")
        )
    is_explained(edition, by)


def may_explain(edition: Edition, by: Account, **_details: Any) -> None:
    gone = last_withdrawal(edition)
    if not edition.notice and gone and gone.right:
        raise Refused(_("Readers know why it was withdrawn."))
    is_explained(edition, by)


def is_explained(edition: Edition, by: Account) -> None:
    """Readers are told why a story is gone, in words that a second person has read (B10), and that
    name nobody who is protected (B7)."""
    if not edition.notice or edition.notice.kind != CorrectionKind.WITHDRAWAL:
        raise Refused(_("A colleague first writes what readers are told about the withdrawal."))
    is_not_own_notice(edition, by)
    notice_passes(edition, by)


def is_scheduled(edition: Edition, by: Account, **_details: Any) -> None:
    if not edition.is_scheduled:
        raise Refused(_("The story is already with the readers."))


def is_out(edition: Edition, by: Account, **_details: Any) -> None:
    if edition.is_scheduled:
        raise Refused(_("The story is not with the readers yet: take it off the schedule instead."))


def never_published(edition: Edition, by: Account, **_details: Any) -> None:
    if edition.first_published_at and edition.state != State.SPIKED:
        raise Refused(_("What readers have seen is withdrawn, never spiked."))
