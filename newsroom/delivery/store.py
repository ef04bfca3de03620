"""Where pages are kept: what each store can do, and the one that this newsroom has.

A store that is in trouble keeps nothing, and says so once: whoever asks it goes on without.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from newsroom.delivery import cdn
from newsroom.delivery.kept import Kept

STORES = {
    "file": "newsroom.delivery.embedded.EmbeddedStore",
    "redis": "newsroom.delivery.shared.SharedStore",
    "off": "newsroom.delivery.store.NoStore",
}
#: Seconds for which a renderer has a page for itself; one that died leaves it to the next.
LEASE = 10.0
#: Seconds for which a store remembers what was purged: who began to render before keeps nothing.
REMEMBERS = 600.0
MEGABYTE = 1024 * 1024
#: Of the whole bound, the part for addresses with a query: whoever invents them pushes out
#: no plain page.
QUERIES = 8


class StoreError(Exception):
    """A purge that no store has taken: to be repeated."""


class Store(Protocol):
    def get(self, key: str) -> Kept | None:
        """Right or old: see `Kept.old_since`."""

    def seen(self) -> int | None:
        """The number of the last purge, to be asked before a page is rendered. None where nothing
        can be kept."""

    def lease(self, key: str) -> bool:
        """Whether it is for the asker to render the page: for one of all threads, processes and
        machines, until `release` or for `LEASE` seconds. True as well where no store answers."""

    def release(self, key: str) -> None: ...

    def is_leased(self, key: str) -> bool: ...

    def put(self, key: str, kept: Kept, since: int) -> bool:
        """False where it was not kept: something on it was purged after `since`, or the store is
        in trouble. Both in one step."""

    def postpone(self, key: str, again_at: float) -> None:
        """Leaves an old page up, and nobody makes it anew before that."""

    def drop(self, key: str) -> None:
        """There is no such page any more."""

    def purge(self, tags: Collection[str], gone: bool = False) -> int:
        """The pages with one of these tags are old from now on, or with `gone` deleted, never to be
        given again; how many. `ALL` reaches every page. Also whatever is being rendered now is
        not kept. Raises StoreError where it could not be done: then it has to be done again."""

    def clear(self) -> None:
        """Deletes every page. Raises StoreError as `purge` does."""

    def begin(self, version: str) -> None:
        """From now on the pages are those of this version of the program: others are neither
        read nor overwritten, but purged as well."""

    def untold(self, most: int) -> dict[str, float]:
        """Marks of pages that the CDN has not been told of, with the time of their last purge."""

    def told(self, marks: dict[str, float]) -> None:
        """The CDN has been told: those that were not purged again meanwhile are done."""

    def size(self) -> tuple[int, int]:
        """Bytes of the plain pages and of those with a query."""


class NoStore:
    """Nothing is kept."""

    def get(self, key: str) -> Kept | None:
        return None

    def seen(self) -> int | None:
        return None

    def lease(self, key: str) -> bool:
        return True

    def release(self, key: str) -> None:
        pass

    def is_leased(self, key: str) -> bool:
        return False

    def put(self, key: str, kept: Kept, since: int) -> bool:
        return False

    def postpone(self, key: str, again_at: float) -> None:
        pass

    def drop(self, key: str) -> None:
        pass

    def purge(self, tags: Collection[str], gone: bool = False) -> int:
        return 0

    def clear(self) -> None:
        pass

    def begin(self, version: str) -> None:
        pass

    def untold(self, most: int) -> dict[str, float]:
        return {}

    def told(self, marks: dict[str, float]) -> None:
        pass

    def size(self) -> tuple[int, int]:
        return 0, 0


def store() -> Store:
    """The configured one, the same for all threads of the process."""
    places = {"file": str(settings.KEPT_PAGES_DIR), "redis": settings.KEPT_PAGES_REDIS}
    kind = settings.KEPT_PAGES
    most = settings.KEPT_PAGES_MB * MEGABYTE
    return made(kind, places.get(kind, ""), most, bool(settings.CDN))


@cache
def made(kind: str, place: str, most: int, remembers: bool) -> Store:
    cls = import_string(STORES[kind])
    return cls(place, bounds(most), remembers) if place else cls()


def bounds(most: int) -> tuple[int, int]:
    """In bytes: for the plain pages, and for those with a query."""
    return most - most // QUERIES, most // QUERIES


def pool(key: str) -> int:
    return int("?" in key)


def purge(tags: Collection[str], gone: bool = False) -> int:
    """`Store.purge` of the configured store; the CDN is told, if there is one."""
    hit = store().purge(tags, gone)
    cdn.soon(store())
    return hit


def clear() -> None:
    store().clear()
    cdn.soon(store())
