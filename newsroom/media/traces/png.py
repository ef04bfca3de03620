from __future__ import annotations

import zlib

from newsroom.media.traces import iptc, photoshop, xmp
from newsroom.media.traces.found import MOST_OF_A_BLOCK, Found, Kind, Unreadable, legible
from newsroom.media.traces.source import Source
from newsroom.media.traces.tiff import read_exif

#: Chunks that are pixels, or say how they are to be shown.
PIXELS = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD",
    b"hIST", b"pHYs", b"cICP", b"mDCV", b"mDCv", b"cLLI", b"cLLi", b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip
BARE = {
    b"iCCP": (Kind.ICC, "ICC profile"), b"tIME": (Kind.TIME, "tIME"),
    b"caBX": (Kind.C2PA, "JUMBF"),
}  # fmt: skip
#: What the keywords of the standard, and ImageMagick's, tell besides being words.
KEYWORDS = {
    "author": Kind.NAMES, "copyright": Kind.NAMES, "artist": Kind.NAMES,
    "software": Kind.CAMERA, "source": Kind.CAMERA, "creation time": Kind.TIME,
    "date:create": Kind.TIME, "date:modify": Kind.TIME, "date:timestamp": Kind.TIME,
    "thumb::uri": Kind.NAMES, "thumb::mtime": Kind.TIME,
}  # fmt: skip
#: Nobody cuts pixels into pieces that small, but to make work.
SMALL = 1024
XMP, PROFILE = "XML:com.adobe.xmp", "Raw profile type "


def read(source: Source, found: Found) -> None:
    at, name = 8, b""
    while name != b"IEND":
        size = source.number(at, 4)
        name = source.read(at + 4, 4)
        end = at + 12 + size
        if end > source.size:
            raise Unreadable("ends in the middle")
        if name != b"IDAT" or size < SMALL:
            found.spend()
        if name not in PIXELS:
            look(name, source.up_to(at + 8, min(size, MOST_OF_A_BLOCK)), found)
        at = end
    if at < source.size:
        found.add(Kind.TRAILER, "after the picture")


def look(name: bytes, data: bytes, found: Found) -> None:
    found.spend(len(data))
    if name in BARE:
        found.add(*BARE[name])
    elif name == b"eXIf":
        read_exif(data, found)
    elif name in (b"tEXt", b"zTXt", b"iTXt"):
        keyword, text = words(name, data, found)
        look_at_words(keyword, text, found)
    else:
        found.add(Kind.UNKNOWN, legible(name))


def words(name: bytes, data: bytes, found: Found) -> tuple[str, bytes]:
    keyword, _end, rest = data.partition(b"\0")
    if name == b"zTXt":
        rest = unpacked(rest[1:], found)
    elif name == b"iTXt":
        is_packed, rest = rest[:1] == b"\1", rest[2:]
        rest = rest.partition(b"\0")[2].partition(b"\0")[2]
        rest = unpacked(rest, found) if is_packed else rest
    return keyword[:79].decode("latin-1"), rest


def unpacked(data: bytes, found: Found) -> bytes:
    """As much of it as is looked at: a few bytes may hold gigabytes."""
    try:
        text = zlib.decompressobj().decompress(data, MOST_OF_A_BLOCK)
    except zlib.error:
        return b""
    found.spend(len(text))
    return text


def look_at_words(keyword: str, text: bytes, found: Found) -> None:
    if keyword == XMP:
        xmp.read(text, found)
    elif keyword.startswith(PROFILE):
        look_at_profile(keyword.removeprefix(PROFILE).lower(), text, found)
    else:
        label, said = legible(keyword.encode()), text[:1000].decode("utf-8", "replace")
        found.add(Kind.COMMENT, label, said)
        if kind := KEYWORDS.get(keyword.lower()):
            found.add(kind, label, said)


def look_at_profile(kind: str, text: bytes, found: Found) -> None:
    """ImageMagick's way of keeping another format's block: its length, then hexadecimal digits."""
    try:
        data = bytes.fromhex(text.split(b"\n", 3)[-1].decode("ascii"))
    except ValueError:
        data = b""
    if kind in ("exif", "app1") and not data.startswith(b"http"):
        read_exif(data, found)
    elif kind in ("xmp", "app1"):
        xmp.read(data, found)
    elif kind in ("iptc", "8bim"):
        data = data.removeprefix(b"Photoshop 3.0\0")
        is_bare = data[:1] == b"\x1c"
        iptc.read(data, found) if is_bare else photoshop.read(data, found, read_exif)
    elif kind in ("icc", "icm"):
        found.add(Kind.ICC, "ICC profile")
    else:
        found.add(Kind.UNKNOWN, legible(kind.encode()))
