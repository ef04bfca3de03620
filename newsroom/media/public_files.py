"""What lies in public storage of a photo. Only `clearance` asks for it to be changed, and locks the
photo's row meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import IO, TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from newsroom.media import renditions
from newsroom.storage import files_in

if TYPE_CHECKING:
    from newsroom.media.models import Photo


@dataclass
class Outcome:
    """`changed`: files written or deleted. `missing`: those that readers may have and that are not
    there yet. `failed`: what the storage could not do."""

    changed: list[str] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    failed: list[Exception] = field(default_factory=list)

    def attempt(self, act: Callable[[], bool], path: str) -> None:
        try:
            if act():
                self.changed.append(path)
        except Exception as error:
            # Each kind of storage has errors of its own.
            self.failed.append(error)

    def raise_failed(self, photo: Photo) -> None:
        if self.failed:
            raise ExceptionGroup(f"Renditions of photo {photo.pk}", self.failed)


def pixels(photo: Photo) -> Image.Image:
    return decoded(photo.master.open())


def small_pixels(photo: Photo) -> Image.Image:
    """For the desk's lists, which show thirty at a time: where the smallest public file is there, a
    tenth of the work."""
    if photo.ready_at:
        with suppress(OSError):
            return decoded(default_storage.open(renditions.small_name(photo)))
    return pixels(photo)


def decoded(file: IO[bytes]) -> Image.Image:
    with file:
        picture = Image.open(file)
        picture.load()
    return picture


def there(token: str) -> set[str]:
    """The public files below that name."""
    return set(files_in(default_storage, renditions.folder(token)))


def first_things(photo: Photo) -> Outcome:
    """Takes back what readers may not have, former names first, and puts the plain file out."""
    done = Outcome()
    for former in photo.former_tokens.all():
        take_back_all(former.token, set(), done)
        if not done.failed:
            former.delete()
    wanted = set(renditions.names(photo)) if photo.is_public else set()
    lying = take_back_all(photo.token, wanted, done)
    plain = renditions.plain_name(photo)
    if plain in wanted - lying:
        done.attempt(lambda: put_out(made(photo, [plain])), plain)
    done.missing = wanted - lying - set(done.changed)
    return done


def take_back_all(token: str, wanted: set[str], done: Outcome) -> set[str]:
    """All but what is wanted; returns what was there."""
    lying: set[str] = set()
    try:
        lying = there(token)
    except Exception as error:
        done.failed.append(error)
    for path in sorted(lying - wanted):
        done.attempt(partial(take_back, path), path)
    return lying


def made(photo: Photo, wanted: Iterable[str]) -> dict[str, bytes]:
    return dict(renditions.make(photo, pixels(photo), set(wanted)))


def put_out_all(files: Mapping[str, bytes]) -> Outcome:
    done = Outcome(missing=set(files))
    for path, content in files.items():
        done.attempt(partial(put_out, {path: content}), path)
    done.missing -= set(done.changed)
    return done


def put_out(files: Mapping[str, bytes]) -> bool:
    for path, content in files.items():
        if default_storage.exists(path):
            continue
        file = ContentFile(content)
        # A bucket tells readers what it was told.
        file.content_type = renditions.TYPES[path.rpartition(".")[2]]  # type: ignore[attr-defined]
        default_storage.save(path, file)
    return True


def take_back(path: str) -> bool:
    default_storage.delete(path)
    return True
