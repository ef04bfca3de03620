"""Which part has failed, by what the databases and the system really raise."""

import errno
import sqlite3

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, ProgrammingError

from newsroom.broken import Part, broken_part, not_stored


def by_psycopg(code: str) -> Exception:
    return psycopg.errors.lookup(code)("words of a row")


def by_sqlite(name: str) -> Exception:
    error = sqlite3.OperationalError("words of a row")
    error.sqlite_errorname = name
    return error


def led_to(cause: BaseException, error: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(("error", "part"), [
    (OSError(errno.ENOSPC, ""), Part.FULL),
    (OSError(errno.EDQUOT, ""), Part.FULL),
    (PermissionError(errno.EACCES, ""), Part.READ_ONLY),
    (OSError(errno.EROFS, ""), Part.READ_ONLY),
    (OSError(errno.EIO, ""), Part.STORAGE),
    (FileNotFoundError(errno.ENOENT, ""), None),
    (BrokenPipeError(errno.EPIPE, ""), None),
    (led_to(by_psycopg("53100"), OperationalError()), Part.FULL),
    (led_to(by_psycopg("25006"), ProgrammingError()), Part.READ_ONLY),
    (led_to(by_psycopg("55P03"), OperationalError()), Part.BUSY),
    (led_to(by_psycopg("57P01"), OperationalError()), Part.DATABASE),
    (led_to(psycopg.OperationalError("refused"), OperationalError()), Part.DATABASE),
    (led_to(by_sqlite("SQLITE_FULL"), OperationalError()), Part.FULL),
    (led_to(by_sqlite("SQLITE_IOERR_SHMSIZE"), OperationalError()), Part.DISK),
    (led_to(by_sqlite("SQLITE_READONLY_DIRECTORY"), OperationalError()), Part.READ_ONLY),
    (led_to(by_sqlite("SQLITE_BUSY_SNAPSHOT"), OperationalError()), Part.BUSY),
    (led_to(by_sqlite("SQLITE_ERROR"), OperationalError()), None),
    (InterfaceError("connection already closed"), Part.DATABASE),
    (led_to(by_psycopg("42P01"), ProgrammingError()), None),
    (led_to(by_psycopg("42P01"), OperationalError()), None),
    (led_to(OSError(errno.ENOSPC, ""), RuntimeError()), Part.FULL),
    (ExceptionGroup("", [ValueError(), OSError(errno.ENOSPC, "")]), Part.FULL),
    (ZeroDivisionError(), None),
])  # fmt: skip
def test_part_is_told_by_the_error_and_all_that_led_to_it(error, part):
    assert broken_part(error) is part


def test_error_that_leads_to_itself_ends():
    first, second = ValueError(), ValueError()
    first.__cause__, second.__cause__ = second, first
    assert broken_part(first) is None


def test_sender_of_a_picture_is_told_what_to_do():
    said = {str(not_stored(OSError(code, "")).message) for code in
            (errno.ENOSPC, errno.EROFS, errno.EIO)}  # fmt: skip
    assert len(said) == 3
    assert isinstance(not_stored(RuntimeError()), ValidationError)
