"""IPTC-IIM: what agencies write into JPEGs, a run of numbered fields.

Source: IPTC-NAA Information Interchange Model 4.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from newsroom.text.charsets import spelled

#: The block of Photoshop's that holds it.
BLOCK = 0x0404
MARK = 0x1C
CAPTION, BYLINE, CREDIT, COPYRIGHT, DATE, TIME = (
    (2, 120),
    (2, 80),
    (2, 110),
    (2, 116),
    (2, 55),
    (2, 60),
)
#: Fields that are looked at.
MOST = 200


def read(block: bytes) -> Iterator[tuple[str, Any]]:
    """(kind, value) as `camera` gathers them."""
    found: dict[tuple[int, int], bytes] = {}
    for key, value in fields(block):
        found.setdefault(key, value)
    words = {key: spelled(found.get(key, b"")) for key in (CAPTION, BYLINE, CREDIT, COPYRIGHT)}
    yield "caption", words[CAPTION]
    yield "credit", " / ".join(dict.fromkeys(filter(None, (words[BYLINE], words[CREDIT]))))
    yield "copyright", words[COPYRIGHT]
    with suppress(ValueError):
        digits = (found.get(DATE, b"") + found.get(TIME, b"000000"))[:14].decode("ascii")
        yield "time", datetime.strptime(digits, "%Y%m%d%H%M%S")


def fields(block: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    at = 0
    for _number in range(MOST):
        if at + 5 > len(block) or block[at] != MARK:
            return
        size = int.from_bytes(block[at + 3 : at + 5], "big")
        if size & 0x8000:  # a length of a length: no text of a picture is so long
            return
        yield (block[at + 1], block[at + 2]), block[at + 5 : at + 5 + size]
        at += 5 + size
