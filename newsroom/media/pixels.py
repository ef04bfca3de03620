"""From whatever somebody sends to plain pixels in a fresh file: nothing else may come along.

Memory stays bounded by the order of things: a picture is made smaller while it is read, or strip by
strip right after, and only then turned and brought into another colour space
(docs/decisions/0030).
"""

from __future__ import annotations

import io
import struct
import warnings
from typing import Any, BinaryIO

import pi_heif
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, UnidentifiedImageError

from newsroom.broken import not_stored
from newsroom.media.colours import PLAIN, in_srgb, plain
from newsroom.media.traces import Unreadable, carried

MOST_BYTES = 25 * 1024 * 1024
#: By content, never by name; with the most pixels that each may have. A phone's largest ordinary
#: picture has 48-50 million, as JPEG or HEIC. WebP and AVIF are decoded at 12 to 16 bytes a pixel,
#: as is a HEIC that is clear in places or has more than 8 bits a colour.
FORMATS = {
    "JPEG": 50_000_000, "PNG": 50_000_000, "HEIF": 50_000_000, "GIF": 50_000_000,
    "WEBP": 25_000_000, "AVIF": 25_000_000,
}  # fmt: skip
MOST_OF_A_RICH_HEIC = 25_000_000
MOST_PIXELS = max(FORMATS.values())
LONGEST_SIDE = 10_000
#: The master keeps what a full screen can show.
MASTER_SIDE = 2560
#: Rows of a picture that are worked on at a time, once it is made smaller.
STRIP = 64
ORIENTATION = 0x0112
#: How a picture is turned upright, by the EXIF tag that says how the camera was held.
TURNS: dict[Any, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

#: What Pillow and libheif raise for files that are broken in one way or another.
UNREADABLE = (
    UnidentifiedImageError, EOFError, SyntaxError, ValueError, OSError, RuntimeError, struct.error,
    Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
ImageFile.LOAD_TRUNCATED_IMAGES = False
warnings.simplefilter("error", Image.DecompressionBombWarning)
pi_heif.register_heif_opener(
    thumbnails=False, depth_images=False, aux_images=False, decode_threads=2
)


def fresh(file: BinaryIO, size: int) -> Image.Image:
    """The picture's pixels, upright, in RGB, in an image that has never seen the file.

    Raises ValidationError with a sentence that says what is wrong and what to do about it.
    """
    if lost := getattr(file, "lost", None):
        raise not_stored(lost)
    if size == 0:
        raise ValidationError(_("This picture is empty: nothing arrived. Choose it again."))
    if size > MOST_BYTES:
        raise ValidationError(_("This picture is larger than 25 MB. Send a smaller copy."))
    try:
        return copied(opened(file))
    except UNREADABLE as error:
        raise ValidationError(
            _(
                "This file is no picture that we can read, or arrived damaged. Send it again,"
                " as JPEG, PNG, WebP or HEIC."
            )
        ) from error


def opened(file: BinaryIO) -> Image.Image:
    """Its head is read, no pixel of it yet. Raises ValidationError and what `UNREADABLE` names."""
    if is_endless(file):
        raise UnidentifiedImageError
    try:
        picture = Image.open(file, formats=list(FORMATS))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_large() from error
    check_size(picture)
    return picture


def check_size(picture: Image.Image) -> None:
    most = FORMATS.get(picture.format or "", MOST_PIXELS)
    if picture.format == "HEIF" and (picture.mode != "RGB" or picture.info["bit_depth"] > 8):
        most = MOST_OF_A_RICH_HEIC
    if max(picture.size) > LONGEST_SIDE or picture.width * picture.height > most:
        raise too_large(picture.size, most)


def is_endless(file: BinaryIO) -> bool:
    """Decoders go through every scan and every segment that a file says it has: a progressive JPEG
    of 270 KB took more than two minutes."""
    try:
        return carried(file).is_endless
    except Unreadable:
        return False
    finally:
        file.seek(0)


def too_large(size: tuple[int, int] | None = None, most: int = MOST_PIXELS) -> ValidationError:
    if size is None:
        return ValidationError(_("This picture has more than 50 megapixels. Send a smaller copy."))
    return ValidationError(
        _(
            "This picture is %(width)s by %(height)s pixels. At most 10,000 on a side and"
            " %(most)s megapixels in all: send a smaller copy."
        )
        % {"width": size[0], "height": size[1], "most": most // 1_000_000}
    )


def copied(picture: Image.Image) -> Image.Image:
    """Pasting into a new image leaves behind EXIF, GPS, comments, profiles and thumbnails."""
    turn = how_to_turn(picture)
    profile, is_adobe = picture.info.get("icc_profile"), "adobe" in picture.info
    is_adobe = is_adobe or picture.format != "JPEG"
    small = shrunk(picture)
    if turn is not None:
        small = small.transpose(turn)
    pixels = Image.new("RGB", small.size)
    pixels.paste(in_srgb(small, profile, is_adobe=is_adobe))
    return pixels


def shrunk(picture: Image.Image) -> Image.Image:
    """As large as a master may be, in a mode of `colours.PLAIN`."""
    scale = MASTER_SIDE / max(picture.size)
    if scale < 1:
        # Only a JPEG can be read smaller than it is.
        box = [max(1, int(side * scale)) for side in picture.size]
        picture.draft(None, (box[0], box[1]))
    picture.load()
    check_size(picture)  # a HEIC may turn out otherwise than its head has said
    factor = max(1, int(max(picture.size) / MASTER_SIDE / 1.5))
    if factor > 1 or picture.mode not in PLAIN or picture.has_transparency_data:
        picture = in_strips(picture, factor)
    picture.thumbnail((MASTER_SIDE, MASTER_SIDE), Image.Resampling.LANCZOS, reducing_gap=None)
    return picture


def in_strips(picture: Image.Image, factor: int) -> Image.Image:
    """Plain and `factor` times smaller, a few rows at a time: no second whole copy is needed."""
    rows = STRIP * factor
    first = plain(picture.crop((0, 0, 1, 1)))
    width, height = -(-picture.width // factor), -(-picture.height // factor)
    whole = Image.new(first.mode, (width, height))
    for top in range(0, picture.height, rows):
        strip = picture.crop((0, top, picture.width, min(top + rows, picture.height)))
        whole.paste(plain(strip).reduce(factor), (0, top // factor))
    return whole


def how_to_turn(picture: Image.Image) -> Image.Transpose | None:
    """As `ImageOps.exif_transpose`, which also rewrites the EXIF and fails where that is broken."""
    try:
        return TURNS.get(picture.getexif().get(ORIENTATION))
    except UNREADABLE:
        return None


def encoded(picture: Image.Image, *, width: int | None = None, quality: int = 90) -> io.BytesIO:
    """The picture as WebP, `width` pixels wide at most (never enlarged)."""
    if width and width < picture.width:
        height = max(1, round(picture.height * width / picture.width))
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=quality, method=4)
    out.seek(0)
    return out
