"""Which part under the program has failed, told by an exception, and in words that help."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext_lazy as _


class Part(Enum):
    """What failed, as whoever works at the desk is told it."""

    FULL = _("The server's disk is full: nothing can be saved at the moment.")
    DISK = _("The server's disk fails, or is full: saving may not work at the moment.")
    READ_ONLY = _("The server can only read at the moment: nothing can be saved.")
    BUSY = _("The database is busy with something long, and did not take this in time.")
    DATABASE = _("The database does not answer at the moment.")
    STORAGE = _("The storage for files does not answer at the moment.")


#: Beginnings of SQLite's names and PostgreSQL's codes of errors, the longer ones first.
SQLITE = {
    "SQLITE_FULL": Part.FULL, "SQLITE_READONLY": Part.READ_ONLY, "SQLITE_BUSY": Part.BUSY,
    "SQLITE_LOCKED": Part.BUSY, "SQLITE_IOERR": Part.DISK, "SQLITE_CANTOPEN": Part.DISK,
    "SQLITE_PROTOCOL": Part.BUSY, "SQLITE_CORRUPT": Part.DATABASE, "SQLITE_NOTADB": Part.DATABASE,
}  # fmt: skip
POSTGRESQL = {
    "53100": Part.FULL, "25006": Part.READ_ONLY, "55P03": Part.BUSY, "57014": Part.BUSY,
    "40001": Part.BUSY, "40P01": Part.BUSY, "08": Part.DATABASE, "53": Part.DATABASE,
    "57P": Part.DATABASE, "58": Part.DISK,
}  # fmt: skip
FILES = {
    errno.ENOSPC: Part.FULL, errno.EDQUOT: Part.FULL, errno.EFBIG: Part.FULL,
    errno.EROFS: Part.READ_ONLY, errno.EACCES: Part.READ_ONLY, errno.EPERM: Part.READ_ONLY,
    errno.EIO: Part.STORAGE, errno.ENXIO: Part.STORAGE, errno.ESTALE: Part.STORAGE,
    errno.ETIMEDOUT: Part.STORAGE, errno.EHOSTDOWN: Part.STORAGE, errno.ENOTCONN: Part.STORAGE,
}  # fmt: skip


def broken_part(error: BaseException) -> Part | None:
    """None where it is not the ground that failed but the program."""
    for each in chain(error):
        if part := of_database(each) or of_file(each):
            return part
    return None


def chain(error: BaseException) -> Iterator[BaseException]:
    """The error and all that led to it."""
    waiting, seen = [error], set()
    while waiting:
        each = waiting.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        inner = each.exceptions if isinstance(each, BaseExceptionGroup) else ()
        before = None if each.__suppress_context__ else each.__context__
        waiting += [more for more in (each.__cause__, before, *inner) if more]


def of_database(error: BaseException) -> Part | None:
    name, state = getattr(error, "sqlite_errorname", None), getattr(error, "sqlstate", None)
    if name:
        return beginning(name, SQLITE)
    if state:
        return beginning(state, POSTGRESQL)
    # A server that cannot be reached tells no code, nor does a connection that broke.
    has_code = any(
        getattr(each, "sqlite_errorname", None) or getattr(each, "sqlstate", None)
        for each in (error.__cause__, error.__context__)
    )
    is_away = isinstance(error, OperationalError | InterfaceError) and not has_code
    return Part.DATABASE if is_away else None


def beginning(code: str, known: dict[str, Part]) -> Part | None:
    return next((part for start, part in known.items() if code.startswith(start)), None)


def of_file(error: BaseException) -> Part | None:
    return FILES.get(error.errno or 0) if isinstance(error, OSError) else None


def not_stored(error: Exception) -> ValidationError:
    """What the sender of a picture is told."""
    sentences = {
        Part.FULL: _("The storage for pictures is full. Tell the desk; choose it again later."),
        Part.READ_ONLY: _("The storage takes no pictures now. Tell the desk; choose it again."),
    }
    away = _("The storage for pictures does not answer. Choose it again in a while.")
    part = broken_part(error)
    return ValidationError(sentences.get(part, away) if part else away, code="not_stored")
