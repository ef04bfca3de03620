from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import OutputWrapper
from rich.console import Console
from rich.progress import Progress

#: Goes through things for somebody who may want to see how far it is: (what they are, the things).
Watch = Callable[[str, list[Any]], Iterable[Any]]


def nobody_watches(what: str, things: list[Any]) -> Iterable[Any]:
    return things


@contextmanager
def shown(out: OutputWrapper) -> Iterator[Watch]:
    """A bar for each kind of thing. Bars of finished kinds stay."""
    # Django's wrapper writes as a file does, and is none to a type checker.
    console = Console(file=out)  # type: ignore[arg-type]
    with Progress(console=console) as progress:

        def watch(what: str, things: list[Any]) -> Iterator[Any]:
            yield from progress.track(things, description=what)

        yield watch
