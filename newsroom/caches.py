"""Caches that never stop a page: where one does not answer, a spare is used for a while.

What counts failed sign-ins goes on counting there. Nothing that is kept in a cache is kept nowhere
else.
"""

from __future__ import annotations

import fcntl
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from django.core.cache import DEFAULT_CACHE_ALIAS, cache, caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
#: Seconds before a cache that failed is asked again: not each page waits for it anew.
PAUSE = 30.0
OPERATIONS = (
    "add", "get", "set", "touch", "delete", "has_key", "incr", "get_many", "set_many",
    "delete_many", "clear",
)  # fmt: skip
#: name of a cache -> when it is asked again, for all threads of the process.
away: dict[str, float] = {}


def spared(operation: str) -> Callable[..., Any]:
    def ask(self: Any, *args: Any, **more: Any) -> Any:
        if not self.is_away():
            try:
                return getattr(super(WithSpare, self), operation)(*args, **more)
            except self.FAILURES as error:
                self.leave(error)
        return getattr(self.spare, operation)(*args, **more)

    return ask


class WithSpare:
    """Stands before a cache among the bases, whose `spare` is asked after one of `FAILURES`."""

    FAILURES: tuple[type[Exception], ...]
    spare: BaseCache
    name: str

    def is_away(self) -> bool:
        return away.get(self.name, 0.0) > time.monotonic()

    def leave(self, error: Exception) -> None:
        if self.name not in away:
            log.warning("%s does not answer: %s", type(self).__name__, type(error).__name__)
        away[self.name] = time.monotonic() + PAUSE

    def answers(self) -> bool:
        """Asks it, unless it failed a moment ago."""
        # `set` comes from the cache that stands behind this one among the bases.
        self.set("answers", 1, 60)  # type: ignore[attr-defined]
        if not self.is_away() and away.pop(self.name, None):
            log.warning("%s answers again", type(self).__name__)
        return self.name not in away


for each in OPERATIONS:
    setattr(WithSpare, each, spared(each))


class LockedFiles(FileBasedCache):
    """Files that all processes of the machine share.

    `add` is one step here, as with Redis: what counts failed sign-ins takes its lock with it, and
    Django's would let two processes have the same lock.
    """

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        self._createdir()
        with Path(self._dir, "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            return super().add(key, value, timeout, version)


class FileCache(WithSpare, LockedFiles):
    """The cache of a newsroom on one machine without Redis; in memory while its disk is full."""

    FAILURES = (OSError,)

    def __init__(self, folder, params):
        self.name = f"files:{folder}"
        self.spare = LocMemCache(self.name, params)
        try:
            super().__init__(folder, params)
        except OSError as error:
            self.leave(error)


class RedisWithSpare(WithSpare, RedisCache):
    """Redis; files of this machine, in OPTIONS["spare"], while it does not answer."""

    FAILURES = (RedisError, OSError)

    def __init__(self, server, params):
        self.name = f"redis:{server}"
        options = dict(params.get("OPTIONS", {}))
        bare = {key: value for key, value in params.items() if key != "OPTIONS"}
        self.spare = FileCache(options.pop("spare"), bare | {"OPTIONS": {"MAX_ENTRIES": 5000}})
        super().__init__(server, bare | {"OPTIONS": options})


#: Stands for what was forgotten: so many seconds nobody keeps it anew who may have read it before.
FORGOTTEN, STAYS = "forgotten", 10


#: What the page that is being made has been told already.
told: ContextVar[dict[str, Any] | None] = ContextVar("told", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """What is remembered stays the same meanwhile, and each thing is asked for once."""
    token = told.set({})
    try:
        yield
    finally:
        told.reset(token)


def remembered(key: str, make: Callable[[], Any], seconds: int) -> Any:
    """What `make` returned last, kept for so long; None is not kept."""
    known = told.get()
    if known is None:
        return looked_up(key, make, seconds)
    if key not in known:
        known[key] = looked_up(key, make, seconds)
    return known[key]


def looked_up(key: str, make: Callable[[], Any], seconds: int) -> Any:
    found = cache.get(key)
    if found is not None and found != FORGOTTEN:
        return found
    made = make()
    if made is not None:
        cache.add(key, made, seconds)
    return made


def forget(key: str) -> bool:
    """What is remembered is out of date. False where only the spare was told so: whoever has the
    cache itself goes on remembering it."""
    shared = caches[DEFAULT_CACHE_ALIAS]
    shared.set(key, FORGOTTEN, STAYS)
    return not (isinstance(shared, WithSpare) and shared.is_away())
