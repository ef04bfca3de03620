"""Files that belong to nothing any more.

Nothing deletes a master at once: a backup that is being taken finds every file that its rows name,
and a form that failed after its file was written took nothing away.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.storage import storages
from django.db.models import Q

from newsroom.media.models import Photo, vault
from newsroom.storage import WholeFiles, files_in

#: How old a file in the vault is before it counts as nobody's.
KEPT = timedelta(days=1)
#: The columns that name files of the vault.
HELD = ("master", "original")


def unreferenced(now: datetime) -> Iterator[str]:
    """What lies in the vault, has lain there for long enough, and is no photo's."""
    wanted = {name for names in Photo.objects.values_list(*HELD) for name in names}
    for name in sorted(set(files_in(vault(), "")) - wanted):
        with suppress(FileNotFoundError):
            if vault().get_modified_time(name) < now - KEPT:
                yield name


def left_over(now: datetime) -> Iterator[Path]:
    """Files that were begun by writers that died."""
    for storage in (storages["default"], vault()):
        if isinstance(storage, WholeFiles):
            yield from storage.left_over(now)


def throw_away(name: str) -> None:
    if not Photo.objects.filter(Q(master=name) | Q(original=name)).exists():
        vault().delete(name)
