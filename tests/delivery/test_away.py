"""While the triggers are away nothing is kept; they come back where who took them was killed."""

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, connections

from newsroom.articles.models import Edition
from newsroom.delivery import away, draining, store, triggers
from newsroom.delivery.apps import lay, lift
from newsroom.delivery.kept import ALL
from newsroom.delivery.models import Change


@pytest.fixture
def away_now(db):
    """As `migrate` leaves it when it is killed: its lock is gone with it."""
    Change.objects.all().delete()
    lift("default", plan=["something"])
    away.let_go(connection)
    yield
    triggers.install(connection)


def test_migrate_without_anything_to_do_takes_nothing_away(db):
    lift("default", plan=[])
    assert away.is_noted()
    assert triggers.installed(connection)


def test_migrate_that_ends_lays_them_and_every_page_goes(db):
    Change.objects.all().delete()
    lift("default", plan=["something"])
    assert not triggers.installed(connection)
    assert not away.is_noted()
    lay("default")
    assert away.is_noted()
    assert not triggers.missing(connection)
    assert list(Change.objects.values_list("tag", "gone")) == [(ALL, True)]
    assert away.held == {}


def test_worker_puts_back_what_a_killed_one_took_away(away_now, shelf, story):
    edition = story("published")
    shelf.get(edition.url)
    Edition.objects.update(standfirst="nobody notes it")
    draining.look()
    assert away.is_noted()
    assert not triggers.missing(connection)
    assert not shelf.pages
    shelf.get(edition.url)
    Edition.objects.update(standfirst="somebody does")
    draining.look()
    assert edition.url not in shelf.pages


def test_worker_waits_for_one_that_is_at_work(away_now, shelf):
    other = connections.create_connection("default")
    away.hold(other)
    try:
        draining.look()
        assert not away.is_noted()
        assert not triggers.installed(connection)
    finally:
        away.let_go(other)
        other.close()
    draining.look()
    assert away.is_noted()


def test_whoever_writes_meanwhile_takes_every_page_away(away_now, shelf, story):
    edition = story("published")
    shelf.get(edition.url)
    draining.drain_quietly()
    assert not shelf.pages
    assert not away.is_noted(), "that is the worker's"


def test_who_writes_while_the_database_is_away_takes_no_page_away(monkeypatch, shelf, client):
    """They are all that readers have then."""
    cleared = []
    monkeypatch.setattr(store, "clear", lambda: cleared.append(1))
    monkeypatch.setattr(draining, "due", refused)
    draining.drain_quietly()
    assert cleared == []


def refused():
    raise OperationalError("the database is away")


def test_migrate_after_a_killed_one_takes_them_away_as_well(away_now, shelf):
    """Else the worker put them back in the middle of it, and nobody said that all is old."""
    lift("default", plan=["something"])
    assert away.held
    # By somebody else's count they are back: what was made meanwhile is still not right.
    Change.objects.all().delete()
    lay("default")
    assert not away.held
    assert list(Change.objects.values_list("tag", flat=True)) == [ALL]


def test_forgetting_all_does_not_forget_that_they_are_away(away_now, shelf):
    draining.forget_all()
    assert not away.is_noted()


def test_the_newsroom_is_told_of_it(away_now, capsys):
    with pytest.raises(CommandError):
        call_command("check_newsroom")
    assert "a migration is at work, or was killed" in capsys.readouterr().out
