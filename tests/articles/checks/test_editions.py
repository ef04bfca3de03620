import pytest
from django.utils.translation import override

from newsroom.articles.checks import editions
from newsroom.articles.checks.checklist import CHECKS
from newsroom.articles.checks.story import Story

CHECK = next(check for check in CHECKS if check.id == "W14")


@pytest.mark.parametrize(
    ("stale", "languages"),
    [
        (("ku",), "Kurmancî"),
        (("en",), "English"),
        (("ckb",), "سۆرانی"),
        (("en", "ku"), "Kurmancî, English"),
        (("en", "ckb", "ku"), "سۆرانی, Kurmancî, English"),
    ],
)
def test_stale_names_the_languages_in_the_desk_s_order(stale, languages):
    with override("en"):
        (found,) = editions.stale(Story(headline="عودة المياه", stale=stale))
    assert found.values["languages"] == languages


@pytest.mark.parametrize(
    "story",
    [
        Story(),
        Story(headline="عودة المياه", body="عادت المياه إلى الحي."),
        Story(language="ku", headline="Av vegeriya"),
        Story(language="en", headline="Water is back", stale=()),
        Story(headline="رأي", kind="opinion"),
    ],
)
def test_stale_is_silent_where_no_edition_is_behind(story):
    assert not list(editions.stale(story))


def test_stale_is_decided_anew_for_each_language():
    """The reason that lets it stand is bound to the key, whatever language the editor reads."""
    with override("ar"):
        (kurmanji,) = CHECK.run(Story(stale=("ku",)))
        (both,) = CHECK.run(Story(stale=("ku", "en")))
    with override("en"):
        (again,) = CHECK.run(Story(stale=("ku", "en")))
    assert kurmanji.key != both.key == again.key
