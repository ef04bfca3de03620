"""The tables as they were before the first test, put back after each test whose rows nothing rolls
back: a browser's requests have connections of their own.

Django would empty the tables and make its permissions anew each time; and the newsroom's roles and
people would be gone for all tests that follow.
"""

from __future__ import annotations

import threading

from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import connection, transaction

#: By table, its columns and rows.
Rows = dict[str, tuple[list[str], list[tuple]]]


class Requests:
    """Those that the live server's threads are answering. A browser that was closed leaves them
    behind, and one that writes beside `put_back()` leaves half of its rows to the next test."""

    def __init__(self) -> None:
        self.running, self.changed = 0, threading.Condition()
        request_started.connect(self.begin)
        request_finished.connect(self.end)

    def begin(self, **_signal) -> None:
        self.count(1)

    def end(self, **_signal) -> None:
        self.count(-1)

    def count(self, by: int) -> None:
        if threading.current_thread() is not threading.main_thread():
            with self.changed:
                self.running += by
                self.changed.notify_all()

    def wait(self) -> None:
        with self.changed:
            if not self.changed.wait_for(lambda: self.running <= 0, timeout=20):
                # One test is red by it, and not all that come after.
                left, self.running = self.running, 0
                raise AssertionError(f"{left} requests are running after the test.")


requests = Requests()


def tables() -> list[str]:
    there = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return [connection.ops.quote_name(table) for table in there]


def rows_of_all() -> Rows:
    """Of the tables that have any."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT * FROM {table}")
            columns = [connection.ops.quote_name(column[0]) for column in cursor.description]
            if rows := cursor.fetchall():
                found[table] = columns, rows
    return found


def put_back(rows: Rows) -> None:
    """Row by row: to truncate sixty tables PostgreSQL writes as many files."""
    requests.wait()
    with transaction.atomic(), connection.cursor() as cursor:
        triggers = let_go(cursor)
        for table in tables():
            cursor.execute(f"DELETE FROM {table}")
        for table, (columns, values) in rows.items():
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", values
            )
        for trigger in triggers:
            cursor.execute(trigger)


def flushed() -> None:
    """As `migrate` leaves a place, with the numbers of rows from the beginning."""
    with connection.cursor() as cursor:
        triggers = let_go(cursor) if connection.vendor == "sqlite" else []
        call_command("flush", interactive=False, verbosity=0)
        for trigger in triggers:
            cursor.execute(trigger)


def let_go(cursor) -> list[str]:
    """What refuses to be deleted lets go until the end of the transaction; gives what has to be
    made again then."""
    if connection.vendor == "postgresql":
        cursor.execute("SET LOCAL session_replication_role = replica")
        return []
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql LIKE '%RAISE(ABORT%'")
    triggers = cursor.fetchall()
    for name, _sql in triggers:
        cursor.execute(f"DROP TRIGGER {name}")
    return [sql for _name, sql in triggers]
