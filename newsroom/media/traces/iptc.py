"""IPTC-IIM, the wire services' own block, by the tables of IIM 4.2."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom.media.traces.found import Found, Kind

#: Of a length: it is the length of the length that follows, four bytes at most.
LONG = 0x8000
DATASETS = {
    5: (Kind.COMMENT, "ObjectName"), 25: (Kind.COMMENT, "Keywords"),
    26: (Kind.PLACE, "ContentLocationCode"), 27: (Kind.PLACE, "ContentLocationName"),
    40: (Kind.COMMENT, "SpecialInstructions"),
    55: (Kind.TIME, "DateCreated"), 60: (Kind.TIME, "TimeCreated"),
    62: (Kind.TIME, "DigitalCreationDate"), 63: (Kind.TIME, "DigitalCreationTime"),
    65: (Kind.CAMERA, "OriginatingProgram"),
    80: (Kind.NAMES, "By-line"), 85: (Kind.NAMES, "By-lineTitle"),
    90: (Kind.PLACE, "City"), 92: (Kind.PLACE, "Sub-location"), 95: (Kind.PLACE, "State"),
    100: (Kind.PLACE, "CountryCode"), 101: (Kind.PLACE, "Country"),
    105: (Kind.COMMENT, "Headline"), 110: (Kind.NAMES, "Credit"), 115: (Kind.NAMES, "Source"),
    116: (Kind.NAMES, "CopyrightNotice"), 118: (Kind.NAMES, "Contact"),
    120: (Kind.COMMENT, "Caption"), 122: (Kind.NAMES, "Writer"),
}  # fmt: skip


def read(data: bytes, found: Found) -> None:
    """One that is broken is IPTC still, and told as far as it can be read."""
    found.add(Kind.IPTC, "IPTC")
    for (record, dataset), value in fields(data):
        found.spend()
        if record == 2 and dataset in DATASETS:
            kind, name = DATASETS[dataset]
            found.add_words(kind, name, value.decode("utf-8", "replace"))


def fields(data: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """(record, dataset) and value of each, as far as they can be read."""
    at = 0
    while data[at : at + 1] == b"\x1c" and len(data) >= at + 5:
        key, start = (data[at + 1], data[at + 2]), at + 5
        size = int.from_bytes(data[at + 3 : start], "big")
        if size & LONG:
            start += size & ~LONG
            if start > at + 9:
                return
            size = int.from_bytes(data[at + 5 : start], "big")
        yield key, data[start : start + size]
        at = start + size
