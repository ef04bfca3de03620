"""Pictures and what is written into them, made by hand where Pillow makes none."""

from __future__ import annotations

import base64
import struct

#: 96 by 64 pixels, red on the left and blue on the right; in its EXIF the place 34.457 N, 40.95 E,
#: the artist "Leila Hasan" and 20 November 2026, 10:00.
HEIC = base64.b64decode("""
AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAYJtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAA
AAAA5waXRtAAAAAAABAAAANGlsb2MAAAAAREAAAgABAAAAAAL2AAEAAAAAAAAAKQACAAAAAAAAAAEAAAGmAAABUAAAADhpaW5m
AAAAAAACAAAAFWluZmUCAAAAAAEAAGh2YzEAAAAAFWluZmUCAAABAAIAAEV4aWYAAAAAGmlyZWYAAAAAAAAADmNkc2MAAgABAA
EAAADBaXBycAAAAKNpcGNvAAAAd2h2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAe
ugJAIQABACtCAQEDcAAAAwCQAAADAAADAB6gMIEFluk5KS5uBAQMCAAAAwAIAAADAAhAIgABAAZEAcBxgRIAAAAUaXNwZQAAAA
AAAABgAAAAQAAAABBwaXhpAAAAAAMICAgAAAAWaXBtYQAAAAAAAAABAAEDgQKDAAABgW1kYXQAAAAGRXhpZgAATU0AKgAAAAgA
BwEaAAUAAAABAAAAYgEbAAUAAAABAAAAagEoAAMAAAABAAIAAAE7AAIAAAAMAAAAcgITAAMAAAABAAEAAIdpAAQAAAABAAAAfo
glAAQAAAABAAAA1AAAAAAAAABIAAAAAQAAAEgAAAABTGVpbGEgSGFzYW4AAAWQAAAHAAAABDAyMzKQAwACAAAAFAAAAMCRAQAH
AAAABAECAwCgAAAHAAAABDAxMDCgAQADAAAAAf//AAAAAAAAMjAyNjoxMToyMCAxMDowMDowMAAABQAAAAEAAAAEAgMAAAABAA
IAAAACTgAAAAACAAUAAAADAAABFgADAAIAAAACRQAAAAAEAAUAAAADAAABLgAAAAAAAAAiAAAAAQAAABsAAAABAAAAfgAAAAUA
AAAoAAAAAQAAADkAAAABAAAAAAAAAAEAAAAlKAGsJ4CEzP/0Ue//Qp2XwTdsTQ/+3Ifezc//MyzfubaZR9APgA==
""")
#: The same without EXIF, to be turned by a quarter to the right ("irot"): red above blue.
TURNED_HEIC = base64.b64decode("""
AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAUttZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAA
AAAA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAFvAAEAAAAAAAAAKQAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAA
AAEAAGh2YzEAAAAAy2lwcnAAAACsaXBjbwAAAHdodmNDAQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJ
AAAAMAAAMAHroCQCEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbpOSkubgQEDAgAAAMACAAAAwAIQCIAAQAGRAHAcYESAAAA
FGlzcGUAAAAAAAAAYAAAAEAAAAAQcGl4aQAAAAADCAgIAAAACWlyb3QDAAAAF2lwbWEAAAAAAAAAAQABBIECg4QAAAAxbWRhdA
AAACUoAawngITM//RR7/9CnZfBN2xND/7ch97Nz/8zLN+5tplH0A+A
""")
#: Of red, green and blue light, in the space that profiles connect by (D50).
DISPLAY_P3 = ((0.51512, 0.2412, -0.00105), (0.29198, 0.69225, 0.04189), (0.1571, 0.06657, 0.78407))
ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))


def fixed(*numbers: float) -> bytes:
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)


def profile(space: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    """An ICC profile of version 2 (ICC.1:2001-04)."""
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", 2) + b"x\0" + bytes(78),
        b"cprt": b"text" + bytes(4) + b"x\0",
        b"wtpt": b"XYZ " + bytes(4) + fixed(0.9642, 1, 0.8249),
    } | tags  # fmt: skip
    at, table, data = 128 + 4 + 12 * len(tags), struct.pack(">I", len(tags)), b""
    for name, content in tags.items():
        table += name + struct.pack(">II", at + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    kind = b"prtr" if space == b"CMYK" else b"mntr"
    head = struct.pack(">I4sI4s4s4s", at + len(data), b"lcms", 0x02400000, kind, space, connection)
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + fixed(0.9642, 1, 0.8249)
    return head + bytes(128 - len(head)) + table + data


def rgb_profile(primaries, *, gamma: float | None = None) -> bytes:
    """Of a screen with these lights; where no gamma is told, with the steps of sRGB."""
    if gamma:
        curve = struct.pack(">IH", 1, round(gamma * 256))
    else:
        steps = [n / 255 for n in range(256)]
        light = [n / 12.92 if n <= 0.04045 else ((n + 0.055) / 1.055) ** 2.4 for n in steps]
        curve = struct.pack(">I256H", 256, *(round(65535 * n) for n in light))
    tags = {}
    for name, light in zip((b"r", b"g", b"b"), primaries, strict=True):
        tags[name + b"XYZ"] = b"XYZ " + bytes(4) + fixed(*light)
        tags[name + b"TRC"] = b"curv" + bytes(4) + curve
    return profile(b"RGB ", b"XYZ ", tags)


def ink_profile(lab=(0x80, 0x80, 0x80)) -> bytes:
    """Of a press whose inks all print one grey, in the space Lab: nobody would guess it."""
    tables = bytes(range(256))
    lut = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)
    lut += tables * 4 + bytes(lab) * 16 + tables * 3
    return profile(b"CMYK", b"Lab ", {b"A2B0": lut, b"A2B1": lut})


def iptc(fields: dict[tuple[int, int], bytes]) -> bytes:
    block = b"".join(
        bytes((0x1C, *key)) + struct.pack(">H", len(value)) + value for key, value in fields.items()
    )
    photoshop = b"Photoshop 3.0\0" + b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(block)) + block
    return photoshop + bytes(len(block) % 2)


def with_segment(jpeg: bytes, marker: int, content: bytes) -> bytes:
    """A JPEG with one more segment in front of all others."""
    return (
        jpeg[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content + jpeg[2:]
    )


def without_segment(jpeg: bytes, marker: int) -> bytes:
    at = jpeg.index(bytes((0xFF, marker)))
    return jpeg[:at] + jpeg[at + 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0] :]


def xmp(inside: str) -> bytes:
    names = (
        ("x", "adobe:ns:meta/"), ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("photoshop", "http://ns.adobe.com/photoshop/1.0/"),
        ("exif", "http://ns.adobe.com/exif/1.0/"), ("xmp", "http://ns.adobe.com/xap/1.0/"),
    )  # fmt: skip
    declared = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in names)
    return f"<x:xmpmeta {declared}><rdf:RDF>{inside}</rdf:RDF></x:xmpmeta>".encode()
