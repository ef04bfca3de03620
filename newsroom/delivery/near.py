"""Pages in the memory of one process, each right as long as what it was read under is the same."""

from __future__ import annotations

import time

from newsroom.delivery.kept import Kept

#: In bytes, about. With more than that all of them go.
MOST = 24 * 1024 * 1024


class Near:
    """`stamp`: what another one follows after each purge, read before the page was."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[object, Kept]] = {}
        self.size = 0

    def get(self, key: str, stamp: object) -> Kept | None:
        found = self.pages.get(key)
        if found and found[0] == stamp and time.time() < found[1].ends_at:
            return found[1]
        return None

    def keep(self, key: str, stamp: object, kept: Kept) -> None:
        """Not an old page, which may be made anew by anybody at any time."""
        self.forget(key)
        if kept.old_since(time.time()) is not None:
            return
        if self.size > MOST:
            self.pages, self.size = {}, 0
        self.pages[key] = (stamp, kept)
        self.size += room(kept)

    def forget(self, key: str) -> None:
        if found := self.pages.pop(key, None):
            self.size -= room(found[1])


def room(kept: Kept) -> int:
    """About how much it takes: the headers are made ready with the first answer."""
    return 2 * kept.size
