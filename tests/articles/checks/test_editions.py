"""W14: what other languages still say."""

import pytest
from django.utils.translation import override

from newsroom.articles.checks.checklist import CHECKS
from newsroom.articles.checks.findings import Level
from newsroom.articles.checks.story import Story

CHECK = next(check for check in CHECKS if check.id == "W14")


@pytest.mark.parametrize(
    ("stale", "languages", "passage"),
    [
        (("ar",), "Arabic", "العربية"),
        (("ku",), "Kurmanji", "Kurmancî"),
        (("en",), "English", "English"),
        (("ckb",), "Sorani", "سۆرانی"),
        (("en", "ku"), "Kurmanji, English", "Kurmancî, English"),
        (("en", "ckb", "ku"), "Sorani, Kurmanji, English", "سۆرانی, Kurmancî, English"),
        (
            ("en", "ku", "ckb", "ar"),
            "Arabic, Sorani, Kurmanji, English",
            "العربية, سۆرانی, Kurmancî, English",
        ),
    ],
)
def test_stale_names_the_languages_in_the_desk_s_order(stale, languages, passage):
    with override("en"):
        (found,) = CHECK.run(Story(headline="عودة المياه", stale=stale))
        told = ", ".join(f"\u2068{each}\u2069" for each in languages.split(", "))
        assert str(found) == f"Other languages say what this one no longer does: {told}."
    assert (found.field, found.passage, found.level) == ("body", passage, Level.WARN)


def test_stale_names_and_parts_the_languages_as_the_desk_speaks():
    with override("ar"):
        (found,) = CHECK.run(Story(stale=("en", "ku")))
        assert "\u2068الكرمانجية\u2069، \u2068الإنكليزية\u2069" in str(found)


def test_a_reason_given_in_one_language_of_the_desk_counts_in_the_others():
    keys = set()
    for code in ("ar", "ku", "ckb", "en"):
        with override(code):
            keys |= {found.key for found in CHECK.run(Story(stale=("en", "ku")))}
    assert len(keys) == 1


@pytest.mark.parametrize(
    "story",
    [
        Story(),
        Story(headline="عودة المياه", body="عادت المياه إلى الحي."),
        Story(headline="العربية والإنكليزية لغتا المدرسة", body="تُدرَّس الكرمانجية أيضًا."),
        Story(language="ku", headline="Av vegeriya"),
        Story(language="ckb", headline="ئاو گەڕایەوە"),
        Story(language="en", headline="Water is back", stale=()),
        Story(headline="رأي", kind="opinion"),
    ],
)
def test_stale_is_silent_where_no_edition_is_behind(story):
    assert not CHECK.run(story)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (("ku",), ("ku",), True),
        (("ku", "en"), ("en", "ku"), True),
        (("ku",), ("ckb",), False),
        (("ku",), ("ku", "en"), False),
        (("ku", "en"), ("en",), False),
        (("ckb", "en"), ("ku", "en"), False),
    ],
)
def test_stale_is_decided_anew_for_other_languages(one, other, is_same):
    """The reason that lets it stand is bound to the key, whatever language the editor reads."""
    with override("ar"):
        (first,) = CHECK.run(Story(stale=one))
    with override("en"):
        (second,) = CHECK.run(Story(stale=other))
    assert (first.key == second.key) is is_same
