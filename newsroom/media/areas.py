"""What is to be obscured in a picture: boxes and ellipses, as fractions of its width and height."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TypedDict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

BOX, ELLIPSE = "box", "ellipse"
SHAPES = (BOX, ELLIPSE)
SIDES = ("x", "y", "width", "height")
MOST = 60
#: Digits of a fraction: of the widest master a hundred-thousandth is a fortieth of a pixel.
DIGITS = 5
#: One colour for everything: it tells nothing of what it covers.
COLOUR = (0, 0, 0)
#: Pixels by which an area grows on every side: what is drawn close to an edge stays inside.
MARGIN = 3


class Area(TypedDict):
    """From the left and the upper edge of the upright picture, 0 to 1."""

    shape: str
    x: float
    y: float
    width: float
    height: float


def burn(picture: Image.Image, areas: Iterable[Area]) -> Image.Image:
    """A copy in which nothing is left of what lay under the areas.

    Before any resampling: a smaller copy mixes neighbouring pixels, and here those are gone.
    """
    burnt = picture.copy()
    draw = ImageDraw.Draw(burnt)
    for area in areas:
        paint = draw.ellipse if area["shape"] == ELLIPSE else draw.rectangle
        paint(in_pixels(area, picture.size), fill=COLOUR)
    return burnt


def in_pixels(area: Area, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Left, top, right, bottom, all of them inside the area, rounded outwards."""
    width, height = size
    return (
        math.floor(area["x"] * width) - MARGIN,
        math.floor(area["y"] * height) - MARGIN,
        math.ceil((area["x"] + area["width"]) * width) + MARGIN,
        math.ceil((area["y"] + area["height"]) * height) + MARGIN,
    )


def united(first: Iterable[Area], *more: Iterable[Area]) -> list[Area]:
    """Each of them once, in this order."""
    found: list[Area] = []
    for areas in (first, *more):
        found += [area for area in areas if area not in found]
    return found


def uncovered(areas: Iterable[Area], by: Iterable[Area]) -> list[Area]:
    """Those of `areas` that would not be wholly under `by`."""
    over = list(by)
    return [area for area in areas if not any(lies_inside(area, each) for each in over)]


def lies_inside(area: Area, other: Area) -> bool:
    """Certain only: an ellipse counts as the box around it."""
    if area == other:
        return True
    edges = [
        (x, y) for x in ends(area["x"], area["width"]) for y in ends(area["y"], area["height"])
    ]
    return all(is_in(point, other) for point in edges)


def ends(start: float, length: float) -> tuple[float, float]:
    return start, start + length


def is_in(point: tuple[float, float], area: Area) -> bool:
    across = (point[0] - area["x"]) / area["width"] * 2 - 1
    down = (point[1] - area["y"]) / area["height"] * 2 - 1
    if area["shape"] == ELLIPSE:
        return across**2 + down**2 <= 1
    return max(abs(across), abs(down)) <= 1 + 1e-9


def in_percent(area: Area) -> dict[str, str]:
    """As a form writes it, with a point in every language."""
    # SIDES are names of an Area; a type checker sees texts.
    sides = {side: f"{area[side] * 100:.{DIGITS - 2}f}" for side in SIDES}  # type: ignore[literal-required]
    trimmed = {side: text.rstrip("0").rstrip(".") for side, text in sides.items()}
    return {"shape": area["shape"], **trimmed}


def read(rows: Iterable[Mapping[str, str]]) -> list[Area]:
    """The areas of a form's rows, in percent; a row without a shape is none.

    Raises ValidationError with one sentence for each row that is wrong.
    """
    found: list[Area] = []
    wrong: list[str] = []
    for number, row in enumerate(rows, 1):
        if not row["shape"]:
            continue
        try:
            found.append(area_of(row))
        except ValueError:
            wrong.append(
                _(
                    "Area %(n)s: write four numbers from 0 to 100. Width and height are more than"
                    " 0, and some of it lies inside the picture."
                )
                % {"n": number}
            )
    if len(found) > MOST:
        wrong.append(_("At most %(n)s areas in one picture.") % {"n": MOST})
    if wrong:
        raise ValidationError(wrong)
    return united(found)


def area_of(row: Mapping[str, str]) -> Area:
    """Raises ValueError where nothing of it lies inside the picture. A box ends at the edge; of an
    ellipse that reaches beyond it the shape would be another one."""
    x, y, width, height = (fraction(row[side]) for side in SIDES)
    left, top = max(x, 0.0), max(y, 0.0)
    right, bottom = min(x + width, 1.0), min(y + height, 1.0)
    if row["shape"] == BOX:
        x, y, width, height = left, top, right - left, bottom - top
    x, y, width, height = (round(side, DIGITS) for side in (x, y, width, height))
    if row["shape"] not in SHAPES or left >= right or top >= bottom or not (width and height):
        raise ValueError
    return Area(shape=row["shape"], x=x, y=y, width=width, height=height)


def fraction(text: str) -> float:
    """Of what somebody wrote in percent, in any of our digits."""
    value = float(text.strip().replace("٫", ".").replace(",", "."))
    if not -100 <= value <= 200:
        raise ValueError
    return value / 100
