"""The cache without Redis is one for all processes; one that does not answer has a spare."""

import errno
import os
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import Client
from forwarder import Forwarder

from newsroom import caches, env, services
from newsroom.caches import FileCache, RedisWithSpare

REDIS = env.text("CACHE_URL")


@pytest.fixture(autouse=True)
def _none_is_away():
    caches.away.clear()
    yield
    caches.away.clear()


@pytest.fixture
def nobody_listens():
    """The address of a port where a server was."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    return f"redis://127.0.0.1:{port}/0"


def entry(monkeypatch, address, folder):
    monkeypatch.setenv("X", address)
    return services.cache("X", folder)


def redis(monkeypatch, address, folder):
    made = entry(monkeypatch, address, folder)
    return RedisWithSpare(made["LOCATION"], {"OPTIONS": made["OPTIONS"], "KEY_PREFIX": str(folder)})


def test_add_succeeds_once_for_all_that_try_at_the_same_time(tmp_path):
    found = [FileCache(tmp_path, {}) for _ in range(8)]
    for key in map(str, range(25)):
        with ThreadPoolExecutor(8) as threads:
            added = list(threads.map(lambda cache, key=key: cache.add(key, 1), found))
        assert sum(added) == 1


def test_files_are_the_cache_where_no_address_is_given(monkeypatch, tmp_path):
    monkeypatch.delenv("X", raising=False)
    assert services.cache("X", tmp_path)["LOCATION"] == tmp_path


def test_dead_redis_leaves_its_work_to_files_of_the_machine(monkeypatch, tmp_path, nobody_listens):
    cache = redis(monkeypatch, nobody_listens, tmp_path)
    cache.set("a", [1])
    assert cache.get("a") == [1]
    assert cache.add("a", 2) is False
    assert cache.add("b", 2) is True
    assert cache.get_many(["a", "b"]) == {"a": [1], "b": 2}
    cache.set_many({"c": 3})
    assert cache.incr("c") == 4
    assert cache.has_key("c")
    assert cache.touch("c", 10)
    cache.delete("c")
    assert cache.get("c", "none") == "none"
    assert not cache.answers()
    another = redis(monkeypatch, nobody_listens, tmp_path)
    assert another.get("a") == [1]


def test_dead_redis_is_asked_once_in_a_while_and_told_of_once(
    monkeypatch, tmp_path, nobody_listens, caplog
):
    cache = redis(monkeypatch, nobody_listens, tmp_path)
    asked = []
    real = caches.RedisCache.get

    def counted(self, key, *more, **named):
        asked.append(key)
        return real(self, key, *more, **named)

    monkeypatch.setattr(caches.RedisCache, "get", counted)
    for _ in range(20):
        cache.get("a")
    assert len(asked) == 1
    caches.away[cache.name] = time.monotonic() - 1
    cache.get("a")
    assert len(asked) == 2
    assert [
        record.getMessage() for record in caplog.records if record.name == "newsroom.caches"
    ] == ["RedisWithSpare does not answer: ConnectionError"]


@pytest.mark.skipif(not REDIS.startswith("redis"), reason="No Redis is given by CACHE_URL.")
def test_redis_that_comes_back_is_used_again(monkeypatch, tmp_path, caplog):
    with Forwarder("127.0.0.1", 6379) as line:
        cache = redis(monkeypatch, f"redis://127.0.0.1:{line.port}/14", tmp_path)
        cache.set("a", "in Redis", 60)
        line.cut()
        assert cache.get("a") is None
        cache.set("a", "in files", 60)
        assert cache.get("a") == "in files"
        line.mend()
        caches.away[cache.name] = time.monotonic() - 1
        assert cache.answers()
        assert cache.get("a") == "in Redis"
        cache.delete("a")
    assert "answers again" in caplog.text


@pytest.mark.skipif(not REDIS.startswith("redis"), reason="No Redis is given by CACHE_URL.")
def test_redis_that_says_nothing_holds_nobody_up_for_long(monkeypatch, tmp_path):
    with Forwarder("127.0.0.1", 6379) as line:
        cache = redis(monkeypatch, f"redis://127.0.0.1:{line.port}/14", tmp_path)
        line.stall()
        cache.set("a", 1)
        assert cache.get("a") == 1
        assert not cache.answers()


def full(*args, **more):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_files_on_a_full_disk_are_kept_in_memory(monkeypatch, tmp_path):
    cache = FileCache(tmp_path / "cache", {})
    cache.set("a", 1)
    monkeypatch.setattr("tempfile.mkstemp", full)
    cache.set("a", 2)
    assert cache.get("a") == 2
    assert cache.add("b", 1) is True
    assert cache.add("b", 1) is False


def test_folder_that_cannot_be_made_stops_no_start(monkeypatch, tmp_path):
    (tmp_path / "cache").write_text("a file is in the way")
    cache = FileCache(tmp_path / "cache", {})
    cache.set("a", 1)
    assert cache.get("a") == 1


@pytest.mark.parametrize("dead", ["redis", "disk"])
def test_guessing_is_slow_and_people_get_in_while_the_cache_is_dead(
    dead, editor, reporter, settings, monkeypatch, tmp_path, nobody_listens
):
    if dead == "redis":
        settings.CACHES = {"default": entry(monkeypatch, nobody_listens, tmp_path / "cache")}
    else:
        monkeypatch.delenv("X", raising=False)
        settings.CACHES = {"default": services.cache("X", tmp_path / "cache")}
        monkeypatch.setattr("tempfile.mkstemp", full)
    assert sign_in(reporter, "secret-word").status_code == 302
    told = [sign_in(editor, "guess").content.decode() for _ in range(7)]
    assert ["Too many" in page for page in told] == [False] * 5 + [True] * 2
    assert "Too many" in sign_in(editor, "secret-word").content.decode()


def sign_in(account, password):
    client = Client(headers={"accept-language": "en"})
    return client.post("/admin/login/", {"username": account.username, "password": password})


def test_whoever_forgets_learns_whether_all_know_it(monkeypatch, tmp_path, nobody_listens):
    shared = {"default": FileCache(tmp_path, {})}
    monkeypatch.setattr(caches, "caches", shared)
    assert caches.forget("bar")
    assert shared["default"].get("bar") == caches.FORGOTTEN
    shared["default"] = redis(monkeypatch, nobody_listens, tmp_path)
    assert not caches.forget("bar")
