"""A link between a browser and the live server that a test cuts, in the middle of a request too."""

from __future__ import annotations

import contextlib
import socket
from threading import Thread

PIECE = 4096


class Link:
    """Listens on a port of its own for as long as it is up; `cut` ends what is on its way."""

    def __init__(self, server_port: int):
        self.server_port = server_port
        self.port = 0
        self.listening: socket.socket | None = None
        self.open: list[socket.socket] = []
        #: Cut once a request that says so has sent that many bytes more.
        self.cuts: list[tuple[bytes, int]] = []
        #: The next request that says so reaches the server, and its answer is lost.
        self.lost: list[bytes] = []
        self.up()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def is_up(self) -> bool:
        return self.listening is not None

    def up(self) -> None:
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", self.port))
        listening.listen(50)
        self.listening, self.port = listening, listening.getsockname()[1]
        Thread(target=self.accept, args=(listening,), daemon=True).start()

    def cut(self) -> None:
        if self.listening:
            end(self.listening)
        self.listening = None
        while self.open:
            end(self.open.pop())

    def accept(self, listening: socket.socket) -> None:
        while True:
            try:
                client, _address = listening.accept()
                server = socket.create_connection(("127.0.0.1", self.server_port))
            except OSError:
                return
            self.open += [client, server]
            is_lost: list[bool] = []
            Thread(target=self.there, args=(client, server, is_lost), daemon=True).start()
            Thread(target=self.back, args=(server, client, is_lost), daemon=True).start()

    def there(self, client: socket.socket, server: socket.socket, is_lost: list[bool]) -> None:
        left: int | None = None
        for data in pieces(client):
            for needle in [needle for needle in self.lost if needle in data]:
                self.lost.remove(needle)
                is_lost.append(True)
            for needle, after in [each for each in self.cuts if each[0] in data]:
                self.cuts.remove((needle, after))
                left = after
            if left is not None and (left := left - len(data)) <= 0:
                self.cut()
                return
            with contextlib.suppress(OSError):
                server.sendall(data)
        end(server)

    def back(self, server: socket.socket, client: socket.socket, is_lost: list[bool]) -> None:
        for data in pieces(server):
            if is_lost:
                break
            with contextlib.suppress(OSError):
                client.sendall(data)
        end(client)
        end(server)


def pieces(sender: socket.socket):
    with contextlib.suppress(OSError):
        while data := sender.recv(PIECE):
            yield data


def end(each: socket.socket) -> None:
    with contextlib.suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
    each.close()
