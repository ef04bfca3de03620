"""Which files a photo has, and what is in their pixels."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from newsroom.media import renditions
from newsroom.media.models import Photo
from newsroom.media.renditions import FORMATS, PLAIN, Rendition


def widths(kind: str, **size: int) -> list[int]:
    return [each.width for each in renditions.renditions(Photo(**size), kind)]


@pytest.mark.parametrize(
    ("size", "card", "article", "full"),
    [
        ((300, 200), [300], [300], []),
        ((480, 320), [320, 480], [480], []),
        ((900, 600), [320, 640, 900], [480, 800, 900], []),
        ((1600, 1000), [320, 640, 960], [480, 800, 1600], []),
        ((2000, 1500), [320, 640, 960], [480, 800, 1600], [2000]),
        ((2560, 1707), [320, 640, 960], [480, 800, 1600], [2560]),
        ((1200, 2560), [320, 640, 960], [480, 800, 1200], []),
        ((2560, 1), [2], [480, 800, 1600], [2560]),
        ((1, 2560), [1], [1], []),
        ((1, 1), [1], [1], []),
    ],
)
def test_no_rendition_is_larger_than_the_photo(size, card, article, full):
    given = dict(zip(("width", "height"), size, strict=True))
    assert widths("card", **given) == card
    assert widths("article", **given) == article
    assert widths("full", **given) == full
    for each in renditions.renditions(Photo(**given)):
        assert 1 <= each.width <= size[0]
        assert 1 <= each.height <= size[1]


@pytest.mark.parametrize("size", [(900, 600), (2560, 1707), (600, 900), (3, 2), (2560, 1)])
def test_cards_are_three_to_two(size):
    photo = Photo(width=size[0], height=size[1])
    for each in renditions.renditions(photo, "card"):
        assert each.height == pytest.approx(each.width / 1.5, abs=1)


def test_plain_one_is_an_articles_at_most_800_wide():
    assert renditions.plain(Photo(width=2560, height=1707)) == Rendition("article", 800, 533)
    assert renditions.plain(Photo(width=700, height=100)) == Rendition("article", 700, 100)


@pytest.mark.parametrize(
    ("size", "focus", "box"),
    [
        ((300, 100), (50, 50), (75, 0, 225, 100)),
        ((300, 100), (0, 0), (0, 0, 150, 100)),
        ((300, 100), (100, 50), (150, 0, 300, 100)),
        ((300, 100), (40, 50), (45, 0, 195, 100)),
        ((100, 300), (50, 0), (0, 0, 100, 67)),
        ((100, 300), (50, 100), (0, 233, 100, 300)),
        ((300, 200), (0, 100), (0, 0, 300, 200)),
    ],
)
def test_crop_keeps_the_focus_as_near_to_its_middle_as_the_edges_allow(size, focus, box):
    photo = Photo(width=size[0], height=size[1], focus_x=focus[0], focus_y=focus[1])
    assert renditions.box(photo, "card") == box


def made(photo: Photo, master: Image.Image) -> dict[str, Image.Image]:
    files = renditions.make(photo, master, renditions.names(photo))
    return {
        name.split("/")[-1]: Image.open(io.BytesIO(content)).convert("RGB")
        for name, content in files
    }


@pytest.mark.parametrize(("focus", "colour"), [(5, "red"), (95, "blue")])
def test_focus_is_seen_in_the_pixels_of_every_card_and_nothing_is_cut_in_an_article(focus, colour):
    master = Image.new("RGB", (900, 200), "white")
    master.paste("red", (0, 0, 200, 200))
    master.paste("blue", (700, 0, 900, 200))
    photo = Photo(width=900, height=200, focus_x=focus)
    reds = {"red": (255, 0, 0), "blue": (0, 0, 255)}
    files = made(photo, master)
    assert len(files) == len(renditions.names(photo)) == 12
    for name, picture in files.items():
        left, right = picture.getpixel((2, 2)), picture.getpixel((picture.width - 3, 2))
        if name.startswith("card"):
            seen = left if colour == "red" else right
            assert sum(abs(a - b) for a, b in zip(seen, reds[colour], strict=True)) < 40, name
            other = right if colour == "red" else left
            assert min(other) > 200, name
        else:
            assert left[0] > 200 > 60 > left[2], name
            assert right[2] > 200 > 60 > right[0], name


def test_files_are_what_their_names_say():
    photo = Photo(width=900, height=600)
    master = Image.new("RGB", (900, 600), "green")
    kinds = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
    for name, content in renditions.make(photo, master, renditions.names(photo)):
        picture = Image.open(io.BytesIO(content))
        stem, ending = name.split("/")[-1].split(".")
        assert picture.format == kinds[ending]
        assert picture.width == int(stem.split("-")[1])


def test_what_a_master_might_carry_stays_behind():
    master = Image.new("RGB", (900, 600), "green")
    exif = Image.Exif()
    exif[0x010E] = "SECRET"
    said = {
        "exif": exif.tobytes(),
        "xmp": b"SECRET",
        "icc_profile": b"SECRET",
        "comment": b"SECRET",
    }
    master.info.update(said)
    out = io.BytesIO()
    master.resize((90, 60)).save(out, "JPEG")
    assert b"SECRET" in out.getvalue(), "Pillow would write it"
    photo = Photo(width=900, height=600)
    files = dict(renditions.make(photo, master, renditions.names(photo)))
    assert len(files) == 18
    for content in files.values():
        assert b"SECRET" not in content
        assert b"ICC" not in content


def test_size_is_made_only_where_a_file_of_it_is_wanted(monkeypatch):
    asked = []
    whole = renditions.resized
    monkeypatch.setattr(
        renditions, "resized", lambda *given: asked.append(given[2]) or whole(*given)
    )
    photo = Photo(width=900, height=600)
    wanted = [renditions.plain_name(photo)]
    files = dict(renditions.make(photo, Image.new("RGB", (900, 600)), wanted))
    assert list(files) == wanted
    assert asked == [renditions.plain(photo)]


def test_placeholder_is_a_few_bytes_and_fits_its_column():
    noise = Image.effect_noise((900, 600), 200).convert("RGB")
    small = renditions.placeholder(noise)
    assert len(small) <= Photo._meta.get_field("placeholder").max_length
    assert noise.size == (900, 600)


# In a page


def shown(**more) -> Photo:
    return Photo(token="abc", width=2000, height=1000, state="published", **more)


def test_until_all_is_ready_a_page_has_the_plain_one_alone():
    for way in (shown().as_card, shown().whole):
        assert way == ("/media/photos/abc/article-800.jpg", 800, 400, "", ())
    assert shown().full_src == ""


def test_ready_photo_is_offered_in_every_format_with_its_own_size(settings):
    photo = shown(ready_at="2026-01-01")
    card, whole = photo.as_card, photo.whole
    assert [type for type, _set in card.sources] == ["image/avif", "image/webp"]
    assert (card.width, card.height) == (960, 640)
    assert (whole.width, whole.height) == (2000, 1000)
    assert card.src == "/media/photos/abc/card-640.jpg"
    assert whole.src == photo.src == "/media/photos/abc/article-800.jpg"
    assert photo.full_src == "/media/photos/abc/full-2000.jpg"
    offered = {
        piece.split(" ")[0].removeprefix("/media/")
        for way in (card, whole)
        for addresses in (way.srcset, *(each for _type, each in way.sources))
        for piece in addresses.split(", ")
    }
    assert offered == set(renditions.names(photo))


def test_small_photo_opens_no_larger_one():
    photo = Photo(token="abc", width=700, height=300, ready_at="2026-01-01")
    assert photo.full_src == ""
    assert [each.ending for each in FORMATS][-1] == PLAIN.ending == "jpg"
