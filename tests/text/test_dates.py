import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.text.dates import (
    FIRST_WEEKDAY,
    MONTHS,
    RELATIVE,
    UNITS,
    WEEKDAYS,
    absolute,
    ago,
    clock,
    counted,
    day,
    month,
    plural,
    relative_table,
)
from newsroom.text.languages import LANGUAGES

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


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_is_cldrs(language):
    rule = Locale.parse(LANGUAGES[language].locale).plural_form
    for n in (*range(1, 1205), 0, 1_000_000):
        assert plural(language, n) == rule(n), n


@pytest.mark.parametrize(
    ("n", "category"),
    [
        *((0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many")),
        *((100, "other"), (101, "other"), (102, "other"), (103, "few"), (111, "many")),
    ],
)
def test_arabic_counts_by_the_last_two_digits(n, category):
    assert plural("ar", n) == category


def test_counted_fills_in_and_falls_back_to_other():
    forms = {"one": "خبر", "two": "خبران", "few": "{n} أخبار", "other": "{n} خبرًا"}
    said = [counted(n, "ar", forms) for n in (1, 2, 3, 11, 100)]
    assert said == ["خبر", "خبران", "3 أخبار", "11 خبرًا", "100 خبرًا"]
    assert counted(1, "en", {"one": "{n} story", "other": "{n} stories"}) == "1 story"
    assert counted(0, "ku", {"other": "{n} nûçe"}) == "0 nûçe"


@pytest.mark.parametrize(
    ("passed", "arabic", "english", "kurmanji", "sorani"),
    [
        ({"seconds": 59}, "الآن", "now", "niha", "ئێستا"),
        ({"seconds": -90}, "الآن", "now", "niha", "ئێستا"),
        ({"minutes": 1}, "قبل دقيقة", "1 minute ago", "berî deqîqeyekê", "پێش خولەکێک"),
        ({"minutes": 2}, "قبل دقيقتين", "2 minutes ago", "berî 2 deqîqeyan", "پێش 2 خولەک"),
        ({"minutes": 5}, "قبل 5 دقائق", "5 minutes ago", "berî 5 deqîqeyan", "پێش 5 خولەک"),
        ({"minutes": 59}, "قبل 59 دقيقة", "59 minutes ago", "berî 59 deqîqeyan", "پێش 59 خولەک"),
        ({"hours": 1}, "قبل ساعة", "1 hour ago", "berî saetekê", "پێش کاتژمێرێک"),
        ({"hours": 2}, "قبل ساعتين", "2 hours ago", "berî 2 saetan", "پێش 2 کاتژمێر"),
        ({"hours": 3}, "قبل 3 ساعات", "3 hours ago", "berî 3 saetan", "پێش 3 کاتژمێر"),
        ({"hours": 11}, "قبل 11 ساعة", "11 hours ago", "berî 11 saetan", "پێش 11 کاتژمێر"),
        ({"hours": 47}, "قبل يوم", "1 day ago", "berî rojekê", "پێش ڕۆژێک"),
        ({"days": 6}, "قبل 6 أيام", "6 days ago", "berî 6 rojan", "پێش 6 ڕۆژ"),
        ({"days": 14}, "قبل أسبوعين", "2 weeks ago", "berî 2 hefteyan", "پێش 2 هەفتە"),
        ({"days": 29}, "قبل 4 أسابيع", "4 weeks ago", "berî 4 hefteyan", "پێش 4 هەفتە"),
        ({"days": 30}, "قبل شهر", "1 month ago", "berî mehekê", "پێش مانگێک"),
        ({"days": 364}, "قبل 12 شهرًا", "12 months ago", "berî 12 mehan", "پێش 12 مانگ"),
        ({"days": 365}, "قبل سنة", "1 year ago", "berî salekê", "پێش ساڵێک"),
        ({"days": 4000}, "قبل 10 سنوات", "10 years ago", "berî 10 salan", "پێش 10 ساڵ"),
    ],
)
def test_ago(passed, arabic, english, kurmanji, sorani):
    said = {code: ago(NOW - timedelta(**passed), NOW, code) for code in LANGUAGES}
    assert said == {"ar": arabic, "en": english, "ku": kurmanji, "ckb": sorani}


def test_ago_counts_real_hours_over_a_change_of_clocks():
    before = datetime(2021, 3, 25, 20, 0, tzinfo=UTC)
    after = datetime(2021, 3, 25, 23, 0, tzinfo=UTC)
    assert (clock(before), clock(after)) == ("22:00", "02:00")
    assert ago(before, after, "en") == "3 hours ago"


@pytest.mark.parametrize(("language", "different"), [("ar", {"one"}), ("en", set())])
def test_relative_patterns_are_cldrs(language, different):
    """But for Arabic's one: CLDR adds a superfluous واحدة. Babel has neither Kurdish in full."""
    fields = Locale.parse(LANGUAGES[language].locale)._data["date_fields"]
    for unit in UNITS:
        ours, past = RELATIVE[language][unit], fields[unit]["past"]
        theirs = {category: past[category].replace("{0}", "{n}") for category in past}
        assert set(ours) == set(theirs)
        assert {category for category in ours if ours[category] != theirs[category]} == different


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_cover_every_unit_and_category_without_bidi_junk(language):
    needed = {plural(language, n) for n in range(1, 120)}
    for unit in UNITS:
        assert needed <= set(RELATIVE[language][unit])
    text = json.dumps(RELATIVE[language], ensure_ascii=False)
    assert not set(text) & set("\u200e\u200f\u202a\u202b\u202c\u2067\u2069")


@settings(max_examples=60, deadline=None)
@given(st.integers(-100, 98 * 31_536_000), st.sampled_from(sorted(LANGUAGES)))
def test_the_browsers_table_says_what_the_server_says(seconds, language):
    table = json.loads(json.dumps(relative_table(language)))
    said = table["now"]
    for size, steps in table["units"]:
        if seconds >= size:
            n = seconds // size
            said = [pattern for start, pattern in steps if start <= n][-1].replace("{n}", str(n))
            break
    now = datetime(2120, 1, 1, tzinfo=UTC)
    assert ago(now - timedelta(seconds=seconds), now, language) == said
