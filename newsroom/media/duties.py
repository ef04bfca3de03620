"""What the worker does for photos: the rest of what a dead process, a dead storage or a dead link
left."""

from __future__ import annotations

import logging
from datetime import datetime
from time import monotonic

from django.core.cache import cache
from django.db.models import Case, Exists, OuterRef, When

from newsroom.media import originals, sweeping
from newsroom.media.clearance import at_once, reconcile
from newsroom.media.models import FormerToken, Photo
from newsroom.media.uploads import forget_what_nobody_sends_on

log = logging.getLogger(__name__)
#: So many in one look, and fewer where the storage fails: other duties wait meanwhile.
MOST, MOST_FAILED = 50, 3
#: Seconds that one look may spend on making sizes: a photo whose rights end waits no minute.
LONGEST = 20.0
#: Seconds between two looks through the whole vault, by all workers together.
SWEPT_EVERY = 3600


def bring_in_step(now: datetime) -> int:
    """Takes back and puts out what is due; returns for how many photos. What must not wait first,
    for all of them; then the many sizes."""
    done: list[int] = []
    rest: list[int] = []
    failed = 0
    for pk in due(now):
        try:
            _row, step = at_once(Photo(pk=pk), due=now)
        except Exception:
            log.exception("Photo %s: renditions not in step", pk)
            failed += 1
        else:
            (rest if step.missing else done).append(pk)
        if failed == MOST_FAILED:
            break
    return len(done) + make_sizes(rest, now)


def make_sizes(photos: list[int], now: datetime) -> int:
    """One photo at least, then as many as there is time for."""
    done = failed = 0
    until = monotonic() + LONGEST
    for pk in photos:
        try:
            reconcile(Photo(pk=pk), due=now)
            done += 1
        except Exception:
            log.exception("Photo %s: renditions not made", pk)
            failed += 1
        if failed == MOST_FAILED or monotonic() > until:
            break
    return done


def let_originals_go(now: datetime) -> int:
    """Those whose time is over; the masters stay."""
    due = Photo.objects.filter(original_until__lte=now).order_by("original_until")
    return sum(originals.let_go(photo, by=None, due=now) for photo in list(due[:MOST]))


def due(now: datetime) -> list[int]:
    """What readers should not have any more comes first, then what has waited longest."""
    former = Exists(FormerToken.objects.filter(photo=OuterRef("pk")))
    gone = Case(When(former, then=0), When(pk__in=Photo.objects.published(now), then=1), default=0)
    rows = Photo.objects.filter(mend_at__lte=now).order_by(gone, "mend_at")
    return list(rows.values_list("pk", flat=True)[:MOST])


def sweep(now: datetime) -> int:
    if not cache.add("media:swept", 1, SWEPT_EVERY):
        return 0
    nobodys = sweeping.nobodys()
    sweeping.note(nobodys, now)
    begun, masters = list(sweeping.left_over(now)), sweeping.unreferenced(nobodys, now)
    for path in begun:
        path.unlink(missing_ok=True)
    for name in masters:
        sweeping.throw_away(name)
    return len(begun) + len(masters)


DUTIES = (bring_in_step, let_originals_go, sweep, forget_what_nobody_sends_on)
