"""Some three hundred files that nobody sends in good faith, made from a seed when they are wanted.

Each family is a function that yields (name, what makes the bytes). `corpus()` has them all; formats
that `carrying.PLAIN` gains join by themselves.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial

from media.carrying import (
    CARRYING,
    EXIFS,
    LADEN,
    PLAIN,
    XMP,
    box,
    chunk,
    gif,
    halves,
    jpeg,
    packed,
    png,
    riff,
    saved,
    segment,
    sub_blocks,
)
from PIL import Image

Made = tuple[str, Callable[[], bytes]]
SEED = 20261127
SCRIPT = b"<script>alert(document.domain)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b'<!ENTITY x SYSTEM "file:///etc/passwd">]><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    + b"<dc:creator>&l;&x;</dc:creator></x:xmpmeta>"
)


def dice(name: str) -> random.Random:
    return random.Random(f"{SEED} {name}")


def corpus() -> list[Made]:
    families = (cut, flipped, spliced, sizes, bombs, polyglots, wrong, metadata, animations, odd)
    return [made for family in families for made in family()]


def sample(count: int) -> list[Made]:
    """Some of each family, but nothing large."""
    light = [made for made in corpus() if not made[0].startswith("large")]
    return light[:: len(light) // count][:count]


# Damage


def cut() -> Iterator[Made]:
    for name, data in PLAIN.items():
        for place in (1, 3, 10, 30, len(data) // 3, len(data) // 2, len(data) - 30, len(data) - 1):
            yield f"cut {name} at {place}", partial(data.__getitem__, slice(place))


def flipped() -> Iterator[Made]:
    for name, data in (PLAIN | {"laden": LADEN}).items():
        for number in range(8):
            yield f"flipped {name} {number}", partial(flip, data, f"{name} {number}")


def flip(data: bytes, name: str) -> bytes:
    chance, broken = dice(name), bytearray(data)
    for _each in range(chance.randint(1, 16)):
        broken[chance.randrange(4, len(broken))] = chance.choice((0, 1, 127, 128, 255, 64))
    return bytes(broken)


def spliced() -> Iterator[Made]:
    for first, data in PLAIN.items():
        other = dice(first).choice(list(PLAIN))
        yield (
            f"spliced {first} and {other}",
            partial(b"".join, (data[: len(data) // 2], PLAIN[other][len(PLAIN[other]) // 2 :])),
        )


# Size


def sized(data: bytes, at: int, form: str, *numbers: int) -> bytes:
    size = struct.calcsize(form)
    return data[:at] + struct.pack(form, *numbers) + data[at + size :]


def png_of(width: int, height: int, depth: int = 8, colour: int = 2, rows: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def bare(mode: str, size: tuple[int, int], format: str, **more) -> bytes:
    return saved(format, Image.new(mode, size), **more)


def sizes() -> Iterator[Made]:
    frame = PLAIN["JPEG"].index(b"\xff\xc0") + 5
    for width, height in ((65535, 65535), (65535, 1), (1, 65535), (0, 48), (64, 0), (9999, 5000)):
        yield (
            f"size jpeg said {width} {height}",
            partial(sized, PLAIN["JPEG"], frame, ">HH", height, width),
        )
        yield f"size png said {width} {height}", partial(png_of, width, height)
        yield (
            f"size gif said {width} {height}",
            partial(sized, PLAIN["GIF"], 6, "<HH", width, height),
        )
    for width, height in ((2**31 - 1, 2**31 - 1), (2**32 - 1, 1), (100_000, 100_000)):
        yield f"size png said {width} {height}", partial(png_of, width, height)
    at = PLAIN["AVIF"].index(b"ispe") + 8
    for width, height in ((2**31, 2**31), (65535, 65535), (0, 0), (65, 48)):
        yield (
            f"size avif said {width} {height}",
            partial(sized, PLAIN["AVIF"], at, ">II", width, height),
        )
    yield "size webp said 16777216", partial(sized, riff((b"EXIF", b"")), 24, "<6s", b"\xff" * 6)
    yield (
        "size webp key 16383",
        partial(
            sized, PLAIN["WEBP"], PLAIN["WEBP"].index(b"\x9d\x01\x2a") + 3, "<HH", 16383, 16383
        ),
    )
    strips = (("PNG", 65535), ("GIF", 65535), ("JPEG", 65500), ("WEBP", 16383), ("AVIF", 65535))
    for format, length in strips:
        if format == "AVIF":
            continue
        yield f"size strip {format} across", partial(bare, "RGB", (length, 1), format)
        yield f"size strip {format} down", partial(bare, "RGB", (1, length), format)
    yield "size strip jpeg of 10000", partial(bare, "RGB", (10_000, 1), "JPEG")
    yield "size one pixel", partial(bare, "RGB", (1, 1), "PNG")


def bombs() -> Iterator[Made]:
    yield "large png 110 megapixels", partial(bare, "1", (11_000, 10_000), "PNG")
    yield "large png 50 megapixels", partial(bare, "RGB", (10_000, 5000), "PNG")
    yield "large png 50 megapixels see-through", partial(bare, "RGBA", (10_000, 5000), "PNG")
    yield "large png 50 megapixels of a palette", partial(bare, "P", (10_000, 5000), "PNG")
    yield "large png 50 megapixels deep", partial(bare, "I;16", (10_000, 5000), "PNG")
    yield "large gif 50 megapixels", partial(bare, "P", (10_000, 5000), "GIF")
    yield "large jpeg 50 megapixels", partial(bare, "RGB", (10_000, 5000), "JPEG")
    yield (
        "large jpeg 50 megapixels progressive",
        partial(bare, "RGB", (10_000, 5000), "JPEG", progressive=True),
    )
    yield "large jpeg 50 megapixels of ink", partial(bare, "CMYK", (10_000, 5000), "JPEG")
    yield "large jpeg of a thousand scans", partial(scans, (9000, 5500), 1000)
    yield "large webp", partial(bare, "RGB", (10_000, 5000), "WEBP", method=0)
    yield "large png of text", partial(png, packed(b"Comment", b" " * 200_000_000))
    yield (
        "large png of xmp",
        lambda: png(
            chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(b" " * 200_000_000))
        ),
    )
    yield (
        "large png of a profile",
        lambda: png(chunk(b"iCCP", b"a\0\0" + zlib.compress(b" " * 200_000_000))),
    )
    yield "large png of more rows than it says", lambda: png_of(64, 48, rows=b"\0" * 200_000_000)
    yield "png of xmp without end", xmp_without_end
    yield "png of words", lambda: png(chunk(b"tEXt", b"a\0b") * 100_000)
    yield "png of many texts", lambda: png(packed(b"Comment", b" " * 900_000) * 100)
    yield "png of empty pieces", lambda: png(chunk(b"IDAT", b"") * 100_000)
    yield "jpeg of comments", lambda: jpeg(segment(0xFE, b"") * 200_000)
    yield "jpeg of exif", lambda: jpeg(segment(0xE1, b"Exif\0\0" + EXIFS["gps"]) * 20_000)
    yield (
        "jpeg of profiles",
        lambda: jpeg(segment(0xE2, b"ICC_PROFILE\0\1\xff" + b"\0" * 999) * 4000),
    )
    yield (
        "jpeg of xmp",
        lambda: jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + LAUGHS) * 900),
    )
    yield "webp of chunks", lambda: riff(*[(b"HIDE", b"")] * 200_000)
    yield "gif of comments", lambda: gif(*[b"\x21\xfe\1a\0"] * 200_000)
    yield "gif of one long comment", lambda: gif(b"\x21\xfe" + sub_blocks(b"a" * 5_000_000))
    yield "avif of boxes", lambda: PLAIN["AVIF"] + box(b"free", b"") * 200_000
    yield "jpeg of nothing but fill", lambda: PLAIN["JPEG"][:20] + b"\xff" * 5_000_000
    yield "jpeg of a thousand small scans", partial(scans, (64, 48), 1000)


def xmp_without_end() -> bytes:
    """18 KB: more properties than anybody keeps, then one a million times over."""
    many = "".join(f" a:GPSa{number:04}x" for number in range(1100))
    packets = [many + " a:GPS" * 340_000, *[" a:GPS" * 340_000] * 4]
    return png(*[chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(each.encode(), 9))
                 for each in packets])  # fmt: skip


def scans(size: tuple[int, int], times: int) -> bytes:
    """A progressive picture whose last scan comes again and again: each time all of it is gone
    through anew."""
    data = bare("L", size, "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * times + data[-2:]


# Something else


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("index.html", SCRIPT.decode())
    return out.getvalue()


def polyglots() -> Iterator[Made]:
    for name, data in PLAIN.items():
        yield f"polyglot {name} and zip", partial(b"".join, (data, archive()))
        yield f"polyglot {name} and page", partial(b"".join, (data, b"<html>" + SCRIPT))
    yield (
        "polyglot gif and script",
        partial(b"".join, (b"GIF89a=1;/*", PLAIN["GIF"][11:], b"*/;alert(1)")),
    )
    yield "polyglot jpeg and script", lambda: jpeg(segment(0xFE, b"*/=alert(1);/*"))
    yield "polyglot jpeg and php", lambda: jpeg(segment(0xFE, b"<?php system($_GET[0]); ?>"))
    yield "polyglot pdf and jpeg", partial(b"".join, (b"%PDF-1.7\n", PLAIN["JPEG"], b"%%EOF"))
    yield "polyglot jpeg and pdf", lambda: jpeg(segment(0xFE, b"%PDF-1.7 1 0 obj"), behind=b"%%EOF")
    yield "polyglot zip and jpeg", partial(b"".join, (archive(), PLAIN["JPEG"]))
    yield "polyglot png and page", lambda: png(chunk(b"tEXt", b"a\0" + SCRIPT))
    yield "polyglot page and png", partial(b"".join, (SCRIPT, PLAIN["PNG"]))


def wrong() -> Iterator[Made]:
    others: dict[str, bytes] = {
        "nothing": b"", "one byte": b"\xff", "zeros": bytes(5000), "svg": SVG,
        "svg packed": zlib.compress(SVG), "page": b"<!doctype html>" + SCRIPT, "laughs": LAUGHS,
        "zip": archive(), "pdf": b"%PDF-1.7\n%\xe2\xe3\n1 0 obj<</JS(app.alert(1))>>endobj",
        "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (w) file",
        "mvg": b"push graphic-context\nfill 'url(https://127.0.0.1/|id)'\npop graphic-context",
        "film": box(b"ftyp", b"isom\0\0\0\0isom") + box(b"mdat", b"\0" * 900),
        "program": b"MZ" + bytes(900), "elf": b"\x7fELF" + bytes(900), 
        "words": "ليست صورة".encode(),
        "sound": b"RIFF\x24\0\0\0WAVEfmt " + bytes(30), "psd": b"8BPS\0\1" + bytes(60),
        "jpeg 2000": b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(60), "ico": b"\0\0\1\0\1\0" + bytes(60),
    }  # fmt: skip
    for name, data in others.items():
        yield f"wrong {name}", partial(bytes, data)
    for format in ("TIFF", "BMP", "PPM", "ICO", "TGA", "PCX", "SGI", "DDS", "JPEG2000"):
        yield f"wrong {format}", partial(saved, format)
    yield "wrong tiff of one strip", partial(bare, "1", (65535, 9000), "TIFF", compression="group4")
    for beginning in (
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"RIFF\0\0\0\0WEBPVP8 ",
    ):
        yield f"wrong beginning {beginning[:4]!r}", partial(bytes, beginning)
        yield (
            f"wrong noise behind {beginning[:4]!r}",
            partial(b"".join, (beginning, dice("noise").randbytes(5000))),
        )


# What stands beside the pixels


def metadata() -> Iterator[Made]:
    for number in range(24):
        yield f"exif broken {number}", partial(broken_exif, number)
    for value in (0, 9, 255, 65535):
        block = b"II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0" + struct.pack("<HHI", value, 0, 0)
        yield f"exif turned by {value}", partial(jpeg, segment(0xE1, b"Exif\0\0" + block))
    loop = b"II*\0\x08\0\0\0\1\0\x69\x87\4\0\1\0\0\0\x08\0\0\0\x08\0\0\0"
    for name, wrap in CONTAINERS.items():
        yield f"exif that loops in {name}", partial(wrap, loop)
        yield f"exif of noise in {name}", partial(wrap, dice(name).randbytes(9000))
        yield f"exif of nothing in {name}", partial(wrap, b"")
    yield (
        "xmp of laughs in jpeg",
        lambda: jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + LAUGHS)),
    )
    yield (
        "xmp of laughs in png",
        lambda: png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + LAUGHS)),
    )
    yield "xmp of laughs in webp", lambda: riff((b"XMP ", LAUGHS))
    yield (
        "profile of noise in jpeg",
        lambda: jpeg(segment(0xE2, b"ICC_PROFILE\0\1\1" + dice("icc").randbytes(3000))),
    )
    yield (
        "profile of noise in png",
        lambda: png(chunk(b"iCCP", b"a\0\0" + zlib.compress(dice("icc").randbytes(3000)))),
    )
    yield "profile of noise in webp", lambda: riff((b"ICCP", dice("icc").randbytes(3000)))
    yield "profile cut in the middle", lambda: CARRYING["jpeg icc"][1].replace(b"cprt", b"A2B0")
    yield (
        "photoshop of noise",
        lambda: jpeg(segment(0xED, b"Photoshop 3.0\x008BIM\4\4" + dice("8bim").randbytes(3000))),
    )
    yield "xmp and all else", lambda: LADEN + XMP


def broken_exif(number: int) -> bytes:
    chance = dice(f"exif {number}")
    block = bytearray(chance.choice(list(EXIFS.values())))
    for _each in range(chance.randint(1, 6)):
        block[chance.randrange(8, len(block))] = chance.choice((0, 1, 255, chance.randrange(256)))
    return list(CONTAINERS.values())[number % len(CONTAINERS)](bytes(block))


CONTAINERS: dict[str, Callable[[bytes], bytes]] = {
    "jpeg": lambda block: jpeg(segment(0xE1, b"Exif\0\0" + block)),
    "png": lambda block: png(chunk(b"eXIf", block)),
    "webp": lambda block: riff((b"EXIF", block)),
}


# Many, and strange


def frames(format: str, count: int, size: tuple[int, int] = (8, 8)) -> bytes:
    pictures = [Image.new("RGB", size, (n % 256, n // 256 % 256, 0)) for n in range(count)]
    return saved(format, pictures[0], save_all=True, append_images=pictures[1:], duration=1)


def animations() -> Iterator[Made]:
    yield "large gif of 3000 pictures", partial(frames, "GIF", 3000)
    yield "large png of 2000 pictures", partial(frames, "PNG", 2000)
    yield "large webp of 1000 pictures", partial(frames, "WEBP", 1000)
    yield "large avif of 40 pictures", partial(frames, "AVIF", 40)
    one = PLAIN["GIF"]
    at = 13 + 3 * 2 ** ((one[10] & 7) + 1)
    yield "gif of 50000 pictures", lambda: one[:at] + one[at:-1] * 50_000 + b";"
    picture = one.index(b",", at)
    yield (
        "gif of a picture beyond its screen",
        partial(sized, one, picture + 1, "<HH", 60000, 60000),
    )
    yield (
        "gif of a picture larger than its screen",
        partial(sized, one, picture + 5, "<HH", 65535, 65535),
    )


def odd() -> Iterator[Made]:
    plain = PLAIN["PNG"]
    yield "png without pixels", lambda: plain[:33] + chunk(b"IEND", b"")
    yield "png without an end", lambda: plain[:-12]
    yield "png without a palette", lambda: png_of(8, 8, 8, 3, b"\0" * 72)
    yield "png of a wrong depth", lambda: png_of(8, 8, 7, 2, b"\0" * 400)
    yield "png of a wrong colour", lambda: png_of(8, 8, 8, 5, b"\0" * 400)
    yield "png of a wrong sum", lambda: plain.replace(plain[-20:-16], b"\0\0\0\0")
    yield "png of too few rows", lambda: png_of(64, 48, rows=b"\0" * 20)
    yield "png of two heads", lambda: plain[:33] + plain[8:33] + plain[33:]
    yield (
        "png of a chunk of four gigabytes",
        lambda: plain[:33] + b"\xff\xff\xff\xf0tEXt" + plain[33:],
    )
    yield "jpeg without tables", lambda: PLAIN["JPEG"].replace(b"\xff\xdb", b"\xff\xfe")
    yield "jpeg of two frames", lambda: PLAIN["JPEG"][:-2] + PLAIN["JPEG"][2:]
    yield "jpeg of arithmetic", lambda: PLAIN["JPEG"].replace(b"\xff\xc0", b"\xff\xc9")
    yield "jpeg of nine components", lambda: PLAIN["JPEG"].replace(b"\x00\x40\x03", b"\x00\x40\x09")
    yield (
        "jpeg of ink without Adobe",
        lambda: saved("JPEG", halves(mode="CMYK")).replace(b"Adobe", b"Ydobe"),
    )
    yield "webp of no length", lambda: sized(PLAIN["WEBP"], 4, "<I", 0)
    yield "webp of four gigabytes", lambda: sized(PLAIN["WEBP"], 4, "<I", 2**32 - 1)
    yield "webp chunk of four gigabytes", lambda: sized(PLAIN["WEBP"], 16, "<I", 2**32 - 1)
    yield "avif of no brand", lambda: PLAIN["AVIF"].replace(b"avif", b"xxxx")
    yield "avif without its pixels", lambda: PLAIN["AVIF"][: PLAIN["AVIF"].index(b"mdat") - 4]
    yield "avif without properties", lambda: PLAIN["AVIF"].replace(b"iprp", b"free")
    yield "avif of a wrong item", lambda: PLAIN["AVIF"].replace(b"av01", b"hvc1")
    yield "heic in the clothes of avif", lambda: PLAIN["HEIC"].replace(b"heic", b"avif")
