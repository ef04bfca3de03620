"""Which place of the gazetteer lies nearest to a point on the earth."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from newsroom.regions.models import Region

EARTH = 6371.0  # kilometres
#: Kilometres of one degree from south to north.
DEGREE = 111.2


def nearest(latitude: float, longitude: float, *, within: float = 30) -> Region | None:
    """The published place nearest to a point in degrees, of two at the same spot the finer one;
    None where there is none within so many kilometres."""
    north, east = within / DEGREE, within / DEGREE / max(cos(radians(latitude)), 0.01)
    around = Region.objects.published().filter(
        latitude__range=(latitude - north, latitude + north),
        longitude__range=(longitude - east, longitude + east),
    )
    found = [(apart(each, latitude, longitude), -each.level, each.pk, each) for each in around]
    kilometres, _level, _pk, place = min(found, default=(within + 1, 0, 0, None))
    return place if kilometres <= within else None


def apart(place: Region, latitude: float, longitude: float) -> float:
    """Kilometres between them, along the surface."""
    if place.latitude is None or place.longitude is None:
        return float("inf")
    here, there = radians(latitude), radians(place.latitude)
    wide = sin(radians(place.longitude - longitude) / 2) ** 2
    square = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * wide
    return 2 * EARTH * asin(min(1.0, sqrt(square)))
