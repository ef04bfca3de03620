"""A folder that is made anew beside the one in use, and takes its place in one step.

`DIR` is a link to `.DIR.<number>` beside it. What did not change is the same file in both.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
from collections.abc import Container
from contextlib import suppress
from pathlib import Path

from newsroom.delivery.mirror.signing import File

PACKED = ".gz"


class NotOurs(Exception):
    """Something that no mirror made stands where the mirror should."""


def lock_of(target: Path) -> Path:
    """Held by whoever writes there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    return target.parent / f".{target.name}.lock"


def numbered(target: Path) -> dict[int, Path]:
    begin = f".{target.name}."
    found = {
        path.name.removeprefix(begin): path
        for path in target.parent.glob(f"{begin}*")
        if path.is_dir() and not path.is_symlink()
    }
    return {int(number): path for number, path in found.items() if number.isdecimal()}


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
        self.folder = target.parent / f".{target.name}.{max(numbered(target), default=0) + 1}"
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
        if self.old is None:
            return False
        place, old = self.place(path), self.old / path
        try:
            if old.is_symlink() or old.stat().st_size != size:
                return False
            os.link(old, place)
        except FileExistsError:
            return True
        except FileNotFoundError:
            return False
        except OSError:  # a disk that knows no second name of a file
            shutil.copyfile(old, place)
        return True

    def clear_but(self, files: Container[str]) -> None:
        """What was begun in it and is not to stay, and the folders that are empty then."""
        for folder, _folders, names in os.walk(self.folder, topdown=False):
            for name in names:
                path = Path(folder, name)
                if path.relative_to(self.folder).as_posix() not in files:
                    path.unlink()
            with suppress(OSError):
                Path(folder).rmdir()

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

    def sweep(self) -> None:
        """All other trees go, those that a killed process began too."""
        for path in numbered(self.target).values():
            if path != current(self.target):
                shutil.rmtree(path)
