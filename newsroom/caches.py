"""The cache of a newsroom on one machine without Redis."""

import fcntl
from pathlib import Path

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache


class FileCache(FileBasedCache):
    """Files that all processes of the machine share.

    `add` is one step here, as with Redis: what counts failed sign-ins takes its lock with it, and
    Django's would let two processes have the same lock.
    """

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        self._createdir()
        with Path(self._dir, "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            return super().add(key, value, timeout, version)
