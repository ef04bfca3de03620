"""A file is whole or not there, whatever happens to whoever writes it."""

import errno
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from newsroom import storage
from newsroom.storage import BEGUN, WholeFiles

#: Writes files of one byte each until somebody kills it, in pieces that take their time.
WRITER = """
import sys, time
from django.conf import settings
settings.configure(USE_TZ=True)
from newsroom.storage import WholeFiles

class Slow:
    def chunks(self):
        for _ in range(20):
            yield b"x" * 1000
            time.sleep(0.0005)

print("begins", flush=True)
while True:
    WholeFiles(location=sys.argv[1]).save("folder/a.bin", Slow())
"""


@pytest.fixture
def files(tmp_path):
    return WholeFiles(location=tmp_path / "files")


def test_writer_that_is_killed_leaves_whole_files_only(files):
    for wait in (0.003, 0.011, 0.017, 0.029):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, files.location], stdout=subprocess.PIPE
        )
        assert writer.stdout.readline() == b"begins\n"
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(wait)
        writer.kill()
        writer.communicate()
    names = files.listdir("folder")[1] if files.exists("folder") else []
    assert {files.size(f"folder/{name}") for name in names} <= {20_000}


def test_file_is_seen_only_when_it_is_whole(files):
    class Content:
        def chunks(self):
            yield b"one"
            assert not files.exists("a/b.txt")
            assert files.listdir("a") == ([], [])
            begun = next(each for each in os.listdir(files.path("a")) if each.startswith(BEGUN))
            assert not files.exists(f"a/{begun}")
            with pytest.raises(FileNotFoundError):
                files.open(f"a/{begun}")
            yield b"two"

    assert files.save("a/b.txt", Content()) == "a/b.txt"
    assert files.open("a/b.txt").read() == b"onetwo"
    assert os.listdir(files.path("a")) == ["b.txt"]


def test_disk_that_fills_up_leaves_nothing(files, monkeypatch):
    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    monkeypatch.setattr(storage, "sync_folder", lambda folder: None)
    with pytest.raises(OSError, match="No space"):
        files.save("a/b.txt", ContentFile(b"words"))
    assert os.listdir(files.path("a")) == []


def test_two_writers_of_one_name_get_two(files):
    class Content:
        def chunks(self):
            files.save("a.txt", ContentFile(b"the other's"))
            yield b"mine"

    name = files.save("a.txt", Content())
    assert name != "a.txt"
    assert files.open(name).read() == b"mine"
    assert files.open("a.txt").read() == b"the other's"


def test_file_system_without_links_does_too(files, monkeypatch):
    def refused(*args):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    files.save("a.txt", ContentFile(b"words"))
    assert files.open("a.txt").read() == b"words"
    assert os.listdir(files.location) == ["a.txt"]


def test_every_step_is_synced_before_the_next(files, monkeypatch):
    done = []
    fsync, link = os.fsync, os.link

    def synced(handle):
        done.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file")
        fsync(handle)

    def linked(*names):
        done.append("in place")
        link(*names)

    files.save("made/before.txt", ContentFile(b"x"))
    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "link", linked)
    files.save("made/a.txt", ContentFile(b"words"))
    files.delete("made/a.txt")
    assert done == ["file", "in place", "folder", "folder"]


def test_left_over_files_are_those_whose_writers_must_be_dead(files):
    files.save("a.txt", ContentFile(b"x"))
    begun = files.path(f"{BEGUN}0123")
    with open(begun, "wb") as file:
        file.write(b"half")
    assert list(files.left_over(timezone.now())) == []
    later = timezone.now() + storage.LEFT_AFTER + timedelta(seconds=1)
    assert [str(path) for path in files.left_over(later)] == [begun]
