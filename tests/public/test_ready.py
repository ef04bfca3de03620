"""What watches from outside learns which part does not answer, and nothing else."""

import errno

import pytest
from django.db import OperationalError, connections

from newsroom import caches
from newsroom.public.views import ready
from newsroom.storage import WholeFiles

ALL = {"database": True, "cache": True, "storage": True}


@pytest.fixture(autouse=True)
def _asked_anew(monkeypatch):
    monkeypatch.setattr(ready, "last", (0.0, {}))
    caches.away.clear()
    yield
    caches.away.clear()


def fails(*args, **more):
    raise OSError(errno.ENOSPC, "secret/path")


def test_process_that_lives_says_so_without_a_query(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get("/healthz/")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


def test_newsroom_whose_parts_answer_is_ready_for_one_query(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/readyz/")
    assert (response.status_code, response.json()) == (200, ALL)
    assert not response.cookies


def test_full_storage_is_named(client, db, monkeypatch):
    monkeypatch.setattr(WholeFiles, "write", fails)
    response = client.get("/readyz/")
    assert (response.status_code, response.json()) == (503, ALL | {"storage": False})
    assert b"secret" not in response.content


def test_cache_whose_spare_stands_in_is_named(client, db, monkeypatch):
    for kind in (caches.LockedFiles, caches.RedisCache):
        monkeypatch.setattr(kind, "set", fails)
    response = client.get("/readyz/")
    assert (response.status_code, response.json()) == (503, ALL | {"cache": False})


def test_stopped_database_is_named(client, db, monkeypatch):
    def refused(self):
        raise OperationalError("password and host")

    with monkeypatch.context() as patch:
        patch.setattr(type(connections["default"]), "cursor", refused)
        response = client.get("/readyz/")
    assert (response.status_code, response.json()) == (503, ALL | {"database": False})


def test_who_asks_again_at_once_gets_the_same_answer(client, db, django_assert_num_queries):
    client.get("/readyz/")
    with django_assert_num_queries(0):
        assert client.get("/readyz/").json() == ALL


def test_probe_leaves_nothing(client, db, tmp_path):
    client.get("/readyz/")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
