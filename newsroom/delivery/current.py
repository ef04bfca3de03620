"""What all processes of a machine look at before they trust what they have in memory: 32 bytes that
they share. To write there takes no room on a disk, so that a purge is told on a full one too."""

from __future__ import annotations

import fcntl
import mmap
import os
import time
from hashlib import blake2b
from pathlib import Path

#: Where in the file each thing stands.
STAMP, GENERATION, BOOT = slice(0, 8), slice(8, 16), slice(16, 32)
LENGTH = 32
#: Seconds between two looks whether the file is still the one that everybody else has.
LOOK = 0.25
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def shortened(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()


def boot() -> bytes:
    """What a power cut changes: nothing here was synced to disk, and what is kept may be older than
    what was purged."""
    return shortened(BOOT_ID.read_text()) if BOOT_ID.exists() else bytes(16)


class Current:
    """Raises OSError where the file cannot be had."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "current"
        self.shared: mmap.mmap | None = None
        self.inode = 0
        self.looks_at = 0.0

    def stamp(self) -> bytes:
        """Another one after each purge; what was read under the same one is right."""
        return self.whole()[STAMP]

    def generation(self) -> str:
        return self.whole()[GENERATION].hex()

    def renew(self) -> None:
        # By lot, and not one more: two processes never come to the same.
        self.whole()[STAMP] = os.urandom(8)

    def begin_anew(self) -> None:
        shared = self.whole()
        shared[GENERATION] = os.urandom(8)
        shared[STAMP] = os.urandom(8)

    def whole(self) -> mmap.mmap:
        now = time.monotonic()
        if self.shared is None or now >= self.looks_at:
            self.shared = self.looked_at(self.shared)
            self.looks_at = now + LOOK
        return self.shared

    def looked_at(self, shared: mmap.mmap | None) -> mmap.mmap:
        try:
            is_same = shared is not None and os.stat(self.path).st_ino == self.inode
        except FileNotFoundError:
            is_same = False
        return shared if shared is not None and is_same else self.opened()

    def opened(self) -> mmap.mmap:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            # Room for it on the disk, or an error here: a write to the memory could not tell.
            os.posix_fallocate(handle, 0, LENGTH)
            shared = mmap.mmap(handle, LENGTH)
            if shared[BOOT] != boot() or shared[GENERATION] == bytes(8):
                shared[:] = os.urandom(16) + boot()
            self.inode = os.fstat(handle).st_ino
            return shared
        finally:
            # Said: what is mapped holds the file open, and with it the lock.
            fcntl.flock(handle, fcntl.LOCK_UN)
            os.close(handle)
