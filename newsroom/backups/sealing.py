"""Bytes into a file that only the holders of an identity can open, and out of it again."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import BinaryIO

import pyrage
from pyrage import x25519

from newsroom.backups.refusals import Damaged
from newsroom.storage import sync_folder

PIECE = 64 * 1024
CLOSED = "None of these identities opens the file, or its beginning is damaged."
DAMAGED = "The file is damaged or cut off: nothing of it can be relied on."


class Told:
    """Keeps what failed on our side of the encryption: it would come back as a text, which may
    quote a row."""

    error: BaseException | None = None

    @contextmanager
    def keeping(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            self.error = error
            raise


class Source(Told):
    """Bytes that are made while they are read: none wait on the disk before they are encrypted."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.pieces, self.left = iter(pieces), memoryview(b"")

    def read(self, size: int) -> bytes:
        with self.keeping():
            while not self.left:
                piece = next(self.pieces, None)
                if piece is None:
                    return b""
                self.left = memoryview(piece)
            taken, self.left = bytes(self.left[:size]), self.left[size:]
            return taken


class Sink(Told):
    def __init__(self, out: BinaryIO) -> None:
        self.out = out

    def write(self, piece: bytes) -> int:
        with self.keeping():
            return self.out.write(piece)

    def flush(self) -> None:
        with self.keeping():
            self.out.flush()


def seal(pieces: Iterable[bytes], recipients: list[x25519.Recipient], target: Path) -> None:
    """Writes `target` whole or not at all: what was there stays until then."""
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out:
            encrypt(Source(pieces), Sink(out), recipients)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def encrypt(source: Source, sink: Sink, recipients: list[x25519.Recipient]) -> None:
    try:
        pyrage.encrypt_io(source, sink, recipients)
    except Exception:
        if error := source.error or sink.error:
            raise error from None
        raise


@contextmanager
def opened(file: Path, identities: list[x25519.Identity]) -> Iterator[BinaryIO]:
    """The bytes that were sealed, as a stream that cannot be rewound.

    Raises Damaged at the end at the latest. What was read before that is not to be relied on: the
    last piece says that it is the last, so that a file that was cut off is found out.
    """
    failed: list[Exception] = []
    out, into = os.pipe()
    thread = Thread(target=decrypt, args=[file, into, identities, failed], daemon=True)
    thread.start()
    try:
        with os.fdopen(out, "rb") as plain:
            yield plain
            while plain.read(PIECE):
                pass
    except Exception as error:
        thread.join()
        raise (failed[0] if failed else error) from None
    thread.join()
    if failed:
        raise failed[0]


def decrypt(
    file: Path, into: int, identities: list[x25519.Identity], failed: list[Exception]
) -> None:
    """In a thread of its own. That nobody reads on is no failure of the file."""
    with os.fdopen(into, "wb", buffering=0) as out:
        sink = Sink(out)
        try:
            with file.open("rb") as source:
                pyrage.decrypt_io(source, sink, identities)
        except Exception as error:
            if not isinstance(sink.error, BrokenPipeError):
                closed = "No matching keys" in str(error)
                failed.append(Damaged(CLOSED if closed else DAMAGED))
