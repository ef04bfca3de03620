"""TIFF files, and EXIF, which is a TIFF file without a picture."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.media.traces import exif_tags, iptc, photoshop, xmp
from newsroom.media.traces.found import MOST_OF_A_BLOCK, Found, Kind, Unreadable
from newsroom.media.traces.source import Source

ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
#: Bytes of one value, by its type.
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}
MOST_SUB_IFDS = 32
MOST_DIRECTORIES = 200
DEEPEST = 3


@dataclass(frozen=True)
class Entry:
    source: Source
    order: str
    tag: int
    type: int
    count: int
    at: int

    @property
    def size(self) -> int:
        return SIZES.get(self.type, 0) * self.count

    def data(self, most: int = 1024) -> bytes:
        return self.source.up_to(self.at, min(self.size, most))

    def numbers(self) -> list[int]:
        size = 2 if self.type == 3 else 4
        data = self.data(4 * MOST_SUB_IFDS)
        usable = len(data) // size * size
        letter = "H" if size == 2 else "I"
        return list(struct.unpack(f"{self.order}{usable // size}{letter}", data[:usable]))

    def words(self) -> str:
        data = self.data()
        if 0x9C9B <= self.tag <= 0x9C9F:
            return data.decode("utf-16-le", "replace")
        if self.tag == 0x9286:
            is_wide = data.startswith(b"UNICODE\0")
            wide = "utf-16-le" if self.order == "<" else "utf-16-be"
            return data[8:].decode(wide if is_wide else "utf-8", "replace")
        return data.decode("utf-8", "replace")


def read(source: Source, found: Found) -> None:
    """A TIFF file, or a camera's raw file that is one."""
    order = ORDERS[source.read(0, 4)]
    pages = walk(source, order, found, is_file=True)
    if pages > 1:
        found.add(Kind.MULTI_PICTURE, "pages")


def read_exif(data: bytes, found: Found) -> None:
    """A block of EXIF as the containers hold it; one that is broken is EXIF still."""
    found.add(Kind.EXIF, "EXIF")
    data = data.removeprefix(b"Exif\0\0")
    order = ORDERS.get(data[:4])
    if order is None or found.depth == DEEPEST:
        return
    found.depth += 1
    try:
        walk(Source.of(data), order, found, is_file=False)
    except Unreadable:
        if found.is_spent:
            raise
    finally:
        found.depth -= 1


def walk(source: Source, order: str, found: Found, *, is_file: bool) -> int:
    """How many pictures the main chain has. Each directory is read once, however they point."""
    waiting = [(source.number(4, 4, order), "IFD0")]
    seen: set[int] = set()
    pages = 0
    while waiting:
        at, name = waiting.pop(0)
        if at == 0 or at in seen:
            continue
        if len(seen) == MOST_DIRECTORIES:
            raise Unreadable("more directories than a file has")
        seen.add(at)
        pages += name in ("IFD0", "next")
        for entry in entries(source, order, at, found):
            waiting += look(entry, name, found, is_file)[: MOST_DIRECTORIES - len(waiting)]
        if name in ("IFD0", "next"):
            after = at + 2 + 12 * source.number(at, 2, order)
            next = source.number(after, 4, order) if after + 4 <= source.size else 0
            waiting.append((next, "next"))
    return pages


def entries(source: Source, order: str, at: int, found: Found) -> Iterator[Entry]:
    count = source.number(at, 2, order)
    found.spend(count * 12)
    rows = source.up_to(at + 2, count * 12)
    for number in range(len(rows) // 12):
        tag, type, values, offset = struct.unpack_from(f"{order}HHII", rows, number * 12)
        is_inside = SIZES.get(type, 0) * values <= 4
        place = at + 2 + number * 12 + 8 if is_inside else offset
        yield Entry(source, order, tag, type, values, place)


def look(entry: Entry, name: str, found: Found, is_file: bool) -> list[tuple[int, str]]:
    """What the entry tells goes to `found`; returns the directories that it points to."""
    tag = entry.tag
    if name == "GPS":
        look_at_place(entry, found)
    elif tag in (exif_tags.EXIF_IFD, exif_tags.INTEROPERABILITY_IFD):
        found.add(Kind.EXIF, "EXIF")
        return [(at, "EXIF") for at in entry.numbers()[:1]]
    elif tag == exif_tags.GPS_IFD:
        return [(at, "GPS") for at in entry.numbers()[:1]]
    elif tag == exif_tags.SUB_IFDS:
        return [(at, "sub") for at in entry.numbers()[:MOST_SUB_IFDS]]
    elif tag in exif_tags.WORDS:
        kind, label = exif_tags.WORDS[tag]
        found.add_words(kind, label, entry.words())
    elif tag in exif_tags.BARE:
        found.add(*exif_tags.BARE[tag])
    elif tag == exif_tags.JPEG_THUMBNAIL or (
        tag == exif_tags.STRIPS and name == "next" and not is_file
    ):
        found.add(Kind.THUMBNAIL, "EXIF thumbnail")
    else:
        look_inside(entry, found)
    return []


def look_at_place(entry: Entry, found: Found) -> None:
    if entry.tag == exif_tags.GPS_VERSION or not entry.count:
        return
    words = entry.words().strip("\0 ") if entry.type == 2 else degrees(entry)
    found.add(Kind.GPS, exif_tags.POSITION.get(entry.tag, f"GPS tag {entry.tag}"), words)


def degrees(entry: Entry) -> str:
    """Degrees, minutes and seconds as decimal degrees, or whatever number it is."""
    if entry.type not in (5, 10):
        return ""
    data = entry.data(24)
    numbers = struct.unpack(f"{entry.order}{len(data) // 8 * 2}I", data[: len(data) // 8 * 8])
    batches = zip(numbers[::2], numbers[1::2], strict=True)
    values = [top / bottom if bottom else 0 for top, bottom in batches]
    return f"{sum(value / 60**place for place, value in enumerate(values)):.6f}".rstrip("0")


def look_inside(entry: Entry, found: Found) -> None:
    """Other formats' blocks that TIFF has tags for."""
    if entry.tag not in (exif_tags.XMP, exif_tags.IPTC, exif_tags.PHOTOSHOP, exif_tags.ICC):
        return
    if entry.tag == exif_tags.ICC:
        found.add(Kind.ICC, "ICC profile")
        return
    data = entry.data(MOST_OF_A_BLOCK)
    found.spend(len(data))
    if entry.tag == exif_tags.XMP:
        xmp.read(data, found)
    elif entry.tag == exif_tags.IPTC:
        iptc.read(data, found)
    else:
        photoshop.read(data, found, read_exif)
