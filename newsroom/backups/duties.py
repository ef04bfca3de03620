"""The worker's backups."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from newsroom.audit.models import Entry
from newsroom.audit.trail import record
from newsroom.backups.backing_up import back_up
from newsroom.backups.schedule import found, is_due, kept, name, sweep
from newsroom.storage import held

#: After one that failed.
RETRY = timedelta(hours=1)
log = logging.getLogger(__name__)


def back_up_when_due(now: datetime) -> int:
    """Into `BACKUP_DIR`, every `BACKUP_EVERY_HOURS`; however many workers look at once, one makes
    it. One that failed stands in the audit trail, where the chief reads it, and waits an hour."""
    folder = settings.BACKUP_DIR
    if folder is None or not due(folder, now) or failed_lately(now):
        return 0
    try:
        with held(folder / ".lock") as is_alone:
            if not is_alone or not due(folder, now):
                return 0
            make(folder, now)
    except Exception:
        record("backup_failed")
        raise
    return 1


def due(folder: Path, now: datetime) -> bool:
    return is_due(found(folder), now, settings.BACKUP_EVERY_HOURS)


def failed_lately(now: datetime) -> bool:
    lines = Entry.objects.filter(kind="", thing=None, verb__startswith="backup_")
    last = lines.order_by("-number").first()
    return last is not None and last.verb == "backup_failed" and last.at > now - RETRY


def make(folder: Path, now: datetime) -> None:
    """The old ones go only when there is a new one."""
    target = folder / name(now, is_whole=True)
    lacking = back_up(target).manifest.lacking
    if lacking:
        log.error("The backup lacks %s files", len(lacking))
        target.rename(folder / name(now, is_whole=False))
    days, weeks = settings.BACKUP_KEEP_DAYS, settings.BACKUP_KEEP_WEEKS
    sweep(folder, kept(found(folder), now, days, weeks))


DUTIES = (back_up_when_due,)
