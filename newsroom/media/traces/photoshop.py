"""Photoshop's image resources, in which IPTC usually travels."""

from __future__ import annotations

from collections.abc import Callable

from newsroom.media.traces import iptc, xmp
from newsroom.media.traces.found import Found, Kind

IPTC, XMP, ICC = 0x0404, 0x0424, 0x040F
THUMBNAILS, EXIFS = (0x0409, 0x040C), (0x0422, 0x0423)


def read(data: bytes, found: Found, read_exif: Callable[[bytes, Found], None]) -> None:
    found.add(Kind.PHOTOSHOP, "Photoshop resources")
    at = 0
    while data[at : at + 4] == b"8BIM":
        number = int.from_bytes(data[at + 4 : at + 6], "big")
        name = data[at + 6] if len(data) > at + 6 else 0
        at += 6 + (name + 2) // 2 * 2
        size = int.from_bytes(data[at : at + 4], "big")
        found.spend(min(size, len(data)))
        look(number, data[at + 4 : at + 4 + size], found, read_exif)
        at += 4 + (size + 1) // 2 * 2


def look(number: int, data: bytes, found: Found, read_exif: Callable[[bytes, Found], None]) -> None:
    if number == IPTC:
        iptc.read(data, found)
    elif number == XMP:
        xmp.read(data, found)
    elif number == ICC:
        found.add(Kind.ICC, "ICC profile")
    elif number in THUMBNAILS:
        found.add(Kind.THUMBNAIL, "Photoshop thumbnail")
    elif number in EXIFS:
        read_exif(data, found)
