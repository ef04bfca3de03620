"""Mirrors for tests: made once of a newsroom that a module shares, and carried into the folder of
each test, which goes on from there. All of its pages take seconds, a story that comes a tenth."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from django.test import override_settings

from newsroom.delivery.mirror import signing
from newsroom.public.mirror.known import ledger_of
from newsroom.public.mirror.making import Summary, mirror


class Mirrored:
    """`made()` makes it, again and again; `made.folder` is where it is."""

    def __init__(self, place: Path) -> None:
        self.folder, self.var, self.key_file = place / "out" / "site", place / "var", place / "key"
        known = self.key_file.exists()
        self.key = signing.read(self.key_file) if known else signing.make(self.key_file)
        self.public_key = bytes.fromhex(signing.public(self.key))

    def __call__(self, **more) -> Summary:
        with override_settings(VAR_DIR=self.var):
            return mirror(self.folder, self.key, **more)

    def ledger(self) -> Path:
        with override_settings(VAR_DIR=self.var):
            return ledger_of(self.folder.parent.resolve() / self.folder.name)

    def carried_to(self, place: Path) -> Mirrored:
        """The same mirror there, and what is known of it: its files are not written into, but
        replaced."""
        shutil.copytree(self.folder.parent, place / "out", symlinks=True, copy_function=os.link)
        shutil.copy(self.key_file, place / "key")
        there = Mirrored(place)
        there.ledger().parent.mkdir(parents=True)
        shutil.copy(self.ledger(), there.ledger())
        return there
