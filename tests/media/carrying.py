"""Pictures that carry something besides their pixels, one of each kind, in each format that can.

Nothing here asks the code under test: the blocks are written byte by byte, or by Pillow.
"""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

from PIL import Image, ImageDraw

NAME, SERIAL, WORDS = "Leila Hasan", "SERIAL-4711", "hidden words"
ASCII, SHORT, LONG, RATIONAL, BLOB = 2, 3, 4, 5, 7
SIZES = {ASCII: 1, SHORT: 2, LONG: 4, RATIONAL: 8, BLOB: 1}
HEIC = Path(__file__).parent / "tiny.heic"


def halves(size=(64, 48), mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", size, (20, 20, 220))
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2 - 1, size[1]), fill=(220, 20, 20))
    return picture.convert(mode)


def saved(format: str, picture: Image.Image | None = None, **more) -> bytes:
    out = io.BytesIO()
    (picture or halves()).save(out, format, **more)
    return out.getvalue()


# Blocks


def directory(at: int, entries: list[tuple[int, int, bytes]], after: int = 0) -> bytes:
    """A directory of TIFF that stands at `at`, its values behind it, little-endian."""
    rows, values = b"", b""
    for tag, type, data in sorted(entries):
        count = len(data) // SIZES[type]
        if len(data) > 4:
            place = at + 2 + 12 * len(entries) + 4 + len(values)
            values += data + b"\0" * (len(data) % 2)
            data = struct.pack("<I", place)
        rows += struct.pack("<HHI", tag, type, count) + data.ljust(4, b"\0")
    return struct.pack("<H", len(entries)) + rows + struct.pack("<I", after) + values


def text(words: str) -> bytes:
    return words.encode() + b"\0"


def numbers(*values: int) -> bytes:
    return struct.pack(f"<{2 * len(values)}I", *(each for value in values for each in (value, 1)))


def long(value: int) -> bytes:
    return struct.pack("<I", value)


def exif(main=(), detail=(), place=(), thumbnail: bytes = b"") -> bytes:
    """A block of EXIF with what is given for each of its directories."""
    main, at = list(main), 8
    pointers = [(tag, LONG, long(0)) for tag, rows in ((0x8769, detail), (0x8825, place)) if rows]
    size = len(directory(at, main + pointers))
    parts, end = [], at + size
    for tag, rows in ((0x8769, detail), (0x8825, place)):
        if rows:
            main.append((tag, LONG, long(end)))
            parts.append(directory(end, list(rows)))
            end += len(parts[-1])
    if thumbnail:
        rows = [(0x0103, SHORT, b"\6\0"), (0x0202, LONG, long(len(thumbnail)))]
        inside = end + len(directory(end, rows)) + 12
        rows.append((0x0201, LONG, long(inside)))
        parts.append(directory(end, rows) + thumbnail)
    first = directory(at, main, end if thumbnail else 0)
    return b"II*\0" + long(at) + first + b"".join(parts)


EXIFS = {
    "exif": exif([(0x0112, SHORT, b"\1\0")]),
    "gps": exif(place=[
        (0, 1 + 6, b"\2\3\0\0"), (1, ASCII, b"N\0"), (2, RATIONAL, numbers(34, 27, 25)),
        (3, ASCII, b"E\0"), (4, RATIONAL, numbers(40, 57, 0)),
    ]),
    "camera": exif([(0x010F, ASCII, text("Canon")), (0x0110, ASCII, text("EOS R5"))]),
    "serial": exif(detail=[(0xA431, ASCII, text(SERIAL)), (0xA435, ASCII, text("LENS-12"))]),
    "names": exif([(0x013B, ASCII, text(NAME))], [(0xA430, ASCII, text(NAME))]),
    "time": exif([(0x0132, ASCII, text("2026:11:27 10:00:00"))]),
    "comment": exif([(0x010E, ASCII, text(WORDS))]),
    "maker-note": exif(detail=[(0x927C, BLOB, b"AOC\0II" + b"\7" * 40)]),
    "thumbnail": exif(thumbnail=saved("JPEG", halves((16, 12)))),
}  # fmt: skip
BODY = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"'
    ' xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" aux:SerialNumber="SERIAL-4711"'
    ' exif:GPSLatitude="34,27.42N" exif:GPSLongitude="40,57.0E"><dc:creator><rdf:Seq>'
    "<rdf:li>Leila Hasan</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
)
XMP = f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{BODY}<?xpacket end="w"?>'.encode()


def dataset(number: int, words: str) -> bytes:
    data = words.encode()
    return b"\x1c\2" + bytes([number]) + struct.pack(">H", len(data)) + data


IPTC = dataset(80, NAME) + dataset(90, "Susat") + dataset(120, WORDS)


def resource(number: int, data: bytes) -> bytes:
    return b"8BIM" + struct.pack(">H2xI", number, len(data)) + data + b"\0" * (len(data) % 2)


PHOTOSHOP = b"Photoshop 3.0\0" + resource(0x0404, IPTC)
JUMBF = (
    b"JP\0\1\0\0\0\1" + struct.pack(">I", 45) + b"jumb" + struct.pack(">I", 37) + b"jumd"
    + bytes.fromhex("6332706100110010800000aa00389b71") + b"\3c2pa.hidden\0"
)  # fmt: skip


def profile() -> bytes:
    """A profile of no use, whose copyright is a name."""
    said = b"text\0\0\0\0" + text(NAME)
    size = 128 + 4 + 12 + len(said)
    head = struct.pack(">I4sI4s4s4s", size, b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head = (head + b"\0" * 12 + b"acsp").ljust(128, b"\0")
    return head + struct.pack(">I4sII", 1, b"cprt", 144, len(said)) + said


def mpf(size: int) -> bytes:
    """Two pictures, the second `size` bytes long and behind the first."""
    entries = struct.pack("<IIIHH", 0x030000, 0, 0, 0, 0) + struct.pack("<IIIHH", 0, size, 8, 0, 0)
    rows = [(0xB000, BLOB, b"0100"), (0xB001, LONG, long(2)), (0xB002, BLOB, entries)]
    return b"MPF\0II*\0" + long(8) + directory(8, rows)


# Containers


def segment(mark: int, data: bytes) -> bytes:
    return bytes([0xFF, mark]) + struct.pack(">H", len(data) + 2) + data


def jpeg(*segments: bytes, behind: bytes = b"") -> bytes:
    """With segments put behind the first one, which is JFIF's."""
    plain = saved("JPEG")
    return plain[:20] + b"".join(segments) + plain[20:] + behind


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(*chunks: bytes, behind: bytes = b"") -> bytes:
    plain = saved("PNG")
    return plain[:33] + b"".join(chunks) + plain[33:] + behind


def riff(*chunks: tuple[bytes, bytes], behind: bytes = b"") -> bytes:
    """WebP with a head that announces what follows the picture."""
    picture = saved("WEBP")[12:]
    flags = sum({b"EXIF": 8, b"XMP ": 4, b"ICCP": 32}.get(name, 0) for name, _data in chunks)
    head = (b"VP8X", struct.pack("<I", flags) + b"\x3f\0\0\x2f\0\0")

    def packed(each: tuple[bytes, bytes]) -> bytes:
        return each[0] + struct.pack("<I", len(each[1])) + each[1] + b"\0" * (len(each[1]) % 2)

    first = [each for each in chunks if each[0] == b"ICCP"]
    last = [each for each in chunks if each[0] != b"ICCP"]
    body = b"WEBP" + b"".join(map(packed, [head, *first])) + picture + b"".join(map(packed, last))
    return b"RIFF" + struct.pack("<I", len(body)) + body + behind


def gif(*extensions: bytes, behind: bytes = b"") -> bytes:
    plain = saved("GIF", halves(mode="P"))
    at = 13 + 3 * 2 ** ((plain[10] & 7) + 1)
    return b"GIF89a" + plain[6:at] + b"".join(extensions) + plain[at:] + behind


def sub_blocks(data: bytes) -> bytes:
    pieces = [data[at : at + 255] for at in range(0, len(data), 255)]
    return b"".join(bytes([len(piece)]) + piece for piece in pieces) + b"\0"


#: Ends XMP in a GIF, whose readers take its letters for the lengths of blocks.
MAGIC = b"\1" + bytes(range(255, -1, -1)) + b"\0"


def box(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data) + 8) + name + data


def hexed(data: bytes) -> bytes:
    return b"\nexif\n%8d\n" % len(data) + data.hex().encode()


def packed(keyword: bytes, data: bytes) -> bytes:
    return chunk(b"zTXt", keyword + b"\0\0" + zlib.compress(data))


SMALL = saved("JPEG", halves((16, 12)))
UUID = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
#: name -> (what it carries, the file).
CARRYING: dict[str, tuple[str, bytes]] = {}
for kind, block in EXIFS.items():
    CARRYING |= {
        f"jpeg {kind}": (kind, jpeg(segment(0xE1, b"Exif\0\0" + block))),
        f"png {kind}": (kind, png(chunk(b"eXIf", block))),
        f"webp {kind}": (kind, riff((b"EXIF", block))),
        f"avif {kind}": (kind, saved("AVIF", exif=b"Exif\0\0" + block)),
    }
# How the picture is turned, AVIF says in a way of its own.
del CARRYING["avif exif"]
CARRYING |= {
    "jpeg xmp": ("xmp", jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP))),
    "jpeg iptc": ("iptc", jpeg(segment(0xED, PHOTOSHOP))),
    "jpeg photoshop": (
        "photoshop", jpeg(segment(0xED, b"Photoshop 3.0\0" + resource(0x03F3, b"\0" * 9)))
    ),
    "jpeg icc": ("icc", jpeg(segment(0xE2, b"ICC_PROFILE\0\1\1" + profile()))),
    "jpeg multi-picture": (
        "multi-picture", jpeg(segment(0xE2, mpf(len(saved("JPEG")))), behind=saved("JPEG"))
    ),
    "jpeg c2pa": ("c2pa", jpeg(segment(0xEB, JUMBF))),
    "jpeg remark": ("comment", jpeg(segment(0xFE, WORDS.encode()))),
    "jpeg trailer": ("trailer", jpeg(behind=WORDS.encode() * 40)),
    "jpeg jfif thumbnail": ("thumbnail", jpeg(segment(0xE0, b"JFXX\0\x10" + SMALL))),
    "jpeg unknown": ("unknown", jpeg(segment(0xE9, b"Hidden\0" + WORDS.encode()))),
    "png xmp": ("xmp", png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP))),
    "png packed xmp": (
        "xmp", png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(XMP)))
    ),
    "png icc": ("icc", png(chunk(b"iCCP", b"mine\0\0" + zlib.compress(profile())))),
    "png author": ("names", png(chunk(b"tEXt", b"Author\0" + NAME.encode()))),
    "png remark": ("comment", png(packed(b"Comment", WORDS.encode()))),
    "png tIME": ("time", png(chunk(b"tIME", struct.pack(">H5B", 2026, 11, 27, 10, 0, 0)))),
    "png raw exif": (
        "gps", png(packed(b"Raw profile type exif", hexed(b"Exif\0\0" + EXIFS["gps"])))
    ),
    "png raw iptc": (
        "iptc", png(packed(b"Raw profile type iptc", hexed(resource(0x0404, IPTC))))
    ),
    "png c2pa": ("c2pa", png(chunk(b"caBX", JUMBF[8:]))),
    "png unknown": ("unknown", png(chunk(b"prVt", WORDS.encode()))),
    "png trailer": ("trailer", png(behind=WORDS.encode())),
    "webp xmp": ("xmp", riff((b"XMP ", XMP))),
    "webp icc": ("icc", riff((b"ICCP", profile()))),
    "webp unknown": ("unknown", riff((b"HIDE", WORDS.encode()))),
    "webp trailer": ("trailer", riff(behind=WORDS.encode() * 8)),
    "gif remark": ("comment", gif(b"\x21\xfe" + sub_blocks(WORDS.encode()))),
    "gif xmp": ("xmp", gif(b"\x21\xff\x0bXMP DataXMP" + XMP + MAGIC)),
    "gif icc": ("icc", gif(b"\x21\xff\x0bICCRGBG1012" + sub_blocks(profile()))),
    "gif unknown": ("unknown", gif(b"\x21\xff\x0bHIDDEN  1.0" + sub_blocks(WORDS.encode()))),
    "gif trailer": ("trailer", gif(behind=WORDS.encode())),
    "avif xmp": ("xmp", saved("AVIF", xmp=XMP)),
    "avif icc": ("icc", saved("AVIF", icc_profile=profile())),
    "avif unknown": ("unknown", saved("AVIF") + box(b"prvt", WORDS.encode())),
    "avif c2pa": ("c2pa", saved("AVIF") + box(b"uuid", UUID + JUMBF)),
    "avif trailer": ("trailer", saved("AVIF") + WORDS.encode()),
    "heic unknown": ("unknown", HEIC.read_bytes() + box(b"prvt", WORDS.encode())),
    "heic trailer": ("trailer", HEIC.read_bytes() + WORDS.encode()),
}  # fmt: skip
#: All at once.
LADEN = jpeg(
    *(segment(0xE1, b"Exif\0\0" + block) for block in EXIFS.values()),
    segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP), segment(0xED, PHOTOSHOP),
    segment(0xE2, b"ICC_PROFILE\0\1\1" + profile()), segment(0xEB, JUMBF),
    segment(0xFE, WORDS.encode()), segment(0xE9, WORDS.encode()), behind=saved("JPEG"),
)  # fmt: skip
#: Pixels only, in every way in which they are written.
PLAIN = {format: saved(format) for format in ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF")}
PLAIN["HEIC"] = HEIC.read_bytes()
PLAIN["progressive"] = saved("JPEG", progressive=True)
PLAIN["lossless"] = saved("WEBP", lossless=True)
PLAIN["see-through"] = saved("AVIF", halves(mode="RGBA"))
PLAIN["animated GIF"] = saved("GIF", save_all=True, append_images=[Image.new("RGB", (64, 48))])
PLAIN["animated WebP"] = saved("WEBP", save_all=True, append_images=[Image.new("RGB", (64, 48))])
PLAIN["animated PNG"] = saved("PNG", save_all=True, append_images=[Image.new("RGB", (64, 48))])
