"""A snapshot sees one moment, and no writer waits for it."""

import pytest
from django.db import DatabaseError, connections
from django.db.models import QuerySet

from newsroom.accounts.models import Account
from newsroom.backups.snapshot import ALIAS, snapshot

pytestmark = pytest.mark.usefixtures("transactional_db")


ASKED = ("before", "meanwhile", "renamed", "changed")


def names(using: str = ALIAS) -> set[str]:
    rows = QuerySet(model=Account, using=using).filter(username__in=ASKED)
    return set(rows.values_list("username", flat=True))


def test_what_is_written_meanwhile_is_not_seen_and_does_not_wait(make_account):
    make_account("before")
    with snapshot():
        make_account("meanwhile")
        Account.objects.filter(username="before").update(username="renamed")
        assert names() == {"before"}
    assert names("default") == {"renamed", "meanwhile"}


def test_it_sees_from_its_beginning_on_and_not_from_the_first_row(make_account):
    with snapshot():
        make_account("meanwhile")
        assert names() == set()


def test_nothing_is_written_through_it(make_account):
    make_account("before")
    with pytest.raises(DatabaseError), snapshot():
        QuerySet(model=Account, using=ALIAS).update(username="changed")
    assert names("default") == {"before"}


def test_connection_is_gone_afterwards():
    with snapshot() as apart:
        pass
    assert apart.connection is None
    with pytest.raises(Exception, match="snapshot"):
        connections[ALIAS]
