"""Readers can fetch the renditions of cleared photos, plain pixels, and no other file."""

from collections.abc import Iterator

from django.core.files.storage import Storage, default_storage

from newsroom.audit.faults import Fault
from newsroom.media.clearance import metadata, name, widths
from newsroom.media.models import Photo, vault
from newsroom.workflow.models import State

RENDITIONS = "manage.py renditions"


def files_in(storage: Storage, folder: str) -> Iterator[str]:
    """Paths of all files below a folder; none where there is no such folder."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for each in files:
        yield f"{folder}/{each}".lstrip("/")
    for each in folders:
        yield from files_in(storage, f"{folder}/{each}".lstrip("/"))


def readers_have_what_is_cleared_and_nothing_else() -> Iterator[Fault]:
    wanted = {
        name(photo, width)
        for photo in Photo.objects.filter(state=State.PUBLISHED).iterator()
        for width in widths(photo)
    }
    there = set(files_in(default_storage, "photos"))
    for path in sorted(wanted - there):
        yield Fault(f"public file {path} is missing", RENDITIONS)
    known = {
        name(photo, width)
        for photo in Photo.objects.exclude(state=State.PUBLISHED).iterator()
        for width in widths(photo)
    }
    for path in sorted(there - wanted):
        mend = RENDITIONS if path in known else "It belongs to no photo: delete it."
        yield Fault(f"public file {path} belongs to nothing that is cleared", mend)


def public_files_are_plain_pixels() -> Iterator[Fault]:
    for photo in Photo.objects.filter(state=State.PUBLISHED).iterator():
        if found := metadata(photo):
            yield Fault(
                f"public files of photo {photo.pk} carry: {', '.join(found)}",
                "Withdraw the photo and clear it again.",
            )


def vault_has_every_master_and_nothing_else() -> Iterator[Fault]:
    wanted = set(Photo.objects.values_list("master", flat=True))
    there = set(files_in(vault(), ""))
    for path in sorted(wanted - there):
        yield Fault(f"the vault lacks {path}", "Restore the file from a backup.")
    for path in sorted(there - wanted):
        yield Fault(f"{path} in the vault belongs to no photo", "Delete it.")


INVARIANTS = (
    readers_have_what_is_cleared_and_nothing_else,
    public_files_are_plain_pixels,
    vault_has_every_master_and_nothing_else,
)
