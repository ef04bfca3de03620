"""Where a place lies, drawn into the page: no tile, no script, nothing that another host learns of.

A map shows what the words beside it tell and nothing finer. The governorate is coloured; a pin
stands on the finest place of the given way that has coordinates, by that place's own, and is as
wide as the place is vague.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsroom.regions.models import Level, Region
from newsroom.regions.outlines import HEIGHT, WIDTH, Spot, is_in, outlines, spot

#: In units of the picture, about a kilometre and a half each.
RADIUS = {Level.DISTRICT: 22, Level.SUBDISTRICT: 13, Level.PLACE: 7}


@dataclass(frozen=True)
class Shape:
    """A governorate. `place` None: it leads nowhere."""

    line: str
    is_here: bool = False
    place: Region | None = None


@dataclass(frozen=True)
class Pin:
    place: Region
    spot: Spot
    radius: int


@dataclass(frozen=True)
class Map:
    """`here` None: all of the country. `pin` None: the governorate is all that is told."""

    shapes: tuple[Shape, ...]
    here: Region | None = None
    pin: Pin | None = None
    width: int = WIDTH
    height: int = HEIGHT


def map_of(way: Sequence[Region]) -> Map | None:
    """For a way from the country down to the place that is told; None where that lies in no
    governorate that we have the outline of."""
    here = next((place for place in way if place.level == Level.GOVERNORATE), None)
    if here is None or here.pcode not in outlines():
        return None
    shapes = (Shape(line, pcode == here.pcode) for pcode, line in outlines().items())
    # What is coloured is drawn last, so that its edge lies on top.
    return Map(tuple(sorted(shapes, key=lambda shape: shape.is_here)), here, pin_of(way))


def pin_of(way: Sequence[Region]) -> Pin | None:
    for place in reversed(way):
        if place.level in RADIUS and place.latitude is not None and place.longitude is not None:
            found = spot(place.longitude, place.latitude)
            return Pin(place, found, RADIUS[Level(place.level)]) if is_in(found) else None
    return None


def whole_map(governorates: Iterable[Region], coloured: Iterable[Region] = ()) -> Map:
    """The way in to all of them."""
    known, codes = {place.pcode: place for place in governorates}, {one.pcode for one in coloured}
    return Map(
        tuple(Shape(line, code in codes, known.get(code)) for code, line in outlines().items())
    )
