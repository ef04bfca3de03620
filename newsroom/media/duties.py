"""What the worker does for photos: the rest of what a dead process, a dead storage or a dead link
left."""

from __future__ import annotations

import logging
from datetime import datetime

from django.core.cache import cache

from newsroom.media import originals, sweeping
from newsroom.media.clearance import reconcile
from newsroom.media.models import Photo
from newsroom.media.uploads import forget_what_nobody_sends_on

log = logging.getLogger(__name__)
#: So many in one look, and fewer where the storage fails: other duties wait meanwhile.
MOST, MOST_FAILED = 20, 3
#: Seconds between two looks through the whole vault, by all workers together.
SWEPT_EVERY = 3600


def bring_in_step(now: datetime) -> int:
    """Puts out or takes back what a move could not; returns for how many photos."""
    done = failed = 0
    due = Photo.objects.filter(mend_at__lte=now).order_by("mend_at")
    for pk in list(due.values_list("pk", flat=True)[:MOST]):
        try:
            reconcile(Photo(pk=pk))
            done += 1
        except Exception:
            log.exception("Photo %s: renditions not in step", pk)
            failed += 1
        if failed == MOST_FAILED:
            break
    return done


def let_originals_go(now: datetime) -> int:
    """Those whose time is over; the masters stay."""
    due = Photo.objects.filter(original_until__lte=now).order_by("original_until")
    return sum(originals.let_go(photo, by=None, due=now) for photo in list(due[:MOST]))


def sweep(now: datetime) -> int:
    if not cache.add("media:swept", 1, SWEPT_EVERY):
        return 0
    begun, masters = list(sweeping.left_over(now)), list(sweeping.unreferenced(now))
    for path in begun:
        path.unlink(missing_ok=True)
    for name in masters:
        sweeping.throw_away(name)
    return len(begun) + len(masters)


DUTIES = (bring_in_step, let_originals_go, sweep, forget_what_nobody_sends_on)
