"""Nothing that somebody sends stops a worker, takes the memory of others, or reaches readers as it
came: it is refused with a sentence, or is a photo whose public files are pixels."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from makers import filing_form, picture_file
from media import exiftool, hostile
from media.carrying import LADEN, PLAIN

from newsroom.articles.models import Edition
from newsroom.media import uploads
from newsroom.media.intake import take_in
from newsroom.media.models import Photo, Upload
from newsroom.media.traces import carried
from newsroom.media.uploads import MOST_IN_A_PART, Announced

#: Megabytes that a process may grow by while it takes in the worst of them.
MOST = 400
#: Refused, each in another way, or stored: for the doors.
HANDFUL = {
    "svg": hostile.SVG, "cut": PLAIN["JPEG"][:300], "page": b"<html>" + hostile.SCRIPT,
    "endless": hostile.scans((64, 48), 200), "huge": hostile.png_of(60_000, 60_000),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _as_in_production():
    """Pillow warns of much that it mends; a server's log takes no harm from it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", hostile.Image.DecompressionBombWarning)
        yield


def pixels_only(path: Path) -> bool:
    with path.open("rb") as file:
        found = carried(file)
    return (found.traces, found.is_whole) == ((), True)


def test_corpus_is_large_and_the_same_every_time():
    names = [name for name, _make in hostile.corpus()]
    assert len(names) == len(set(names)) > 300
    for _name, make in hostile.sample(12):
        assert make() == make()


def test_sample_is_refused_with_a_sentence_or_stored_as_pixels(reporter):
    refused: dict[str, str] = {}
    stored = set()
    for name, make in hostile.sample(36):
        file = SimpleUploadedFile("صورة.jpg", make())
        try:
            photo = take_in(file, by=reporter, words="", beside=())
        except ValidationError as error:
            refused[name] = error.messages[0]
        else:
            assert pixels_only(Path(photo.master.path)), name
            stored.add(name)
    assert [name for name, sentence in refused.items() if len(sentence) < 30] == []
    assert len(refused) >= 10
    assert len(stored) >= 5
    assert Photo.objects.count() == len(stored)


@pytest.mark.parametrize("kind", HANDFUL)
def test_other_pictures_of_the_same_form_are_kept(client, reporter, section, places, kind):
    client.force_login(reporter)
    bad = SimpleUploadedFile("bad.jpg", HANDFUL[kind], content_type="image/jpeg")
    data = filing_form(section, places) | {
        "submit": "1", "picture_1": picture_file(), "picture_2": bad,
        "picture_3": picture_file(size=(901, 600)),
    }  # fmt: skip
    answer = client.post("/admin/file/", data, follow=True)
    assert answer.status_code == 200
    edition = Edition.objects.get()
    assert edition.headline == data["headline"]
    assert edition.article.pictures.count() == Photo.objects.count() == 2
    assert "bad.jpg" in answer.text


@pytest.mark.parametrize("kind", [*HANDFUL, "laden"])
def test_parts_that_make_no_picture_leave_a_sentence(reporter, kind):
    data = LADEN if kind == "laden" else HANDFUL[kind]
    story = uuid4()
    for each in (data, picture_file().read()):
        digest = sha256(each).hexdigest()
        upload = uploads.announce(reporter, story, Announced(digest, len(each), "", 1))
        for offset in range(0, len(each), MOST_IN_A_PART):
            uploads.append(upload, offset, each[offset : offset + MOST_IN_A_PART])
        uploads.finish(upload, ())
    first, last = Upload.objects.order_by("pk")
    assert bool(first.refusal) is (kind != "laden")
    assert last.photo
    assert all(pixels_only(Path(photo.master.path)) for photo in Photo.objects.all())


@pytest.mark.parametrize("kind", HANDFUL)
def test_form_of_the_desk_says_what_is_wrong_and_keeps_the_words(client, photo_editor, kind):
    client.force_login(photo_editor)
    bad = SimpleUploadedFile("bad.jpg", HANDFUL[kind], content_type="image/jpeg")
    answer = client.post(
        reverse("admin:media_photo_add"), {"upload": bad, "caption_ar": "كلمات لا تضيع"}
    )
    assert answer.status_code == 200
    assert not Photo.objects.exists()
    assert "كلمات لا تضيع" in answer.text
    assert "errorlist" in answer.text


@pytest.mark.soak
def test_no_file_of_the_corpus_stops_a_worker(tmp_path):
    """All of it in one process, whose memory is limited and measured."""
    exiftool.wanted()
    names = {}
    for number, (name, make) in enumerate(hostile.corpus()):
        (tmp_path / f"{number:04}").write_bytes(make())
        names[f"{number:04}"] = name
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.media.swallowing", str(tmp_path)],
        capture_output=True, text=True, env=os.environ | {"PYTHONPATH": "tests"},
    )  # fmt: skip
    *said, last = map(json.loads, run.stdout.splitlines())
    assert run.returncode == 0, (names[f"{len(said) + 1:04}"], run.stderr[-2000:])
    assert {names[each["name"]]: each["failed"] for each in said if "failed" in each} == {}
    assert len(said) == len(names)
    for each in said:
        assert "stored" in each or (len(each["refused"]) > 30 and each["code"] != "not_stored")
    files = [Path(path) for each in said for path in each.get("stored", ())]
    assert len(files) > 100
    assert [path for path in files if not pixels_only(path)] == []
    assert {path: found for path, found in exiftool.judged(files).items() if found} == {}
    worst = max(said, key=lambda each: each["most"])
    print(f"{len(said)} files, {len(files)} public: {last['at_first']} MB at first,")
    print(f"{worst['most']} MB at most, for {names[worst['name']]}")
    assert worst["most"] - last["at_first"] < MOST


@pytest.mark.parametrize("name", ["avif of a wrong item", "heic in the clothes of avif"])
def test_what_libheif_stumbles_over_is_refused_with_a_sentence(reporter, name):
    file = SimpleUploadedFile("a.jpg", dict(hostile.corpus())[name]())
    with pytest.raises(ValidationError):
        take_in(file, by=reporter, words="", beside=())
