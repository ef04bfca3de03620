"""Somebody who holds an identity, and empty places on either database to bring a backup back to."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from makers import make_photo, make_section
from places import Place, fresh_postgresql, here_url
from pyrage import x25519


@pytest.fixture
def identity() -> x25519.Identity:
    return x25519.Identity.generate()


@pytest.fixture(autouse=True)
def _backups(settings, tmp_path, identity):
    settings.VAR_DIR = tmp_path
    settings.BACKUP_RECIPIENTS = [str(identity.to_public())]
    settings.BACKUP_DIR = None


@pytest.fixture
def newsroom(transactional_db, story, people):
    """Committed: a connection of its own sees it."""
    photo = make_photo(people["reporter"], cleared_by=people["photo"])
    make_photo(people["reporter"])
    for state in ("draft", "published", "withdrawn", "scheduled"):
        story(state, photos=[photo])
    return people


@pytest.fixture
def few(transactional_db, reporter):
    """A person, a section, a picture: for what does not depend on what is in a newsroom."""
    make_section()
    return make_photo(reporter)


@pytest.fixture
def here(transactional_db, tmp_path) -> Place:
    """The test's own newsroom, for processes beside it."""
    return Place(tmp_path, here_url())


@pytest.fixture
def make_place(tmp_path, request):
    """Empty, on "sqlite" or "postgresql"; `same` and `other` say which, seen from the test's."""

    def make(kind: str = "same") -> Place:
        folder = tmp_path / f"place-{uuid4().hex[:8]}"
        kinds = ["sqlite", "postgresql"]
        if connection.vendor == "postgresql":
            kinds.reverse()
        if dict(zip(("same", "other"), kinds, strict=True))[kind] == "sqlite":
            return Place(folder, f"sqlite:///{folder}/newsroom.sqlite3")
        return Place(folder, fresh_postgresql(request))

    return make
