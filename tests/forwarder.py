"""A line to a server that a test can cut, stall and mend."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Event, Thread


class Forwarder:
    def __init__(self, host: str, port: int):
        self.server = (host, port)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.is_cut, self.flows = False, Event()
        self.flows.set()
        self.open: list[socket.socket] = []
        Thread(target=self.listen, daemon=True).start()

    def __enter__(self) -> Forwarder:
        return self

    def __exit__(self, *_error: object) -> None:
        self.flows.set()
        self.cut()
        self.listener.close()

    def listen(self) -> None:
        with suppress(OSError):
            while True:
                here, _address = self.listener.accept()
                if self.is_cut:
                    here.close()
                    continue
                there = socket.create_connection(self.server)
                self.open += [here, there]
                for source, target in ((here, there), (there, here)):
                    Thread(target=self.carry, args=(source, target), daemon=True).start()

    def carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(65536):
                self.flows.wait()
                target.sendall(piece)
        hang_up(source, target)

    def cut(self) -> None:
        self.is_cut = True
        hang_up(*self.open)
        self.open.clear()

    def stall(self) -> None:
        """Connections stand, and nothing comes through."""
        self.flows.clear()

    def mend(self) -> None:
        self.is_cut = False
        self.flows.set()


def hang_up(*ends: socket.socket) -> None:
    """Both sides learn of it at once: a socket that another thread reads from stays open when it is
    only closed, and a database's server would keep a dead client's locks."""
    for each in ends:
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()
