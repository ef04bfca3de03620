"""Readers can fetch the renditions of cleared photos, plain pixels, and no other file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from newsroom.audit.faults import Fault
from newsroom.media import obscuring, sweeping
from newsroom.media.clearance import hidden, metadata, reconcile
from newsroom.media.models import Obscuring, Photo, vault
from newsroom.media.public_files import pixels
from newsroom.media.public_files import there as files_there
from newsroom.media.renditions import names, plain_name
from newsroom.storage import files_in

RENDITIONS = "manage.py renditions"


def what_is_obscured_is_burnt_in() -> Iterator[Fault]:
    for photo in Photo.objects.filter(pk__in=Obscuring.objects.values("photo")).iterator():
        with suppress(OSError):  # a master that is lost is another rule's
            if not obscuring.is_burnt_in(photo):
                yield Fault(
                    f"photo {photo.pk}: what is obscured is not burnt into its master",
                    "Obscure it anew, and withdraw it until then.",
                    partial(burnt_again, photo.pk),
                )


def burnt_again(pk: int) -> Photo:
    with transaction.atomic():
        photo = Photo.objects.select_for_update(no_key=True).get(pk=pk)
        obscuring.remake(photo, obscuring.covered(photo), without_original=pixels)
        reconcile(photo)
    return photo


def readers_have_what_is_cleared_and_nothing_else() -> Iterator[Fault]:
    """A photo that is not ready has its plain file; as many of the others as are made by now."""
    wanted, allowed, known = set(), set(), set()
    for photo in Photo.objects.iterator():
        known.update(names(photo))
        if photo.is_public:
            allowed.update(names(photo))
            wanted.update(names(photo) if photo.ready_at else [plain_name(photo)])
    there = set(files_in(default_storage, "photos"))
    for path in sorted(wanted - there):
        yield Fault(f"public file {path} is missing", RENDITIONS, partial(put_right, path))
    for path in sorted(there - allowed):
        mend = RENDITIONS if path in known else "It belongs to no photo: delete it."
        what = f"public file {path} belongs to nothing that is cleared"
        yield Fault(what, mend, partial(put_right, path))


def put_right(path: str) -> Photo | None:
    """By what is so now: colleagues clear and withdraw photos while this runs."""
    photo = Photo.objects.filter(token=path.split("/")[1]).first()
    if photo:
        reconcile(photo)
    if (photo is None or path not in names(photo)) and default_storage.exists(path):
        default_storage.delete(path)
    return photo


def public_files_are_plain_pixels() -> Iterator[Fault]:
    for photo in Photo.objects.published().iterator():
        if found := metadata(photo):
            yield Fault(
                f"public files of photo {photo.pk} carry: {', '.join(found)}",
                "Withdraw the photo and clear it again.",
                partial(made_again, photo.pk),
            )


def made_again(pk: int) -> Photo:
    """From the master, which has to be readable before anything goes."""
    with transaction.atomic():
        photo = Photo.objects.select_for_update(no_key=True).get(pk=pk)
        pixels(photo)
        for path in sorted(files_there(photo.token)):
            if hidden(path):
                default_storage.delete(path)
        reconcile(photo)
    return photo


def vault_has_every_file_of_a_photo_and_nothing_else() -> Iterator[Fault]:
    """What nobody noted a day ago may be no photo's yet, or was one's when a backup began."""
    there = set(files_in(vault(), ""))
    held = sweeping.held()
    for path in sorted(held - there):
        if not vault().exists(path):  # sent after the folder was read
            yield Fault(f"the vault lacks {path}", "Restore the file from a backup.")
    for path in sweeping.unreferenced(there - held, timezone.now()):
        what = f"{path} in the vault belongs to no photo"
        yield Fault(what, "Delete it.", partial(sweeping.throw_away, path))


def no_file_is_left_half_written() -> Iterator[Fault]:
    for path in sweeping.left_over(timezone.now()):
        what = f"{path.name}: somebody died while writing it"
        yield Fault(what, "Delete it.", partial(unlink, path))


def unlink(path: Path) -> None:
    path.unlink(missing_ok=True)


INVARIANTS = (
    what_is_obscured_is_burnt_in,
    readers_have_what_is_cleared_and_nothing_else,
    public_files_are_plain_pixels,
    vault_has_every_file_of_a_photo_and_nothing_else,
    no_file_is_left_half_written,
)
