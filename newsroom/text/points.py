"""Key points: a few short lines that say what a story says."""

import re

from newsroom.text.markup import clean_text

#: What people type or paste before a point; the page sets its own marks.
BULLET = re.compile(r"^(?:[-–—•*·▪●◦]|[0-9٠-٩]{1,2}[.)\-])\s+")


def clean_points(text: str) -> str:
    """One a line, without what stood before each; no empty lines."""
    lines = (BULLET.sub("", line) for line in clean_text(text).split("\n"))
    return "\n".join(line for line in lines if line)
