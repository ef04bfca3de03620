"""`kill -9` in the middle of saves, moves and uploads: what was confirmed is there, what was not is
there whole or not at all. Then the ground goes from under the same server, and comes back."""

from __future__ import annotations

import os
import re
import subprocess
from contextlib import contextmanager, suppress
from random import SystemRandom
from uuid import uuid4

import pytest
from forwarder import Forwarder

from kills.killing import Killing
from kills.server import Server, drop_database, lead_through, make_database

URL = os.environ.get("DATABASE_URL", "")
POSTGRESQL = URL.startswith("postgres")
SEED = os.environ.get("KILLS_SEED")


@contextmanager
def small_disk(place):
    """Where one may be mounted, else a folder like any other."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", str(place)]
    is_small = subprocess.run(mount, capture_output=True).returncode == 0
    yield is_small
    if is_small:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """The newsroom's folder, and whether its disk can be filled."""
    folder = tmp_path_factory.mktemp("kills")
    with small_disk(folder) as is_small:
        yield folder, is_small


@pytest.fixture(scope="module")
def line():
    """To the database's server, where there is one."""
    if not POSTGRESQL:
        yield None
        return
    with Forwarder("127.0.0.1", 5432) as found:
        yield found


@pytest.fixture(scope="module")
def killed(place, line):
    name = f"kills_{uuid4().hex[:12]}"
    database = make_database(URL, name, place[0])
    server = Server(place[0], lead_through(database, line.port) if line else database)
    try:
        cookies = server.prepare()
        server.start()
        found = Killing(server, cookies, int(SEED or SystemRandom().randrange(10**6)))
        print(f"KILLS_SEED={found.seed}")
        found.live(8)
        yield found
    finally:
        server.kill_all()
        server.log.close()
        drop_database(URL, name)


def test_ten_kills_lose_nothing(killed):
    """A sample of those below."""
    before = len(killed.confirmed)
    for number in range(10):
        killed.kill(everything=number == 4)
        if number == 4:
            killed.server.worker_that_is_killed(killed.chance.uniform(0.5, 2.5))
    killed.check()
    assert killed.told["died"] >= 2, killed.told
    assert len(killed.confirmed) > before, killed.told


@pytest.mark.soak
def test_three_hundred_kills_lose_nothing(killed):
    for number in range(300):
        killed.kill(everything=number % 10 == 9)
        if number % 20 == 19:
            killed.server.worker_that_is_killed(killed.chance.uniform(0.5, 3))
        if number % 50 == 49:
            killed.check()
    print(killed.told)
    assert killed.told["died"] >= 75, killed.told


@pytest.mark.skipif(not POSTGRESQL, reason="SQLite has no server that could stop.")
def test_stopped_database_costs_no_word_and_no_restart(killed, line):
    act = killed.newsroom.file()
    line.cut()
    answer = act.send()
    told_readers = act.who.get("/en/")
    line.mend()
    assert (answer.status, told_readers.status) == (503, 503)
    assert "We will be back in a moment" in told_readers.page
    is_sent_again(killed, act, answer)


def test_full_disk_costs_no_word_and_stops_no_reader(killed, place):
    folder, is_small = place
    if POSTGRESQL or not is_small:
        pytest.skip("No disk of this database can be filled here.")
    # A desk at work: the first connection makes files beside the database, as services.py says.
    assert killed.newsroom.file().who.get("/admin/").status == 200
    rest = folder / "rest"
    with rest.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4096):
            pass
    for _ in range(200):  # the log has some room left from before
        act = killed.newsroom.file()
        act.fields["body"] = ["فقرة طويلة.\n\n" * 1000]
        act.files, act.told = {}, act.told | {"captions": []}  # the vault is full, too
        answer = act.send()
        if answer.status != 302:
            break
        killed.note(act, answer)
    read = [act.who.get("/en/").status, act.who.get("/admin/").status]
    killed.server.kill_workers()
    read += [act.who.get("/en/").status, act.who.get("/admin/").status]
    rest.unlink()
    assert answer.status == 503
    # SQLite names a full disk, or that its write failed: which one is the kernel's to say.
    assert re.search("disk (is full|fails, or is full)", answer.page)
    assert read == [200] * 4
    is_sent_again(killed, act, answer)


def is_sent_again(killed, act, answer):
    """From the page that came instead of an answer, by its one button."""
    assert re.search("Nothing was saved|It may have been saved", answer.page)
    fields = answer.forms.having("headline")
    assert fields["headline"] == act.fields["headline"]
    again = act.who.post(act.path, fields)
    assert again.status == 302
    told = {"captions": [], "submitted": "submit" in fields}  # pictures are to be chosen again
    killed.confirmed.append(act.told | told)
    killed.check()
