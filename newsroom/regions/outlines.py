"""The outlines of the governorates as lines of an SVG (`data/governorates.geojson`, attribution
beside it), and where a point on the earth lies in the same picture."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from math import cos, radians
from pathlib import Path

FILE = Path(__file__).parent / "data" / "governorates.geojson"
#: Of the picture: one unit is about a kilometre and a half, so that no point in it is finer.
WIDTH, HEIGHT = 400, 361
#: In degrees: the picture's western and northern edge, and what it spans from west to east.
WEST, NORTH, SPAN = 35.614, 37.316, 6.771
UNIT = WIDTH / SPAN
#: A degree from south to north is longer than one from west to east, here by this much.
STRETCH = 1 / cos(radians(35))

Spot = tuple[int, int]


def spot(longitude: float, latitude: float) -> Spot:
    """Whole units from the top left of the picture."""
    return round((longitude - WEST) * UNIT), round((NORTH - latitude) * UNIT * STRETCH)


def is_in(place: Spot) -> bool:
    return 0 <= place[0] <= WIDTH and 0 <= place[1] <= HEIGHT


@cache
def outlines() -> dict[str, str]:
    """By P-code what stands in the `d` of a path."""
    found = json.loads(FILE.read_text(encoding="utf-8"))["features"]
    return {each["properties"]["PCODE"]: _drawn(each["geometry"]["coordinates"]) for each in found}


def _drawn(rings: Iterable[list[list[float]]]) -> str:
    return "".join(_ring([spot(*point) for point in ring]) for ring in rings)


def _ring(spots: list[Spot]) -> str:
    """By steps from spot to spot, which take fewer letters; a step of nothing is none."""
    return f"M{spots[0][0]} {spots[0][1]}{' '.join(_steps(spots))}z"


def _steps(spots: list[Spot]) -> Iterator[str]:
    yield "l"
    for (x, y), (to_x, to_y) in zip(spots, spots[1:-1], strict=False):
        if (x, y) != (to_x, to_y):
            yield f"{to_x - x} {to_y - y}"
