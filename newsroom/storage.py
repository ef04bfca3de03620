"""Files that are whole or not there: written beside their place, synced to disk, then renamed."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage
from django.utils.deconstruct import deconstructible

#: What a file is called until it is whole. Nothing lists, opens or serves such a name.
BEGUN = ".begun-"
#: No write takes that long: what is still there after it was left by a process that died.
LEFT_AFTER = timedelta(hours=1)


@deconstructible
class WholeFiles(FileSystemStorage):
    """Django's, but that a process may be killed and a disk be full at any time."""

    def _save(self, name: str, content: Any) -> str:
        place = Path(self.path(name))
        self.make_folder(place.parent)
        begun = place.with_name(BEGUN + secrets.token_hex(8))
        try:
            self.write(begun, content)
            while not put_in_place(begun, place):
                name = self.get_available_name(name)
                place = Path(self.path(name))
        finally:
            with suppress(OSError):
                begun.unlink()
        sync_folder(place.parent)
        return place.relative_to(self.location).as_posix()

    def make_folder(self, folder: Path) -> None:
        """With a name that outlives a power cut, as each of its files."""
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        folder.mkdir(self.directory_permissions_mode or 0o777, parents=True, exist_ok=True)
        for each in missing:
            sync_folder(each.parent)

    def write(self, begun: Path, content: Any) -> None:
        with begun.open("xb") as file:
            for chunk in content.chunks():
                file.write(chunk if isinstance(chunk, bytes) else chunk.encode())
            file.flush()
            if self.file_permissions_mode is not None:
                os.fchmod(file.fileno(), self.file_permissions_mode)
            os.fsync(file.fileno())
        self._ensure_location_group_id(str(begun))  # type: ignore[attr-defined] # Django's own

    def delete(self, name: str) -> None:
        super().delete(name)
        with suppress(FileNotFoundError):
            sync_folder(Path(self.path(name)).parent)

    def exists(self, name: str) -> bool:
        return not is_begun(name) and super().exists(name)

    def _open(self, name: str, mode: str = "rb") -> Any:
        if is_begun(name):
            raise FileNotFoundError(name)
        return super()._open(name, mode)  # type: ignore[misc] # Django's own

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        folders, files = super().listdir(path)
        return folders, [each for each in files if not is_begun(each)]

    def probe(self) -> None:
        """Raises OSError where it would not take a file now."""
        self.make_folder(Path(self.location))
        begun = Path(self.path(BEGUN + secrets.token_hex(8)))
        try:
            self.write(begun, ContentFile(b"probe"))
        finally:
            begun.unlink(missing_ok=True)

    def left_over(self, now: datetime) -> Iterator[Path]:
        """What writers that died left behind."""
        before = (now - LEFT_AFTER).timestamp()
        for path in Path(self.location).rglob(f"{BEGUN}*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    yield path

    def get_modified_time(self, name: str) -> datetime:
        """Since when it lies here so, whatever time a restored file brought along."""
        return max(super().get_modified_time(name), self.get_created_time(name))


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


@contextmanager
def held(lock: Path) -> Iterator[bool]:
    """Whether nobody else holds this file, which stays; goes with the process that holds it."""
    handle = os.open(lock, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)


def is_begun(name: str) -> bool:
    return os.path.basename(name).startswith(BEGUN)


def put_in_place(begun: Path, place: Path) -> bool:
    """False where that name is taken by now: two writers never share one."""
    try:
        os.link(begun, place)
    except FileExistsError:
        return False
    except OSError:
        # A file system without links. Names are drawn by lot, so nobody has this one.
        begun.rename(place)
    return True


def sync_folder(folder: Path) -> None:
    """The names in it survive a power cut, as far as the file system can promise that."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
