"""From any way of writing colours to the red, green and blue, in eight bits, of every screen."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageChops, ImageCms

#: Modes whose colours `in_srgb` turns into RGB; `plain` makes every other one of these.
PLAIN = ("L", "RGB", "CMYK")
#: Bytes: those of cameras have under a thousand, those of presses two million.
MOST_OF_A_PROFILE = 4 * 1024 * 1024
#: As browsers do it: white stays white, and dark colours that a screen lacks keep their steps.
INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION


def plain(picture: Image.Image) -> Image.Image:
    """In one of the modes of `PLAIN`: 8 bits a channel, no palette, on white where it was clear."""
    if picture.mode in ("I", "F") or picture.mode.startswith("I;16"):
        return eight_bits(picture)
    if picture.mode == "P" or picture.has_transparency_data:
        return on_white(picture.convert("RGBA"))
    return picture if picture.mode in PLAIN else picture.convert(near(picture.mode))


def near(mode: str) -> str:
    return "L" if mode in ("1", "L", "La", "LA") else "RGB"


def eight_bits(picture: Image.Image) -> Image.Image:
    """Pillow cuts off what is brighter than 255. What has 32 bits by now had 16 in the file."""
    return picture.convert("I").point(lambda value: value * (1 / 256) + 0).convert("L")


def on_white(picture: Image.Image) -> Image.Image:
    flat = Image.new("RGB", picture.size, "white")
    flat.paste(picture, mask=picture)
    return flat


def in_srgb(picture: Image.Image, profile: bytes | None, *, is_adobe: bool = True) -> Image.Image:
    """RGB from a picture in a mode of `PLAIN`, by its ICC profile where that is a sound one of its
    kind. `is_adobe`: a CMYK picture counts ink as Adobe does, upside down, which Pillow expects."""
    if picture.mode == "CMYK" and not is_adobe:
        picture = ImageChops.invert(picture)
    if profile and len(profile) <= MOST_OF_A_PROFILE:
        try:
            return through(picture, profile)
        except (ImageCms.PyCMSError, OSError, ValueError):
            # A profile of another colour space, or none at all: the numbers are taken as they are.
            pass
    return picture.convert("RGB")


def through(picture: Image.Image, profile: bytes) -> Image.Image:
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    done = ImageCms.profileToProfile(
        picture, source, srgb(), renderingIntent=INTENT, outputMode="RGB", flags=FLAGS
    )
    if done is None:
        raise ValueError("nothing came of it")
    return done


@cache
def srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
