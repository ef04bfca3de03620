from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from newsroom.media.traces import bmff, gif, jpeg, png, tiff, webp
from newsroom.media.traces.found import Endless, Found, Kind, Trace, Unreadable
from newsroom.media.traces.source import Readable, Source

#: By content, never by name.
BEGINNINGS: tuple[tuple[bytes, str, Callable[[Source, Found], None]], ...] = (
    (b"\xff\xd8\xff", "JPEG", jpeg.read),
    (b"\x89PNG\r\n\x1a\n", "PNG", png.read),
    (b"GIF87a", "GIF", gif.read),
    (b"GIF89a", "GIF", gif.read),
    (b"II*\0", "TIFF", tiff.read),
    (b"MM\0*", "TIFF", tiff.read),
)


@dataclass(frozen=True)
class Carried:
    format: str
    traces: tuple[Trace, ...]
    #: False: broken, or endless; it may carry more than was found.
    is_whole: bool
    #: More than anybody looks into.
    is_endless: bool

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Each once, the most telling first."""
        there = {trace.kind for trace in self.traces}
        return tuple(kind for kind in Kind if kind in there)


def carried(file: Readable) -> Carried:
    """Whatever the bytes, little memory and a second or two. Raises Unreadable for what is no
    picture of a kind that we know, and OSError."""
    source, found = Source(file), Found()
    is_whole, is_endless = True, False
    format, read = recognised(source.up_to(0, 32))
    try:
        read(source, found)
    except Unreadable as error:
        is_whole, is_endless = False, isinstance(error, Endless)
    return Carried(format, tuple(sorted(found.traces.values())), is_whole, is_endless)


def recognised(head: bytes) -> tuple[str, Callable[[Source, Found], None]]:
    for beginning, format, read in BEGINNINGS:
        if head.startswith(beginning):
            return format, read
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP", webp.read
    if head[4:8] == b"ftyp" and head[8:12] in bmff.BRANDS:
        return bmff.BRANDS[head[8:12]], bmff.read
    raise Unreadable("no picture")
