"""Whatever a picture carries when it is sent, the files that readers can fetch are pixels, before
two judges: exiftool, and our own reading of the bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from media import exiftool
from media.carrying import CARRYING, LADEN, NAME, PLAIN, SERIAL, WORDS, halves, saved

from newsroom.media import clearance
from newsroom.media.intake import take_in
from newsroom.media.models import Photo
from newsroom.media.sweeping import files_in
from newsroom.media.traces import carried
from newsroom.workflow.moves import move

#: One of each kind in each format, and all kinds in one file.
SENT = {name: data for name, (_kind, data) in CARRYING.items()} | {"laden": LADEN}


@pytest.fixture
def cleared(reporter, photo_editor, django_capture_on_commit_callbacks):
    """Takes a picture in, clears it, and returns it."""

    def cleared(data: bytes) -> Photo:
        photo = take_in(SimpleUploadedFile("a.jpg", data), by=reporter, words="", beside=())
        photo.alt_ar = photo.caption_ar = "النهر"
        photo.credit_ar = "طرفاء"
        photo.rights, photo.depicts = "own", "nobody"
        photo.save()
        with django_capture_on_commit_callbacks(execute=True):
            move(photo, "publish", by=photo_editor)
        clearance.reconcile(photo)
        return photo

    return cleared


def public(photo: Photo) -> list[Path]:
    return [
        Path(default_storage.path(name))
        for name in files_in(default_storage, f"photos/{photo.token}")
    ]


def test_readers_get_pixels_whatever_was_sent(cleared):
    exiftool.wanted()
    files: dict[Path, str] = {}
    refused = []
    for name, data in SENT.items():
        try:
            photo = cleared(data)
        except ValidationError:
            refused.append(name)
            continue
        there = public(photo)
        assert there, name
        files |= dict.fromkeys([*there, Path(photo.master.path)], name)
    # Some formats come in only where their decoder is there; a format is refused as a whole.
    assert {name.split()[0] for name in refused} <= {"avif", "heic"}
    for path, name in files.items():
        with path.open("rb") as file:
            found = carried(file)
        assert (found.kinds, found.is_whole) == ((), True), (name, path)
        content = path.read_bytes()
        assert not [word for word in (NAME, SERIAL, WORDS) if word.encode() in content], name
    found = exiftool.judged(files)
    assert {files[path]: strange for path, strange in found.items() if strange} == {}
    assert found.keys() == files.keys()


def test_originals_carry_what_readers_do_not_get(cleared):
    """Else the judges would have had nothing to find: what was sent stays whole in the vault."""
    exiftool.wanted()
    photo = cleared(LADEN)
    path = Path(photo.original.path)
    assert path.read_bytes() == LADEN
    assert exiftool.kinds(exiftool.judged([path])[path]) >= {
        "exif", "gps", "xmp", "iptc", "icc", "comment", "trailer", "names", "serial", "c2pa",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["webp gps", "jpeg xmp", "png trailer", "avif icc"])
def test_public_file_that_carries_something_is_found_and_told(cleared, name):
    kind, data = CARRYING[name]
    photo = cleared(saved("JPEG", halves((500, 300))))
    assert clearance.metadata(photo) == ()

    for path in public(photo):
        path.write_bytes(data)

    assert kind in clearance.metadata(photo)


@pytest.mark.parametrize("name", PLAIN)
def test_public_file_of_pixels_is_found_to_be_just_that(cleared, name):
    photo = cleared(saved("JPEG", halves((500, 300))))
    for path in public(photo):
        path.write_bytes(PLAIN[name])
    assert clearance.metadata(photo) == ()
