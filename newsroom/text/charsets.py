"""Words whose alphabet nobody noted: UTF-8, the Arabic one of Windows, or the western one.

Agencies and phones in the region write all three, and some write one and say another.
"""

from __future__ import annotations

import re

ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
#: Arabic words in the Arabic alphabet of Windows, read as the western one ("ÇáÓáÇã").
MISREAD = re.compile(r"[\u0080-\u00ff\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{3,}")


def spelled(data: bytes) -> str:
    """Bytes as the words that they most likely are; never raises."""
    try:
        return mended(data.decode("utf-8"))
    except UnicodeDecodeError:
        arabic = data.decode("cp1256", "replace")
        return arabic if is_arabic(arabic) else data.decode("cp1252", "replace")


def is_arabic(text: str) -> bool:
    """Whether most letters are; a French or German word has one here and there by accident."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(ARABIC.findall(text)) * 2 > len(letters)


def mended(text: str) -> str:
    """Undoes a reading in the western alphabet, where that makes Arabic of nonsense."""
    if not MISREAD.search(text) or ARABIC.search(text):
        return text
    for western in ("cp1252", "latin-1"):
        try:
            data = text.encode(western)
        except UnicodeEncodeError:
            continue
        for real in ("utf-8", "cp1256"):
            try:
                found = data.decode(real)
            except UnicodeDecodeError:
                continue
            if is_arabic(found):
                return found
    return text
