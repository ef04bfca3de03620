"""Words whose alphabet nobody noted."""

import pytest

from newsroom.text.charsets import mended, spelled

ARABIC, FRENCH, GERMAN = "أطفال يعودون إلى المدرسة", "Élève à l’école française", "Schüler in Köln"


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (ARABIC.encode(), ARABIC),
        (ARABIC.encode("cp1256"), ARABIC),
        (f"AFP / {ARABIC}".encode("cp1256"), f"AFP / {ARABIC}"),
        (FRENCH.encode(), FRENCH),
        (FRENCH.encode("cp1252"), FRENCH),
        (GERMAN.encode("latin-1"), GERMAN),
        ("Kobanî, Efrîn".encode("latin-1"), "Kobanî, Efrîn"),
        (b"plain", "plain"),
        (b"", ""),
    ],
)
def test_bytes_are_spelled_as_they_were_meant(data, wanted):
    assert spelled(data) == wanted


@pytest.mark.parametrize("text", [ARABIC, FRENCH, GERMAN, "plain", "", "…—“x”", "Kurdî: êîûçş"])
def test_sound_text_stays(text):
    assert mended(text) == text


@pytest.mark.parametrize(
    "misread",
    [ARABIC.encode().decode("latin-1"), ARABIC.encode("cp1256").decode("cp1252", "replace")],
)
def test_arabic_read_as_western_is_mended(misread):
    assert mended(misread) == ARABIC


@pytest.mark.parametrize("text", [ARABIC, FRENCH, GERMAN, "éèêëàâ", "ÀÉÈ ÇÊË"])
def test_mending_twice_changes_nothing_more(text):
    once = mended(text.encode("utf-8").decode("latin-1"))
    assert mended(once) == once


def test_any_bytes_are_some_words():
    for number in range(256):
        assert isinstance(spelled(bytes([number, 0x80, number])), str)
