"""Which part has failed, by what the databases and the system really raise."""

import errno
import sqlite3

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, ProgrammingError

from newsroom.broken import Failure, failure_of, not_stored


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
    (OSError(errno.ENOSPC, ""), Failure.FULL),
    (OSError(errno.EDQUOT, ""), Failure.FULL),
    (PermissionError(errno.EACCES, ""), Failure.READ_ONLY),
    (OSError(errno.EROFS, ""), Failure.READ_ONLY),
    (OSError(errno.EIO, ""), Failure.STORAGE),
    (FileNotFoundError(errno.ENOENT, ""), None),
    (BrokenPipeError(errno.EPIPE, ""), None),
    (led_to(by_psycopg("53100"), OperationalError()), Failure.FULL),
    (led_to(by_psycopg("25006"), ProgrammingError()), Failure.READ_ONLY),
    (led_to(by_psycopg("55P03"), OperationalError()), Failure.BUSY),
    (led_to(by_psycopg("57P01"), OperationalError()), Failure.DATABASE),
    (led_to(psycopg.OperationalError("refused"), OperationalError()), Failure.DATABASE),
    (led_to(by_sqlite("SQLITE_FULL"), OperationalError()), Failure.FULL),
    (led_to(by_sqlite("SQLITE_IOERR_SHMSIZE"), OperationalError()), Failure.DISK),
    (led_to(by_sqlite("SQLITE_READONLY_DIRECTORY"), OperationalError()), Failure.READ_ONLY),
    (led_to(by_sqlite("SQLITE_BUSY_SNAPSHOT"), OperationalError()), Failure.BUSY),
    (led_to(by_sqlite("SQLITE_ERROR"), OperationalError()), None),
    (InterfaceError("connection already closed"), Failure.DATABASE),
    (led_to(by_psycopg("42P01"), ProgrammingError()), None),
    (led_to(by_psycopg("42P01"), OperationalError()), None),
    (led_to(OSError(errno.ENOSPC, ""), RuntimeError()), Failure.FULL),
    (ExceptionGroup("", [ValueError(), OSError(errno.ENOSPC, "")]), Failure.FULL),
    (ZeroDivisionError(), None),
])  # fmt: skip
def test_part_is_told_by_the_error_and_all_that_led_to_it(error, part):
    assert failure_of(error) is part


def test_error_that_leads_to_itself_ends():
    first, second = ValueError(), ValueError()
    first.__cause__, second.__cause__ = second, first
    assert failure_of(first) is None


def test_sender_of_a_picture_is_told_what_to_do():
    said = {str(not_stored(OSError(code, "")).message) for code in
            (errno.ENOSPC, errno.EROFS, errno.EIO)}  # fmt: skip
    assert len(said) == 3
    assert isinstance(not_stored(RuntimeError()), ValidationError)
