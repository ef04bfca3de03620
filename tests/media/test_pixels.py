"""What a camera or a phone writes beside the pixels reaches no file that anybody can fetch."""

from __future__ import annotations

import io
import struct

import pictures
import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageChops, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

from newsroom.media import clearance, pixels
from newsroom.media.intake import take_in
from newsroom.media.pixels import MASTER_SIDE, fresh
from newsroom.workflow.moves import move

#: Words that stand in every hostile picture below; none may stand in what we make of it.
SECRETS = (b"SECRETCAM", b"Leila Hasan", b"hidden words", b"SERIAL-4711")
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><creator>Leila Hasan hidden words</creator></x:xmpmeta>"
RED, BLUE = (220, 20, 20), (20, 20, 220)
GPS, ORIENTATION = 0x8825, 0x0112


def exif(orientation: int = 1) -> Image.Exif:
    tags = Image.Exif()
    tags[0x010F], tags[0x0110], tags[0x013B] = "SECRETCAM", "SERIAL-4711", "Leila Hasan"
    tags[0x8298], tags[ORIENTATION] = "hidden words", orientation
    place = tags.get_ifd(GPS)
    place[1], place[2] = "N", (34.0, 27.0, 25.2)
    place[3], place[4] = "E", (40.0, 57.0, 0.0)
    return tags


def profile() -> bytes:
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made + b"hidden words SECRETCAM"


def halves(size=(1200, 800), mode="RGB") -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", size, BLUE)
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2 - 1, size[1]), fill=RED)
    return picture.convert(mode)


def saved(picture: Image.Image, format: str, **more) -> bytes:
    out = io.BytesIO()
    picture.save(out, format, **more)
    return out.getvalue()


def png_words() -> PngInfo:
    words = PngInfo()
    words.add_text("Author", "Leila Hasan")
    words.add_text("Comment", "hidden words SECRETCAM", zip=False)
    words.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=False)
    return words


HOSTILE = {
    "jpeg": lambda: saved(
        halves(), "JPEG", exif=exif(), comment=b"hidden words", icc_profile=profile(), xmp=XMP
    ),
    "png": lambda: saved(
        halves(), "PNG", exif=exif(), pnginfo=png_words(), icc_profile=profile()
    ),
    "webp": lambda: saved(
        halves(), "WEBP", exif=exif(), icc_profile=profile(), xmp=XMP, lossless=True
    ),
    "gif": lambda: saved(halves(), "GIF", comment=b"hidden words Leila Hasan"),
    "appended": lambda: saved(halves(), "JPEG") + b"hidden words SECRETCAM Leila Hasan",
}  # fmt: skip


def upload(content: bytes, name: str = "picture.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def made_of(content: bytes) -> Image.Image:
    return fresh(io.BytesIO(content), len(content))


def near(pixel, wanted, by: int = 40) -> bool:
    return all(abs(a - b) <= by for a, b in zip(pixel, wanted, strict=True))


def chunks(webp: bytes) -> set[bytes]:
    """The names of the parts of a WebP file."""
    assert (webp[:4], webp[8:12]) == (b"RIFF", b"WEBP")
    names, at = set(), 12
    while at < len(webp):
        names.add(webp[at : at + 4])
        size = struct.unpack("<I", webp[at + 4 : at + 8])[0]
        at += 8 + size + size % 2
    return names


# Nothing but pixels


@pytest.mark.parametrize("kind", HOSTILE)
def test_master_and_renditions_carry_nothing_but_pixels(
    kind, reporter, photo_editor, django_capture_on_commit_callbacks
):
    content = HOSTILE[kind]()
    before = Image.open(io.BytesIO(content))
    assert [secret for secret in SECRETS if secret in content]
    if kind in ("jpeg", "png", "webp"):
        assert before.getexif().get_ifd(GPS)
        assert before.info["icc_profile"]

    photo = take_in(upload(content), by=reporter, words="", beside=())
    photo.alt_ar, photo.credit_ar = "النهر", "طرفاء"
    photo.rights, photo.depicts = "own", "nobody"
    photo.save()
    with django_capture_on_commit_callbacks(execute=True):
        move(photo, "publish", by=photo_editor)

    names = [clearance.name(photo, width) for width in clearance.widths(photo)]
    files = [photo.master.open().read(), *(default_storage.open(name).read() for name in names)]
    assert len(files) == 4
    for file in files:
        assert not [secret for secret in SECRETS if secret in file]
        assert chunks(file) <= {b"VP8 ", b"VP8L", b"VP8X"}
        after = Image.open(io.BytesIO(file))
        assert not dict(after.getexif())
        assert not after.getexif().get_ifd(GPS)
        assert not {"exif", "icc_profile", "xmp", "comment", "Author"} & after.info.keys()
        assert near(after.convert("RGB").getpixel((5, 5)), RED)


@pytest.mark.parametrize("kind", HOSTILE)
def test_fresh_picture_knows_nothing_of_the_file(kind):
    picture = made_of(HOSTILE[kind]())

    assert (picture.mode, picture.info) == ("RGB", {})
    assert not dict(picture.getexif())


# Upright, on white, in RGB


CORNERS = {
    1: (RED, BLUE, (1200, 800)), 2: (BLUE, RED, (1200, 800)), 3: (BLUE, RED, (1200, 800)),
    4: (RED, BLUE, (1200, 800)), 5: (RED, BLUE, (800, 1200)), 6: (RED, BLUE, (800, 1200)),
    7: (BLUE, RED, (800, 1200)), 8: (BLUE, RED, (800, 1200)),
}  # fmt: skip


@pytest.mark.parametrize("orientation", CORNERS)
def test_picture_is_turned_as_the_camera_was_held(orientation):
    """The first colour is top left; the second, bottom right."""
    first, last, size = CORNERS[orientation]

    picture = made_of(saved(halves(), "JPEG", exif=exif(orientation)))

    assert picture.size == size
    assert near(picture.getpixel((10, 10)), first)
    assert near(picture.getpixel((size[0] - 10, size[1] - 10)), last)


def see_through(mode: str) -> bytes:
    """Red where it is opaque; where nothing is to be seen, another colour hides underneath."""
    if mode == "RGBA":
        picture = Image.new("RGBA", (100, 100), (0, 200, 0, 0))
        picture.paste((*RED, 255), (0, 0, 50, 100))
        return saved(picture, "PNG")
    if mode == "LA":
        picture = Image.new("LA", (100, 100), (10, 0))
        picture.paste((90, 255), (0, 0, 50, 100))
        return saved(picture, "PNG")
    picture = Image.new("RGB", (100, 100), (0, 200, 0))
    picture.paste(RED, (0, 0, 50, 100))
    if mode == "RGB":
        return saved(picture, "PNG", transparency=(0, 200, 0))
    picture = picture.quantize(4)
    return saved(picture, mode, transparency=picture.getpixel((80, 50)))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PNG", "GIF", "RGB"])
def test_picture_with_transparency_stands_on_white(mode):
    picture = made_of(see_through(mode))

    assert near(picture.getpixel((80, 50)), (255, 255, 255), by=4)
    assert near(picture.getpixel((20, 50)), (90, 90, 90) if mode == "LA" else RED)


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_picture_in_another_colour_space_becomes_rgb(mode):
    picture = made_of(saved(halves(mode=mode), "JPEG"))

    assert picture.mode == "RGB"
    assert mode == "L" or near(picture.getpixel((10, 10)), RED)


def test_animation_gives_its_first_picture():
    frames = [Image.new("RGB", (60, 40), colour) for colour in (RED, BLUE, BLUE)]
    content = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=50)
    assert Image.open(io.BytesIO(content)).n_frames > 1

    picture = made_of(content)

    assert near(picture.getpixel((30, 20)), RED)
    assert getattr(picture, "n_frames", 1) == 1


@pytest.mark.parametrize(("size", "expected"), [((4000, 3000), (2560, 1920)), ((60, 40), (60, 40))])
def test_master_is_no_larger_than_a_full_screen_and_never_enlarged(size, expected):
    picture = made_of(saved(halves(size), "JPEG"))

    assert max(picture.size) <= MASTER_SIDE
    assert picture.size == expected


# Every format, in the colours that it shows


def mpo() -> bytes:
    return saved(
        halves((96, 64)), "MPO", save_all=True, append_images=[halves((96, 64)).rotate(180)]
    )


def moving(format: str) -> bytes:
    frames = [Image.new("RGB", (96, 64), BLUE)]
    return saved(halves((96, 64)), format, save_all=True, append_images=frames, duration=50)


def in_16_bits(tones: Image.Image) -> Image.Image:
    """The same greys in numbers up to 65,535."""
    numbers = b"".join(struct.pack("<H", tone * 257) for tone in tones.tobytes())
    return Image.frombytes("I;16", tones.size, numbers)


FIRST = {
    "mpo": mpo,
    "avif": lambda: saved(halves((96, 64)), "AVIF", speed=9),
    "avif, turned": lambda: saved(halves((64, 96)).rotate(90, expand=True).rotate(180), "AVIF",
                                  speed=9),
    "heic": lambda: pictures.HEIC,
    "webp that moves": lambda: moving("WEBP"),
    "png that moves": lambda: moving("PNG"),
    "palette": lambda: saved(halves((96, 64)).quantize(2), "PNG"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FIRST)
def test_picture_of_every_format_is_its_first_one(kind):
    picture = made_of(FIRST[kind]())
    assert (picture.mode, picture.size, picture.info) == ("RGB", (96, 64), {})
    assert near(picture.getpixel((8, 8)), RED)
    assert near(picture.getpixel((88, 56)), BLUE)


def test_heic_is_turned_by_its_own_property():
    picture = made_of(pictures.TURNED_HEIC)
    assert picture.size == (64, 96)
    assert near(picture.getpixel((32, 8)), RED)
    assert near(picture.getpixel((32, 88)), BLUE)


@pytest.mark.parametrize(("orientation", "first"), [(3, BLUE), (6, RED)])
def test_avif_is_turned_as_the_camera_was_held(orientation, first):
    content = saved(halves((96, 64)), "AVIF", exif=exif(orientation), speed=9)
    picture = made_of(content)
    assert picture.size == ((96, 64) if orientation == 3 else (64, 96))
    assert near(picture.getpixel((5, 5)), first)


def bars(size=(801, 783)) -> Image.Image:
    """Dark above, bright below; the upper half is not a whole number of strips."""
    picture = Image.new("L", size, 200)
    picture.paste(60, (0, 0, size[0], size[1] // 2))
    return picture


LARGE = {
    "RGBA": lambda: bars().convert("RGBA"), "LA": lambda: bars().convert("LA"),
    "P": lambda: bars().quantize(4), "RGB": lambda: bars().convert("RGB"), "L": bars,
    "I;16": lambda: in_16_bits(bars()),
}  # fmt: skip


@pytest.mark.parametrize("mode", LARGE)
def test_large_picture_of_any_kind_is_made_smaller_strip_by_strip(mode, monkeypatch):
    """No seam between strips, no edge of another colour, no tone lost."""
    monkeypatch.setattr(pixels, "MASTER_SIDE", 256)
    monkeypatch.setattr(pixels, "STRIP", 16)
    made = made_of(saved(LARGE[mode](), "PNG", compress_level=1))
    assert made.size == (256, 250)
    column = [made.getpixel((100, y))[0] for y in range(made.height)]
    assert {value for value in column[:123] if abs(value - 60) > 3} == set()
    assert {value for value in column[128:] if abs(value - 200) > 3} == set()
    assert near(made.getpixel((255, 249)), (200, 200, 200), by=4)


P3_RED, ADOBE_GREEN = (234, 51, 35), (144, 255, 60)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("has_profile", [True, False])
def test_wide_gamut_becomes_what_a_screen_takes(format, has_profile):
    """The purest red of a screen, in the numbers of a wider one (W3C, CSS Color 4)."""
    more = {"icc_profile": pictures.rgb_profile(pictures.DISPLAY_P3)} if has_profile else {}
    more |= {"quality": 95} if format != "PNG" else {}
    content = saved(Image.new("RGB", (64, 64), P3_RED), format, **more)
    wanted = (255, 0, 0) if has_profile else P3_RED
    assert near(made_of(content).getpixel((30, 30)), wanted, by=7)


def test_adobe_rgb_becomes_what_a_screen_takes():
    profile = pictures.rgb_profile(pictures.ADOBE_RGB, gamma=2.2)
    content = saved(Image.new("RGB", (64, 64), ADOBE_GREEN), "PNG", icc_profile=profile)
    assert near(made_of(content).getpixel((30, 30)), (0, 255, 0), by=7)


@pytest.mark.parametrize(
    "profile",
    [b"no profile", b"", pictures.rgb_profile(pictures.DISPLAY_P3)[:300], pictures.ink_profile(),
     b"\0" * 5_000_000],
)  # fmt: skip
def test_broken_profile_and_one_of_another_kind_are_passed_over(profile):
    content = saved(Image.new("RGB", (64, 64), P3_RED), "JPEG", quality=95, icc_profile=profile)
    assert near(made_of(content).getpixel((30, 30)), P3_RED, by=5)


def test_ink_is_brought_to_the_screen_by_its_profile():
    content = saved(halves((64, 64), "CMYK"), "JPEG", icc_profile=pictures.ink_profile())
    red, green, blue = made_of(content).getpixel((5, 5))
    assert max(red, green, blue) - min(red, green, blue) < 12
    assert near(made_of(content).getpixel((60, 5)), (red, green, blue), by=4)


@pytest.mark.parametrize("is_adobe", [True, False])
def test_ink_counted_upside_down_is_told_by_adobes_mark(is_adobe):
    picture = halves((64, 64), "CMYK")
    content = saved(picture if is_adobe else ImageChops.invert(picture), "JPEG", quality=95)
    assert b"Adobe" in content
    if not is_adobe:
        content = pictures.without_segment(content, 0xEE)
    assert near(made_of(content).getpixel((5, 5)), RED)


@pytest.mark.parametrize("format", ["WEBP", "AVIF"])
def test_formats_that_cost_more_to_decode_may_have_fewer_pixels(format, monkeypatch):
    content = saved(halves((96, 64)), format)
    made_of(content)
    assert pixels.FORMATS[format] == pixels.FORMATS["JPEG"] / 2
    monkeypatch.setitem(pixels.FORMATS, format, 96 * 63)
    with pytest.raises(ValidationError, match="This picture is 96 by 64 pixels"):
        made_of(content)


# What is refused


REFUSED = {
    "nothing": b"",
    "text": "ليست صورة".encode() * 20,
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "bmp": saved(halves((60, 40)), "BMP"),
    "tiff": saved(halves((60, 40)), "TIFF"),
    "cut off": saved(halves(), "JPEG")[:600],
    "cut off png": saved(halves(), "PNG")[:200],
    "too long": saved(Image.new("L", (12_000, 10)), "JPEG"),
    "56 megapixels": saved(Image.new("1", (8_000, 7_000)), "PNG"),
    "110 megapixels": saved(Image.new("1", (11_000, 10_000)), "PNG"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_usable_picture_is_refused_with_a_sentence(kind):
    with pytest.raises(ValidationError) as refused:
        made_of(REFUSED[kind])

    assert len(refused.value.messages[0]) > 40


def test_picture_of_more_than_25_mb_is_refused_unread():
    with pytest.raises(ValidationError, match="25 MB"):
        fresh(io.BytesIO(b"\xff\xd8"), 26 * 1024 * 1024)


@pytest.mark.filterwarnings("ignore:Truncated File Read", "ignore:Corrupt EXIF data")
def test_picture_with_broken_exif_is_a_picture_still():
    """Phones and tools write tags of the wrong type; the pixels are as good as ever."""
    content = saved(halves((64, 48)), "JPEG", exif=exif(6))
    start = content.index(b"Exif\0\0") + 6
    tags = range(start + 10, start + 10 + 12 * 12, 12)
    kinds = (0, 1, 2, 5, 7, 9, 11, 13)
    for at, kind in ((at, kind) for at in tags for kind in kinds):
        broken = bytearray(content)
        broken[at + 2 : at + 4] = bytes((0, kind))

        assert near(made_of(bytes(broken)).getpixel((3, 3)), RED), (at, kind)


@pytest.mark.parametrize("name", ["picture.txt", "picture.php", "صورة", "../../etc/passwd"])
def test_picture_is_known_by_its_content_and_not_by_its_name(name, reporter):
    photo = take_in(upload(HOSTILE["png"](), name), by=reporter, words="", beside=())

    assert photo.master.name == f"{photo.token}.webp"
