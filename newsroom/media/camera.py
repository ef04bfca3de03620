"""What a camera, a phone or an agency wrote beside the pixels: words, time and place of taking.

Read from the original when somebody asks, stored nowhere. Whatever is broken in there is passed
over: the file was sent by anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from PIL import ExifTags, Image

from newsroom.media import iptc, xmp
from newsroom.media.pixels import UNREADABLE, opened
from newsroom.media.traces import photoshop
from newsroom.text.charsets import mended, spelled
from newsroom.text.legible import balanced
from newsroom.text.markup import clean_line

Base, GPS = ExifTags.Base, ExifTags.GPS
#: What broken tags make Pillow raise besides.
BROKEN = (*UNREADABLE, TypeError, KeyError, IndexError, ZeroDivisionError, OverflowError,
          AttributeError, RecursionError)  # fmt: skip
#: How many different texts of one kind are shown, and characters of each.
MOST, LONGEST = 4, 400
EXIF_WORDS = {
    "caption": (Base.ImageDescription, Base.XPTitle, Base.XPComment),
    "credit": (Base.Artist, Base.XPAuthor),
    "copyright": (Base.Copyright,),
}
#: When the shutter opened, before when the file was written.
EXIF_TIMES = (Base.DateTimeOriginal, Base.DateTimeDigitized, Base.DateTime)
#: What cameras write by themselves where nobody has written anything.
NOISE = {"", "olympus digital camera", "samsung", "sony dsc", "dcim", "untitled", "default",
         "user comments", "processed with vsco", "screenshot", "camera", "unknown"}  # fmt: skip


@dataclass(frozen=True)
class Written:
    """`taken_at` is by the camera's own clock, in no time zone; `place` is (latitude, longitude) in
    degrees. None or empty: it says nothing of that."""

    caption: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    copyright: tuple[str, ...] = ()
    taken_at: datetime | None = None
    place: tuple[float, float] | None = None

    def __bool__(self) -> bool:
        return self != Written()


def written(file: BinaryIO) -> Written:
    """Raises nothing for what is in the file; what no picture is says nothing."""
    try:
        file.seek(0)
        picture = opened(file)
    except Exception:
        # Also ValidationError: a picture that is too large was never taken in.
        return Written()
    found: dict[str, list[Any]] = {kind: [] for kind in (*EXIF_WORDS, "time", "place")}
    for source in (of_iptc, of_xmp, of_exif):
        with suppress(*BROKEN):
            for kind, value in source(picture):
                found[kind].append(value)
    return Written(
        **{kind: lines(found[kind]) for kind in EXIF_WORDS},
        taken_at=next(iter(found["time"]), None),
        place=next((place for place in found["place"] if is_on_earth(*place)), None),
    )


def lines(texts: list[str]) -> tuple[str, ...]:
    cleaned = [balanced(clean_line(mended(text[: LONGEST * 4]))[:LONGEST]) for text in texts]
    return tuple(dict.fromkeys(text for text in cleaned if text.lower() not in NOISE))[:MOST]


def of_iptc(picture: Image.Image) -> Iterator[tuple[str, Any]]:
    blocks = picture.info.get("photoshop")
    yield from iptc.read(blocks.get(photoshop.IPTC, b"") if isinstance(blocks, dict) else b"")


def of_xmp(picture: Image.Image) -> Iterator[tuple[str, Any]]:
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    yield from xmp.read(packet.encode() if isinstance(packet, str) else packet)


def of_exif(picture: Image.Image) -> Iterator[tuple[str, Any]]:
    # Pillow's own for PNG decodes the whole picture to find what may stand behind the pixels.
    is_png = picture.format == "PNG"
    tags = Image.Image.getexif(picture) if is_png else picture.getexif()
    inner = tags.get_ifd(ExifTags.IFD.Exif)
    for kind, numbers in EXIF_WORDS.items():
        for number in numbers:
            if text := exif_text(tags.get(number)):
                yield kind, text
    for number in EXIF_TIMES:
        if at := exif_time(inner.get(number) or tags.get(number)):
            yield "time", at
    with suppress(*BROKEN):
        yield from exif_place(tags.get_ifd(ExifTags.IFD.GPSInfo))


def exif_text(value: Any) -> str:
    """Pillow reads tags of letters as Latin-1, which loses no byte; those of Windows are UTF-16."""
    if isinstance(value, bytes):
        return value.decode("utf-16-le", "ignore").rstrip("\0")
    return (
        spelled(value.encode("latin-1", "ignore").rstrip(b"\0")) if isinstance(value, str) else ""
    )


def exif_time(value: Any) -> datetime | None:
    with suppress(TypeError, ValueError):
        return datetime.strptime(str(value).strip("\0 ")[:19], "%Y:%m:%d %H:%M:%S")
    return None


def exif_place(tags: dict[int, Any]) -> Iterator[tuple[str, Any]]:
    place = []
    for number, against in ((GPS.GPSLatitude, "S"), (GPS.GPSLongitude, "W")):
        degrees, minutes, seconds = (float(part) for part in tags[number])
        sign = -1 if str(tags.get(number - 1, ""))[:1].upper() == against else 1
        place.append(sign * (degrees + minutes / 60 + seconds / 3600))
    yield "place", (place[0], place[1])


def is_on_earth(latitude: float, longitude: float) -> bool:
    """A receiver without a fix writes 0, 0; a NaN is nowhere."""
    return abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude, longitude) != (0, 0)
