from __future__ import annotations

from newsroom.media.traces import xmp
from newsroom.media.traces.found import MOST_OF_A_BLOCK, Found, Kind, Unreadable, legible
from newsroom.media.traces.source import Source

IMAGE, EXTENSION, END = 0x2C, 0x21, 0x3B
CONTROL, PLAIN_TEXT, COMMENT, APPLICATION = 0xF9, 0x01, 0xFE, 0xFF
#: How often an animation is repeated.
LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
WINDOW = 4096
#: What a sub-block costs: it is small, and a large picture has many.
A_BLOCK = 24


def read(source: Source, found: Found) -> None:
    at = 13 + table(source.read(10, 1)[0])
    while (mark := source.read(at, 1)[0]) != END:
        found.spend()
        if mark == IMAGE:
            at += 11 + table(source.read(at + 9, 1)[0])
            at, _data = blocks(source, at, 0, found)
        elif mark == EXTENSION:
            at = read_extension(source, at + 1, found)
        else:
            raise Unreadable("no block where one has to be")
    if at + 1 < source.size:
        found.add(Kind.TRAILER, "after the picture")


def table(flags: int) -> int:
    """Bytes of the colour table that the flags speak of."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def blocks(source: Source, at: int, most: int, found: Found) -> tuple[int, bytes]:
    """Where the sub-blocks end, and up to `most` bytes of what they hold, lengths included."""
    start, base, window = at, at, b""
    while True:
        if at >= base + len(window):
            base, window = at, source.up_to(at, WINDOW) or source.read(at, 1)
        size = window[at - base]
        at += 1 + size
        if size == 0:
            return at, source.up_to(start, min(at - 1 - start, most))
        found.spend_bytes(A_BLOCK)


def read_extension(source: Source, at: int, found: Found) -> int:
    kind = source.read(at, 1)[0]
    end, data = blocks(source, at + 1, MOST_OF_A_BLOCK, found)
    found.spend(len(data))
    if kind == COMMENT:
        found.add(Kind.COMMENT, "comment", data[1:].decode("utf-8", "replace"))
    elif kind == PLAIN_TEXT:
        found.add(Kind.COMMENT, "plain text")
    elif kind == APPLICATION:
        look_at_application(data[1:12], data[12:], found)
    elif kind != CONTROL or len(data) > 5:
        found.add(Kind.UNKNOWN, f"extension 0x{kind:02x}")
    return end


def look_at_application(name: bytes, data: bytes, found: Found) -> None:
    if name == b"XMP DataXMP":
        # Not in sub-blocks: the text stands there as it is.
        xmp.read(data, found)
    elif name == b"ICCRGBG1012":
        found.add(Kind.ICC, "ICC profile")
    elif name == b"C2PA_GIF\x01\x00\x00":
        found.add(Kind.C2PA, "JUMBF")
    elif name not in LOOPS or len(data) > 4:
        found.add(Kind.UNKNOWN, legible(name))
