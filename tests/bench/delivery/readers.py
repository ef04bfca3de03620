"""Readers who ask without a pause, and what they were told."""

from __future__ import annotations

import http.client
import itertools
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from urllib.parse import urlsplit

#: Longer than any answer should take: it counts as none.
PATIENCE = 10


@dataclass
class Told:
    #: By phase and status; 0 where no answer came.
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)

    def of(self, phase: str) -> dict[int, int]:
        return {status: n for (when, status), n in sorted(self.answers.items()) if when == phase}

    def share(self, phase: str, *statuses: int) -> float:
        told = self.of(phase)
        return sum(told.get(status, 0) for status in statuses) / max(1, sum(told.values()))


def fetch(site: str, path: str) -> tuple[int, bytes]:
    parts = urlsplit(site)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        connection.close()


class Readers:
    """So many threads that ask these sites for these paths in turn, until the block ends."""

    def __init__(self, sites: Sequence[str], paths: Sequence[str], phase: Callable[[], str],
                 number: int = 4, pause: float = 0.0):  # fmt: skip
        self.pairs = list(itertools.product(sites, paths))
        self.phase, self.number, self.pause = phase, number, pause
        self.told, self.over = Told(), Event()

    def ask(self, first: int) -> None:
        for site, path in itertools.islice(itertools.cycle(self.pairs), first, None):
            if self.over.is_set():
                return
            phase = self.phase()
            self.told.answers[phase, fetch(site, path)[0]] += 1
            time.sleep(self.pause)

    def __enter__(self) -> Told:
        self.pool = ThreadPoolExecutor(self.number)
        for number in range(self.number):
            self.pool.submit(self.ask, number * 7)
        return self.told

    def __exit__(self, *_exception: object) -> None:
        self.over.set()
        self.pool.shutdown()
