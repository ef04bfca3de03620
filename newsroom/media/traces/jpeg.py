from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom.media.traces import photoshop, xmp
from newsroom.media.traces.found import Endless, Found, Kind, Unreadable
from newsroom.media.traces.source import Source
from newsroom.media.traces.tiff import read_exif

SOS, EOI, SOI, COM = 0xDA, 0xD9, 0xD8, 0xFE
APP0, APP1, APP2, APP11, APP13, APP14, APP15 = 0xE0, 0xE1, 0xE2, 0xEB, 0xED, 0xEE, 0xEF
#: Markers that stand alone.
BARE = {0x01, *range(0xD0, 0xD8)}
#: Frames, tables, scans, restarts: what a picture is made of.
PIXELS = {0xC4, 0xCC, 0xDA, 0xDB, 0xDC, 0xDD, *range(0xC0, 0xC4), *range(0xC5, 0xC8),
          *range(0xC9, 0xCC), *range(0xCD, 0xD0)}  # fmt: skip
#: The end of a scan's data: any marker but a stuffed zero, a restart or a fill byte.
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
WINDOW = 64 * 1024
#: A progressive picture has some ten scans, and a decoder goes through all of the picture for each.
MOST_SCANS = 100
#: Of what is no pixels: four hundred full ones are 25 MB.
MOST_SEGMENTS = 1000
MOST_FILL = 1024
EXIF, XMP = b"Exif\0", b"http://ns.adobe.com/xap/1.0/\0"
MORE_XMP, LONG_XMP_HEAD = b"http://ns.adobe.com/xmp/extension/\0", 75
PHOTOSHOP, JFIF, THUMBNAIL = b"Photoshop 3.0\0", b"JFIF\0", b"JFXX\0"


def read(source: Source, found: Found) -> None:
    """The picture, and every further one that stands behind it."""
    at = read_picture(source, 0, found)
    while at < source.size:
        found.add(Kind.TRAILER, "after the picture")
        found.spend(WINDOW // 8)
        further = source.up_to(at, WINDOW).find(b"\xff\xd8\xff")
        if further < 0:
            return
        found.add(Kind.MULTI_PICTURE, "another picture behind")
        at = read_picture(source, at + further, found)


def read_picture(source: Source, at: int, found: Found) -> int:
    """Returns where the picture ends."""
    at += 2
    scans = segments = 0
    while True:
        found.spend()
        mark, at = marker(source, at)
        if mark == EOI:
            return at
        if mark in BARE:
            continue
        size = source.number(at, 2)
        if size < 2 or mark == SOI:
            raise Unreadable("a segment without a length")
        data = source.read(at + 2, size - 2)
        scans += mark == SOS
        segments += mark not in PIXELS
        if scans > MOST_SCANS or segments > MOST_SEGMENTS:
            raise Endless("too many segments")
        if mark not in PIXELS:
            found.spend(size)
            look(mark, data, found)
        at += size
        if mark == SOS:
            at = end_of_scan(source, at)


def marker(source: Source, at: int) -> tuple[int, int]:
    """The marker that stands here, and where it ends. Fill bytes may stand before it."""
    if source.read(at, 1) != b"\xff":
        raise Unreadable("no marker where one has to be")
    for window in windows(source, at):
        if bare := window.lstrip(b"\xff"):
            return bare[0], at + len(window) - len(bare) + 1
        at += len(window)
        if len(window) > MOST_FILL:
            raise Endless("nothing but fill bytes")
    raise Unreadable("ends in the middle")


def windows(source: Source, at: int) -> Iterator[bytes]:
    """What follows, in pieces: small ones first, since most of what is looked for is near."""
    size = 64
    while window := source.up_to(at, size):
        yield window
        at += len(window)
        size = min(size * 4, WINDOW)


def end_of_scan(source: Source, at: int) -> int:
    last = b""
    for window in windows(source, at):
        # The last byte may have been the first half of a marker.
        if match := MARKER.search(last + window):
            return at + match.start() - len(last)
        last, at = window[-1:], at + len(window)
    raise Unreadable("ends in the middle")


def look(mark: int, data: bytes, found: Found) -> None:
    if mark == COM:
        found.add(Kind.COMMENT, "comment", data.decode("utf-8", "replace"))
    elif mark == APP0:
        look_at_app0(data, found)
    elif mark == APP1 and data.startswith(EXIF):
        read_exif(data[6:], found)
    elif mark == APP1 and data.startswith(XMP):
        xmp.read(data[len(XMP) :], found)
    elif mark == APP1 and data.startswith(MORE_XMP):
        xmp.read(data[LONG_XMP_HEAD:], found)
    elif mark == APP2 and data.startswith(b"ICC_PROFILE\0"):
        found.add(Kind.ICC, "ICC profile")
    elif mark == APP2 and data.startswith(b"MPF\0"):
        found.add(Kind.MULTI_PICTURE, "MPF")
    elif mark == APP11 and data.startswith(b"JP"):
        found.add(Kind.C2PA, "JUMBF")
    elif mark == APP13 and data.startswith(PHOTOSHOP):
        photoshop.read(data[len(PHOTOSHOP) :], found, read_exif)
    elif not (mark == APP14 and data.startswith(b"Adobe") and len(data) == 12):
        # Adobe's twelve bytes say how the colours are coded.
        found.add(Kind.UNKNOWN, f"APP{mark - APP0}" if APP0 <= mark <= APP15 else f"0x{mark:x}")


def look_at_app0(data: bytes, found: Found) -> None:
    """JFIF is a version and a density, and may have a small picture behind it."""
    if data.startswith(THUMBNAIL) or (data.startswith(JFIF) and len(data) > 14):
        found.add(Kind.THUMBNAIL, "JFIF thumbnail")
    elif not data.startswith(JFIF):
        found.add(Kind.UNKNOWN, "APP0")
