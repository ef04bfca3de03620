"""What a file carries is told by kind; what is only pixels carries nothing; broken bytes cost
neither time nor memory."""

from __future__ import annotations

import io
import random
import struct
import tracemalloc
import zlib
from contextlib import suppress

import pytest
from media import carrying, exiftool, hostile
from media.carrying import CARRYING, LADEN, PLAIN, exif

from newsroom.media.traces import Kind, Unreadable, carried
from newsroom.media.traces.found import MOST_OF_A_BLOCK

#: What exiftool passes over in silence: it does not look behind a GIF's end, nor into chunks
#: and extensions that it does not know.
UNSEEN = {"gif trailer", "gif unknown", "png unknown"}
#: As readers get pictures.
GIVEN = ("JPEG", "progressive", "PNG", "WEBP", "lossless", "AVIF", "see-through")


def read(data: bytes):
    return carried(io.BytesIO(data))


@pytest.mark.parametrize("name", CARRYING)
def test_each_kind_is_told_in_every_format_that_carries_it(name):
    kind, data = CARRYING[name]
    found = read(data)
    assert found.format.lower() == name.split()[0]
    assert kind in found.kinds
    assert found.is_whole


@pytest.mark.parametrize("name", PLAIN)
def test_pixels_alone_carry_nothing(name):
    found = read(PLAIN[name])
    assert (found.kinds, found.is_whole) == ((), True)


def test_all_kinds_at_once_are_told_apart():
    assert set(read(LADEN).kinds) == set(Kind)


def test_words_are_what_stands_in_the_file():
    said = {trace.name: trace.words for trace in read(LADEN).traces}
    assert said["Artist"] == carrying.NAME
    assert said["xmp:creator"] == carrying.NAME
    assert said["BodySerialNumber"] == carrying.SERIAL
    assert said["By-line"] == carrying.NAME
    assert said["City"] == "Susat"
    assert said["xmp:GPSLongitude"] == "40,57.0E"


def test_place_is_told_in_degrees():
    said = {trace.name: trace.words for trace in read(CARRYING["jpeg gps"][1]).traces}
    assert (said["GPSLatitude"], said["GPSLatitudeRef"]) == ("34.456944", "N")


def test_empty_fields_of_a_camera_say_nothing():
    block = exif(
        [(0x010E, carrying.ASCII, b" " * 31 + b"\0"), (0x013B, carrying.ASCII, b"\0" * 20)],
        [(0x9286, carrying.BLOB, b"\0" * 64)], [(0, carrying.BLOB, b"\2\3\0\0")],
    )  # fmt: skip
    data = carrying.jpeg(carrying.segment(0xE1, b"Exif\0\0" + block))
    assert read(data).kinds == ("exif",)


def test_xmp_in_other_letters_than_ascii_is_read():
    text = carrying.BODY.encode("utf-16-le")
    data = carrying.png(carrying.chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + text))
    assert {"gps", "names", "serial", "xmp"} == set(read(data).kinds)


def test_exiftool_sees_all_that_we_claim_and_nothing_that_we_miss(tmp_path):
    """Two readers that know nothing of each other: neither may be blind."""
    exiftool.wanted()
    names = {}
    for name, (_kind, data) in CARRYING.items():
        path = tmp_path / name.replace(" ", "-")
        path.write_bytes(data)
        names[path] = name
    for path, found in exiftool.judged(names).items():
        kind, data = CARRYING[names[path]]
        theirs, ours = exiftool.kinds(found), set(read(data).kinds)
        assert theirs <= ours, (names[path], theirs - ours)
        assert names[path] in UNSEEN or kind in theirs, (names[path], found)
        assert names[path] not in UNSEEN or found == [], names[path]
        names.pop(path)
    assert names == {}


def test_exiftool_sees_nothing_in_plain_pixels(tmp_path):
    """Else it would cry wolf over everything we make."""
    exiftool.wanted()
    for name in GIVEN:
        (tmp_path / name).write_bytes(PLAIN[name])
    found = exiftool.judged(tmp_path / name for name in GIVEN)
    assert found == {tmp_path / name: [] for name in GIVEN}


# Broken bytes


@pytest.mark.parametrize("data", [b"", b"\xff", b"RIFF", b"<svg/>", b"%PDF-1.7", b"\0" * 64])
def test_what_is_no_picture_is_unreadable(data):
    with pytest.raises(Unreadable):
        read(data)


@pytest.mark.parametrize("name", ["jpeg gps", "png gps", "webp xmp", "gif xmp", "avif gps"])
def test_picture_that_ends_in_the_middle_is_told_as_broken(name):
    data = CARRYING[name][1]
    for end in (len(data) // 3, len(data) - 20):
        assert not read(data[:end]).is_whole


@pytest.mark.parametrize("name", [*CARRYING, *PLAIN])
def test_damaged_bytes_raise_nothing_else(name):
    data = PLAIN[name] if name in PLAIN else CARRYING[name][1]
    dice = random.Random(name)
    for _each in range(60):
        broken = bytearray(data[: dice.randint(1, len(data))] if dice.random() < 0.3 else data)
        for _flip in range(dice.randint(1, 12)):
            broken[dice.randrange(len(broken))] = dice.choice((0, 1, 127, 255, dice.randrange(256)))
        with suppress(Unreadable):
            read(bytes(broken))


def test_directories_that_point_at_each_other_are_read_once():
    looping = b"II*\0" + struct.pack("<IH", 8, 1) + struct.pack("<HHII", 0x8769, 4, 1, 8)
    data = carrying.jpeg(carrying.segment(0xE1, b"Exif\0\0" + looping + struct.pack("<I", 8)))
    assert read(data).kinds == ("exif",)


def nested(times: int) -> bytes:
    """EXIF in Photoshop's resources in EXIF, and so on."""
    block = exif([(0x013B, carrying.ASCII, b"Leila Hasan\0")])
    for _each in range(times):
        held = carrying.resource(0x0422, block)
        block = exif([(0x8649, carrying.BLOB, held)])
    return carrying.png(carrying.chunk(b"eXIf", block))


def test_blocks_that_hold_one_another_come_to_an_end():
    assert "names" in read(nested(1)).kinds
    assert set(read(nested(2000)).kinds) == {"exif", "photoshop"}


def crossing() -> bytes:
    """Directories that lie over one another, each full of pointers to further ones."""
    rows = b"".join(struct.pack("<HHII", 0x014A, 4, 32, at) for at in range(8, 60_000, 12))
    return b"II*\0" + struct.pack("<IH", 8, len(rows) // 12) + rows


def test_directories_that_lie_over_one_another_come_to_an_end():
    data = carrying.png(carrying.chunk(b"eXIf", crossing()))
    tracemalloc.start()
    assert read(data).kinds == ("exif",)
    assert tracemalloc.get_traced_memory()[1] < MOST_OF_A_BLOCK
    tracemalloc.stop()


def endless(times: int) -> dict[str, bytes]:
    """Files that go on and on; a hundred times, longer than anybody looks."""
    packed = zlib.compress(b" " * 400_000 * times, 9)
    plain = PLAIN["WEBP"]
    empty = carrying.segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + b"<a:b " * 12_000)
    return {
        "bombs": carrying.png(carrying.chunk(b"zTXt", b"XML:com.adobe.xmp\0\0" + packed) * 60),
        "tiny chunks": carrying.png(carrying.chunk(b"tEXt", b"a\0") * 3000 * times),
        "tiny segments": PLAIN["JPEG"][:20] + b"\xff\xfe\0\2" * 9000 * times,
        "scans": PLAIN["JPEG"][:20] + b"\xff\xda\0\2" * 9000 * times,
        "fill bytes": PLAIN["JPEG"][:20] + b"\xff" * 90_000 * times,
        "pictures": b"\xff\xd8\xff\xd9" * 9000 * times,
        "frames": plain[:4] + struct.pack("<I", 2**31) + b"WEBP" + b"ANMF\0\0\0\0" * 4000 * times,
        "boxes": PLAIN["AVIF"] + b"\0\0\0\x08free" * 4000 * times,
        "gif blocks": PLAIN["GIF"][:-1] + b"\x21\xfe" + b"\1a" * 40_000 * times,
        "attributes": carrying.jpeg(*[empty] * 8 * times),
    }


def test_files_without_an_end_cost_little_memory():
    files = endless(1)
    for name in ("bombs", "attributes"):
        data = files[name]
        tracemalloc.start()
        found = read(data)
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 12 * MOST_OF_A_BLOCK, (name, most)
        assert len(found.traces) < 1001


def test_scans_without_an_end_are_told_at_once():
    """Each makes a decoder go through the whole picture."""
    progressive = PLAIN["progressive"]
    last = progressive.rindex(b"\xff\xda")
    assert not read(progressive + progressive[last:-2] * 3).is_endless
    more = progressive[:-2] + progressive[last:-2] * 120 + b"\xff\xd9"
    assert read(more).is_endless


def test_properties_without_end_are_left():
    """Each more of them would be looked into, once there are too many to keep."""
    assert read(hostile.xmp_without_end()).is_endless


def test_long_lists_of_a_program_are_no_properties_without_end():
    """As of brush strokes: two megabytes of one name that tells nothing."""
    strokes = b"<rdf:li>d 0.512345 0.498765</rdf:li>" * 55_000
    text = b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(strokes + b"<a:City>Susat</a:City>")
    found = read(carrying.png(carrying.chunk(b"iTXt", text)))
    assert found.is_whole
    assert Kind.PLACE in found.kinds


@pytest.mark.soak
def test_files_without_an_end_are_left():
    assert {name for name, data in endless(100).items() if not read(data).is_endless} == set()
