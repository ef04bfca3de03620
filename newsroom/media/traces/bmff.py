"""AVIF and HEIC: boxes in boxes (ISO/IEC 14496-12, 23008-12)."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom.media.traces import xmp
from newsroom.media.traces.bmff_items import Item, items
from newsroom.media.traces.found import MOST_OF_A_BLOCK, Found, Kind, Unreadable, legible
from newsroom.media.traces.source import Source
from newsroom.media.traces.tiff import read_exif

BRANDS = {
    b"avif": "AVIF", b"avis": "AVIF", b"heic": "HEIC", b"heix": "HEIC", b"hevc": "HEIC",
    b"hevx": "HEIC", b"heim": "HEIC", b"heis": "HEIC", b"mif1": "HEIC", b"msf1": "HEIC",
    b"miaf": "HEIC",
}  # fmt: skip
#: Top boxes that are the picture.
PIXELS = {b"ftyp", b"styp", b"mdat", b"meta"}
#: Boxes of `meta` that say which item lies where and how it is shown.
STRUCTURE = {b"hdlr", b"pitm", b"iloc", b"iinf", b"iprp", b"idat", b"dinf", b"grpl"}
PROPERTIES = {
    b"ispe", b"pixi", b"av1C", b"hvcC", b"pasp", b"clap", b"irot", b"imir", b"auxC", b"a1op",
    b"a1lx", b"lsel", b"clli", b"mdcv", b"cclv", b"rloc", b"amve", b"tols", b"rref", b"lhvC",
}  # fmt: skip
UUIDS = {
    bytes.fromhex("d8fec3d61b0e483c92975828877ec481"): (Kind.C2PA, "JUMBF"),
}
XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")


def boxes(source: Source, at: int, end: int, found: Found) -> Iterator[tuple[bytes, int, int]]:
    """(name, where what it holds begins, where it ends) of each."""
    while at < end:
        found.spend()
        size, name, start = source.number(at, 4), source.read(at + 4, 4), at + 8
        if size == 1:
            size, start = source.number(at + 8, 8), at + 16
        elif size == 0:
            size = end - at
        if at + size > end or start > at + size:
            raise Unreadable("a box that is larger than what it lies in")
        yield name, start, at + size
        at += size


def read(source: Source, found: Found) -> None:
    at = 0
    seen: set[bytes] = set()
    try:
        for name, start, end in boxes(source, 0, source.size, found):
            look_at_top(name, source, start, end, found)
            seen.add(name)
            at = end
    except Unreadable:
        is_trailer = b"meta" in seen and source.up_to(at + 4, 4) not in PIXELS
        if found.is_spent or not is_trailer:
            raise
        found.add(Kind.TRAILER, "after the picture")
    if b"meta" not in seen:
        raise Unreadable("no picture inside")


def look_at_top(name: bytes, source: Source, start: int, end: int, found: Found) -> None:
    if name == b"meta":
        read_meta(source, start + 4, end, found)
    elif name == b"moov":
        found.add(Kind.MULTI_PICTURE, "sequence")
    elif name == b"uuid":
        look_at_uuid(source, start, end, found)
    elif name in (b"free", b"skip"):
        look_at_room(name, source, start, end, found)
    elif name == b"jumb":
        found.add(Kind.C2PA, "JUMBF")
    elif name not in PIXELS:
        found.add(Kind.UNKNOWN, legible(name))


def look_at_uuid(source: Source, start: int, end: int, found: Found) -> None:
    uuid = source.up_to(start, min(16, end - start))
    if uuid == XMP_UUID:
        xmp.read(source.up_to(start + 16, min(end - start - 16, MOST_OF_A_BLOCK)), found)
    else:
        found.add(*UUIDS.get(uuid, (Kind.UNKNOWN, f"uuid {uuid.hex()}")))


def look_at_room(name: bytes, source: Source, start: int, end: int, found: Found) -> None:
    """Room that is left free is empty, or hides something."""
    data = source.up_to(start, min(end - start, MOST_OF_A_BLOCK))
    found.spend(len(data))
    if data.strip(b"\0") or end - start > len(data):
        found.add(Kind.UNKNOWN, legible(name))


def read_meta(source: Source, at: int, end: int, found: Found) -> None:
    inside = {}
    for name, start, stop in boxes(source, at, end, found):
        inside[name] = (start, stop)
        if name == b"iprp":
            read_properties(source, start, stop, found)
        elif name == b"iref":
            read_references(source, start + 4, stop, found)
        elif name in (b"free", b"skip"):
            look_at_room(name, source, start, stop, found)
        elif name == b"uuid":
            look_at_uuid(source, start, stop, found)
        elif name not in STRUCTURE:
            found.add(Kind.UNKNOWN, legible(name))
    for item in items(source, inside, found):
        look_at_item(item, found)


def read_properties(source: Source, at: int, end: int, found: Found) -> None:
    for name, start, stop in boxes(source, at, end, found):
        if name == b"ipco":
            for inner, begin, _end in boxes(source, start, stop, found):
                look_at_property(inner, source.up_to(begin, 4), found)
        elif name != b"ipma":
            found.add(Kind.UNKNOWN, legible(name))


def look_at_property(name: bytes, head: bytes, found: Found) -> None:
    if name == b"colr" and head in (b"prof", b"rICC"):
        found.add(Kind.ICC, "ICC profile")
    elif name == b"udes":
        found.add(Kind.COMMENT, "description")
    elif name in (b"crtt", b"mdft"):
        found.add(Kind.TIME, legible(name))
    elif name not in PROPERTIES and not (name == b"colr" and head == b"nclx"):
        found.add(Kind.UNKNOWN, legible(name))


def read_references(source: Source, at: int, end: int, found: Found) -> None:
    for name, _start, _stop in boxes(source, at, end, found):
        if name == b"thmb":
            found.add(Kind.THUMBNAIL, "thumbnail")


def look_at_item(item: Item, found: Found) -> None:
    if item.type == b"Exif":
        data = item.data()
        # How many bytes stand before the block.
        read_exif(data[4 + int.from_bytes(data[:4], "big") :], found)
    elif item.type == b"mime" and b"rdf+xml" in item.words:
        xmp.read(item.data(), found)
    else:
        found.add(Kind.UNKNOWN, f"item {legible(item.type)}")
