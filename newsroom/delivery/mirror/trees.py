"""A folder that is made anew beside the one in use, and takes its place in one step.

`DIR` is a link to `.DIR.<number>` beside it. That has a spare, `.DIR.<number>.spare`: other folders
with the same files in them. The next one begins with the spare, so that it puts and takes away what
changed and nothing else; where there is none, every file that did not change gets a second name.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import stat
from collections.abc import Container
from contextlib import suppress
from pathlib import Path

from newsroom.delivery.mirror.signing import File

PACKED = ".gz"
SPARE = ".spare"


class NotOurs(Exception):
    """Something that no mirror made stands where the mirror should."""


def lock_of(target: Path) -> Path:
    """Held by whoever writes there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    return target.parent / f".{target.name}.lock"


def besides(target: Path) -> dict[str, Path]:
    """All folders that mirrors made beside it, by what comes behind the name: "7", "7.spare"."""
    begin = f".{target.name}."
    found = {
        path.name.removeprefix(begin): path
        for path in target.parent.iterdir()
        if path.name.startswith(begin) and path.is_dir() and not path.is_symlink()
    }
    return {name: path for name, path in found.items() if name.removesuffix(SPARE).isdecimal()}


def current(target: Path) -> Path | None:
    """The tree that readers have; None: there is none yet. Raises NotOurs."""
    if target.is_symlink():
        tree = target.parent / os.readlink(target)
        if tree.name.startswith(f".{target.name}.") and tree.parent == target.parent:
            return tree if tree.is_dir() else None
        raise NotOurs(f"{target} is a link to something that is no mirror.")
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return None
    raise NotOurs(f"{target} is there, and is no mirror: choose another folder, or empty it.")


class Tree:
    """One that is being made. Paths in it are relative, with `/`; threads and processes may put
    different files at once."""

    def __init__(self, target: Path) -> None:
        self.target, self.old = target, current(target)
        numbers = [int(name.removesuffix(SPARE)) for name in besides(target)]
        self.folder = target.parent / f".{target.name}.{max(numbers, default=0) + 1}"
        spare = self.old and spare_of(self.old)
        if spare and spare.is_dir():
            spare.rename(self.folder)
        else:
            self.folder.mkdir(parents=True)

    def takes(self, path: str) -> bool:
        """Whether that is a path within it."""
        return not any(part in ("", ".", "..") or "\0" in part for part in path.split("/"))

    def place(self, path: str) -> Path:
        """Where it lies; ValueError for a path that would lie outside."""
        if not self.takes(path):
            raise ValueError(f"{path!r} is no path in a mirror")
        place = self.folder.joinpath(*path.split("/"))
        place.parent.mkdir(parents=True, exist_ok=True)
        return place

    def put(self, path: str, content: bytes, *, packed: bool = False) -> list[File]:
        """With its compressed twin where that is asked for."""
        place = self.place(path)
        # Where it was kept already, the same file is in the tree that readers have.
        place.unlink(missing_ok=True)
        place.write_bytes(content)
        files = [(path, len(content), hashlib.sha256(content).hexdigest())]
        if packed:
            files += self.put(f"{path}{PACKED}", gzip.compress(content, 6, mtime=0))
        return files

    def keep(self, path: str, size: int) -> bool:
        """The old tree's file in this one too; False where it has none of that size."""
        own = size_of(self.folder, path)
        if own is not None or self.old is None:
            return own == size
        if size_of(self.old, path) != size:
            return False
        place, old = self.place(path), self.old / path
        try:
            os.link(old, place)
        except OSError:  # a disk that knows no second name of a file
            shutil.copyfile(old, place)
        return True

    def clear_but(self, files: Container[str]) -> None:
        """What was begun in it, or came with the spare, and is not to stay; the folders that are
        empty then, too."""
        clear(str(self.folder), files)

    def discard(self) -> None:
        shutil.rmtree(self.folder)

    def switch(self) -> None:
        """From here on readers have this one. What the power takes away later is no half tree."""
        os.sync()
        fresh = self.target.parent / f".{self.target.name}.link"
        with suppress(FileNotFoundError):
            fresh.unlink()
        fresh.symlink_to(self.folder.name, target_is_directory=True)
        if self.target.is_dir() and not self.target.is_symlink():
            self.target.rmdir()
        os.replace(fresh, self.target)

    def leave_spare(self) -> None:
        """Of the tree before this one, for the next one to begin with. Not on a disk that knows no
        second name of a file: there it would be a second copy. What the power takes away later is
        no half spare."""
        if self.old is None:
            return
        with suppress(OSError):
            os.sync()
            make_same(str(self.old), str(self.folder))
            os.sync()
            self.old.rename(spare_of(self.folder))

    def sweep(self) -> None:
        """All other trees go, those that a killed process began or left too."""
        stays = (self.folder, spare_of(self.folder))
        for path in besides(self.target).values():
            if path not in stays:
                shutil.rmtree(path)


def spare_of(tree: Path) -> Path:
    return tree.with_name(f"{tree.name}{SPARE}")


def size_of(folder: Path, path: str) -> int | None:
    """None where nothing is there; -1 for what is no file, or has one for a folder."""
    try:
        told = os.lstat(f"{folder}/{path}")
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        return -1
    return told.st_size if stat.S_ISREG(told.st_mode) else -1


def clear(folder: str, files: Container[str], within: str = "") -> bool:
    """Whether nothing is left there; `within`: where the folder lies, with a "/" at its end."""
    is_empty = True
    for entry in list(os.scandir(folder)):
        path = f"{within}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if clear(entry.path, files, f"{path}/"):
                os.rmdir(entry.path)
            else:
                is_empty = False
        elif path in files:
            is_empty = False
        else:
            os.unlink(entry.path)
    return is_empty


def make_same(old: str, new: str) -> None:
    """The one folder gets what is in the other, each file by a second name, and nothing else. Both
    are on one disk. OSError: it knows no second names; the one is half done then."""
    theirs = {entry.name: entry for entry in os.scandir(old)}
    for entry in os.scandir(new):
        place, before = f"{old}/{entry.name}", theirs.pop(entry.name, None)
        if before and not is_same(before, entry):
            remove(before)
            before = None
        if entry.is_dir(follow_symlinks=False):
            if before is None:
                os.mkdir(place)
            make_same(place, entry.path)
        elif before is None:
            os.link(entry.path, place)
    for entry in theirs.values():
        remove(entry)


def is_same(one: os.DirEntry[str], other: os.DirEntry[str]) -> bool:
    """Two folders, or two names of one file. Asked of the files: some disks list all by one
    number."""
    if other.is_dir(follow_symlinks=False):
        return one.is_dir(follow_symlinks=False)
    return os.path.samestat(one.stat(follow_symlinks=False), other.stat(follow_symlinks=False))


def remove(entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path)
    else:
        os.unlink(entry.path)
