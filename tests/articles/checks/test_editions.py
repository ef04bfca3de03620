"""W14: what other languages still say."""

import pytest
from django.utils.translation import override

from newsroom.articles.checks import editions
from newsroom.articles.checks.checklist import CHECKS
from newsroom.articles.checks.findings import Level
from newsroom.articles.checks.story import Story

CHECK = next(check for check in CHECKS if check.id == "W14")


@pytest.mark.parametrize(
    ("stale", "languages"),
    [
        (("ar",), "العربية"),
        (("ku",), "Kurmancî"),
        (("en",), "English"),
        (("ckb",), "سۆرانی"),
        (("en", "ku"), "Kurmancî, English"),
        (("en", "ckb", "ku"), "سۆرانی, Kurmancî, English"),
        (("en", "ku", "ckb", "ar"), "العربية, سۆرانی, Kurmancî, English"),
    ],
)
def test_stale_names_the_languages_in_the_desk_s_order(stale, languages):
    with override("en"):
        (found,) = CHECK.run(Story(headline="عودة المياه", stale=stale))
        assert str(found) == f"Other languages say what this one no longer does: {languages}."
    assert (found.field, found.passage, found.level) == ("body", languages, Level.WARN)


def test_stale_parts_the_languages_by_the_desk_s_own_comma():
    with override("ar"):
        (found,) = editions.stale(Story(stale=("en", "ku")))
    assert found.passage == "Kurmancî، English"


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
