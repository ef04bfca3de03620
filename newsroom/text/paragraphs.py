"""A stored text as the paragraphs that stand level with those of its translation.

What counts as one here is one block in the desk's editor, too (static/desk/level.js): a
paragraph, a heading, a point of a list, a quotation, a figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.text.units import TAG, units

LISTS = ("ul", "ol")


@dataclass(frozen=True)
class Paragraph:
    """`html` stands for itself: a point is in a list of its own. `unit`: which of the outermost
    blocks of the text it is, or is in."""

    html: str
    tag: str
    unit: int


def paragraphs_of(text: str) -> list[Paragraph]:
    """Of stored HTML (see `markup.sanitise`); a text of no blocks is one paragraph."""
    found: list[Paragraph] = []
    for number, unit in enumerate(unit for unit in units(text) if unit.strip()):
        opening = TAG.match(unit)
        tag = opening[2] if opening else "p"
        if opening and tag in LISTS:
            found += (Paragraph(html, "li", number) for html in _points(unit, tag))
        else:
            found.append(Paragraph(unit if opening else f"<p>{unit}</p>", tag, number))
    return found


def _points(unit: str, tag: str) -> Iterator[str]:
    """Each outermost point; a list within one belongs to it."""
    depth, start, count = 0, 0, 0
    for found in TAG.finditer(unit):
        if found[2] in LISTS:
            depth += -1 if found[1] else 1
        if found[2] != "li" or depth != 1:
            continue
        if not found[1]:
            start, count = found.start(), count + 1
        else:
            opening = f'<ol start="{count}">' if tag == "ol" else "<ul>"
            yield f"{opening}{unit[start : found.end()]}</{tag}>"
