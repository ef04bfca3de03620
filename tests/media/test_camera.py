"""What cameras and agencies write: read in any alphabet, shown to few, kept as somebody decides."""

from __future__ import annotations

import io
from datetime import date, datetime

import pictures
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from makers import make_correspondent
from PIL import Image
from PIL.PngImagePlugin import PngImageFile, PngInfo

from newsroom.audit.models import Entry
from newsroom.correspondents.protection import protect
from newsroom.media import camera, xmp
from newsroom.media.admin import camera as camera_admin
from newsroom.media.camera import Written, written
from newsroom.media.intake import take_in
from newsroom.media.models import Photo
from newsroom.regions.models import Region
from newsroom.workflow.moves import move

ARABIC, NAME = "أطفال يعودون إلى المدرسة في سوسة", "Leila Hasan"
AT = datetime(2026, 11, 20, 10, 21, 5)
CAPTION, BYLINE, AGENCY, RIGHTS = (2, 120), (2, 80), (2, 110), (2, 116)


def jpeg(**more) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (200, 120, 60)).save(out, "JPEG", **more)
    return out.getvalue()


def png(**more) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40)).save(out, "PNG", **more)
    return out.getvalue()


def exif(tags=(), inner=(), place=None) -> Image.Exif:
    made = Image.Exif()
    made.update(dict(tags))
    made.get_ifd(0x8769).update(dict(inner))
    if place:
        made.get_ifd(0x8825).update(place)
    return made


def with_iptc(fields) -> bytes:
    return pictures.with_segment(jpeg(), 0xED, pictures.iptc(fields))


def said(content: bytes) -> Written:
    return written(io.BytesIO(content))


HERE = {1: "N", 2: (34.0, 30.0, 0.0), 3: "E", 4: (40.0, 57.0, 0.0)}
XMP_WORDS = (
    "<rdf:Description photoshop:Credit='Tarfa' exif:GPSLatitude='34,30.0N'"
    " exif:GPSLongitude='40,57.0E'>"
    f"<dc:description><rdf:Alt><rdf:li xml:lang='ar'>{ARABIC}</rdf:li>"
    "<rdf:li xml:lang='en'>Children</rdf:li></rdf:Alt></dc:description>"
    f"<dc:creator><rdf:Seq><rdf:li>{NAME}</rdf:li></rdf:Seq></dc:creator>"
    "<exif:DateTimeOriginal>2026-11-20T10:21:05+03:00</exif:DateTimeOriginal></rdf:Description>"
)

# Reading


def test_exif_tells_words_time_and_place():
    found = said(
        jpeg(
            exif=exif(
                {0x010E: "A school", 0x013B: NAME, 0x8298: "(c) Tarfa",
                 0x0132: "2026:11:26 00:00:00"},
                {0x9003: "2026:11:20 10:21:05"}, HERE,
            )
        )
    )  # fmt: skip
    assert found == Written(("A school",), (NAME,), ("(c) Tarfa",), AT, (34.5, 40.95))


def test_xmp_tells_the_same_in_each_language():
    found = said(jpeg(xmp=pictures.xmp(XMP_WORDS)))
    assert found == Written((ARABIC, "Children"), (NAME, "Tarfa"), (), AT, (34.5, 40.95))


@pytest.mark.parametrize("charset", ["utf-8", "cp1256"])
def test_iptc_tells_in_whatever_alphabet(charset):
    found = said(
        with_iptc(
            {CAPTION: ARABIC.encode(charset), BYLINE: NAME.encode(), AGENCY: b"Tarfa",
             RIGHTS: b"2026", (2, 55): b"20261120", (2, 60): b"102105+0300"}
        )
    )  # fmt: skip
    assert found == Written((ARABIC,), (f"{NAME} / Tarfa",), ("2026",), AT, None)


@pytest.mark.parametrize("format", ["PNG", "WEBP", "AVIF"])
def test_other_formats_tell_too(format):
    tags = {"exif": exif({0x013B: NAME}, place=HERE)}
    if format == "PNG":
        words = PngInfo()
        words.add_itxt("XML:com.adobe.xmp", pictures.xmp(XMP_WORDS).decode())
        tags["pnginfo"] = words
    else:
        tags["xmp"] = pictures.xmp(XMP_WORDS)
    out = io.BytesIO()
    Image.new("RGB", (60, 40)).save(out, format, **tags)
    found = said(out.getvalue())
    assert found.credit == (NAME, "Tarfa")
    assert (found.place, found.taken_at) == ((34.5, 40.95), AT)


def test_png_is_not_decoded_for_what_may_stand_behind_its_pixels(monkeypatch):
    def decodes(picture):
        raise AssertionError

    monkeypatch.setattr(PngImageFile, "load", decodes)
    words = PngInfo()
    words.add_itxt("XML:com.adobe.xmp", pictures.xmp(XMP_WORDS).decode())
    assert said(png(pnginfo=words)).credit == (NAME, "Tarfa")
    assert said(png(exif=exif({0x013B: NAME}))).credit == (NAME,)
    raw = exif({0x013B: NAME}).tobytes()
    words = PngInfo()
    words.add_text("Raw profile type exif", f"\nexif\n{len(raw):8}\n{raw.hex()}\n", zip=True)
    assert said(png(pnginfo=words)).credit == (NAME,)


def test_heic_tells_too():
    found = said(pictures.HEIC)
    assert (found.credit, found.taken_at) == ((NAME,), datetime(2026, 11, 20, 10))
    assert found.place == pytest.approx((34.457, 40.95), abs=0.001)
    assert not said(pictures.TURNED_HEIC)


def test_utf_8_and_the_fields_of_windows_are_read_in_exif():
    tags = exif({0x010E: ARABIC.encode(), 0x9C9D: NAME.encode("utf-16-le")})
    found = said(jpeg(exif=tags))
    assert (found.caption, found.credit) == ((ARABIC,), (NAME,))


def test_words_said_twice_are_one_and_what_cameras_say_of_themselves_is_none():
    content = with_iptc({CAPTION: b"OLYMPUS DIGITAL CAMERA", BYLINE: NAME.encode()})
    assert said(content).caption == ()
    both = pictures.with_segment(
        jpeg(exif=exif({0x013B: NAME})), 0xED, pictures.iptc({BYLINE: NAME.encode()})
    )
    assert said(both).credit == (NAME,)


def test_words_are_one_clean_line_of_bounded_length():
    found = said(with_iptc({CAPTION: b"line\r\n\x00\x0btwo " + b"x" * 2000}))
    assert found.caption[0].startswith("line two x")
    assert len(found.caption[0]) == camera.LONGEST


@pytest.mark.parametrize(
    "place",
    [{}, {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)}, {2: (34.0,), 4: (40.0,)},
     {1: "N", 2: (91.0, 0.0, 0.0), 3: "E", 4: (40.0, 0.0, 0.0)}],
)  # fmt: skip
def test_place_that_is_none_is_none(place):
    assert said(jpeg(exif=exif({0x013B: NAME}, place=place))) == Written(credit=(NAME,))


def test_south_and_west_count_down():
    place = {1: "S", 2: (34.0, 30.0, 0.0), 3: "W", 4: (40.0, 57.0, 0.0)}
    assert said(jpeg(exif=exif(place=place))).place == (-34.5, -40.95)


BOMB = (
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10 if n else '&a;'}'>" for n in range(9))
    + "]>"
)
HOSTILE_XMP = {
    "entities": BOMB.encode() + pictures.xmp(XMP_WORDS).replace(b"Children", b"&a8;"),
    "a file": b"<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
    + pictures.xmp(XMP_WORDS).replace(b"Children", b"&f;"),
    "too large": pictures.xmp(XMP_WORDS + " " * xmp.LARGEST),
    "cut off": pictures.xmp(XMP_WORDS)[:-20],
    "deep": pictures.xmp("<rdf:Description>" + "<dc:a>" * 20_000),
    "no XML": b"\xff\xfe\x00",
    "an alphabet that is none": b"<?xml version='1.0' encoding='nonsense'?><a/>",
}


@pytest.mark.parametrize("kind", HOSTILE_XMP)
def test_hostile_xmp_says_nothing_and_the_rest_is_read(kind):
    assert list(xmp.read(pictures.xmp(XMP_WORDS)))
    assert list(xmp.read(HOSTILE_XMP[kind])) == []


@pytest.mark.parametrize("cut", [3, 8, 24, 40, 90])
def test_broken_blocks_are_passed_over(cut):
    whole = pictures.iptc({CAPTION: b"A school", BYLINE: NAME.encode()})
    content = pictures.with_segment(jpeg(exif=exif({0x8298: "ours"})), 0xED, whole[:cut])
    assert said(content).copyright == ("ours",)


def test_what_is_no_picture_says_nothing():
    assert not said(b"no picture")
    assert not said(b"")
    assert not said(jpeg()[:40])


# Asking


@pytest.fixture
def taken(reporter):
    """Takes a picture in and returns its photo."""

    def taken(content: bytes, by=reporter) -> Photo:
        file = SimpleUploadedFile("a.jpg", content)
        return take_in(file, by=by, words="", beside=())

    return taken


@pytest.fixture
def full(taken, places):
    Region.objects.filter(slug="susat").update(latitude=34.52, longitude=40.96)
    return taken(jpeg(xmp=pictures.xmp(XMP_WORDS)))


def address(photo: Photo) -> str:
    return reverse("admin:media_photo_camera", args=[photo.pk])


def form_of(photo: Photo) -> str:
    return reverse("admin:media_photo_change", args=[photo.pk])


@pytest.fixture
def desk(client, photo_editor):
    photo_editor.language = "en"
    photo_editor.save()
    client.force_login(photo_editor)
    return client


def test_file_that_says_nothing_leaves_nothing_to_ask(taken, desk):
    photo = taken(jpeg())
    assert photo.camera_answered_at
    assert address(photo) not in desk.get(form_of(photo)).text
    assert desk.get(address(photo)).status_code == 302


def test_nothing_of_it_is_in_the_database_before_somebody_decides(full):
    row = str(Photo.objects.filter(pk=full.pk).values().get())
    for word in (ARABIC, NAME, "34.5", "40.95", "2026-11-20"):
        assert word not in row
    assert full.camera_answered_at is None


def test_desk_is_shown_words_and_rounded_place_and_the_trail_says_so(full, desk):
    assert address(full) in desk.get(form_of(full)).text
    page = desk.get(address(full)).text
    for shown in (ARABIC, NAME, "20 November 2026", "34.5°, 41.0°", "Susat", "Deir-Ez-Zor"):
        assert shown in page
    assert "40.95" not in page
    assert Entry.objects.filter(verb="saw_camera", thing=full.pk).count() == 1


def test_no_transaction_is_open_while_somebody_only_looks(full, desk, monkeypatch):
    """On SQLite it would keep every other writer waiting, and a file is read meanwhile."""
    around, blocks = len(connection.atomic_blocks), []
    whole = camera_admin.said_in

    def seen(photo):
        blocks.append(len(connection.atomic_blocks) - around)
        return whole(photo)

    monkeypatch.setattr(camera_admin, "said_in", seen)
    desk.get(address(full))
    desk.post(address(full), {"taken_in": "none"})
    assert blocks == [0, 1]


@pytest.mark.parametrize("role", ["reporter", "stranger", "translator"])
def test_nobody_else_is_told_that_there_is_such_a_page(full, people, client, photo_editor, role):
    """Not the one who sent it either, nor after readers have the photo."""
    for _state in ("draft", "published"):
        client.force_login(people[role])
        for ask in (client.get, client.post):
            assert ask(address(full)).status_code == 404
        assert address(full) not in client.get(form_of(full)).text
        Photo.objects.update(alt_ar="ضفة", credit_ar="طرفاء", caption_ar="ضفة", rights="own",
                             depicts="nobody")  # fmt: skip
        full.refresh_from_db()
        if full.state == "draft":
            move(full, "publish", by=photo_editor)
    assert not Entry.objects.filter(verb="saw_camera").exists()
    assert Photo.objects.get().camera_answered_at is None


def test_photo_without_an_original_has_no_such_page(full, desk):
    Photo.objects.update(original="")
    assert desk.get(address(full)).status_code == 404
    assert address(full) not in desk.get(form_of(full)).text


def test_original_that_went_this_moment_says_nothing(full, desk):
    full.original.storage.delete(full.original.name)
    page = desk.get(address(full))
    assert page.status_code == 200
    assert "There is nothing in the file by now." in page.text


# Answering


def answered(desk, photo: Photo, **chosen) -> Photo:
    page = desk.get(address(photo))
    sent = {
        name: page.context["form"][name].value() or ""
        for name in page.context["form"].fields if not name.startswith("keep")
    }  # fmt: skip
    response = desk.post(address(photo), sent | chosen)
    assert response.status_code == 302, response.context["form"].errors
    return Photo.objects.get(pk=photo.pk)


def test_keeping_nothing_is_an_answer_and_it_is_shown_no_more(full, desk):
    photo = answered(desk, full)
    assert (photo.credit_en, photo.taken_on, photo.taken_in) == (None, None, None)
    assert photo.camera_answered_at <= timezone.now()
    again = desk.get(address(photo), follow=True)
    assert "This has been answered already." in again.text
    assert ARABIC not in again.text
    assert address(photo) not in desk.get(form_of(photo)).text
    assert Entry.objects.filter(verb="camera_answered", thing=photo.pk).exists()


def test_ticked_words_are_kept_in_the_language_that_they_look_like(full, desk):
    photo = answered(desk, full, keep_0="on", keep_2="on")
    assert (photo.caption_ar, photo.caption_en, photo.credit_en) == (ARABIC, None, NAME)
    assert "مدرس" in photo.folded


def test_desk_may_change_words_and_choose_their_language(full, desk):
    photo = answered(desk, full, keep_1="on", text_1="Zarok", language_1="ku")
    assert (photo.caption_ku, photo.caption_en) == ("Zarok", None)


def test_two_texts_for_one_field_are_a_question_and_nothing_is_lost(full, desk):
    sent = {"keep_0": "on", "text_0": ARABIC, "language_0": "ar", "keep_1": "on",
            "text_1": "Children, changed", "language_1": "ar"}  # fmt: skip
    page = desk.post(address(full), sent)
    assert page.status_code == 200
    assert "Another one is kept there: choose one." in page.text
    assert "Children, changed" in page.text
    full.refresh_from_db()
    assert (full.caption_ar, full.camera_answered_at) == ("", None)


def test_protected_words_are_not_kept(full, desk, photo_editor, chief):
    nada = make_correspondent(account=photo_editor)
    protect(nada, "name", [NAME], by=chief)
    page = desk.post(address(full), {"keep_2": "on", "text_2": NAME, "language_2": "en"})
    assert "protected for somebody&#x27;s safety" in page.text
    full.refresh_from_db()
    assert (full.credit_en, full.camera_answered_at) == (None, None)


@pytest.mark.parametrize(
    ("precision", "kept"),
    [("day", date(2026, 11, 20)), ("month", date(2026, 11, 1)), ("year", date(2026, 1, 1))],
)
def test_time_is_kept_as_coarse_as_chosen(full, desk, precision, kept):
    photo = answered(desk, full, taken_on=precision)
    assert (photo.taken_on, photo.taken_precision) == (kept, precision)
    row = str(Photo.objects.filter(pk=photo.pk).values("taken_on").get())
    assert precision == "day" or "20" not in row.replace("2026", "")


@pytest.mark.parametrize("slug", ["deir-ez-zor", "abu-kamal", "susat"])
def test_place_is_kept_as_a_region_of_the_chosen_level(full, desk, places, slug):
    photo = answered(desk, full, taken_in=str(places[slug].pk))
    assert photo.taken_in == places[slug]
    assert "For the desk alone" in desk.get(form_of(photo)).text


@pytest.mark.parametrize("slug", ["syria", "village"])
def test_no_other_place_is_kept(full, desk, places, slug):
    page = desk.post(address(full), {"taken_in": str(places[slug].pk)})
    assert page.status_code == 200
    full.refresh_from_db()
    assert (full.taken_in, full.camera_answered_at) == (None, None)


def test_sentence_where_no_place_is_near(full, desk):
    Region.objects.update(latitude=None)
    page = desk.get(address(full)).text
    assert "No place of the gazetteer lies within 30 km" in page
    assert answered(desk, full).taken_in is None


def test_kept_time_and_place_are_told_to_no_reader(full, desk, story, client, photo_editor, places):
    photo = answered(desk, full, taken_on="day", taken_in=str(places["susat"].pk))
    for column, words in (("alt_ar", "ضفة"), ("credit_ar", "طرفاء"), ("caption_ar", "ضفة")):
        setattr(photo, column, words)
    photo.rights, photo.depicts = "own", "nobody"
    photo.save()
    move(photo, "publish", by=photo_editor)
    edition = story("published", photos=[photo], precision=1)
    client.logout()
    page = client.get(edition.url).text
    assert "ضفة" in page
    for told in ("20 تشرين", "سوسة"):
        assert told not in page


def test_other_pixels_are_asked_of_anew(full, desk):
    photo = answered(desk, full, taken_on="day")
    assert photo.taken_on
    file = SimpleUploadedFile("b.jpg", jpeg(xmp=pictures.xmp(XMP_WORDS), quality=40))
    desk.post(form_of(photo), {"upload": file, "opened": desk.get(form_of(photo)).context[
        "adminform"].form.initial["opened"]})  # fmt: skip
    photo = Photo.objects.get(pk=photo.pk)
    assert (photo.taken_on, photo.camera_answered_at) == (None, None)
