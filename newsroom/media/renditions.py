"""What readers get of a photo: which files, how large, what they are called, and their pixels."""

from __future__ import annotations

import io
import secrets
from base64 import b64encode
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from PIL import Image

if TYPE_CHECKING:
    from newsroom.media.models import Photo

#: Widths of each kind. A card is cut to 3:2 around the focus: a thumbnail on a poor phone, a card,
#: the lead of a front. An article has the whole picture: a phone's, a column at double density, a
#: large screen. The last is for whoever opens the picture by itself.
TABLE = {"card": (320, 640, 960), "article": (480, 800, 1600), "full": (2560,)}
CARD_RATIO = 3 / 2


class Format(NamedTuple):
    ending: str
    kind: str
    type: str
    options: dict[str, Any]


#: The best first. 800 px of an ordinary picture stay under 40 KB (the budget for the lead at 390
#: px, double). AVIF at speed 6 would take ten times as long for a few percent.
FORMATS = (
    Format("avif", "AVIF", "image/avif", {"quality": 46, "speed": 8}),
    Format("webp", "WEBP", "image/webp", {"quality": 60, "method": 4}),
    Format("jpg", "JPEG", "image/jpeg", {"quality": 55, "optimize": True, "progressive": True}),
)
PLAIN = FORMATS[-1]
TYPES = {each.ending: each.type for each in FORMATS}
#: What a public file may be called, below its photo's folder.
NAME = rf"(?:{'|'.join(TABLE)})-[0-9]{{1,4}}\.(?P<ending>{'|'.join(TYPES)})"
#: Pixels on the longer side of what is shown until the picture is there.
PLACEHOLDER_SIDE = 16


class Rendition(NamedTuple):
    kind: str
    width: int
    height: int

    def name(self, format: Format) -> str:
        return f"{self.kind}-{self.width}.{format.ending}"


def new_token() -> str:
    return secrets.token_hex(8)


def folder(token: str) -> str:
    """A public file's name tells nothing of who took the picture, when, or what it was called."""
    return f"photos/{token}"


def box(photo: Photo, kind: str) -> tuple[int, int, int, int]:
    """The part of the master that this kind shows: for cards the largest of their ratio, with the
    focus as near to its middle as the edges allow."""
    if kind != "card":
        return (0, 0, photo.width, photo.height)
    width = min(photo.width, max(1, round(photo.height * CARD_RATIO)))
    height = min(photo.height, max(1, round(photo.width / CARD_RATIO)))
    left = min(max(round(photo.width * photo.focus_x / 100 - width / 2), 0), photo.width - width)
    upper = min(
        max(round(photo.height * photo.focus_y / 100 - height / 2), 0), photo.height - height
    )
    return (left, upper, left + width, upper + height)


def renditions(photo: Photo, *kinds: str) -> Iterator[Rendition]:
    """Of all kinds where none is named, the smallest of each first. Never enlarged; the full one is
    left out where the article's widest is all there is."""
    for kind in kinds or TABLE:
        left, upper, right, lower = box(photo, kind)
        width, height = right - left, lower - upper
        if kind == "full" and width <= TABLE["article"][-1]:
            continue
        for each in sorted({min(each, width) for each in TABLE[kind]}):
            yield Rendition(kind, each, max(1, round(height * each / width)))


def plain(photo: Photo) -> Rendition:
    """The one that is there from the first moment, as JPEG, and for browsers that know no other."""
    return max(each for each in renditions(photo, "article") if each.width <= 800)


def names(photo: Photo) -> list[str]:
    """All files that readers may have of the photo while it is public."""
    return [
        f"{folder(photo.token)}/{each.name(format)}"
        for each in renditions(photo)
        for format in FORMATS
    ]


def plain_name(photo: Photo) -> str:
    return f"{folder(photo.token)}/{plain(photo).name(PLAIN)}"


def small_name(photo: Photo) -> str:
    """The whole picture at its smallest, as WebP."""
    return f"{folder(photo.token)}/{next(renditions(photo, 'article')).name(FORMATS[1])}"


def make(photo: Photo, master: Image.Image, wanted: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """(name, content) of each wanted file of `names()`; each size is made once for all formats."""
    for each in renditions(photo):
        of_this = {f"{folder(photo.token)}/{each.name(format)}": format for format in FORMATS}
        if of_this.keys() & set(wanted):
            picture = resized(master, box(photo, each.kind), each)
            for name in of_this.keys() & set(wanted):
                yield name, encode(picture, of_this[name])


def resized(master: Image.Image, box: tuple[int, int, int, int], size: Rendition) -> Image.Image:
    """A new image in any case: what the master's file may carry besides pixels stays behind."""
    fresh = Image.new("RGB", (size.width, size.height))
    small = master.resize(fresh.size, Image.Resampling.LANCZOS, box=box, reducing_gap=2.0)
    fresh.paste(small)
    return fresh


def encode(picture: Image.Image, format: Format) -> bytes:
    out = io.BytesIO()
    picture.save(out, format.kind, **format.options)
    return out.getvalue()


def placeholder(master: Image.Image) -> str:
    """What is shown until the picture is there: a data address's content, in base64."""
    small = Image.new("RGB", master.size)
    small.paste(master)
    small.thumbnail((PLACEHOLDER_SIDE, PLACEHOLDER_SIDE))
    out = io.BytesIO()
    small.save(out, "WEBP", quality=30, method=6)
    return b64encode(out.getvalue()).decode()


class Shown(NamedTuple):
    """How a page shows a photo; width and height are those of its largest file, so that the place
    is kept before it comes. `sources`: (type, srcset) of what newer browsers take instead."""

    src: str
    width: int
    height: int
    srcset: str = ""
    sources: tuple[tuple[str, str], ...] = ()


def shown(photo: Photo, kind: str, address: str) -> Shown:
    """`address` is that of the photo's public folder. Until all is ready, the plain one alone."""
    only = plain(photo)
    if photo.ready_at is None:
        return Shown(f"{address}/{only.name(PLAIN)}", only.width, only.height)
    found = list(renditions(photo, kind, *(["full"] if kind == "article" else [])))
    sets = [
        (format.type, ", ".join(f"{address}/{each.name(format)} {each.width}w" for each in found))
        for format in FORMATS
    ]
    middle = only if kind == "article" else found[min(1, len(found) - 1)]
    return Shown(
        f"{address}/{middle.name(PLAIN)}", found[-1].width, found[-1].height,
        srcset=sets[-1][1], sources=tuple(sets[:-1]),
    )  # fmt: skip
