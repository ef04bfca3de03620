"""Which part under the program has failed, told by an exception, and in words that help."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext_lazy as _


class Failure(Enum):
    """What failed, as whoever works at the desk is told it."""

    FULL = _("The server's disk is full: nothing can be saved at the moment.")
    DISK = _("The server's disk fails, or is full: saving may not work at the moment.")
    READ_ONLY = _("The server can only read at the moment: nothing can be saved.")
    BUSY = _("The database is busy with something long, and did not take this in time.")
    DATABASE = _("The database does not answer at the moment.")
    STORAGE = _("The storage for files does not answer at the moment.")


#: Beginnings of SQLite's names and PostgreSQL's codes of errors, the longer ones first.
SQLITE = {
    "SQLITE_FULL": Failure.FULL, "SQLITE_READONLY": Failure.READ_ONLY, "SQLITE_BUSY": Failure.BUSY,
    "SQLITE_LOCKED": Failure.BUSY, "SQLITE_IOERR": Failure.DISK, "SQLITE_CANTOPEN": Failure.DISK,
    "SQLITE_PROTOCOL": Failure.BUSY, "SQLITE_CORRUPT": Failure.DATABASE,
    "SQLITE_NOTADB": Failure.DATABASE,
}  # fmt: skip
POSTGRESQL = {
    "53100": Failure.FULL, "25006": Failure.READ_ONLY, "55P03": Failure.BUSY, "57014": Failure.BUSY,
    "40001": Failure.BUSY, "40P01": Failure.BUSY, "08": Failure.DATABASE, "53": Failure.DATABASE,
    "57P": Failure.DATABASE, "58": Failure.DISK,
}  # fmt: skip
FILES = {
    errno.ENOSPC: Failure.FULL, errno.EDQUOT: Failure.FULL, errno.EFBIG: Failure.FULL,
    errno.EROFS: Failure.READ_ONLY, errno.EACCES: Failure.READ_ONLY, errno.EPERM: Failure.READ_ONLY,
    errno.EIO: Failure.STORAGE, errno.ENXIO: Failure.STORAGE, errno.ESTALE: Failure.STORAGE,
    errno.ETIMEDOUT: Failure.STORAGE, errno.EHOSTDOWN: Failure.STORAGE,
    errno.ENOTCONN: Failure.STORAGE,
}  # fmt: skip


def failure_of(error: BaseException) -> Failure | None:
    """None where it is not the ground that failed but the program."""
    for each in chain(error):
        if failure := of_database(each) or of_file(each):
            return failure
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


def of_database(error: BaseException) -> Failure | None:
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
    return Failure.DATABASE if is_away else None


def beginning(code: str, known: dict[str, Failure]) -> Failure | None:
    return next((each for start, each in known.items() if code.startswith(start)), None)


def of_file(error: BaseException) -> Failure | None:
    return FILES.get(error.errno or 0) if isinstance(error, OSError) else None


def not_stored(error: Exception) -> ValidationError:
    """What the sender of a picture is told."""
    sentences = {
        Failure.FULL: _("The storage for pictures is full. Tell the desk; choose it again later."),
        Failure.READ_ONLY: _("The storage takes no pictures now. Tell the desk; choose it again."),
    }
    away = _("The storage for pictures does not answer. Choose it again in a while.")
    failure = failure_of(error)
    said = sentences.get(failure, away) if failure else away
    return ValidationError(said, code="not_stored")
