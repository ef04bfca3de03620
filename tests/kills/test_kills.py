"""`kill -9` in the middle of saves, moves and uploads: what was confirmed is there, what was not is
there whole or not at all."""

from __future__ import annotations

import os
from random import SystemRandom
from uuid import uuid4

import pytest

from kills.killing import Killing
from kills.server import Server, drop_database, make_database


@pytest.fixture
def server(tmp_path):
    url, name = os.environ.get("DATABASE_URL", ""), f"kills_{uuid4().hex[:12]}"
    found = Server(tmp_path, make_database(url, name, tmp_path))
    try:
        yield found
    finally:
        found.kill_all()
        drop_database(url, name)


@pytest.fixture
def killing(server):
    def begun(seed: int) -> Killing:
        print(f"seed {seed}")
        cookies = server.prepare()
        server.start()
        found = Killing(server, cookies, seed)
        found.live(12)
        return found

    return begun


def test_twenty_kills_lose_nothing(killing):
    killed = killing(int(os.environ.get("KILLS_SEED", "5")))
    for number in range(20):
        killed.kill(everything=number == 9)
        if number == 9:
            killed.server.worker_that_is_killed(killed.chance.uniform(0.5, 2.5))
    killed.check()
    assert killed.told["died"] >= 5
    assert len(killed.confirmed) >= 15


@pytest.mark.soak
def test_three_hundred_kills_lose_nothing(killing):
    killed = killing(int(os.environ.get("KILLS_SEED", SystemRandom().randrange(10**6))))
    for number in range(300):
        killed.kill(everything=number % 10 == 9)
        if number % 20 == 19:
            killed.server.worker_that_is_killed(killed.chance.uniform(0.5, 3))
        if number % 50 == 49:
            killed.check()
    print(killed.told)
    assert killed.told["died"] >= 75
