"""No map tells more of a place than its story does."""

import gzip
import re

import pytest
from django.template.loader import render_to_string

from newsroom.public.maps import RADIUS, map_of
from newsroom.regions.models import Level, Region
from newsroom.regions.outlines import is_in, outlines, spot

PCODES = {"syria": "SY", "deir-ez-zor": "SY09"}
#: By slug: apart enough that each is another spot of the picture.
AT = {
    "deir-ez-zor": (35.1, 40.1), "abu-kamal": (34.5, 40.9), "susat": (34.6, 40.6),
    "village": (34.7, 40.8),
}  # fmt: skip


@pytest.fixture
def mapped(places):
    for slug, place in places.items():
        place.pcode = PCODES.get(slug)
        place.latitude, place.longitude = AT.get(slug, (None, None))
        place.save()
    return places


def spots(html: str) -> set[tuple[int, int]]:
    return {(int(x), int(y)) for x, y in re.findall(r'cx="(\d+)" cy="(\d+)"', html)}


def spot_of(slug: str) -> tuple[int, int]:
    latitude, longitude = AT[slug]
    return spot(longitude, latitude)


@pytest.mark.parametrize(
    ("precision", "shown"),
    [
        (Level.GOVERNORATE, None), (Level.DISTRICT, "abu-kamal"), (Level.SUBDISTRICT, "susat"),
        (Level.PLACE, "village"),
    ],
)  # fmt: skip
def test_map_is_as_vague_as_the_story(story, client, mapped, precision, shown):
    edition = story("published", place=mapped["village"], precision=precision)
    html = client.get(edition.url).text
    assert spots(html) == ({spot_of(shown)} if shown else set())
    assert 'class="here"' in html
    finer = [slug for slug in AT if mapped[slug].level > precision]
    for slug in finer:
        assert not [number for number in map(str, AT[slug]) if number in html]
        assert spot_of(slug) not in spots(html)
        assert slug not in html


def test_a_finer_place_that_is_not_published_is_not_marked(story, client, mapped):
    edition = story("published", place=mapped["village"], precision=Level.PLACE)
    assert spots(client.get(edition.url).text) == {spot_of("village")}
    Region.objects.filter(slug="village").update(state="draft")
    assert spots(client.get(edition.url).text) == {spot_of("susat")}


def test_story_without_a_known_place_has_no_map(story, client, places):
    assert "<svg" not in client.get(story("published").url).text
    assert "<svg" not in client.get(story("published", place=None).url).text


def test_place_without_coordinates_is_marked_as_what_lies_around_it(mapped):
    way = [mapped[slug] for slug in ("syria", "deir-ez-zor", "abu-kamal", "susat", "village")]
    mapped["village"].latitude = None
    pin = map_of(way).pin
    assert (pin.place, pin.radius) == (mapped["susat"], RADIUS[Level.SUBDISTRICT])


def test_coordinates_outside_of_the_picture_are_no_mark(mapped):
    mapped["village"].latitude = 0.0
    assert map_of([mapped["deir-ez-zor"], mapped["village"]]).pin is None


def test_every_governorate_of_the_gazetteer_has_an_outline_and_the_map_is_light(mapped):
    assert set(outlines()) == {f"SY{number:02}" for number in range(1, 15)}
    drawn = map_of([mapped["deir-ez-zor"], mapped["abu-kamal"]])
    html = render_to_string("public/_map.html", {"map": drawn})
    assert len(gzip.compress(html.encode())) < 4096
    assert len(re.findall("<path ", html)) == 14


def corners(line: str) -> list[tuple[int, int]]:
    """Of a path of M, l and z, as a browser draws it."""
    found = []
    for ring in line.strip("z").split("z"):
        start, rest = ring.removeprefix("M").split("l")
        x, y = map(int, start.split())
        found.append((x, y))
        steps = map(int, rest.split())
        for step_x, step_y in zip(steps, steps, strict=True):
            x, y = x + step_x, y + step_y
            found.append((x, y))
    return found


def test_every_ring_of_an_outline_lies_in_the_picture():
    assert max(line.count("z") for line in outlines().values()) == 2, "one has a hole in it"
    for pcode, line in outlines().items():
        assert all(map(is_in, corners(line))), pcode


@pytest.mark.parametrize(("language", "said"), [("", "خريطة سوريا"), ("/ku", "Nexşeya Sûriyeyê")])
def test_map_has_a_name_in_the_language_of_its_page(client, mapped, language, said):
    html = client.get(f"{language}/regions/abu-kamal/").text
    assert f'<title id="map-title">{said}</title>' in html
    assert "OCHA/UNCS COD-AB, CC BY 3.0 IGO; GeoNames, CC BY 4.0" in html


def test_map_of_all_places_leads_to_each_that_readers_have(client, mapped):
    html = client.get("/en/regions/").text
    assert '<a href="/en/regions/deir-ez-zor/" aria-label="Deir-Ez-Zor"><path' in html
    Region.objects.filter(slug="deir-ez-zor").update(state="withdrawn")
    assert "/regions/deir-ez-zor/" not in client.get("/en/regions/").text
