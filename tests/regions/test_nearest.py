"""The place nearest to a point."""

import pytest

from newsroom.regions.models import Region
from newsroom.regions.nearest import nearest


@pytest.fixture
def located(places):
    """Abu Kamal's district and Susat's sub-district at their places on the Euphrates."""
    for slug, point in (("abu-kamal", (34.45, 40.92)), ("susat", (34.52, 40.96))):
        Region.objects.filter(slug=slug).update(latitude=point[0], longitude=point[1])
    return places


def test_nearest_place_is_found(located):
    assert nearest(34.51, 40.95) == located["susat"]
    assert nearest(34.44, 40.9) == located["abu-kamal"]


def test_of_two_at_one_spot_it_is_the_finer_one(located):
    Region.objects.filter(slug__in=["village", "susat"]).update(latitude=34.5, longitude=40.9)
    assert nearest(34.5, 40.9) == located["village"]


@pytest.mark.parametrize("point", [(34.9, 40.95), (34.5, 41.4), (-34.5, 40.9), (90, 0), (0, 180)])
def test_nothing_is_near_farther_than_thirty_kilometres(located, point):
    assert nearest(*point) is None


def test_distance_counts_along_the_surface(located):
    """A degree to the east is shorter than one to the north: 0.3 are 27.5 km here."""
    assert nearest(34.52, 41.26) == located["susat"]
    assert nearest(34.52, 40.96 + 0.34) is None


def test_place_that_is_no_readers_and_one_without_a_point_are_none(located):
    Region.objects.filter(slug="susat").update(state="draft")
    assert nearest(34.52, 40.96) == located["abu-kamal"]
    Region.objects.update(latitude=None)
    assert nearest(34.52, 40.96) is None
