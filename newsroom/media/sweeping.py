"""Files that belong to nothing any more.

Nothing deletes a master at once: a backup that is being taken finds every file that its rows name,
and a form that failed after its file was written took nothing away. A file's own age tells nothing
of that: since when it is nobody's, the sweep has to note.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.storage import storages
from django.db.models import Q

from newsroom.media.models import Photo, Unreferenced, vault
from newsroom.storage import WholeFiles, files_in

#: For how long a file of the vault stays after it was found to be nobody's.
KEPT = timedelta(days=1)
#: The columns that name files of the vault.
HELD = ("master", "original")
#: Notes that are deleted by one query.
AT_ONCE = 500


def held() -> set[str]:
    """What photos name. Asked after the vault was listed: what is sent meanwhile is in both."""
    return {name for row in Photo.objects.values_list(*HELD) for name in row if name}


def note(now: datetime) -> None:
    """Notes what is nobody's and was not before, and forgets what is gone or a photo's again. Two
    workers may do it at once: the first one's note counts."""
    nobodys = set(files_in(vault(), "")) - held()
    noted = dict(Unreferenced.objects.values_list("name", "pk"))
    found = [Unreferenced(name=name, found_at=now) for name in sorted(nobodys - noted.keys())]
    Unreferenced.objects.bulk_create(found, ignore_conflicts=True)
    over = [noted[name] for name in noted.keys() - nobodys]
    for first in range(0, len(over), AT_ONCE):
        Unreferenced.objects.filter(pk__in=over[first : first + AT_ONCE]).delete()


def unreferenced(now: datetime) -> set[str]:
    """What was nobody's long enough ago, as it was noted last."""
    noted = Unreferenced.objects.filter(found_at__lt=now - KEPT)
    return set(noted.values_list("name", flat=True))


def left_over(now: datetime) -> Iterator[Path]:
    """Files that were begun by writers that died."""
    for storage in (storages["default"], vault()):
        if isinstance(storage, WholeFiles):
            yield from storage.left_over(now)


def throw_away(name: str) -> None:
    if not Photo.objects.filter(Q(master=name) | Q(original=name)).exists():
        vault().delete(name)
