"""XMP: what programs write into every kind of picture, as XML; the values of a whole packet.
Whether a file carries any, and of which kind, `traces.xmp` tells of broken ones as well.

Source: Adobe's XMP specification, parts 1 and 2; IPTC Photo Metadata Standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

#: Bytes of a packet; what is larger holds previews, or wants to be expensive.
LARGEST = 512 * 1024
DC, PHOTOSHOP = "http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/photoshop/1.0/"
XMP, EXIF = "http://ns.adobe.com/xap/1.0/", "http://ns.adobe.com/exif/1.0/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
WORDS = {
    "caption": (f"{{{DC}}}description", f"{{{PHOTOSHOP}}}Headline"),
    "credit": (f"{{{DC}}}creator", f"{{{PHOTOSHOP}}}Credit"),
    "copyright": (f"{{{DC}}}rights",),
}
TIMES = (f"{{{EXIF}}}DateTimeOriginal", f"{{{PHOTOSHOP}}}DateCreated", f"{{{XMP}}}CreateDate")
PLACE = (f"{{{EXIF}}}GPSLatitude", f"{{{EXIF}}}GPSLongitude")
KNOWN = {*TIMES, *PLACE, *(name for names in WORDS.values() for name in names)}
#: "34,27.4200N" or "34,27,25N".
ANGLE = re.compile(r"(\d{1,3}),(\d{1,2}(?:\.\d{1,9})?)(?:,(\d{1,2}(?:\.\d{1,9})?))?([NSEW])")


def read(packet: bytes) -> Iterator[tuple[str, Any]]:
    """(kind, value) as `camera` gathers them; nothing of a packet that is broken, declares entities
    or is larger than `LARGEST`."""
    said = dict(properties(packet))
    for kind, names in WORDS.items():
        for name in names:
            yield from ((kind, text) for text in said.get(name, ()))
    for name in TIMES:
        for text in said.get(name, ()):
            with suppress(ValueError):
                yield "time", moment(text)
    latitude, longitude = (angle(next(iter(said.get(name, ())), "")) for name in PLACE)
    if latitude is not None and longitude is not None:
        yield "place", (latitude, longitude)


def properties(packet: bytes) -> Iterator[tuple[str, list[str]]]:
    """Each property with its texts, whether it is an element or an attribute."""
    if not packet or len(packet) > LARGEST:
        return
    try:
        root = fromstring(packet.rstrip(b"\0 \r\n"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return
    for description in root.iter(f"{{{RDF}}}Description"):
        for name, text in description.attrib.items():
            yield name, [text]
        for element in description:
            if element.tag in KNOWN:
                yield element.tag, texts(element)


def texts(element: Element) -> list[str]:
    """Of a list, or of one text in several languages, each; else what stands there. No deeper: a
    packet that nests thousands of them would take for ever."""
    items = (item for bag in element for item in bag if item.tag == f"{{{RDF}}}li")
    each = [item.text or "" for item in items]
    return each or [element.text or ""]


def moment(text: str) -> datetime:
    """By the camera's clock: its zone would tell where it was set, not where it was."""
    return datetime.fromisoformat(text.strip()).replace(tzinfo=None)


def angle(text: str) -> float | None:
    found = ANGLE.fullmatch(text.strip())
    if not found:
        return None
    degrees, minutes, seconds, side = found.groups()
    value = int(degrees) + float(minutes) / 60 + float(seconds or 0) / 3600
    limit = 90 if side in "NS" else 180
    return None if value > limit else -value if side in "SW" else value
