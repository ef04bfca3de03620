"""Files that belong to nothing any more.

Nothing deletes a master at once: a backup that is being taken finds every file that its rows name,
and a form that failed after its file was written took nothing away. A file's own age tells nothing
of that: since when it is nobody's, the sweep has to note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


def nobodys() -> set[str]:
    return set(files_in(vault(), "")) - held()


def note(names: Iterable[str], now: datetime) -> None:
    """Notes these, which are nobody's, where they were not before, and forgets all others: what is
    gone or a photo's again. Two workers may do it at once: the first one's note counts."""
    wanted = set(map(written, names))
    noted = dict(Unreferenced.objects.values_list("name", "pk"))
    found = [Unreferenced(name=name, found_at=now) for name in sorted(wanted - noted.keys())]
    Unreferenced.objects.bulk_create(found, ignore_conflicts=True)
    over = [noted[name] for name in noted.keys() - wanted]
    for first in range(0, len(over), AT_ONCE):
        Unreferenced.objects.filter(pk__in=over[first : first + AT_ONCE]).delete()


def unreferenced(names: Iterable[str], now: datetime) -> list[str]:
    """Of these, what was noted long enough ago."""
    rows = Unreferenced.objects.filter(found_at__lt=now - KEPT)
    noted = set(rows.values_list("name", flat=True))
    return sorted(name for name in names if written(name) in noted)


def written(name: str) -> str:
    """As a database takes it: a stray file may be called whatever a disk allows."""
    return name.encode("utf-8", "backslashreplace").decode().replace("\0", "")


def left_over(now: datetime) -> Iterator[Path]:
    """Files that were begun by writers that died."""
    for storage in (storages["default"], vault()):
        if isinstance(storage, WholeFiles):
            yield from storage.left_over(now)


def throw_away(name: str) -> None:
    """A file, unless it is a photo's by now."""
    told = written(name)
    if not Photo.objects.filter(Q(master=told) | Q(original=told)).exists():
        vault().delete(name)
