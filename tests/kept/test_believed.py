"""What a process believes of a server, and for how long."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from newsroom.delivery.believed import LOOK, Believed, wait


class Server:
    def __init__(self):
        self.number, self.asked, self.is_away = 1, 0, False

    def stamp(self):
        self.asked += 1
        if self.is_away:
            time.sleep(0.2)
            raise OSError("away")
        return (b"%d" % self.number,)


def test_it_is_asked_again_after_a_while_and_what_changed_is_seen_then():
    server = Server()
    believed = Believed(server.stamp)
    assert {believed.stamp() for _ in range(20)} == {(b"1",)}
    assert server.asked <= 3
    server.number = 2
    wait()
    assert believed.stamp() == (b"2",)


def test_who_waited_while_another_one_failed_does_not_wait_once_more():
    server = Server()
    server.is_away = True
    believed = Believed(server.stamp)

    def ask(_number):
        with pytest.raises(OSError, match="away"):
            believed.stamp()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(ask, range(8)))
    assert server.asked < 4
    server.is_away = False
    time.sleep(LOOK)
    assert believed.stamp() == (b"1",)
