"""IPTC-IIM: what agencies write into JPEGs, a run of numbered fields.

Source: IPTC-NAA Information Interchange Model 4.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import islice
from typing import Any

from newsroom.media.traces.iptc import fields
from newsroom.text.charsets import spelled

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
    for key, value in islice(fields(block), MOST):
        found.setdefault(key, value)
    words = {key: spelled(found.get(key, b"")) for key in (CAPTION, BYLINE, CREDIT, COPYRIGHT)}
    yield "caption", words[CAPTION]
    yield "credit", " / ".join(dict.fromkeys(filter(None, (words[BYLINE], words[CREDIT]))))
    yield "copyright", words[COPYRIGHT]
    with suppress(ValueError):
        digits = (found.get(DATE, b"") + found.get(TIME, b"000000"))[:14].decode("ascii")
        yield "time", datetime.strptime(digits, "%Y%m%d%H%M%S")
