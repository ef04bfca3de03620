"""The key with which mirrors are signed: a file of its own, outside of every mirror."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from newsroom.delivery.mirror.verify import FIRST_LINE

#: Path, size, SHA-256 in hex digits.
File = tuple[str, int, str]


class NoKey(Exception):
    """Says in a sentence why there is none."""


def make(path: Path) -> Ed25519PrivateKey:
    """Never over one that is there: FileExistsError. Nobody but the owner reads it."""
    key = Ed25519PrivateKey.generate()
    content = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return key


def read(path: Path) -> Ed25519PrivateKey:
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), None)
    except FileNotFoundError:
        raise NoKey(f"There is no key at {path}: `manage.py mirror_key` makes one.") from None
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm):
        raise NoKey(f"{path} holds no key that can be read.") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise NoKey(f"{path} holds a key of another kind than Ed25519.")
    return key


def public(key: Ed25519PrivateKey) -> str:
    """As readers are told it: 64 hex digits."""
    return key.public_key().public_bytes_raw().hex()


def manifest(files: Iterable[File], site: str, made: datetime) -> bytes:
    head = f"{FIRST_LINE}\nsite {site}\nmade {made.astimezone(UTC):%Y-%m-%dT%H:%MZ}\n"
    lines = "".join(f"{digest} {size} {path}\n" for path, size, digest in sorted(files))
    return f"{head}\n{lines}".encode()


def signature(key: Ed25519PrivateKey, content: bytes) -> bytes:
    return b64encode(key.sign(content)) + b"\n"
