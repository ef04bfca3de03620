"""What the worker does: the DUTIES of every app's `duties.py`, again and again.

A duty is a function of the time that does what is due and returns how much it did. It may be
interrupted and done twice: each is one transaction a thing, and asks the database what is due.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from threading import Event

from django.apps import apps
from django.db import close_old_connections
from django.utils import timezone

Duty = Callable[[datetime], int]
#: Seconds between two looks.
PAUSE = 5.0
LONGEST_PAUSE = 60.0
log = logging.getLogger("newsroom.worker")


def duties() -> Iterator[Duty]:
    for config in apps.get_app_configs():
        if config.name.startswith("newsroom.") and find_spec(f"{config.name}.duties"):
            yield from getattr(import_module(f"{config.name}.duties"), "DUTIES", ())


def work(stop: Event) -> None:
    """Looks every few seconds until `stop` is set; less and less often while duties fail, which
    they all do as long as the database is away."""
    pause = PAUSE
    while not stop.wait(pause):
        close_old_connections()
        _done, failed = do_all(timezone.now())
        pause = min(pause * 2, LONGEST_PAUSE) if failed else PAUSE


def do_all(now: datetime) -> tuple[int, int]:
    """(things done, duties that failed). One that fails does not keep the others waiting; the log
    names the duty and where it failed, no word of a story."""
    done = failed = 0
    for duty in duties():
        try:
            done += duty(now)
        except Exception:
            failed += 1
            log.exception("The duty %s failed", duty.__name__)
    return done, failed
