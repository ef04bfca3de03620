"""Pages made by several processes at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context

from django.db import connections

from newsroom.delivery.mirror.ledger import Made
from newsroom.public.mirror.rendering import Renderer

#: For a process, so that progress is seen and none waits long for the last one.
AT_A_TIME = 16


@contextmanager
def forked(
    renderer: Renderer, processes: int
) -> Iterator[Callable[[list[str]], Iterator[tuple[str, Made | None]]]]:
    """Processes that are copies of this one. None of them may use a connection of its parent's."""
    connections.close_all()
    global shared
    shared = renderer
    with get_context("fork").Pool(processes) as pool:
        yield lambda addresses: pool.imap_unordered(attempt, addresses, AT_A_TIME)


shared: Renderer | None = None


def attempt(address: str) -> tuple[str, Made | None]:
    assert shared is not None
    return shared.attempt(address)
