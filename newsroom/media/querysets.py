from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from newsroom.media import uses
from newsroom.workflow.found import FoundQuerySet
from newsroom.workflow.models import EditorialQuerySet, State

if TYPE_CHECKING:
    from newsroom.accounts.models import Account

#: How long ahead the library warns that a photo's rights end.
SOON = timedelta(days=14)


class PhotoQuerySet(FoundQuerySet, EditorialQuerySet):
    def published(self, at: datetime | None = None):
        """What readers may have at that time (now where None): cleared, and its rights not over."""
        lasts = Q(rights_until=None) | Q(rights_until__gt=at or timezone.now())
        return self.filter(lasts, state=State.PUBLISHED)

    def visible_to(self, account: Account):
        """Photo editors and the desk see all; others what they sent, and what is cleared. What only
        need-to-know stories have is there for whoever sent it and may see one of those."""
        own = Q(sent_by=account)
        seen = self.filter(own | ~uses.kept_from(account))
        if account.has_perm("media.see_every_photo"):
            return seen
        return seen.filter(own | Q(state=State.PUBLISHED))

    def ending(self, now: datetime | None = None):
        """Whose rights end soon."""
        now = now or timezone.now()
        return self.filter(rights_until__gt=now, rights_until__lte=now + SOON)

    def ended(self, now: datetime | None = None):
        return self.filter(rights_until__lte=now or timezone.now())
