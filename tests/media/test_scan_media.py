"""A folder from elsewhere is looked through without changing or trusting anything in it."""

from __future__ import annotations

import json
import os
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from media.carrying import CARRYING, EXIFS, NAME, PLAIN, SERIAL, halves, jpeg, saved, segment
from PIL import Image

from newsroom.media.traces import carried

SECRETS = (NAME, SERIAL, "34.45", "40.95")
TURNED = jpeg(segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0"))


@pytest.fixture
def folder(tmp_path):
    """Three pictures, two of which tell something, and what is none."""
    folder = tmp_path / "archive"
    (folder / "2026" / "دير الزور").mkdir(parents=True)
    (folder / "plain.jpg").write_bytes(PLAIN["JPEG"])
    (folder / "2026" / "gps.PNG").write_bytes(CARRYING["png gps"][1])
    (folder / "2026" / "دير الزور" / "no-ending").write_bytes(CARRYING["webp xmp"][1])
    (folder / "notes.jpg").write_text("no picture")
    return folder


def scan(folder: Path, *more: str) -> tuple[str, int, str]:
    """What it printed, its exit code, and its last sentence."""
    out = StringIO()
    try:
        call_command("scan_media", str(folder), *more, stdout=out, stderr=StringIO())
    except CommandError as error:
        return out.getvalue(), error.returncode, str(error)
    return out.getvalue(), 0, ""


def state(folder: Path) -> dict[Path, tuple[bytes, int]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_every_picture_that_carries_something_is_told_by_kind(folder):
    before = state(folder)
    said, code, last = scan(folder)
    assert "\u20682026/gps.PNG\u2069: gps, exif\n" in said
    assert "\u20682026/دير الزور/no-ending\u2069: gps, names, serial, xmp\n" in said
    assert "plain.jpg" not in said
    assert "3 pictures, 1 other files." in said
    assert "    gps: 2\n" in said
    assert (code, last) == (1, "2 of 3 pictures carry something.")
    assert state(folder) == before


def test_what_pictures_say_is_printed_only_where_it_is_asked(folder):
    for more in ((), ("--json",), ("--clean", str(folder / "out")), ("-v2",)):
        said, _code, last = scan(folder, *more)
        assert "gps" in said
        assert not [secret for secret in SECRETS if secret in said + last]
    said, _code, _last = scan(folder, "--values")
    assert f"names: xmp:creator: \u2068{NAME}\u2069" in said
    assert "GPSLatitude: \u206834.456944\u2069" in said
    rows = json.loads(scan(folder, "--values", "--json")[0])["files"]
    assert ["serial", "xmp:SerialNumber", SERIAL] in rows[2]["values"]


def test_programs_get_one_document(folder):
    said, code, _last = scan(folder, "--json")
    told = json.loads(said)
    assert code == 1
    assert told["files"] == [
        {"file": "plain.jpg", "carries": [], "format": "JPEG"},
        {"file": "2026/gps.PNG", "carries": ["gps", "exif"], "format": "PNG"},
        {"file": "2026/دير الزور/no-ending", "carries": ["gps", "names", "serial", "xmp"],
         "format": "WEBP"},
    ]  # fmt: skip
    assert (told["pictures"], told["others"], told["amiss"]) == (3, 1, [])
    assert told["kinds"]["gps"] == 2


def test_folder_of_pixels_alone_ends_well(tmp_path):
    (tmp_path / "a.jpg").write_bytes(PLAIN["JPEG"])
    assert scan(tmp_path)[1] == 0
    assert "a.jpg\u2069: nothing but pixels" in scan(tmp_path, "-v2")[0]


@pytest.mark.parametrize("name", ["missing", "file"])
def test_what_is_no_folder_is_an_error(tmp_path, name):
    (tmp_path / "file").write_text("x")
    _said, code, last = scan(tmp_path / name)
    assert (code, "is no folder" in last) == (2, True)


def test_broken_and_unreadable_pictures_are_told_and_stop_nothing(folder, monkeypatch):
    (folder / "broken.jpg").write_bytes(CARRYING["jpeg gps"][1][:400])
    (folder / "locked.jpg").write_bytes(PLAIN["JPEG"])
    opened = Path.open

    def open_but(path, *arguments, **more):
        if path.name == "locked.jpg":
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **more)

    monkeypatch.setattr(Path, "open", open_but)
    said, code, last = scan(folder)
    assert "\u2068broken.jpg\u2069: gps, exif\n" in said
    assert "\u2068broken.jpg\u2069: It is broken" in said
    assert "\u2068locked.jpg\u2069: It could not be read: Permission denied." in said
    assert "2026/gps.PNG\u2069: gps" in said
    assert (code, last[:8]) == (2, "3 of 5 p")


def test_links_and_what_is_no_file_are_left_alone(folder, tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.jpg").write_bytes(CARRYING["jpeg names"][1])
    (folder / "folder").symlink_to(tmp_path / "outside")
    (folder / "link.jpg").symlink_to(tmp_path / "outside" / "secret.jpg")
    (folder / "round").symlink_to(folder)
    os.mkfifo(folder / "pipe.jpg")
    said, _code, _last = scan(folder, "--clean", str(tmp_path / "out"))
    assert "names: 1\n" in said
    assert "secret" not in said
    assert "3 pictures, 1 other files." in said
    assert not list((tmp_path / "out").rglob("*secret*"))


@pytest.mark.parametrize(
    "name", ["evil\u202egpj.exe.jpg", "a\x1b[2J\nb.jpg", "\udcff.jpg", "\u2069.jpg"]
)
def test_names_have_no_power_over_what_is_printed(tmp_path, name):
    (tmp_path / name).write_bytes(CARRYING["jpeg gps"][1])
    said, code, _last = scan(tmp_path)
    (line,) = [line for line in said.splitlines() if line.endswith(": gps, exif")]
    assert (line[0], line.count("\u2068"), line.count("\u2069")) == ("\u2068", 1, 1)
    assert not {"\u202e", "\x1b", "\udcff"} & set(said)
    assert json.loads(scan(tmp_path, "--json")[0])["files"][0]["file"] == name
    assert code == 1


# Copies


def test_copies_are_pixels_upright_and_beside_each_other_as_before(folder, tmp_path):
    (folder / "turned.jpg").write_bytes(TURNED)
    before = state(folder)
    out = tmp_path / "out"
    said, code, _last = scan(folder, "--clean", str(out))
    assert "4 copies written." in said
    assert code == 1
    assert sorted(str(path.relative_to(out)) for path in state(out)) == [
        "2026/gps.webp", "2026/دير الزور/no-ending.webp", "plain.webp", "turned.webp",
    ]  # fmt: skip
    for data, _time in state(out).values():
        assert carried(BytesIO(data)).traces == ()
    assert Image.open(out / "plain.webp").size == (64, 48)
    assert Image.open(out / "turned.webp").size == (48, 64)
    assert Image.open(out / "plain.webp").getpixel((4, 4))[0] > 180
    assert state(folder) == before


def test_copies_into_the_folder_itself_are_not_looked_at(folder):
    out = folder / "2026" / "safe"
    scan(folder, "--clean", str(out))
    there = state(out)
    said, code, _last = scan(folder, "--clean", str(out))
    assert "3 pictures" in said
    assert code == 2
    assert "No copy was written: there is a file of that name." in said
    assert state(out) == there
    assert scan(folder, "--clean", str(folder))[1:] == (2, "The copies need a folder of their own.")


def test_copy_never_takes_the_place_of_another_file(folder, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "plain.webp").write_text("mine")
    (tmp_path / "elsewhere").write_text("mine too")
    (out / "2026").mkdir()
    (out / "2026" / "gps.webp").symlink_to(tmp_path / "elsewhere")
    said, code, _last = scan(folder, "--clean", str(out))
    assert "1 copies written." in said
    assert code == 2
    assert (out / "plain.webp").read_text() == "mine"
    assert (tmp_path / "elsewhere").read_text() == "mine too"


def test_pictures_of_one_name_get_copies_of_two(tmp_path):
    for name, format in (("a.jpg", "JPEG"), ("A.png", "PNG"), ("b.png", "PNG")):
        (tmp_path / name).write_bytes(saved(format, halves()))
    scan(tmp_path, "--clean", str(tmp_path / "out"))
    there = sorted(path.name for path in state(tmp_path / "out"))
    assert there == ["A.png.webp", "a.jpg.webp", "b.webp"]


def test_picture_that_cannot_be_copied_costs_a_sentence(folder, tmp_path):
    (folder / "cut.jpg").write_bytes(jpeg(segment(0xE1, b"Exif\0\0" + EXIFS["gps"]))[:500])
    (folder / "large.png").write_bytes(saved("PNG", Image.new("1", (10_001, 4))))
    out = tmp_path / "out"
    said, code, _last = scan(folder, "--clean", str(out))
    assert "\u2068cut.jpg\u2069: No copy was written. This file is no picture" in said
    assert "\u2068large.png\u2069: No copy was written. This picture is 10001 by 4 pixels." in said
    assert "3 copies written." in said
    assert code == 2
    assert not [path for path in out.rglob("*") if path.name.startswith(".")]


def test_place_that_takes_no_copies_costs_sentences(folder, tmp_path):
    (tmp_path / "out").write_text("a file")
    said, code, _last = scan(folder, "--clean", str(tmp_path / "out"))
    assert said.count("No copy was written: ") == 3
    assert code == 2
