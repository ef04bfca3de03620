"""Areas of a picture: what a form says, what is painted, what one proposal leaves of another."""

from __future__ import annotations

import random

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from PIL import Image

from newsroom.media.areas import COLOUR, MOST, area_of, burn, in_percent, read, uncovered, united

BOX = {"shape": "box", "x": "10", "y": "20", "width": "30", "height": "40"}
ELLIPSE = BOX | {"shape": "ellipse"}


def box(x: float, y: float, width: float, height: float, shape: str = "box") -> dict:
    return {"shape": shape, "x": x, "y": y, "width": width, "height": height}


def noise(size=(80, 60), seed=1) -> Image.Image:
    return Image.frombytes("RGB", size, random.Random(seed).randbytes(size[0] * size[1] * 3))


@pytest.mark.parametrize("size", [(80, 60), (83, 61), (7, 5), (1, 1)])
@pytest.mark.parametrize("seed", range(20))
def test_nothing_of_a_box_survives_at_its_edges(size, seed):
    """Every pixel that the box touches, by however little, has the one colour."""
    some = random.Random(seed)
    x, y = some.random() * 0.9, some.random() * 0.9
    area = box(x, y, some.random() * (1 - x), some.random() * (1 - y))
    burnt = burn(noise(size, seed), [area])
    for column in range(int(x * size[0]), min(size[0], int((x + area["width"]) * size[0]) + 1)):
        for line in range(int(y * size[1]), min(size[1], int((y + area["height"]) * size[1]) + 1)):
            assert burnt.getpixel((column, line)) == COLOUR


def test_nothing_of_an_ellipse_survives_and_its_corners_do():
    picture = noise((200, 100))
    burnt = burn(picture, [box(0.25, 0.2, 0.5, 0.6, "ellipse")])
    for column in range(200):
        for line in range(100):
            if ((column + 0.5 - 100) / 50) ** 2 + ((line + 0.5 - 50) / 30) ** 2 <= 1:
                assert burnt.getpixel((column, line)) == COLOUR
    assert burnt.getpixel((52, 22)) == picture.getpixel((52, 22)) != COLOUR


def test_what_is_painted_depends_on_nothing_under_it():
    areas = [box(0.1, 0.1, 0.3, 0.3), box(0.5, 0.4, 0.4, 0.5, "ellipse")]
    masks = [burn(noise(seed=seed), areas) for seed in (1, 2)]
    white = burn(Image.new("RGB", (80, 60), "white"), areas)
    for mask in masks:
        mask.paste((255, 255, 255), mask=white.convert("L").point(lambda value: 255 * (value > 0)))
    assert masks[0].tobytes() == masks[1].tobytes() == white.tobytes()


def test_the_picture_that_came_stays_as_it_is():
    picture = noise()
    before = picture.tobytes()
    burn(picture, [box(0, 0, 1, 1)])
    assert picture.tobytes() == before


@pytest.mark.parametrize("row", [BOX, ELLIPSE, BOX | {"x": "١٠", "y": "20,5", "width": "30٫25"}])
def test_a_form_says_again_what_was_read_from_it(row):
    areas = read([row])
    assert len(areas) == 1
    assert read([in_percent(areas[0])]) == areas


def test_row_without_a_shape_is_no_area():
    assert read([BOX | {"shape": ""}, dict.fromkeys(BOX, "")]) == []


@pytest.mark.parametrize(
    "change",
    [{"x": ""}, {"x": "ten"}, {"x": "nan"}, {"x": "inf"}, {"y": "1e9"}, {"width": "0"},
     {"height": "-5"}, {"x": "100"}, {"y": "-60"}, {"shape": "star"}, {"width": "0.0001"}],
)  # fmt: skip
def test_row_that_is_wrong_is_named_in_a_sentence(change):
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        read([BOX, BOX | change])
    assert len(refused.value.messages) == 1
    assert refused.value.messages[0].startswith("Area 2: write four numbers")


def test_more_areas_than_anybody_draws_are_refused():
    rows = [BOX | {"x": str(number / 10)} for number in range(MOST + 1)]
    assert len(read(rows[:-1])) == MOST
    with pytest.raises(ValidationError):
        read(rows)


def test_box_ends_at_the_edge_of_the_picture():
    area = area_of(BOX | {"x": "-10", "width": "200"})
    assert (area["x"], area["width"]) == (0, 1)


@pytest.mark.parametrize(
    ("area", "by", "is_covered"),
    [
        (box(0.2, 0.2, 0.2, 0.2), box(0.2, 0.2, 0.2, 0.2), True),
        (box(0.2, 0.2, 0.2, 0.2), box(0.1, 0.1, 0.4, 0.4), True),
        (box(0.2, 0.2, 0.2, 0.2), box(0.1, 0.1, 0.4, 0.4, "ellipse"), True),
        (box(0.11, 0.11, 0.2, 0.2), box(0.1, 0.1, 0.4, 0.4, "ellipse"), False),
        (box(0.2, 0.2, 0.2, 0.2), box(0.25, 0.2, 0.2, 0.2), False),
        (box(0.2, 0.2, 0.2, 0.2), box(0.2, 0.2, 0.2, 0.1), False),
        (box(0.2, 0.2, 0.2, 0.2, "ellipse"), box(0.2, 0.2, 0.2, 0.2), True),
        (box(0.2, 0.2, 0.2, 0.2), box(0.2, 0.2, 0.2, 0.2, "ellipse"), False),
    ],
)
def test_what_another_area_covers(area, by, is_covered):
    assert (uncovered([area], [by]) == []) is is_covered


def test_each_area_counts_once():
    one, two = box(0, 0, 0.1, 0.1), box(0.5, 0.5, 0.1, 0.1)
    assert united([one, two], [two], [one]) == [one, two]
