"""Pages kept in Redis, shared by any number of machines.

Each step that has to be one is a script of Redis's own. All that belongs to one generation has its
name in the key: to take that name away deletes everything at once, also where no memory is left.
Another run of the server begins a new one: it may have come back with what it knew before a purge.

What is read often is also in the memory of each process (`near.py`), and right as long as the
server has the same stamp (`believed.py`): when a purge returns, none gives what was purged.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Collection
from functools import wraps
from secrets import token_hex
from typing import Any, TypeVar

import redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from newsroom.delivery.believed import Believed, Stamp, wait
from newsroom.delivery.cdn import SITE
from newsroom.delivery.current import shortened
from newsroom.delivery.kept import ALL, LONGEST, Kept, Packed, collapsed, reached
from newsroom.delivery.near import Near
from newsroom.delivery.scripts import BEGIN, DROP, GET, LEASE_IT, PURGE, PUT, RELEASE
from newsroom.delivery.store import LEASE, REMEMBERS, StoreError, pool

log = logging.getLogger(__name__)
Result = TypeVar("Result")
PREFIX = "newsroom:kept:"
#: Seconds before a server that failed is asked again for a page.
PAUSE = 2.0
#: Tags that one script deals with: others wait for it.
AT_ONCE = 200


def quiet(failed: Any) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """For what a page can do without: in trouble it is answered with `failed`."""

    def decorate(method: Callable[..., Result]) -> Callable[..., Result]:
        @wraps(method)
        def ask(self: SharedStore, *args: Any) -> Result:
            if time.monotonic() < self.away_until:
                return failed
            try:
                return method(self, *args)
            except (RedisError, OSError) as error:
                log.warning("Kept pages: %s", type(error).__name__)
                self.away_until = time.monotonic() + PAUSE
                return failed

        return ask

    return decorate


class SharedStore:
    def __init__(self, url: str, bounds: tuple[int, int], remembers: bool = False) -> None:
        """`bounds` as `store.bounds`; `remembers`: for a CDN, which pages had which tags after they
        are gone."""
        self.bounds, self.remembers = bounds, remembers
        self.away_until = 0.0
        self.is_unfit = False
        self.version = ""
        self.leases: dict[str, str] = {}
        self.near = Near()
        self.believed = Believed(self.stamp)
        # Its types tell of answers as text or bytes, later or now: they are bytes, and now.
        self.server: Any = redis.Redis.from_url(
            url,
            socket_connect_timeout=0.5,
            socket_timeout=1.0,
            retry=Retry(NoBackoff(), 1),
            redis_connect_func=self.greet,
        )
        names = {
            "get": GET, "put": PUT, "purge": PURGE, "lease": LEASE_IT, "release": RELEASE,
            "drop": DROP, "begin": BEGIN,
        }  # fmt: skip
        self.scripts = {name: self.server.register_script(text) for name, text in names.items()}

    def greet(self, connection: Any) -> None:
        """On each new connection: whether it is still the same run of the server, and one that
        forgets nothing by itself, else a page could outlive its tags."""
        connection.on_connect()
        lines = ask(connection, "INFO").decode().split("\r\n")
        told = {name: text for name, _colon, text in (line.partition(":") for line in lines)}
        run = f"{PREFIX}run"
        if ask(connection, "GET", run) != told["run_id"].encode():
            ask(connection, "DEL", f"{PREFIX}generation")
            ask(connection, "SET", f"{PREFIX}left", "1")
            ask(connection, "SET", run, told["run_id"])
        is_unfit = told["maxmemory"] != "0" and told["maxmemory_policy"].startswith("allkeys")
        if is_unfit and not self.is_unfit:
            log.warning("Redis may forget anything (maxmemory-policy allkeys-…): no page is kept.")
        self.is_unfit = is_unfit

    def ask(self, name: str, *args: Any) -> Any:
        return self.scripts[name](keys=[PREFIX], args=[*args, int(self.remembers)])

    def stamp(self) -> Stamp:
        return tuple(self.server.mget(f"{PREFIX}generation", f"{PREFIX}stamp"))

    @quiet(None)
    def get(self, key: str) -> Kept | None:
        stamp, name = self.believed.stamp(), self.version + key
        if near := self.near.get(name, stamp):
            return near
        found = self.ask("get", name)
        if not found:
            return None
        packed, stale, again, dated, now = found
        # The times in it are the server's, and this machine's clock may be another.
        offset = time.time() - float(now)
        try:
            kept = Packed(packed).kept(
                stale_at=float(stale) + offset if stale else None,
                again_at=float(again) + offset if again else 0.0,
                is_dated=dated == b"1",
            )
        except ValueError:
            self.drop(key)
            return None
        # Before a generation began, and again after it went, all stamps are alike.
        if all(stamp):
            self.near.keep(name, stamp, kept)
        return kept

    @quiet(None)
    def seen(self) -> int | None:
        return int(self.ask("begin"))

    @quiet(True)
    def lease(self, key: str) -> bool:
        key, token = self.version + key, token_hex(8)
        if not self.ask("lease", key, token, int(LEASE * 1000)):
            return False
        self.leases[key] = token
        return True

    @quiet(None)
    def release(self, key: str) -> None:
        key = self.version + key
        if token := self.leases.pop(key, None):
            self.ask("release", key, token)

    @quiet(False)
    def is_leased(self, key: str) -> bool:
        return bool(self.server.exists(f"{PREFIX}lease:{self.version}{key}"))

    @quiet(False)
    def put(self, key: str, kept: Kept, since: int) -> bool:
        key, place = self.version + key, pool(key)
        if self.is_unfit or kept.size > self.bounds[place] // 8:
            return False
        tags = json.dumps(sorted(collapsed(kept.tags)))
        is_kept = self.ask(
            "put", key, Packed.of(kept).bytes, since, tags, place, kept.size, self.bounds[place],
            kept.made_at, kept.mark, kept.etag,
        )  # fmt: skip
        self.near.forget(key)
        return bool(is_kept)

    @quiet(None)
    def postpone(self, key: str, again_at: float) -> None:
        generation = self.server.get(f"{PREFIX}generation")
        if generation:
            page = f"{PREFIX}{generation.decode()}:page:{self.version}{key}"
            if self.server.exists(page):
                seconds, micro = self.server.time()
                self.server.hset(page, "again", again_at - time.time() + seconds + micro / 1e6)

    @quiet(None)
    def drop(self, key: str) -> None:
        if self.ask("drop", self.version + key):
            wait()

    def purge(self, tags: Collection[str], gone: bool = False) -> int:
        asked = sorted(reached(tags))
        try:
            done = sum(
                self.purge_some(asked[start : start + AT_ONCE], gone)
                for start in range(0, len(asked), AT_ONCE)
            )
            if asked:
                wait()
            # Of all that purge one finds what another run left.
            if self.server.exists(f"{PREFIX}left"):
                self.sweep()
            return done
        except redis.exceptions.OutOfMemoryError:
            # What only deletes is done without memory, too.
            self.clear()
            return 0
        except (RedisError, OSError) as error:
            raise StoreError(f"Kept pages: {type(error).__name__}") from error

    def purge_some(self, tags: list[str], gone: bool) -> int:
        return int(self.ask(
            "purge", json.dumps(tags), int(gone), int(ALL in tags), REMEMBERS, LONGEST
        ))  # fmt: skip

    def clear(self) -> None:
        try:
            self.server.delete(f"{PREFIX}generation", f"{PREFIX}stamp")
        except (RedisError, OSError) as error:
            raise StoreError(f"Kept pages: {type(error).__name__}") from error
        wait()
        self.sweep()
        self.tell_of_everything()

    @quiet(None)
    def sweep(self) -> None:
        """What no generation reads any more; one that begins meanwhile loses nothing."""
        self.server.delete(f"{PREFIX}left")
        now, kept = self.server.time(), self.server.get(f"{PREFIX}generation")
        for key in self.server.scan_iter(f"{PREFIX}*-*:*", 1000):
            generation = key.removeprefix(PREFIX.encode()).partition(b":")[0]
            is_one = generation.replace(b"-", b"").isdigit()
            if is_one and generation != kept and began(generation) < now:
                self.server.unlink(key)

    @quiet(None)
    def tell_of_everything(self) -> None:
        if self.remembers:
            self.server.zadd(f"{PREFIX}untold", {SITE: time.time()})

    @quiet(None)
    def begin(self, version: str) -> None:
        self.version = shortened(version).hex()[:8]
        if self.server.sadd(f"{PREFIX}versions", self.version):
            self.tell_of_everything()

    @quiet({})
    def untold(self, most: int) -> dict[str, float]:
        found = self.server.zrange(f"{PREFIX}untold", 0, most - 1, withscores=True)
        return {mark.decode(): at for mark, at in found}

    @quiet(None)
    def told(self, marks: dict[str, float]) -> None:
        for mark, at in marks.items():
            if self.server.zscore(f"{PREFIX}untold", mark) == at:
                self.server.zrem(f"{PREFIX}untold", mark)

    @quiet((0, 0))
    def size(self) -> tuple[int, int]:
        generation = self.server.get(f"{PREFIX}generation")
        name = f"{PREFIX}{generation.decode()}:bytes" if generation else f"{PREFIX}none"
        found = self.server.hmget(name, "0", "1")
        return int(found[0] or 0), int(found[1] or 0)


def began(generation: bytes) -> tuple[int, int]:
    seconds, _dash, micro = generation.partition(b"-")
    return int(seconds), int(micro)


def ask(connection: Any, *command: str) -> Any:
    connection.send_command(*command)
    return connection.read_response()
