"""What lies inside a backup: a tar, its last member a manifest of all the others.

    protection_key                              what its rows are sealed and hashed with
    rows/<app.model>/<number>.jsonl.gz          lines of JSON, see `rows`
    files/<app.model>/<field>/<name>            files that rows refer to
    manifest.json                               see `Manifest`

Any `age` and `tar` open it too, should this program be gone.
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import IO, Any, BinaryIO

from newsroom.backups.refusals import Damaged, Refused
from newsroom.backups.sealing import DAMAGED, PIECE

FORMAT = 1
KEY, ROWS, FILES, MANIFEST = "protection_key", "rows", "files", "manifest.json"
BLOCK = 512


@dataclass
class Manifest:
    """What a backup holds, for whoever brings it back."""

    #: ISO time at which the snapshot was taken: what was confirmed before is in it.
    begun: str
    migrations: list[tuple[str, str]]
    #: Label -> columns in the order of its rows, `rows` and `sum` of a `rows.Tally`.
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: Name -> SHA-256, of all members but this one.
    members: dict[str, str] = field(default_factory=dict)
    #: Files that rows refer to and that could not be read: "media.photo 17 (master)".
    lacking: list[str] = field(default_factory=list)
    #: Their names in the archive: of one that broke off the beginning is there, filled up with 0.
    broken: list[str] = field(default_factory=list)
    format: int = FORMAT

    def text(self) -> bytes:
        return json.dumps(asdict(self), sort_keys=True).encode()


def read_manifest(text: bytes) -> Manifest:
    told = json.loads(text)
    if told["format"] > FORMAT:
        raise Refused("The backup was made by a newer program: install that first.")
    found = Manifest(**told)
    found.migrations = [(app, name) for app, name in found.migrations]
    return found


def member(manifest: Manifest, name: str, content: bytes) -> Iterator[bytes]:
    return streamed(manifest, name, len(content), [content])


def streamed(manifest: Manifest, name: str, size: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The tar's bytes for one member. Whatever the pieces turn out to be, `size` bytes follow the
    head: cut off, or filled up with zeros."""
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    yield info.tobuf(tarfile.PAX_FORMAT)
    digest, left = sha256(), size
    for piece in pieces:
        part = piece[:left]
        left -= len(part)
        digest.update(part)
        yield part
    while left:
        part = bytes(min(left, PIECE))
        left -= len(part)
        digest.update(part)
        yield part
    yield bytes(-size % BLOCK)
    manifest.members[name] = digest.hexdigest()


def ended(manifest: Manifest) -> Iterator[bytes]:
    """The manifest itself, and what ends a tar."""
    text = manifest.text()
    yield from member(Manifest("", []), MANIFEST, text)
    yield bytes(2 * BLOCK)


class Hashed:
    """A member while it is read, with the digest of what was read of it."""

    def __init__(self, name: str, stream: IO[bytes]) -> None:
        self.name, self.stream, self.digest = name, stream, sha256()

    def read(self, size: int = -1) -> bytes:
        part = self.stream.read(size)
        self.digest.update(part)
        return part

    def pieces(self) -> Iterator[bytes]:
        while part := self.read(PIECE):
            yield part


def members(plain: BinaryIO) -> Iterator[Hashed]:
    """Every member in its order, read to its end when the next one is asked for."""
    try:
        with tarfile.open(fileobj=plain, mode="r|") as tar:
            for info in tar:
                stream = tar.extractfile(info) or BytesIO()
                found = Hashed(info.name, stream)
                yield found
                for _part in found.pieces():
                    pass
    except tarfile.TarError as error:
        raise Damaged(DAMAGED) from error


def examined(plain: BinaryIO) -> tuple[Manifest, str]:
    """Reads all of an archive and holds every member against the manifest; that, and the key."""
    digests: dict[str, str] = {}
    key = text = b""
    found = None
    for found in members(plain):
        if found.name == MANIFEST:
            text = found.read()
        elif found.name == KEY:
            key = found.read()
        for _part in found.pieces():
            pass
        digests[found.name] = found.digest.hexdigest()
    if found is None or found.name != MANIFEST:
        raise Damaged(DAMAGED)
    manifest = read_manifest(text)
    del digests[MANIFEST]
    if digests != manifest.members:
        raise Damaged(DAMAGED)
    return manifest, key.decode()
