"""What must hold before an edition may be moved. Each guard raises `Refused` with a sentence."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from newsroom.text.dates import absolute
from newsroom.text.languages import DEFAULT
from newsroom.workflow.models import State
from newsroom.workflow.moves import Refused, StaleState

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.articles.models import Edition
    from newsroom.articles.models.text import Text


def now() -> datetime:
    """To the whole second: nothing public tells a time finer than that."""
    return timezone.now().replace(microsecond=0)


def publication_time(details: dict[str, Any]) -> datetime:
    return details.get("published_at") or now()


def may_hand_in(edition: Edition, by: Account, **_details: Any) -> None:
    if not edition.may_change(by):
        raise Refused(_("Only whoever writes this story may submit it."))
    is_complete(edition)


def is_complete(edition: Edition, text: Text | None = None) -> None:
    if missing := edition.missing(text):
        raise Refused(_("The story still needs: %s.") % _(", ").join(missing))


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


def may_approve(edition: Edition, by: Account, **_details: Any) -> None:
    is_not_own(edition, by)
    is_not_held(edition, by)
    is_complete(edition)


def may_publish(edition: Edition, by: Account, **_details: Any) -> None:
    """Only the revision that was approved; `is_late_enough` has the last word on the time."""
    is_not_held(edition, by)
    is_complete(edition)
    if edition.approved_id != edition.latest_id:
        raise StaleState
    approval = edition.history.filter(verb="approve").first()
    if approval and approval.by_id in edition.authors():
        raise Refused(_("Whoever approved it is bylined by now: a second person approves it anew."))


def is_late_enough(edition: Edition, at: datetime) -> None:
    """Never before an embargo or safety delay is over, as they stand in the database by now."""
    edition.article.refresh_from_db(fields=["embargo_until", "delay_until"])
    earliest = edition.article.earliest()
    if earliest and at < earliest:
        raise Refused(
            _("Not before %s: an embargo or a safety delay runs until then.")
            % absolute(earliest, get_language() or DEFAULT)
        )


def may_update(edition: Edition, by: Account, **_details: Any) -> None:
    if edition.approved_id == edition.latest_id:
        raise Refused(_("There is no change that readers do not have yet."))
    if edition.latest and edition.latest.by_id == by.pk:
        raise Refused(_("You wrote this change: a second person brings it to readers."))
    is_complete(edition, edition.latest)


def is_scheduled(edition: Edition, by: Account, **_details: Any) -> None:
    if not edition.is_scheduled:
        raise Refused(_("The story is already with the readers."))


def is_out(edition: Edition, by: Account, **_details: Any) -> None:
    if edition.is_scheduled:
        raise Refused(_("The story is not with the readers yet: take it off the schedule instead."))


def never_published(edition: Edition, by: Account, **_details: Any) -> None:
    if edition.first_published_at and edition.state != State.SPIKED:
        raise Refused(_("What readers have seen is withdrawn, never spiked."))
