"""Redis gives way: it is away, comes back as another run, has no memory left."""

import time

import pytest
import redis
from forwarder import Forwarder

from kept.own_redis import redis_url
from kept.pages import make_kept
from newsroom.delivery.believed import LOOK
from newsroom.delivery.shared import PREFIX, SharedStore
from newsroom.delivery.store import StoreError, bounds

MOST = bounds(16 * 1024 * 1024)


@pytest.fixture
def server():
    server = redis.Redis.from_url(redis_url())
    forget(server)
    yield server
    forget(server)
    server.close()


def forget(server):
    for key in server.scan_iter(f"{PREFIX}*"):
        server.delete(key)


@pytest.fixture
def pages(server):
    return SharedStore(redis_url(), MOST)


def keep(pages, key="/a/"):
    assert pages.put(key, make_kept(), pages.seen())


def test_redis_that_is_away_is_asked_once_in_a_while_and_purges_are_told_to_be_repeated(
    server, monkeypatch
):
    with Forwarder("127.0.0.1", 6379) as line:
        number = redis_url().rpartition("/")[2]
        pages = SharedStore(f"redis://127.0.0.1:{line.port}/{number}", MOST)
        keep(pages)
        line.cut()
        assert pages.get("/a/") is None
        began = time.monotonic()
        for _ in range(50):
            assert pages.get("/a/") is None
            assert pages.lease("/a/")
        assert time.monotonic() - began < 5
        with pytest.raises(StoreError):
            pages.purge({"article:1"})
        with pytest.raises(StoreError):
            pages.clear()
        line.mend()
        monkeypatch.setattr(pages, "away_until", 0.0)
        assert pages.get("/a/") is not None, "the same run of the server"
        assert pages.purge({"article:1"}) == 1


def test_another_run_of_the_server_begins_anew(pages, server):
    """It may have come back with what it had on its disk before the last purge."""
    keep(pages)
    since = pages.seen()
    server.set(f"{PREFIX}run", "another")
    assert pages.get("/a/") is not None
    restarted = SharedStore(redis_url(), MOST)
    assert restarted.get("/a/") is None
    time.sleep(LOOK)
    assert pages.get("/a/") is None
    assert not pages.put("/a/", make_kept(), since)


def asked(pages, monkeypatch):
    """The names of the scripts that were run since."""
    names, ask = [], pages.ask
    monkeypatch.setattr(pages, "ask", lambda name, *args: names.append(name) or ask(name, *args))
    return names


def test_a_page_is_fetched_once_until_something_is_purged(pages, server, monkeypatch):
    keep(pages)
    fetched = asked(pages, monkeypatch)
    for _ in range(5):
        assert pages.get("/a/").body == make_kept().body
        time.sleep(LOOK)
    assert fetched == ["get"]
    SharedStore(redis_url(), MOST).purge({"article:2"})
    assert pages.get("/a/").stale_at is None
    assert pages.get("/a/").stale_at is None
    assert fetched == ["get", "get"]
    SharedStore(redis_url(), MOST).drop("/never/")
    time.sleep(LOOK)
    pages.get("/a/")
    assert fetched == ["get", "get"]


@pytest.mark.parametrize("how", ["old", "gone", "dropped", "cleared"])
def test_when_a_purge_returns_no_process_gives_what_was_purged(pages, server, how):
    other = SharedStore(redis_url(), MOST)
    for _ in range(20):
        keep(pages)
        assert other.get("/a/").stale_at is None
        assert other.get("/a/").stale_at is None  # from its own memory
        if how == "dropped":
            pages.drop("/a/")
        elif how == "cleared":
            pages.clear()
        else:
            pages.purge({"article:1"}, gone=how == "gone")
        found = other.get("/a/")
        assert found.stale_at is not None if how == "old" else found is None


def test_what_was_purged_stays_so_where_the_server_comes_back_with_an_older_stamp(pages, server):
    pages.purge({"article:2"})
    keep(pages)
    assert pages.get("/a/")
    before = server.get(f"{PREFIX}stamp")
    SharedStore(redis_url(), MOST).purge({"article:1"}, gone=True)
    server.set(f"{PREFIX}run", "another")
    server.set(f"{PREFIX}stamp", before)
    pages.server.connection_pool.disconnect()
    time.sleep(LOOK)
    assert pages.get("/a/") is None


def test_what_was_purged_stays_so_where_the_stamp_is_lost(pages, server):
    server.delete(f"{PREFIX}stamp")
    keep(pages)
    assert pages.get("/a/")
    SharedStore(redis_url(), MOST).purge({"article:1"}, gone=True)
    server.delete(f"{PREFIX}stamp")
    time.sleep(LOOK)
    assert pages.get("/a/") is None


def test_what_a_process_put_anew_it_gives(pages, server):
    keep(pages)
    assert pages.get("/a/")
    assert pages.put("/a/", make_kept(b"new"), pages.seen())
    assert pages.get("/a/").body == b"new"


def test_a_flushed_server_begins_anew(pages, server):
    keep(pages)
    since = pages.seen()
    forget(server)
    assert pages.get("/a/") is None
    assert not pages.put("/a/", make_kept(), since)
    keep(pages)


def test_a_server_that_begins_anew_tells_a_cdn_of_everything(server):
    """It knows no more which pages had what."""
    pages = SharedStore(redis_url(), MOST, remembers=True)
    keep(pages)
    pages.told(pages.untold(10))
    assert pages.untold(10) == {}
    forget(server)
    pages.purge({"article:1"})
    assert set(pages.untold(10)) == {"site"}


def test_what_another_run_left_goes_with_the_next_purge(pages, server):
    for number in range(20):
        keep(pages, f"/{number}/")
    server.set(f"{PREFIX}run", "another")
    restarted = SharedStore(redis_url(), MOST)
    keep(restarted, "/new/")
    assert len(list(server.scan_iter(f"{PREFIX}*:page:*"))) == 21
    restarted.purge({"other:1"})
    assert len(list(server.scan_iter(f"{PREFIX}*:page:*"))) == 1
    assert restarted.get("/new/").stale_at is None
    assert restarted.purge({"article:1"}) == 1


def test_what_begins_while_the_old_is_swept_loses_nothing(pages, server, monkeypatch):
    keep(pages, "/old/")
    listed = pages.server.scan_iter

    def scan_iter(*asked):
        keep(pages, "/new/")
        return listed(*asked)

    monkeypatch.setattr(pages.server, "scan_iter", scan_iter)
    pages.clear()
    assert pages.get("/old/") is None
    assert pages.purge({"article:1"}) == 1
    assert pages.get("/new/").stale_at


def test_where_redis_may_forget_anything_nothing_is_kept(server, monkeypatch, caplog):
    real = SharedStore.greet

    def greet(self, connection):
        real(self, connection)
        self.is_unfit = True

    monkeypatch.setattr(SharedStore, "greet", greet)
    pages = SharedStore(redis_url(), MOST)
    assert not pages.put("/a/", make_kept(), pages.seen())


def test_a_purge_without_memory_deletes_everything(pages, server, monkeypatch):
    keep(pages)
    since = pages.seen()
    real = pages.ask

    def ask(name, *args):
        if name == "purge":
            raise redis.exceptions.OutOfMemoryError("OOM")
        return real(name, *args)

    monkeypatch.setattr(pages, "ask", ask)
    assert pages.purge({"article:1"}) == 0
    assert pages.get("/a/") is None
    assert not pages.put("/a/", make_kept(), since)


def test_what_was_cleared_leaves_nothing_in_redis(pages, server):
    for number in range(20):
        keep(pages, f"/{number}/")
    pages.clear()
    left = {key.decode().removeprefix(PREFIX) for key in server.scan_iter(f"{PREFIX}*")}
    assert left <= {"run"}


def test_a_purge_forgets_the_tags_of_pages_that_are_gone(pages, server):
    keep(pages)
    pages.purge({"article:1"}, gone=True)
    assert not list(server.scan_iter(f"{PREFIX}*:tag:*"))
    assert not list(server.scan_iter(f"{PREFIX}*:page:*"))


def test_a_page_of_rubbish_is_dropped(pages, server):
    keep(pages)
    (page,) = server.scan_iter(f"{PREFIX}*:page:*")
    server.hset(page, "packed", b"rubbish")
    assert pages.get("/a/") is None
    keep(pages)
