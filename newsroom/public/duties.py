"""The worker's mirror: in a process of its own, so that nothing waits for it."""

from __future__ import annotations

import logging
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from newsroom.articles.models import Edition
from newsroom.audit.models import Entry
from newsroom.pages.models import Arrangement
from newsroom.workflow.models import Transition

#: However little seems to have changed, and after one that failed.
AT_LEAST, RETRY = timedelta(hours=1), timedelta(minutes=5)
log = logging.getLogger(__name__)


class Mirroring:
    """What this worker knows of the mirrors that it began."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.began: datetime | None = None
        self.made_of: object = None
        self.has_failed = False

    def begin_when_due(self, now: datetime) -> int:
        folder = settings.MIRROR_DIR
        if folder is None or self.is_running():
            return 0
        made_of = lately(now)
        if self.began and not self.is_due(now, made_of):
            return 0
        self.process, self.began, self.made_of = begin(folder), now, made_of
        return 1

    def is_running(self) -> bool:
        if self.process is None:
            return False
        code = self.process.poll()
        if code is None:
            return True
        # Whoever was at it already (2) may have looked before what this one was begun for.
        self.process, self.has_failed = None, code != 0
        if code not in (0, 2):
            log.error("The mirror ended with %s", code)
        return False

    def is_due(self, now: datetime, made_of: object) -> bool:
        assert self.began is not None
        if self.has_failed:
            return now - self.began >= RETRY
        return made_of != self.made_of or now - self.began >= AT_LEAST


def lately(now: datetime) -> tuple[object, ...]:
    """Changes with whatever readers get or lose: by a move, an arrangement, anything else that the
    audit trail tells, or by the time."""
    last = Transition.objects.order_by("-pk").values_list("pk", flat=True).first()
    line = Entry.objects.order_by("-number").values_list("number", flat=True).first()
    front = Arrangement.objects.order_by("-pk").values_list("pk", flat=True).first()
    out = Edition.objects.published(now).newest().values_list("published_at", flat=True).first()
    return last, line, front, out


def begin(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "mirror", str(folder)]
    return subprocess.Popen(  # noqa: S603 (of our own settings)
        [*command, "--gently", "--verbosity", "0"], stdin=subprocess.DEVNULL
    )


def mirror_when_due(now: datetime) -> int:
    return mirroring.begin_when_due(now)


mirroring = Mirroring()
DUTIES = (mirror_when_due,)
