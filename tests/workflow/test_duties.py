"""The worker goes on: past a duty that fails, and past a database that was away."""

from threading import Event

import pytest
from django.db import OperationalError, connection, connections
from django.utils import timezone

from newsroom.workflow import duties


class Looks(Event):
    """Ends the worker after so many looks, and remembers how long it waited before each."""

    def __init__(self, most: int):
        super().__init__()
        self.waits, self.most = [], most

    def wait(self, timeout=None):
        self.waits.append(timeout)
        return len(self.waits) > self.most


@pytest.mark.django_db(transaction=True)
def test_worker_goes_on_when_the_database_is_back(monkeypatch):
    done = []

    def duty(now):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        done.append(now)
        return 1

    real, tries = type(connections["default"]).connect, []

    def connect(self):
        tries.append(self)
        if len(tries) <= 2:
            raise OperationalError("could not connect")
        return real(self)

    connection.close()
    monkeypatch.setattr(duties, "duties", lambda: [duty])
    with monkeypatch.context() as patch:
        patch.setattr(type(connections["default"]), "connect", connect)
        stop = Looks(4)
        duties.work(stop)
    assert len(done) == 2
    assert stop.waits == [5.0, 10.0, 20.0, 5.0, 5.0]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server to lose.")
@pytest.mark.django_db(transaction=True)
def test_worker_gets_a_new_connection_for_one_that_broke(monkeypatch):
    answers = []

    def duty(now):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            answers.append(cursor.fetchone()[0])
            if len(answers) == 1:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return 1

    monkeypatch.setattr(duties, "duties", lambda: [duty])
    duties.work(Looks(3))
    assert len(answers) == 3
    assert answers[0] != answers[1] == answers[2]


def test_duty_that_fails_keeps_no_other_waiting(monkeypatch, caplog):
    def fails(now):
        raise RuntimeError("words of a story")

    monkeypatch.setattr(duties, "duties", lambda: [fails, lambda now: 2])
    assert duties.do_all(timezone.now()) == (2, 1)
    assert "fails" in caplog.messages[0]


def test_pause_has_an_end(db, monkeypatch):
    monkeypatch.setattr(duties, "do_all", lambda now: (0, 1))
    stop = Looks(8)
    duties.work(stop)
    assert max(stop.waits) == duties.LONGEST_PAUSE
