"""Who can open a backup: age keys. A machine holds public ones alone, so that whoever seizes it
cannot read what it backed up before."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from pyrage import IdentityError, x25519

from newsroom.backups.refusals import Refused


def recipients() -> list[x25519.Recipient]:
    """Whom backups are encrypted to; with DEBUG on and nobody named, to this machine's own."""
    named = [x25519.Recipient.from_str(each) for each in settings.BACKUP_RECIPIENTS]
    if named or not settings.DEBUG:
        return named or nobody()
    return [each.to_public() for each in own()]


def nobody() -> list[x25519.Recipient]:
    raise Refused(
        "BACKUP_RECIPIENTS names nobody who could open a backup: make a key with manage.py"
        " backup_key, on a machine that you keep."
    )


def own() -> list[x25519.Identity]:
    """The identity that a machine with DEBUG on makes once, for the demo's backups."""
    file = settings.VAR_DIR / "backup_identity"
    if not file.exists():
        keep(x25519.Identity.generate(), file)
    return read(file.read_text())


def keep(identity: x25519.Identity, file: Path) -> None:
    """Raises FileExistsError rather than write over a key that backups may need."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(text(identity))


def text(identity: x25519.Identity) -> str:
    """As `age-keygen` writes it, so that the tool `age` opens backups too."""
    return f"# public key: {identity.to_public()}\n{identity}\n"


def read(words: str) -> list[x25519.Identity]:
    """The identities in a file of age; its comments are skipped."""
    lines = [line.strip() for line in words.splitlines()]
    try:
        found = [x25519.Identity.from_str(each) for each in lines if each and each[0] != "#"]
    except IdentityError:
        found = []
    if not found:
        raise Refused("That is no identity of age: a line with AGE-SECRET-KEY-1… is expected.")
    return found
