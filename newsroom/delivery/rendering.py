"""Makes the page that a key asks for, once for all that ask, and keeps it."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import formatdate
from hashlib import blake2b

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import cc_delim_re

from newsroom import keys
from newsroom.delivery.asked import bare
from newsroom.delivery.away import is_noted
from newsroom.delivery.kept import Kept, collapsed
from newsroom.delivery.record import Record, recording
from newsroom.delivery.store import Store

Answer = Callable[[HttpRequest], HttpResponseBase]
#: For how long an old page may be given while the new one is rendered.
OLD = 1.0
#: Seconds before a page whose rendering failed is tried again; meanwhile the old one stays up.
AGAIN = 4.0
#: Who waits longer than that for somebody else's rendering renders as well.
WAIT = 10.0
#: For browsers, and for a proxy that we do not purge: they ask each time, and are told "304".
CACHE_CONTROL = "public, max-age=0, must-revalidate"
#: Not taken over: they are of one answer, and made for each.
OF_ONE_ANSWER = ("content-length", "content-encoding", "etag", "last-modified", "vary", "date")


def page(store: Store, key: str, get_response: Answer) -> Kept | HttpResponseBase:
    """The kept page, right or old for a moment; else the answer that was not kept."""
    began, pause, has_waited = time.monotonic(), 0.005, False
    while True:
        kept = store.get(key)
        if kept and is_good_enough(kept, store, key, time.time()):
            return kept
        if store.lease(key):
            return rendered(store, key, get_response)
        # Who had it has let go, and left nothing that is kept: there is nothing to wait for.
        if has_waited and not store.is_leased(key) or time.monotonic() - began > WAIT:
            return made(store, key, get_response)
        has_waited = True
        time.sleep(pause)
        pause = min(pause * 1.5, 0.05)


def is_good_enough(kept: Kept, store: Store, key: str, now: float) -> bool:
    since = kept.old_since(now)
    if since is None or now < kept.again_at:
        return True
    return now - since <= OLD and store.is_leased(key)


def rendered(store: Store, key: str, get_response: Answer) -> Kept | HttpResponseBase:
    """By whoever has the lease; between their last look and that another one may have made it."""
    try:
        kept = store.get(key)
        if kept and kept.old_since(time.time()) is None:
            return kept
        return made(store, key, get_response)
    finally:
        store.release(key)


def made(store: Store, key: str, get_response: Answer) -> Kept | HttpResponseBase:
    """Where it fails the old page stays up, unless it was deleted meanwhile. Nothing is kept that
    no change would take away."""
    since = store.seen() if is_noted() else None
    with recording() as record:
        response = get_response(WSGIRequest(bare(key)))
    if response.status_code >= 500:
        old = store.get(key)
        if old is None:
            return response
        store.postpone(key, time.time() + AGAIN)
        return old
    if not may_be_kept(response, record):
        store.drop(key)
        return response
    kept = kept_of(key, response, record)
    if since is not None and store.put(key, kept, since):
        return store.get(key) or replace(kept, stale_at=kept.made_at)
    # Right for who asked before something on it changed, and for nobody after.
    return replace(kept, stale_at=kept.made_at)


def may_be_kept(response: HttpResponseBase, record: Record) -> bool:
    """200, or what a view says by `may_be_kept`; for everybody; and nothing that says not what it
    depends on, for nothing would ever purge it."""
    if not getattr(response, "may_be_kept", response.status_code == 200):
        return False
    told = {each.lower() for each in cc_delim_re.split(response.get("Cache-Control", ""))}
    varies = {each.lower() for each in cc_delim_re.split(response.get("Vary", "")) if each}
    is_for_some = response.cookies or told & {"private", "no-store"} or "Set-Cookie" in response
    is_odd = response.streaming or "Content-Encoding" in response
    depends = bool(record.tags) and varies <= {"accept-encoding"}
    return depends and not is_for_some and not is_odd


def kept_of(key: str, response: HttpResponseBase, record: Record) -> Kept:
    content: bytes = response.content  # type: ignore[attr-defined] # nothing that streams is kept
    now = time.time()
    headers = [each for each in response.items() if each[0].lower() not in OF_ONE_ANSWER]
    if not response.has_header("Cache-Control"):
        headers.append(("Cache-Control", CACHE_CONTROL))
    return Kept(
        status=response.status_code,
        headers=headers,
        body=gzip.compress(content, 9, mtime=0),
        etag=f'W/"{blake2b(content, digest_size=12).hexdigest()}"',
        # To the minute: docs/decisions/0022.
        last_modified=formatdate(now // 60 * 60, usegmt=True),
        tags=collapsed(record.tags),
        made_at=now,
        until=stamp(record.until),
        mark=keys.digest("kept page", key)[:24],
    )


def stamp(moment: datetime | None) -> float | None:
    return moment.astimezone(UTC).timestamp() if moment else None
