"""What a process believes of a server that many machines share: that nothing was purged since it
looked. It looks anew after `LOOK` seconds, and whoever purges waits so long before it says that it
has: from then on nobody believes what was before.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

#: Of the generation, and of the last purge or drop in it.
Stamp = tuple[bytes | None, ...]
#: Seconds.
LOOK = 0.005


class Believed:
    """`ask`: the server's own stamp; what that raises, `stamp` does."""

    def __init__(self, ask: Callable[[], Stamp]) -> None:
        self.ask = ask
        #: As it was last seen, and until when, by this process's clock, it is believed.
        self.seen: tuple[Stamp, float] = ((), 0.0)
        self.failed_at = 0.0
        self.asking = Lock()

    def stamp(self) -> Stamp:
        """One thread asks for all, while the others still believe what it saw before."""
        came = time.monotonic()
        left = self.seen[1] - came
        if left < LOOK / 2 and self.asking.acquire(blocking=left <= 0):
            try:
                self.look(came)
            finally:
                self.asking.release()
        return self.seen[0]

    def look(self, came: float) -> None:
        """`came`: whoever waited while another one failed does not wait as long once more."""
        if self.failed_at >= came:
            raise ConnectionError("away, as another thread found")
        now = time.monotonic()
        if self.seen[1] - now < LOOK / 2:
            try:
                found = self.ask()
            except Exception:
                self.failed_at = time.monotonic()
                raise
            self.seen = found, now + LOOK


def wait() -> None:
    """Until nobody believes what was before."""
    time.sleep(LOOK)
