"""What the pictures of any folder carry, and copies of them that carry nothing."""

from __future__ import annotations

import os
import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from newsroom.media.pixels import UNREADABLE, encoded, fresh
from newsroom.media.traces import Carried, Kind, Unreadable, carried
from newsroom.storage import BEGUN, WholeFiles, put_in_place

SUFFIX = ".webp"
TAKEN = "No copy was written: there is a file of that name."
BROKEN = "It is broken, or too much to look into: there may be more in it."


class NotWritten(Exception):
    """A sentence why there is no safe copy."""


@dataclass(frozen=True)
class Scanned:
    path: Path
    #: None: nobody could tell.
    carried: Carried | None
    #: A sentence, where something could not be done. Empty: all was.
    problem: str = ""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return self.carried.kinds if self.carried else ()


def pictures(folder: Path, without: Path | None, failed: Callable[[OSError], None]) -> list[Path]:
    """All files below the folder but those below `without`. Links are not followed, wherever they
    lead; what is no file is not opened. A folder that cannot be read is told to `failed`."""
    found = []
    for where, folders, files in os.walk(folder, onerror=failed):
        here = Path(where)
        folders[:] = sorted(each for each in folders if here / each != without)
        paths = (here / name for name in sorted(files))
        found += [path for path in paths if path.is_file() and not path.is_symlink()]
    return found


def scan(path: Path) -> Scanned | None:
    """None for what is no picture."""
    try:
        with path.open("rb") as file:
            found = carried(file)
    except Unreadable:
        return None
    except OSError as error:
        return Scanned(path, None, f"It could not be read: {error.strerror}.")
    return Scanned(path, found, "" if found.is_whole else BROKEN)


def copies(folder: Path, paths: list[Path], out: Path) -> Iterator[tuple[Path, Path]]:
    """(picture, its copy's place): its name with the copy's ending, or behind its own ending where
    two pictures would have the same. Told by all names, so that it is the same the next time."""
    bare = [str(path.with_suffix("")).casefold() for path in paths]
    often = Counter(bare)
    for path, name in zip(paths, bare, strict=True):
        is_alone = often[name] == 1
        ending = path.with_suffix(SUFFIX) if is_alone else path.with_name(path.name + SUFFIX)
        yield path, out / ending.relative_to(folder)


def write_copy(path: Path, place: Path) -> None:
    """Only pixels, upright, as the newsroom keeps its own masters. What is there stays as it is.

    Raises NotWritten.
    """
    if os.path.lexists(place):
        raise NotWritten(TAKEN)
    try:
        with path.open("rb") as file:
            data = encoded(fresh(file, path.stat().st_size))
        if (found := carried(data)).traces or not found.is_whole:
            raise NotWritten("No copy was written: it would have carried something.")
        put(data.getvalue(), place)
    except ValidationError as error:
        raise NotWritten(f"No copy was written. {' '.join(error.messages)}") from error
    except UNREADABLE as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        raise NotWritten(f"No copy was written: {why}.") from error


def put(data: bytes, place: Path) -> None:
    """Whole or not at all, and never over another file."""
    files = WholeFiles(location=place.parent)
    files.make_folder(place.parent)
    begun = place.with_name(BEGUN + secrets.token_hex(8))
    try:
        files.write(begun, ContentFile(data))
        if not put_in_place(begun, place):
            raise NotWritten(TAKEN)
    finally:
        begun.unlink(missing_ok=True)
