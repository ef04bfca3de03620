import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.timezone import datetime, get_default_timezone, timedelta

from newsroom.text.dates import MONTHS, WEEKDAYS
from newsroom.text.languages import LANGUAGES

MARKS = set("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e")
#: Every letter of Django's that names a day or a month; localize; the formats by name.
TIMES = Template(
    '{% load l10n %}{{ at|date:"l" }}|{{ at|date:"F" }}|{{ at|date:"M" }}|{{ at|date:"b" }}|'
    '{{ at|date:"N" }}|{{ at|date:"E" }}|{{ at|date }}|{{ at|localize }}|'
    '{{ at|date:"DATETIME_FORMAT" }}|{{ at|date:"YEAR_MONTH_FORMAT" }}|{{ at|date:"D" }}'
)
SINCE = Template("{{ at|timesince:later }}|{{ later|timeuntil:at }}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_names_a_day_or_a_month_at_the_desk_does_it_as_the_site(language):
    """Django's own Sorani months are Kurdish-solar, its Arabic ones not Levantine; it knows no
    Kurmanji. English abbreviates as Django does."""
    with translation.override(language):
        for number, month in MONTHS[language].items():
            at = datetime(2026, number, 3, 17, 40, tzinfo=get_default_timezone())
            said = TIMES.render(Context({"at": at})).split("|")
            whole = f"3 {month} 2026"
            wanted = [WEEKDAYS[language][at.weekday()], *[month] * 5, whole, f"{whole} 17:40",
                      f"{whole} 17:40", f"{month} 2026"]  # fmt: skip
            if language == "en":
                said[2:6] = wanted[2:6]
            # Django makes a capital of an abbreviation's first letter.
            assert [each.lower() for each in said[:-1]] == [each.lower() for each in wanted]
            assert not MARKS & set("".join(said))


def test_no_time_at_the_desk_opens_a_direction_that_it_does_not_close():
    """As Django's own Sorani plurals do; nor is a word of them English where it should not be."""
    at = datetime(2026, 1, 3, tzinfo=get_default_timezone())
    for language in LANGUAGES:
        with translation.override(language):
            for length in (400, 70, 16, 3, 0.2, 0.02):
                later = at + timedelta(days=length)
                said = SINCE.render(Context({"at": at, "later": later}))
                assert not MARKS & set(said), (language, said)
                english = ["year", "month", "week", "day", "hour", "minute"]
                assert language == "en" or not any(word in said for word in english), said
