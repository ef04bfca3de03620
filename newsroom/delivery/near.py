"""Pages in the memory of one process, each right as long as what it was read under is the same."""

from __future__ import annotations

import time

from newsroom.delivery.kept import Kept

#: In bytes. With more than that all of them go.
MOST = 24 * 1024 * 1024


class Near:
    """`stamp`: what another one follows after each purge, read before the page was."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[object, Kept]] = {}
        self.bytes = 0

    def get(self, key: str, stamp: object) -> Kept | None:
        found = self.pages.get(key)
        if found and found[0] == stamp and time.time() < found[1].ends_at:
            return found[1]
        return None

    def keep(self, key: str, stamp: object, kept: Kept) -> None:
        """An old page may be made anew by anybody at any time: that one is asked for each time."""
        if kept.stale_at is not None:
            return
        if self.bytes > MOST:
            self.pages, self.bytes = {}, 0
        self.pages[key] = (stamp, kept)
        # The headers are made ready with the first answer.
        self.bytes += 2 * kept.size

    def forget(self, key: str) -> None:
        self.pages.pop(key, None)
