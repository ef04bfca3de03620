"""The people and things that the tests share. Named people: the reporter, a second reporter who
must see nothing of the first one's, the editor, the chief, the translator, the photo editor."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import storages
from django.db import connection
from makers import Desk, make_places, make_section

from newsroom.accounts.models import Account
from newsroom.media.models import Photo
from newsroom.media.sweeping import HELD
from newsroom.pages.models import Network
from newsroom.workflow.roles import sync_roles


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


@pytest.fixture(scope="session", autouse=True)
def _flushed_past_the_triggers(django_db_setup):
    """After a browser's test the tables are emptied, row by row: what refuses to be deleted has to
    let go for that. (To truncate sixty tables PostgreSQL writes as many files.) The audit trail's
    head is there from the migration on."""
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def execute_sql_flush(self, statements):
        with self.connection.cursor() as cursor:
            triggers = []
            if self.connection.vendor == "sqlite":
                cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql LIKE '%RAISE(ABORT%'")
                triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            if self.connection.vendor == "postgresql":
                tables = re.findall(r'"([^"]+)"', " ".join(statements))
                deletes = [f'DELETE FROM "{table}"' for table in tables]
                statements = ["SET session_replication_role = replica", *deletes,
                              "SET session_replication_role = DEFAULT"]  # fmt: skip
            flush(self, statements)
            for _name, sql in triggers:
                cursor.execute(sql)
            cursor.execute("INSERT INTO audit_head (id, number, seal) VALUES (1, 0, '')")

    operations.execute_sql_flush = execute_sql_flush
    yield
    operations.execute_sql_flush = flush


@pytest.fixture(autouse=True)
def _plain_settings(settings, tmp_path: Path):
    """Files go to a folder of the test's own; static files need no manifest."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        "default": {
            "BACKEND": "newsroom.storage.WholeFiles",
            "OPTIONS": {"location": tmp_path / "media"},
        },
        "vault": {
            "BACKEND": "newsroom.storage.WholeFiles",
            "OPTIONS": {"location": tmp_path / "vault", "base_url": None},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # The fields asked for their storage once, when the model was made.
    with pytest.MonkeyPatch.context() as patch:
        for name in HELD:
            patch.setattr(Photo._meta.get_field(name), "storage", storages["vault"])
        yield


@pytest.fixture(autouse=True)
def _own_cache(settings):
    """Keys of the test's own: clearing a Redis would take from those that run beside it."""
    prefix = {"KEY_PREFIX": uuid4().hex}
    settings.CACHES = {name: entry | prefix for name, entry in settings.CACHES.items()}


@pytest.fixture
def roles(db):

    sync_roles()


@pytest.fixture
def make_account(roles):

    def make(username: str, role: str | None = None, **more) -> Account:
        account = Account.objects.create_user(
            username, password="secret-word", is_staff=True, name=username.title(), **more
        )
        if role:
            account.groups.add(Group.objects.get(name=role))
        return account

    return make


@pytest.fixture
def reporter(make_account):
    return make_account("reporter", "reporter")


@pytest.fixture
def stranger(make_account):
    """Another reporter, who has no part in the story."""
    return make_account("stranger", "reporter")


@pytest.fixture
def editor(make_account):
    return make_account("editor", "editor")


@pytest.fixture
def chief(make_account):
    return make_account("chief", "chief")


@pytest.fixture
def translator(make_account):
    return make_account("translator", "translator")


@pytest.fixture
def photo_editor(make_account):
    return make_account("photo", "photo")


@pytest.fixture
def people(reporter, stranger, editor, chief, translator, photo_editor):
    return {
        "reporter": reporter, "stranger": stranger, "editor": editor, "chief": chief,
        "translator": translator, "photo": photo_editor,
    }  # fmt: skip


@pytest.fixture
def network(db):

    network = Network(
        name_ar="شبكة طرفاء", name_en="Tarfa Network", name_ku="Tora Terfa", name_ckb="تۆڕی تەرفا"
    )
    network.save()
    network.follow_links.create(label_ar="تلغرام", label_en="Telegram", url="https://t.me/example")
    return network


@pytest.fixture
def section(db):

    return make_section()


@pytest.fixture
def places(db):
    """Syria, Deir ez-Zor, Abu Kamal, Susat and a village, by slug."""

    return make_places()


@pytest.fixture
def story(roles, network, section, places, people):
    """Makes an edition in any state, by the desk's own moves: `story("published", …)`."""

    return Desk(people, section, places).make
