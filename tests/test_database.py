"""SQLite as `services.database` sets it up: what was confirmed stays, what failed left nothing."""

import sqlite3
from contextlib import suppress

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from newsroom import services
from newsroom.broken import Failure, failure_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own defaults."),
]


def run(statement: str, *more):
    with connection.cursor() as cursor:
        cursor.execute(statement, more)
        return cursor.fetchone()


@pytest.fixture
def full():
    run("CREATE TABLE written (id INTEGER PRIMARY KEY, said TEXT)")
    (pages,) = run("PRAGMA page_count")
    yield lambda: run(f"PRAGMA max_page_count = {pages}")
    run("PRAGMA max_page_count = 1073741823")
    run("DROP TABLE written")


def said() -> int:
    return run("SELECT count(*) FROM written")[0]


def test_connections_are_set_to_keep_what_they_confirm(tmp_path):
    made = services.database("NONE", f"sqlite:///{tmp_path / 'news.sqlite3'}")
    kept = sqlite3.connect(made["NAME"])
    kept.executescript(made["OPTIONS"]["init_command"])
    pragma = {
        name: kept.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "temp_store", "wal_autocheckpoint")
    }
    kept.close()
    full, memory = 2, 2
    assert pragma == {
        "journal_mode": "wal", "synchronous": full, "temp_store": memory,
        "wal_autocheckpoint": 1000,
    }  # fmt: skip
    assert made["CONN_MAX_AGE"] is None
    assert run("PRAGMA foreign_keys") == (1,)
    assert run("PRAGMA busy_timeout") == (20_000,)


def test_full_disk_undoes_the_whole_transaction(full):
    @transaction.atomic
    def write():
        run("INSERT INTO written (said) VALUES ('first')")
        with transaction.atomic():
            run("INSERT INTO written (said) VALUES (hex(zeroblob(900000)))")

    full()
    with pytest.raises(OperationalError) as caught:
        write()
    assert failure_of(caught.value) is Failure.FULL
    assert said() == 0
    run("PRAGMA max_page_count = 1073741823")
    run("INSERT INTO written (said) VALUES ('again')")
    assert said() == 1


def test_nothing_goes_on_after_a_failure_that_somebody_caught(full):
    """SQLite may have undone more than the savepoint by then."""
    full()
    with suppress(OperationalError, transaction.TransactionManagementError), transaction.atomic():
        run("INSERT INTO written (said) VALUES ('first')")
        with suppress(OperationalError, IntegrityError), transaction.atomic():
            run("INSERT INTO written (said) VALUES (hex(zeroblob(900000)))")
        run("INSERT INTO written (said) VALUES ('last')")
    assert said() in (0, 2)


def test_reader_is_not_stopped_by_a_full_disk(full):
    run("INSERT INTO written (said) VALUES ('before')")
    full()
    with suppress(OperationalError):
        run("INSERT INTO written (said) VALUES (hex(zeroblob(900000)))")
    assert said() == 1
    assert run("SELECT said FROM written ORDER BY said LIMIT 1") == ("before",)


def test_lock_that_somebody_holds_too_long_is_told_as_that(full):
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    run("PRAGMA busy_timeout = 50")
    try:
        with pytest.raises(OperationalError) as caught, transaction.atomic():
            run("INSERT INTO written (said) VALUES ('late')")
        assert said() == 0  # who only reads waits for nobody
    finally:
        other.execute("ROLLBACK")
        other.close()
        run("PRAGMA busy_timeout = 20000")
    assert failure_of(caught.value) is Failure.BUSY
