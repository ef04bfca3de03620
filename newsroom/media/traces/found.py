from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

#: What is looked into of one file, in bytes of metadata, unpacked; each part of it costs some more.
#: It bounds time and memory, whatever the file says of itself.
MOST = 24 * 1024 * 1024
A_PART = 256
#: Chunks, segments, boxes, frames of one file.
MOST_PARTS = 30_000
#: Of one block, such as an XMP packet.
MOST_OF_A_BLOCK = 2 * 1024 * 1024
MOST_TRACES = 1000
MOST_WORDS = 200


class Kind(StrEnum):
    """Names that reports, `--json` and the desk's check B6 show: stable."""

    GPS = "gps"
    #: In words: a town, a country.
    PLACE = "place"
    NAMES = "names"
    #: A number that tells one device or one picture from all others.
    SERIAL = "serial"
    #: Make, model, lens, program.
    CAMERA = "camera"
    TIME = "time"
    THUMBNAIL = "thumbnail"
    #: A description, a title, keywords.
    COMMENT = "comment"
    MAKER_NOTE = "maker-note"
    EXIF = "exif"
    XMP = "xmp"
    IPTC = "iptc"
    PHOTOSHOP = "photoshop"
    ICC = "icc"
    #: Content credentials: who made the picture and what was done to it, signed.
    C2PA = "c2pa"
    MULTI_PICTURE = "multi-picture"
    TRAILER = "trailer"
    UNKNOWN = "unknown"


class Unreadable(ValueError):
    """No picture of a kind that we know, or one that ends or repeats where it must not."""


class Endless(Unreadable):
    """It goes on for longer than any picture does. Who decodes it may not come to an end."""


@dataclass(frozen=True, order=True)
class Trace:
    kind: Kind
    #: What the format calls it.
    name: str
    #: What it says. Empty where that is no text.
    words: str = ""


@dataclass
class Found:
    traces: dict[tuple[Kind, str], Trace] = field(default_factory=dict)
    left: int = MOST
    parts: int = 0
    #: How many blocks of EXIF the one that is read lies in: they may hold one another.
    depth: int = 0

    def add(self, kind: Kind, name: str, words: str = "") -> None:
        if len(self.traces) < MOST_TRACES:
            self.traces.setdefault((kind, name), Trace(kind, name, words[:MOST_WORDS]))

    def add_words(self, kind: Kind, name: str, words: str) -> None:
        """Cameras write empty fields for those that nobody has filled."""
        if words := words.strip("\0 \t\r\n"):
            self.add(kind, name, words)

    def spend(self, size: int = 0) -> None:
        """For one more part, and so many bytes of it."""
        self.parts += 1
        self.spend_bytes(size + A_PART)

    def spend_bytes(self, size: int) -> None:
        self.left -= size
        if self.is_spent:
            raise Endless("too much to look into")

    @property
    def is_spent(self) -> bool:
        return self.left < 0 or self.parts > MOST_PARTS


def legible(name: bytes) -> str:
    """A part's name as a file gives it: letters and digits, nothing that a terminal obeys."""
    return "".join(chr(byte) if 32 < byte < 127 else "?" for byte in name[:20])
