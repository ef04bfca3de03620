"""The same picture is known again however it was sent; different ones are told apart."""

from __future__ import annotations

import io
from itertools import combinations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageEnhance

from newsroom.demo import scenes
from newsroom.media.intake import alike, take_in
from newsroom.media.likeness import NEAR, distance, likeness, nearest

#: The two of the demo's scenes that look most alike, and another one.
SCENES = ("market-street", "canal", "wheat-harvest")


@pytest.fixture(scope="module")
def drawn() -> dict[str, Image.Image]:
    return {name: scenes.draw(name).convert("RGB").resize((800, 534)) for name in SCENES}


def squeezed(picture: Image.Image) -> Image.Image:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=25)
    return Image.open(out)


def cropped(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    return picture.crop((width // 80, height // 80, width - width // 80, height - height // 80))


CHANGES = {
    "resized": lambda picture: picture.resize((320, 214)),
    "compressed": squeezed,
    "cropped": cropped,
    "brightened": lambda picture: ImageEnhance.Brightness(picture).enhance(1.2),
    "darkened": lambda picture: ImageEnhance.Brightness(picture).enhance(0.8),
    "without colours": lambda picture: picture.convert("L"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_changed_picture_is_known_again(drawn, change):
    for name, picture in drawn.items():
        apart = distance(likeness(picture), likeness(CHANGES[change](picture)))
        assert apart <= NEAR, (name, apart)


def test_different_scenes_are_told_apart(drawn):
    for one, other in combinations(SCENES, 2):
        assert distance(likeness(drawn[one]), likeness(drawn[other])) > NEAR, (one, other)


@pytest.mark.parametrize("step", [0, 2, -2])
def test_plain_surface_and_one_that_only_fades_look_like_nothing(step):
    """Otherwise every picture of a clear sky were the same."""
    tones = bytes(120 + step * column for _line in range(40) for column in range(60))
    assert likeness(Image.frombytes("L", (60, 40), tones)) == ""


def test_nearest_is_the_nearest_and_near_enough():
    wanted = "00000000ffffffff"
    known = [(1, "00000000fffffff0"), (2, "00000000fffffffe"), (3, "00000000fffffffd"), (4, "")]
    assert nearest(wanted, known) == 2
    assert nearest(wanted, known[:1]) == 1
    assert nearest(wanted, [(1, "00000000ffffff00")]) is None
    assert nearest(wanted, []) is None
    assert nearest("", known) is None


# Among whose photos


@pytest.fixture
def scene(drawn):
    """Makes a photo of a scene, sent by somebody."""

    def scene(name: str, by):
        out = io.BytesIO()
        drawn[name].save(out, "PNG")
        return take_in(SimpleUploadedFile("a.png", out.getvalue()), by=by, words="", beside=())

    return scene


def test_only_those_that_one_may_see_are_looked_through(drawn, scene, reporter, stranger, editor):
    photo = scene("canal", reporter)
    wanted = likeness(CHANGES["resized"](drawn["canal"]))
    assert alike(wanted, reporter) == photo
    assert alike(wanted, editor) == photo
    assert alike(wanted, stranger) is None
    assert alike(wanted, reporter, but=photo) is None


def test_a_look_costs_two_queries_however_many_there_are(
    scene, editor, django_assert_num_queries, drawn
):
    for name in SCENES[:3]:
        scene(name, editor)
    wanted = likeness(drawn[SCENES[0]])
    editor.get_all_permissions()
    with django_assert_num_queries(2):
        assert alike(wanted, editor)
