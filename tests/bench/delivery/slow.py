"""Slow clients against what deploy/ ships: PYTHONPATH=tests python -m bench.delivery.slow

2,000 connections that send a header a byte at a time, a body a byte at a time, or take an answer a
few bytes at a time, against nginx over TLS with the newsroom behind it; meanwhile other readers ask
for a story. Each kind in turn with a quiet time before it: what counts is p99 against quiet.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import socket
import ssl
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import shipped_nginx
from bench.delivery.newsrooms import Newsroom
from bench.delivery.servers import end_with_us, granian
from bench.delivery.wrk import Burst, burst

Dawdle = Callable[[asyncio.StreamReader, asyncio.StreamWriter, str], Awaitable[None]]
#: Seconds between two pieces: often enough to look alive.
PAUSE = 2
#: Seconds over which the crowd arrives, and after which all of it is there.
ARRIVING, SETTLED = 10, 12


async def slow_header(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _p: str) -> None:
    writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    while not reader.at_eof():
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(PAUSE)


async def slow_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _p: str) -> None:
    writer.write(
        b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    while not reader.at_eof():
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(PAUSE)


async def slow_read(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> None:
    """Asks for page after page on one connection and takes a few hundred bytes at a time."""
    asked = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    writer.write(asked * 20)
    while await reader.read(200):
        await asyncio.sleep(PAUSE)


def trusting() -> ssl.SSLContext:
    """For a certificate of our own. One for the whole crowd: it comes from other machines, and what
    it takes of this one is taken from those whose waiting is measured."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


KINDS: dict[str, Dawdle] = {"header": slow_header, "body": slow_body, "read": slow_read}


async def one(
    kind: Dawdle, tls: ssl.SSLContext, port: int, path: str, after: float, until: float
) -> int:
    """Comes again where it was let go; returns how often it got a connection."""
    await asyncio.sleep(after)
    taken = 0
    while time.monotonic() < until:
        with suppress(OSError, asyncio.TimeoutError, ssl.SSLError):
            connection = socket.socket()
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.setblocking(False)
            await asyncio.get_running_loop().sock_connect(connection, ("127.0.0.1", port))
            reader, writer = await asyncio.wait_for(
                asyncio.open_connection(
                    sock=connection, ssl=tls, server_hostname="localhost", limit=1024
                ),
                30,
            )
            taken += 1
            try:
                await asyncio.wait_for(kind(reader, writer, path), until - time.monotonic())
            finally:
                writer.transport.abort()
        await asyncio.sleep(1)
    return taken


async def crowd(kind: Dawdle, clients: int, port: int, path: str, seconds: float) -> int:
    """Each comes at a moment of its own: two thousand handshakes within one second, and again when
    the server lets go of them all, would measure the handshakes."""
    until, tls = time.monotonic() + seconds, trusting()
    moments = [ARRIVING * number / clients for number in range(clients)]
    taken = await asyncio.gather(*(one(kind, tls, port, path, each, until) for each in moments))
    return sum(map(bool, taken))


def crowded(kind: str, clients: int, port: int, path: str, seconds: float) -> int:
    return asyncio.run(crowd(KINDS[kind], clients, port, path, seconds))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.delivery.slow")
    parser.add_argument("--editions", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=2000)
    parser.add_argument("--seconds", type=int, default=20, help="of each burst of other readers")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    return parser.parse_args()


async def measured(kind: str | None, url: str, path: str, asked: argparse.Namespace) -> tuple:
    """Other readers' burst, 8 connections, with or without the crowd; the crowd is whole before."""
    port = urlsplit(url).port or 0
    settling = SETTLED if kind else 0
    loop = asyncio.get_running_loop()
    dawdling = None
    if kind:
        whole = settling + asked.seconds + 2
        dawdling = loop.run_in_executor(None, crowded, kind, asked.clients, port, path, whole)
        await asyncio.sleep(settling)
    found = await loop.run_in_executor(None, lambda: burst(url + path, seconds=asked.seconds))
    return found, (await dawdling if dawdling else 0)


def main() -> None:
    asked = arguments()
    end_with_us()
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    newsroom = Newsroom(asked.editions)
    newsroom.build()
    path = newsroom.ask()["pages"][0]["path"]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        told = {"SITE_URL": "https://localhost", "TRUSTED_PROXIES": "1"}
        told["ALLOWED_HOSTS"] = "localhost,127.0.0.1"
        server = stack.enter_context(
            granian("newsroom.wsgi", newsroom.environment(**told), "/healthz/")
        )
        port = urlsplit(server.url).port or 0
        url = stack.enter_context(shipped_nginx.in_front(folder, newsroom.folder, port))
        asyncio.run(measured(None, url, path, argparse.Namespace(seconds=2, clients=0)))
        told_of(url, path, asked)


HEAD = ("req/s", "p50 ms", "p99 ms", "failed", "dawdling")


def told_of(url: str, path: str, asked: argparse.Namespace) -> None:
    print(f"{'':<10}{''.join(f'{name:>10}' for name in HEAD)}{'p99 × quiet':>13}")
    for kind in asked.kinds:
        ratios = []
        for _ in range(asked.rounds):
            quiet, _none = asyncio.run(measured(None, url, path, asked))
            slow, taken = asyncio.run(measured(kind, url, path, asked))
            ratios.append(slow.p99 / quiet.p99)
            print(
                line("quiet", quiet, 0), line(kind, slow, taken) + f"{ratios[-1]:>13.2f}", sep="\n"
            )
        print(f"slow {kind}: p99 {median(ratios):.2f} × quiet, the median of {asked.rounds}")


def line(name: str, found: Burst, dawdling: int) -> str:
    return (
        f"{name:<10}{found.per_second:>10,.0f}{found.p50:>10.2f}{found.p99:>10.2f}"
        f"{found.errors:>10}{dawdling:>10}"
    )


if __name__ == "__main__":
    main()
