"""Several requests at the same moment, each by a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connections

Answer = TypeVar("Answer")


def at_once(times: int, act: Callable[[int], Answer]) -> list[Answer]:
    """Answers of `act(0)`, `act(1)`, … in that order; all of them begin together."""
    together = Barrier(times)

    def begin(number: int) -> Answer:
        together.wait()
        try:
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as people:
        return list(people.map(begin, range(times)))
