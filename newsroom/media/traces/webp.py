from __future__ import annotations

from collections.abc import Iterator

from newsroom.media.traces import xmp
from newsroom.media.traces.found import MOST_OF_A_BLOCK, Found, Kind, Unreadable, legible
from newsroom.media.traces.source import Source
from newsroom.media.traces.tiff import read_exif

PIXELS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM"}
FRAME, FRAME_HEAD = b"ANMF", 16


def read(source: Source, found: Found) -> None:
    end = 8 + source.number(4, 4, "<")
    is_picture = False
    for name, start, stop in chunks(source, 12, end, found):
        is_picture = is_picture or name in (b"VP8 ", b"VP8L", FRAME)
        if name == FRAME:
            for inner, begin, until in chunks(source, start + FRAME_HEAD, stop, found):
                look(inner, source, begin, until, found)
        else:
            look(name, source, start, stop, found)
    if not is_picture:
        raise Unreadable("no picture inside")
    if end < source.size:
        found.add(Kind.TRAILER, "after the picture")


def chunks(source: Source, at: int, end: int, found: Found) -> Iterator[tuple[bytes, int, int]]:
    """(name, where what it holds begins, where it ends) of each."""
    while at < end:
        found.spend()
        name, size = source.read(at, 4), source.number(at + 4, 4, "<")
        if at + 8 + size > min(end, source.size):
            raise Unreadable("ends in the middle")
        yield name, at + 8, at + 8 + size
        at += 8 + size + size % 2


def look(name: bytes, source: Source, start: int, end: int, found: Found) -> None:
    if name in PIXELS:
        return
    data = source.up_to(start, min(end - start, MOST_OF_A_BLOCK))
    found.spend(len(data))
    if name == b"EXIF":
        read_exif(data, found)
    elif name == b"XMP ":
        xmp.read(data, found)
    elif name == b"ICCP":
        found.add(Kind.ICC, "ICC profile")
    elif name == b"C2PA":
        found.add(Kind.C2PA, "JUMBF")
    else:
        found.add(Kind.UNKNOWN, legible(name))
