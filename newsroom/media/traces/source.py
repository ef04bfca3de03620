from __future__ import annotations

import io
import os
from typing import Protocol

from newsroom.media.traces.found import Unreadable


class Readable(Protocol):
    """What Django's files can do, and Python's."""

    def seek(self, offset: int, whence: int = ..., /) -> int: ...

    def read(self, size: int = ..., /) -> bytes: ...


class Source:
    """A file, or a part of one, of which no more is in memory than somebody asks for."""

    def __init__(self, file: Readable, start: int = 0, end: int | None = None):
        self.file, self.start = file, start
        whole = file.seek(0, os.SEEK_END) if end is None else end
        self.size = max(0, whole - start)

    @classmethod
    def of(cls, data: bytes) -> Source:
        return cls(io.BytesIO(data))

    def up_to(self, at: int, size: int) -> bytes:
        """As much of it as there is."""
        size = min(size, self.size - at)
        if at < 0 or size <= 0:
            return b""
        self.file.seek(self.start + at)
        return self.file.read(size)

    def read(self, at: int, size: int) -> bytes:
        data = self.up_to(at, size)
        if len(data) != size:
            raise Unreadable("ends in the middle")
        return data

    def number(self, at: int, size: int, order: str = ">") -> int:
        return int.from_bytes(self.read(at, size), "little" if order == "<" else "big")

    def part(self, start: int, end: int) -> Source:
        if not 0 <= start <= end <= self.size:
            raise Unreadable("points outside of itself")
        return Source(self.file, self.start + start, self.start + end)
