#!/usr/bin/env python3
"""Says whether a mirror is whole and unchanged. It needs Python and nothing else.

    python3 verify.py FOLDER KEY

KEY is the network's public key, 64 letters and digits, from a place that you trust: not from the
mirror, and neither should this file be if you doubt who gave you the mirror. The program ends with
0 where all is as it was signed, else with 1, and says what is missing, added or changed.
"""

from __future__ import annotations

import hashlib
import sys
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MANIFEST, SIGNATURE = "MANIFEST.txt", "MANIFEST.sig"
FIRST_LINE = "newsroom mirror 1"

# Ed25519 (RFC 8032), to verify alone: nothing secret passes through here, so time tells nothing.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT = pow(2, (P - 1) // 4, P)
#: Extended homogeneous coordinates: (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z.
Point = tuple[int, int, int, int]


def x_of(y: int, is_odd: int) -> int | None:
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    if square == 0:
        return None if is_odd else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P:
        return None
    return P - x if x & 1 != is_odd else x


def point(packed: bytes) -> Point | None:
    number = int.from_bytes(packed, "little")
    y = number & (1 << 255) - 1
    x = x_of(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % P)


def add(one: Point, two: Point) -> Point:
    a = (one[1] - one[0]) * (two[1] - two[0]) % P
    b = (one[1] + one[0]) * (two[1] + two[0]) % P
    c = 2 * one[3] * two[3] * D % P
    d = 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, base: Point) -> Point:
    found: Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = add(found, base)
        base = add(base, base)
        number >>= 1
    return found


def is_same(one: Point, two: Point) -> bool:
    return (
        not (one[0] * two[2] - two[0] * one[2]) % P and not (one[1] * two[2] - two[1] * one[2]) % P
    )


BASE_Y = 4 * pow(5, -1, P) % P
BASE_X = x_of(BASE_Y, 0) or 0
BASE: Point = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    if len(key) != 32 or len(signature) != 64:
        return False
    public, first = point(key), point(signature[:32])
    second = int.from_bytes(signature[32:], "little")
    if public is None or first is None or second >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    challenge = int.from_bytes(digest, "little") % ORDER
    return is_same(times(second, BASE), add(first, times(challenge, public)))


@dataclass
class Finding:
    """What a look at a mirror found; paths in their order. `made`: when, as its makers say."""

    made: str = ""
    site: str = ""
    files: int = 0
    faults: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not (self.faults or self.missing or self.added or self.changed)

    def sentences(self) -> Iterator[str]:
        yield from self.faults
        for said, paths in (
            ("is missing", self.missing),
            ("was added", self.added),
            ("was changed", self.changed),
        ):
            yield from (f"{path!r} {said}." for path in paths)
        if self.is_whole:
            yield f"Whole and unchanged: {self.files} files of {self.site}, made {self.made}."
        else:
            yield "This is NOT what the newsroom signed."


def look(folder: Path, key: bytes) -> Finding:
    """What the manifest does not say is believed of nothing: with a bad signature no file is
    looked at."""
    found = Finding()
    try:
        manifest = (folder / MANIFEST).read_bytes()
        signature = b64decode((folder / SIGNATURE).read_bytes(), validate=False)
    except (OSError, Error):
        found.faults.append(f"There is no readable {MANIFEST} with its {SIGNATURE} in {folder}.")
        return found
    if not is_signed(key, manifest, signature):
        found.faults.append(f"{MANIFEST} was not signed with this key, or was changed since.")
        return found
    head, _, listed = manifest.decode().partition("\n\n")
    lines = dict(line.partition(" ")[::2] for line in head.split("\n")[1:])
    if head.split("\n")[0] != FIRST_LINE:
        found.faults.append("This is a manifest of another kind; a newer verify.py may know it.")
        return found
    found.made, found.site = lines.get("made", "?"), lines.get("site", "?")
    compare(folder, dict(entries(listed)), found)
    return found


def entries(listed: str) -> Iterator[tuple[str, tuple[int, str]]]:
    for line in filter(None, listed.split("\n")):
        digest, size, path = line.split(" ", 2)
        yield path, (int(size), digest)


def compare(folder: Path, listed: dict[str, tuple[int, str]], found: Finding) -> None:
    found.files = len(listed)
    there = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir()
    }
    for name in sorted(listed.keys() | there.keys()):
        if name in (MANIFEST, SIGNATURE):
            continue
        if name not in there:
            found.missing.append(name)
        elif name not in listed:
            found.added.append(name)
        elif not is_as_listed(there[name], *listed[name]):
            found.changed.append(name)


def is_as_listed(path: Path, size: int, digest: str) -> bool:
    if path.is_symlink() or not path.is_file() or path.stat().st_size != size:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == digest


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        key = bytes.fromhex(arguments[1])
    except ValueError:
        key = b""
    if len(key) != 32:
        print("KEY has to be 64 digits from 0 to 9 and letters from a to f.", file=sys.stderr)
        return 2
    found = look(Path(arguments[0]), key)
    print("\n".join(found.sentences()))
    return 0 if found.is_whole else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
