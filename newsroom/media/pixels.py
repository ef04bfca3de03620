"""From whatever somebody sends to plain pixels in a fresh file: nothing else may come along."""

from __future__ import annotations

import io
import struct
import warnings
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, UnidentifiedImageError

from newsroom.broken import not_stored
from newsroom.media.traces import Unreadable, carried

#: By content, never by name.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_BYTES = 25 * 1024 * 1024
#: 50 megapixels take 150 MB while they are decoded. A phone's largest ordinary picture has 48-50.
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 10_000
#: The master keeps what a full screen can show.
MASTER_SIDE = 2560
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

#: What Pillow raises for files that are broken in one way or another.
UNREADABLE = (
    UnidentifiedImageError, EOFError, SyntaxError, ValueError, OSError, struct.error,
    Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
ImageFile.LOAD_TRUNCATED_IMAGES = False
warnings.simplefilter("error", Image.DecompressionBombWarning)


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
            _("This file is no picture that we can read. Send it as JPEG, PNG or WebP.")
        ) from error


def opened(file: BinaryIO) -> Image.Image:
    if is_endless(file):
        raise UnidentifiedImageError
    try:
        picture = Image.open(file, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_large() from error
    if max(picture.size) > LONGEST_SIDE or picture.width * picture.height > MOST_PIXELS:
        raise too_large(picture.size)
    return picture


def is_endless(file: BinaryIO) -> bool:
    """Decoders go through every scan and every segment that a file says it has: a progressive JPEG
    of 270 KB took more than two minutes."""
    try:
        return carried(file).is_endless
    except Unreadable:
        return False
    finally:
        file.seek(0)


def too_large(size: tuple[int, int] | None = None) -> ValidationError:
    if size is None:
        return ValidationError(_("This picture has more than 50 megapixels. Send a smaller copy."))
    return ValidationError(
        _(
            "This picture is %(width)s by %(height)s pixels. At most 10,000 on a side and"
            " 50 megapixels in all: send a smaller copy."
        )
        % {"width": size[0], "height": size[1]}
    )


def copied(picture: Image.Image) -> Image.Image:
    """Pasting into a new image leaves behind EXIF, GPS, comments, profiles and thumbnails."""
    picture.draft("RGB", (MASTER_SIDE * 2, MASTER_SIDE * 2))
    upright = turned(picture)
    upright.thumbnail((MASTER_SIDE, MASTER_SIDE), Image.Resampling.LANCZOS)
    pixels = Image.new("RGB", upright.size, "white")
    if upright.mode == "P" or upright.has_transparency_data:
        upright = upright.convert("RGBA")
        pixels.paste(upright, mask=upright)
    else:
        pixels.paste(upright.convert("RGB"))
    return pixels


def turned(picture: Image.Image) -> Image.Image:
    """As `ImageOps.exif_transpose`, which also rewrites the EXIF and fails where that is broken."""
    turn = TURNS.get(picture.getexif().get(ORIENTATION))
    return picture if turn is None else picture.transpose(turn)


def encoded(picture: Image.Image, *, width: int | None = None, quality: int = 90) -> io.BytesIO:
    """The picture as WebP, `width` pixels wide at most (never enlarged)."""
    if width and width < picture.width:
        height = max(1, round(picture.height * width / picture.width))
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=quality, method=4)
    out.seek(0)
    return out
