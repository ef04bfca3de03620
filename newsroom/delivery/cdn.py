"""What a CDN in front is told: with each answer how long it may keep it and by which mark it is
purged, and after a purge those marks.

A mark is a keyed hash of the page's own address. The tags of a page never leave the house: who saw
which pages were purged together would know which person or place they share.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Sequence
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.module_loading import import_string

from newsroom.delivery.kept import Headers, Kept

log = logging.getLogger(__name__)
#: The mark that all pages have: to purge it is to purge all.
SITE = "site"
BUILT_IN = {
    "fastly": "newsroom.delivery.cdn.Fastly",
    "cloudflare": "newsroom.delivery.cdn.Cloudflare",
}
#: Marks told in one go.
MOST = 5000
#: Seconds after which it is told again: an answer that was on its way may have come in behind.
AGAIN = 3.0
TIMEOUT = 5.0


class CDN(Protocol):
    """Made with `zone`, `token` and `api` of the settings."""

    def headers(self, mark: str, seconds: int) -> Headers:
        """For an answer that the CDN may keep for so long; 0: not at all."""

    def purge(self, marks: Sequence[str]) -> None:
        """Raises CDNError."""


class CDNError(Exception):
    """What went wrong, as one word: `refused`, `busy`, `away` or `failed`."""


class Told(Protocol):
    """What is needed of a store."""

    def untold(self, most: int) -> dict[str, float]: ...

    def told(self, marks: dict[str, float]) -> None: ...


class Fastly:
    """https://www.fastly.com/documentation/reference/api/purging/"""

    API, BATCH = "https://api.fastly.com", 256

    def __init__(self, zone: str, token: str, api: str = "") -> None:
        self.zone, self.token, self.api = zone, token, api or self.API

    def headers(self, mark: str, seconds: int) -> Headers:
        told = ("Surrogate-Control", f"max-age={seconds}" if seconds else "no-store")
        return [("Surrogate-Key", f"{mark} {SITE}".strip()), told]

    def purge(self, marks: Sequence[str]) -> None:
        for batch in batches(marks, self.BATCH):
            post(f"{self.api}/service/{self.zone}/purge", {"surrogate_keys": batch},
                 {"Fastly-Key": self.token})  # fmt: skip


class Cloudflare:
    """https://developers.cloudflare.com/api/resources/cache/methods/purge/"""

    API, BATCH = "https://api.cloudflare.com", 30

    def __init__(self, zone: str, token: str, api: str = "") -> None:
        self.zone, self.token, self.api = zone, token, api or self.API

    def headers(self, mark: str, seconds: int) -> Headers:
        told = f"public, max-age={seconds}" if seconds else "no-store"
        return [("Cache-Tag", f"{mark},{SITE}".strip(",")), ("CDN-Cache-Control", told)]

    def purge(self, marks: Sequence[str]) -> None:
        for batch in batches(marks, self.BATCH):
            post(f"{self.api}/client/v4/zones/{self.zone}/purge_cache", {"tags": batch},
                 {"Authorization": f"Bearer {self.token}"})  # fmt: skip


def batches(marks: Sequence[str], size: int) -> list[list[str]]:
    return [list(marks[start : start + size]) for start in range(0, len(marks), size)]


def post(url: str, told: dict[str, Any], headers: dict[str, str]) -> None:
    """No redirect is followed: the token goes to nobody else."""
    place = urlsplit(url)
    kind = HTTPSConnection if place.scheme == "https" else HTTPConnection
    connection = kind(place.netloc, timeout=TIMEOUT)
    try:
        body = json.dumps(told)
        connection.request("POST", place.path, body, {"Content-Type": "application/json"} | headers)
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        raise CDNError("away") from error
    finally:
        connection.close()
    if status != 200:
        kinds = {401: "refused", 403: "refused", 429: "busy"}
        raise CDNError(kinds.get(status, "busy" if status >= 500 else "failed"))


def is_used() -> bool:
    return bool(settings.CDN)


def configured() -> CDN:
    return made(*(settings.CDN[name] for name in ("backend", "zone", "token", "api")))


@cache
def made(backend: str, zone: str, token: str, api: str) -> CDN:
    return import_string(BUILT_IN.get(backend, backend))(zone=zone, token=token, api=api)


def headers(kept: Kept | None, now: float) -> Headers:
    """An old page, or one that was not kept, is not to be kept there either."""
    if kept is None or kept.old_since(now) is not None:
        return configured().headers(kept.mark if kept else "", 0)
    return configured().headers(kept.mark, int(kept.ends_at - now))


def tell(store: Told) -> int:
    """Tells the CDN what was purged; how many pages. What failed stays, to be told later."""
    marks = store.untold(MOST) if is_used() else {}
    if not marks:
        return 0
    asked = time.time()
    try:
        configured().purge([SITE] if SITE in marks else list(marks))
    except CDNError as error:
        log.warning("The CDN was not told of %s purged pages: %s", len(marks), error)
        return 0
    store.told({mark: at for mark, at in marks.items() if at <= asked - AGAIN})
    return len(marks)


class Teller:
    """Tells the CDN beside the request that purged, which waits for nothing. What it does not
    bring about, a process that ends included, is left for the worker (`duties.py`)."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.wanted = threading.Event()
        self.is_busy = False

    def soon(self, store: Told) -> None:
        self.wanted.set()
        with self.lock:
            if self.is_busy:
                return
            self.is_busy = True
        threading.Thread(target=self.work, args=(store,), daemon=True).start()

    def work(self, store: Told) -> None:
        while True:
            while self.wanted.is_set():
                self.wanted.clear()
                tell(store)
                self.wanted.wait(AGAIN + 0.1)
            tell(store)
            with self.lock:
                if not self.wanted.is_set():
                    self.is_busy = False
                    return


teller = Teller()


def soon(store: Told) -> None:
    if is_used():
        teller.soon(store)
