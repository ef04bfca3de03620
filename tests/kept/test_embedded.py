"""The file gives way: its disk is full, it is damaged, deleted, or older than what was purged."""

import mmap
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kept.pages import make_kept
from newsroom.delivery import current
from newsroom.delivery.embedded import EmbeddedStore
from newsroom.delivery.store import StoreError, bounds

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "kept"


@pytest.fixture
def make(folder):
    return lambda: EmbeddedStore(str(folder), bounds(16 * 1024 * 1024))


def keep(pages, key="/a/"):
    assert pages.put(key, make_kept(), pages.seen())


def the_file(folder) -> Path:
    (found,) = folder.glob("pages-*.sqlite3")
    return found


class Full:
    """A connection on a full disk: what writes fails."""

    def __init__(self, inner):
        self.inner = inner

    def execute(self, sql, *more):
        if not sql.startswith(("SELECT", "ROLLBACK")):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorname = "SQLITE_FULL"
            raise error
        return self.inner.execute(sql, *more)


def test_on_a_full_disk_pages_are_given_and_none_is_kept(make, monkeypatch, caplog):
    pages = make()
    keep(pages)
    fill(pages)
    assert not pages.put("/b/", make_kept(), pages.seen())
    monkeypatch.setattr(pages, "away_until", 0.0)
    assert pages.get("/a/") is not None
    assert "disk is full" not in caplog.text, "kind alone"
    assert "SQLITE_FULL" in caplog.text
    assert pages.put("/b/", make_kept(), make().seen())


def fill(pages):
    pages.own.connection = Full(pages.connection())


def test_a_purge_that_cannot_be_written_leaves_no_page_to_anybody(make, folder):
    pages, other = make(), make()
    keep(pages)
    assert other.get("/a/") is not None, "also in the memory of another process"
    before = the_file(folder)
    since = other.seen()
    fill(pages)
    pages.purge({"article:1"})
    for each in (pages, other, make()):
        each.away_until = 0.0
        assert each.get("/a/") is None
    assert not before.exists()
    assert not other.put("/a/", make_kept(), since)
    keep(other)
    assert make().get("/a/") is not None


def test_a_purge_while_another_process_holds_the_file_is_no_less_a_purge(make, monkeypatch):
    monkeypatch.setattr("newsroom.delivery.tables.PATIENCE", 0.1)
    pages, stuck = make(), make()
    keep(pages)
    with stuck.writing():
        pages.purge({"article:1"})
        pages.away_until = 0.0
        assert pages.get("/a/") is None
    stuck.away_until = 0.0
    assert stuck.get("/a/") is None


def test_a_cdn_is_told_of_the_whole_site_when_the_file_is_left_behind(folder):
    def make():
        return EmbeddedStore(str(folder), bounds(16 * 1024 * 1024), remembers=True)

    pages, other = make(), make()
    pages.told(pages.untold(5))
    keep(pages)
    assert other.untold(5) == {}
    fill(pages)
    pages.purge({"article:1"})
    for each in (pages, other, make()):
        each.away_until = 0.0
        assert set(each.untold(5)) == {"site"}
    the_file(folder).write_bytes(b"no database at all" * 500)
    damaged = make()
    assert damaged.get("/a/") is None
    assert set(damaged.untold(5)) == {"site"}


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 500])
def test_a_damaged_file_is_left_behind(make, folder, damage):
    pages = make()
    for number in range(200):
        keep(pages, f"/{number}/")
    pages.own.connection.close()
    pages.own.connection = None
    for each in folder.glob("pages-*-*"):
        each.unlink()
    the_file(folder).write_bytes(damage)
    other = make()
    assert other.get("/1/") is None
    other.away_until = 0.0
    assert other.get("/1/") is None
    keep(other)
    assert make().get("/a/") is not None


def test_a_file_with_damaged_pages_is_never_given_as_something_else(make, folder):
    pages = make()
    for number in range(300):
        keep(pages, f"/{number}/")
    pages.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    pages.own.connection.close()
    pages.own.connection = None
    path = the_file(folder)
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    other = make()
    for number in range(20):
        assert other.get(f"/{number}/") is None
        other.away_until = 0.0
    keep(other)
    assert other.get("/a/") is not None


def test_another_boot_of_the_machine_begins_anew(make, folder, monkeypatch):
    """What was purged may not have reached the disk before the power went."""
    pages = make()
    keep(pages)
    monkeypatch.setattr(current, "boot", lambda: b"another boot....")
    assert make().get("/a/") is None


def test_a_folder_that_somebody_empties_is_made_again_by_all(make, folder, monkeypatch):
    monkeypatch.setattr(current, "LOOK", 0.0)
    pages, other = make(), make()
    keep(pages)
    assert other.get("/a/")
    for each in folder.iterdir():
        each.unlink()
    assert pages.get("/a/") is None
    keep(pages)
    assert other.get("/a/") is not None
    other.purge({"article:1"}, gone=True)
    assert pages.get("/a/") is None


def test_a_folder_that_cannot_be_made_stops_nobody(tmp_path):
    (tmp_path / "file").write_text("in the way")
    pages = EmbeddedStore(str(tmp_path / "file/kept"), bounds(16 * 1024 * 1024))
    assert pages.get("/a/") is None
    assert pages.seen() is None
    assert pages.lease("/a/")
    assert not pages.put("/a/", make_kept(), 1)
    with pytest.raises(StoreError):
        pages.purge({"article:1"})


def test_there_is_room_for_what_all_look_at(folder, make, monkeypatch):
    """A disk that is full when the process starts must not fail at the first purge."""

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)
    assert make().get("/a/") is None
    monkeypatch.undo()
    keep(make())
    assert (folder / "current").stat().st_size == current.LENGTH
    assert isinstance(make().current.whole(), mmap.mmap)


KILLED = """
import os, sys
from newsroom.delivery.embedded import EmbeddedStore
pages = EmbeddedStore(sys.argv[1], (1 << 24, 1 << 24))
pages.connection().execute("BEGIN IMMEDIATE")
pages.connection().execute("UPDATE page SET stale = 1")
os.kill(os.getpid(), 9)
"""


def test_a_process_that_is_killed_in_the_middle_leaves_a_whole_store(make, folder):
    pages = make()
    keep(pages)
    command = [sys.executable, "-c", KILLED, str(folder)]
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, timeout=60)
    assert done.returncode == -9
    assert make().get("/a/").stale_at is None
    assert pages.purge({"article:1"}) == 1


def test_one_page_in_memory_is_read_from_the_file_after_each_purge(make):
    pages, other = make(), make()
    keep(pages)
    first = other.get("/a/")
    assert other.get("/a/") is first, "from memory"
    pages.purge({"something:else"})
    assert other.get("/a/") is not first
    assert other.get("/a/") == first
