"""What is scheduled leaves the schedule where what all languages share says that it has to wait."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from newsroom.articles import siblings
from newsroom.workflow.moves import move

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.articles.models import Edition


def wait_for_its_time(edition: Edition, before: datetime | None, by: Account) -> None:
    """`before`: until when the story had to wait so far."""
    earliest, now = edition.article.earliest(), timezone.now()
    if earliest is None or earliest <= now:
        return
    is_put_off = before is None or before < earliest
    edition.refresh_from_db()
    if is_put_off and not edition.is_original:
        siblings.hold_until(edition, earliest, by)
    elif (at := edition.published_at) and edition.is_scheduled and at < earliest:
        move(edition, "unschedule", by=by)


def wait_for_the_chief(edition: Edition, by: Account) -> None:
    """The story was marked as sensitive after somebody gave it a time."""
    edition.refresh_from_db()
    if edition.is_scheduled and not by.has_perm("articles.sign_off_edition"):
        move(edition, "unschedule", by=by)
