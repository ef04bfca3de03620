from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from newsroom.workflow.models import State


class WithReaders:
    """What readers have of an edition by now: all of it, the words before the last ones, nothing
    yet, or nothing any more."""

    # The columns of `Edition` that this reads.
    article: Any
    state: Any
    published_at: Any
    first_published_at: Any
    latest_id: Any
    approved_id: Any
    latest: Any
    approved: Any
    get_state_display: Any

    @property
    def is_scheduled(self) -> bool:
        """Published with a time still to come."""
        return self.state == State.PUBLISHED and self.published_at > timezone.now()

    def soonest(self) -> datetime:
        """When readers would have it if it were published now: not before embargo and delay."""
        now = timezone.now()
        return max(now, self.article.earliest() or now)

    @property
    def is_taken_back(self) -> bool:
        """Readers had it and have it no more: withdrawn, or on its way back to them."""
        first, now = self.first_published_at, timezone.now()
        is_out = self.state == State.PUBLISHED and self.published_at <= now
        return bool(first and first <= now and not is_out)

    @property
    def is_pending(self) -> bool:
        """Published, and changed since: readers do not have the latest revision yet."""
        return self.state == State.PUBLISHED and self.latest_id != self.approved_id

    @property
    def is_pending_unchanged(self) -> bool:
        """Pending, and all that is new: its words stand after a correction of the original."""
        if not self.is_pending or self.latest.heeds_id == self.approved.heeds_id:
            return False
        return self.latest.text() == self.approved.text()

    @property
    def chip(self) -> str:
        return "scheduled" if self.is_scheduled else self.state

    @property
    def chip_label(self) -> str:
        return gettext("Scheduled") if self.is_scheduled else self.get_state_display()
