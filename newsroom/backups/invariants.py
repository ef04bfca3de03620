"""Where backups are to be made, they are."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from newsroom.audit.faults import Fault
from newsroom.audit.models import Entry
from newsroom.backups.schedule import found


def last_backup_is_recent() -> Iterator[Fault]:
    """Counted from the restore, or from the newsroom's first day, where there is none yet."""
    if settings.BACKUP_DIR is None:
        return
    begun = Entry.objects.filter(number=1) | Entry.objects.filter(verb="backup_restored")
    known = [each.at for each in found(settings.BACKUP_DIR) if each.is_whole]
    known += begun.values_list("at", flat=True)
    longest = timedelta(hours=2 * settings.BACKUP_EVERY_HOURS)
    if known and max(known) < timezone.now() - longest:
        yield Fault(
            f"the last whole backup is older than {2 * settings.BACKUP_EVERY_HOURS} hours",
            "Look at what the worker logs, and at BACKUP_DIR's disk; then manage.py backup FILE.",
        )


INVARIANTS = (last_backup_is_recent,)
