import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from babel import Locale

from newsroom.text.dates import FIRST_WEEKDAY, MONTHS, WEEKDAYS, absolute, clock, day, month
from newsroom.text.relative import ago
from tests.text import cldr

NOW = datetime(2026, 11, 18, 14, 40, tzinfo=UTC)
LEVANTINE = (
    "كانون الثاني، شباط، آذار، نيسان، أيار، حزيران، تموز، آب، أيلول، تشرين الأول، "
    "تشرين الثاني، كانون الأول"
)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "الأربعاء 18 تشرين الثاني 2026، 17:40"),
        ("en", "Wednesday 18 November 2026, 17:40"),
        ("ku", "Çarşem, 18ê mijdara 2026an, 17:40"),
        ("ckb", "چوارشەممە، 18ی تشرینی دووەمی 2026، 17:40"),
    ],
)
def test_absolute_says_day_and_damascus_time(language, text):
    assert absolute(NOW, language) == text
    assert day(NOW, language) == text.rpartition(text[-7])[0]


def test_a_day_is_damascus_day():
    late = datetime(2026, 11, 17, 22, 30, tzinfo=UTC)
    assert clock(late) == "01:30"
    assert day(late, "en") == "Wednesday 18 November 2026"
    assert day(date(2026, 11, 17), "en") == "Tuesday 17 November 2026"
    other = late.astimezone(timezone(timedelta(hours=-8)))
    assert absolute(other, "ar") == absolute(late, "ar")


def test_naive_moments_are_refused():
    naive = NOW.replace(tzinfo=None)
    for function in (lambda: clock(naive), lambda: absolute(naive, "ar"), lambda: day(naive, "ar")):
        with pytest.raises(ValueError, match="time zone"):
            function()
    with pytest.raises(ValueError, match="time zone"):
        ago(naive, NOW, "ar")


def test_months_are_levantine_in_arabic():
    assert list(MONTHS["ar"].values()) == LEVANTINE.split("، ")
    assert MONTHS["ar"] == dict(Locale.parse("ar_SY").months["format"]["wide"])


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("ar", "تشرين الثاني 2026"),
        ("en", "November 2026"),
        ("ku", "Mijdara 2026an"),
        ("ckb", "تشرینی دووەمی 2026"),
    ],
)
def test_month_heading(language, heading):
    assert month(2026, 11, language) == heading


def test_sorani_uses_the_house_heh_and_gregorian_months():
    assert "ھ" not in "".join([*WEEKDAYS["ckb"].values(), *MONTHS["ckb"].values()])
    assert WEEKDAYS["ckb"][4] == "هەینی"
    assert "خاکەلێوە" not in MONTHS["ckb"].values()
    assert len(set(MONTHS["ckb"].values())) == 12


def test_the_week_starts_on_saturday():
    assert WEEKDAYS["en"][FIRST_WEEKDAY] == "Saturday"
    assert WEEKDAYS["ar"][FIRST_WEEKDAY] == "السبت"


#: What the house writes otherwise than CLDR's full dates, on purpose: no comma in Arabic, and the
#: day first in English, as in CLDR's en-GB.
HOUSE_ORDER = {"ar": "EEEE d MMMM y", "en": "EEEE d MMMM y"}


def by_cldr(when: date, language: str, order: str) -> str:
    fields = {
        "EEEE": cldr.WEEKDAYS[language][when.isoweekday() % 7],
        "MMMM": cldr.MONTHS[language][when.month - 1],
        "d": str(when.day),
        "y": str(when.year),
    }
    found = re.sub("'([^']*)'|EEEE|MMMM|d|y", lambda m: m[1] or fields[m[0]], order)
    return found[:1].upper() + found[1:]


def test_absolute_times_of_0_to_120_of_each_unit_are_cldrs_but_for_the_order():
    orders = {
        language: HOUSE_ORDER.get(language, full) for language, full in cldr.FULL_DATES.items()
    }
    assert set(HOUSE_ORDER) == {code for code in orders if orders[code] != cldr.FULL_DATES[code]}
    days = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}
    for language, order in orders.items():
        for length in days.values():
            for n in range(121):
                when = (NOW - timedelta(days=length * n)).date()
                assert day(when, language) == by_cldr(when, language, order), (language, when)
