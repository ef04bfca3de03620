"""The people and things that the tests share. Named people: the reporter, a second reporter who
must see nothing of the first one's, the editor, the chief, the translator, the photo editor."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection, transaction
from django.test import TransactionTestCase
from makers import Desk, make_network, make_places, make_section
from put_back import put_back, rows_of_all
from shared import Shared, files_in, held_in_the_vault, own_cache
from walks.clock import Clock

from newsroom.accounts.models import Account
from newsroom.articles.models import Section
from newsroom.pages.models import Network
from newsroom.regions.models import Region
from newsroom.workflow.roles import sync_roles

#: By username the role of those who are in every test's newsroom.
PEOPLE = {
    "reporter": "reporter", "stranger": "reporter", "editor": "editor", "chief": "chief",
    "translator": "translator", "photo": "photo",
}  # fmt: skip


def pytest_collection_finish():
    """What was imported and collected stays to the end: no search for garbage goes through it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _nobody_left_in_the_database(django_db_setup, django_db_blocker):
    """PostgreSQL drops no database that a thread of a live server still holds open."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture(autouse=True)
def _plain_settings(settings, tmp_path: Path, request):
    """Files go to a folder of the test's own."""
    if "shared" in request.fixturenames:
        shutil.copytree(request.getfixturevalue("shared").folder, tmp_path, dirs_exist_ok=True)
    for name, value in files_in(tmp_path).items():
        setattr(settings, name, value)
    with held_in_the_vault():
        yield


@pytest.fixture(autouse=True)
def _own_cache(settings):
    for name, value in own_cache().items():
        setattr(settings, name, value)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The roles and the people that most tests want are there from the start, and are put back
    where a test could change them for good: to make them anew for each was a sixth of all time."""
    rows = {}
    with django_db_blocker.unblock():
        if Group._meta.db_table in connection.introspection.table_names():
            sync_roles()
            for username, role in PEOPLE.items():
                new_account(username, role)
            rows = rows_of_all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: put_back(rows))
        yield


def new_account(username: str, role: str | None = None, **more) -> Account:
    account = Account.objects.create_user(
        username, password="secret-word", is_staff=True, name=username.title(), **more
    )
    if role:
        account.groups.add(Group.objects.get(name=role))
    return account


@pytest.fixture
def roles(db):
    """There from the start."""


@pytest.fixture
def make_account(roles):
    return new_account


@pytest.fixture
def reporter(roles):
    return Account.objects.get(username="reporter")


@pytest.fixture
def stranger(roles):
    """Another reporter, who has no part in the story."""
    return Account.objects.get(username="stranger")


@pytest.fixture
def editor(roles):
    return Account.objects.get(username="editor")


@pytest.fixture
def chief(roles):
    return Account.objects.get(username="chief")


@pytest.fixture
def translator(roles):
    return Account.objects.get(username="translator")


@pytest.fixture
def photo_editor(roles):
    return Account.objects.get(username="photo")


@pytest.fixture
def people(reporter, stranger, editor, chief, translator, photo_editor):
    return {
        "reporter": reporter, "stranger": stranger, "editor": editor, "chief": chief,
        "translator": translator, "photo": photo_editor,
    }  # fmt: skip


@pytest.fixture
def network(db):
    network = Network.objects.first() or make_network()
    cache.delete("network")  # that it was just changed has been forgotten, too
    return network


@pytest.fixture
def section(db):
    return Section.objects.filter(slug="news").first() or make_section()


@pytest.fixture
def places(db):
    """Syria, Deir ez-Zor, Abu Kamal, Susat and a village, by slug."""
    return {place.slug: place for place in Region.objects.order_by("level")} or make_places()


@pytest.fixture(scope="module")
def shared(django_db_setup, django_db_blocker, tmp_path_factory):
    """A newsroom made once for the tests of a module: `with shared as story: …`, in a fixture of
    that scope, adds to it. What a test changes is rolled back after it, all after the last one.
    None of them may want transactions of its own.
    """
    whole = transaction.atomic()
    with django_db_blocker.unblock():
        whole.__enter__()
    yield Shared(django_db_blocker, tmp_path_factory.mktemp("shared"))
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def story(roles, network, section, places, people):
    """Makes an edition in any state, by the desk's own moves: `story("published", …)`."""

    return Desk(people, section, places).make


@pytest.fixture
def clock(monkeypatch):
    """Everything reads it, and only the test turns it."""
    clock = Clock()
    clock.rule(monkeypatch)
    return clock
