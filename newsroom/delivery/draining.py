"""What the database noted reaches the kept pages: each change takes away the pages that had it.

A change stays in its table until that is done, so that whoever dies on the way loses none: the next
one does it again, which does no harm. One of which nobody can say what follows keeps no other
waiting: it is tried again, and in the end every page is made anew in its place.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import islice
from threading import Event

from django.db import close_old_connections, connection, transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from newsroom.caches import PAUSE as CACHE_PAUSE
from newsroom.delivery import store
from newsroom.delivery.away import AWAY, lay, put_back, take_away
from newsroom.delivery.kept import ALL
from newsroom.delivery.models import Change
from newsroom.delivery.purges import following, forget

log = logging.getLogger("newsroom.delivery")
#: Of more changes at once, nobody asks which pages had them.
MOST = 1000
#: Changes that are read at a time.
BATCH = 10_000
#: How often it is asked what follows from one, half a minute in all.
TRIES = 5
#: Rows of the table that are deleted at a time.
AT_ONCE = 500
#: Seconds between two looks of the worker, and after one that failed.
PAUSE, LONGEST_PAUSE = 0.5, 10.0
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


def drain(*, has_written: bool = False) -> int:
    """Purges what has changed by now; returns how many changes that were. Raises what the database
    or a store raises, and then they are still to be done. `has_written`: for whoever may have
    changed something; where nobody noted what, every page goes."""
    done = 0
    while True:
        found = list(due()[:BATCH])
        rows = [row for row in found if row.tag != AWAY]
        if has_written and len(rows) < len(found):
            store.clear()
        if rows:
            purge(rows)
        done += len(rows)
        if len(found) < BATCH:
            return done


def due() -> QuerySet[Change]:
    is_due = Q(again_at__isnull=True) | Q(again_at__lte=timezone.now())
    return Change.objects.filter(is_due, tries__lt=TRIES).order_by("pk")


def purge(rows: list[Change]) -> None:
    tags, gone = {row.tag for row in rows}, {row.tag for row in rows if row.gone}
    still_known: set[str] = set()
    try:
        still_known = forget(tags)
    finally:
        # What readers may have no more goes first, whatever becomes of the rest.
        if gone:
            store.purge(gone, gone=True)
    further, unknown = following(tags) if len(rows) <= MOST else (set(), set())
    again = [row for row in rows if row.tag in unknown]
    if len(rows) > MOST or any(row.tries + 1 == TRIES for row in again):
        store.clear()
    elif rest := (tags | further) - gone:
        store.purge(rest)
    try_again(again)
    # A page that is made meanwhile may have what another process remembers.
    wait(row.pk for row in rows if row.tag in still_known)
    delete(row.pk for row in rows if row.tag not in unknown | still_known)


def delete(keys: Iterator[int]) -> None:
    """Exactly those: what was noted meanwhile is still to be purged."""
    while some := list(islice(keys, AT_ONCE)):
        Change.objects.filter(pk__in=some).delete()


def wait(keys: Iterator[int]) -> None:
    """Until the cache is asked again."""
    at = timezone.now() + timedelta(seconds=CACHE_PAUSE)
    while some := list(islice(keys, AT_ONCE)):
        Change.objects.filter(pk__in=some).update(again_at=at)


def try_again(rows: list[Change]) -> None:
    """Later and later. Of two processes that failed at the same time one counts it."""
    for tries in {row.tries for row in rows}:
        keys = [row.pk for row in rows if row.tries == tries]
        at = timezone.now() + timedelta(seconds=2 ** (tries + 1))
        Change.objects.filter(pk__in=keys, tries=tries).update(tries=tries + 1, again_at=at)


def drain_quietly() -> None:
    """For whoever has done their own work by now: what fails here the worker does."""
    try:
        drain(has_written=True)
    except Exception as error:
        log.warning("Pages were not purged: %s", type(error).__name__)


def drain_on_commit() -> None:
    transaction.on_commit(drain_quietly)


def forget_all() -> None:
    """Nothing that is kept is right any more, as after a restore."""
    forget({ALL})
    keys = list(Change.objects.exclude(tag=AWAY).values_list("pk", flat=True))
    store.clear()
    delete(iter(keys))


@contextmanager
def unnoted() -> Iterator[None]:
    """For whoever fills tables with more than anybody would ask pages for, one by one: nothing is
    noted meanwhile, and nothing that was kept is right afterwards."""
    take_away(connection)
    try:
        yield
    finally:
        lay(connection)
        drain()


def look() -> None:
    """The worker's part."""
    if put_back():
        log.warning("Changes are noted again: whoever had stopped that was killed")
    drain()


def keep_draining(stop: Event) -> None:
    """Until `stop` is set."""
    pause = PAUSE
    while not stop.wait(pause):
        close_old_connections()
        try:
            look()
            pause = PAUSE
        except Exception as error:
            log.warning("Pages were not purged: %s", type(error).__name__)
            pause = min(pause * 2, LONGEST_PAUSE)


def drained(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware: whoever writes at the desk finds it with readers when the answer comes."""
    return partial(answer, get_response)


def answer(
    get_response: Callable[[HttpRequest], HttpResponse], request: HttpRequest
) -> HttpResponse:
    response = get_response(request)
    if request.method not in SAFE:
        drain_quietly()
    return response
