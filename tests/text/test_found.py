"""The words that a search marks, held against the search's own index."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.text.found import PASSAGE, marked, passage
from newsroom.text.terms import index, query

LETTERS = "ابةىي وال\u0651\u064bمحطاتêîşkar 12\u2068\u2069\u200c.-'"


def words(text: str, asked: str, language: str) -> list[str]:
    return re.findall("<mark>(.*?)</mark>", marked(text, query(asked, language), language))


@pytest.mark.parametrize(
    ("language", "text", "asked", "expected"),
    [
        ("ar", "عادت المحطّات إلى العمل", "محطات", ["المحطّات"]),
        ("ar", "ماء النهر، ومياه الآبار", "المياه", ["ماء", "ومياه"]),
        ("ar", "في النُّخيلات ليلًا", "النخيلات", ["النُّخيلات"]),
        ("ar", "وصلت 26قاطرة", "26", ["26قاطرة"]),
        ("en", "Raʿd, in Qamişlo & Hama", "raad qamislo", ["Qamişlo"]),
        ("en", "The «\u2068Tarfa\u2069» network", "tarfa", ["Tarfa"]),
        ("en", "Hamas is not Hama", "hama", ["Hama"]),
        ("ku", "Pira li ser Ferat\u00eaye", "feratê", []),
        ("ku", "Ava Feratê kêm dibe", "ferat", ["Feratê"]),
        ("ckb", "ئاوی ڕووبار کەمە", "رووبار", ["ڕووبار"]),
    ],
)
def test_whole_words_are_marked_as_the_search_finds_them(language, text, asked, expected):
    assert words(text, asked, language) == expected


def test_nothing_of_a_text_becomes_markup():
    said = marked("a <b>&amp; Tarfa</b> <mark>", query("tarfa mark", "en"), "en")
    assert said == "a &lt;b&gt;&amp;amp; <mark>Tarfa</mark>&lt;/b&gt; &lt;<mark>mark</mark>&gt;"


@pytest.mark.parametrize("language", ["ar", "ku", "ckb", "en"])
@given(text=st.text(alphabet=LETTERS, max_size=60))
def test_no_letter_is_lost_and_a_word_alone_is_found(language, text):
    asked = query(text, language)
    said = marked(text, asked, language)
    assert re.sub("</?mark>", "", said).replace("&#x27;", "'") == text
    alone = text.strip()
    if asked and alone and set(index(alone, language).split()) and re.fullmatch(r"[^\W_]+", alone):
        assert f"<mark>{alone}</mark>" in said


LONG = " ".join(f"كلمة{'ا' * (number % 5)}" for number in range(200))


def test_passage_stands_around_the_word_and_is_cut_between_words():
    text = f"{LONG}\n\n{LONG} \u2068النهر\u2069 {LONG}"
    cut = passage(text, query("نهر", "ar"), "ar")
    assert (cut[:2], cut[-2:]) == ("… ", " …")
    assert "\u2068النهر\u2069" in cut
    assert len(cut.split()) == PASSAGE + 2
    assert set(cut.split()) <= {*text.split(), "…"}


def test_passage_leaves_no_isolate_open():
    text = f"قالت \u2068{LONG} النهر {LONG}\u2069"
    cut = passage(text, query("نهر", "ar"), "ar")
    assert "النهر" in cut
    assert cut.count("\u2068") == cut.count("\u2069")


def test_passage_is_of_the_paragraph_that_has_most_of_the_words():
    text = "النهر عالٍ.\nالجسر فوق النهر.\nالجسر مغلق."
    assert passage(text, query("جسر نهر", "ar"), "ar") == "الجسر فوق النهر."
    assert passage(text, query("قمح", "ar"), "ar") == ""
