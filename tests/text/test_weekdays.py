from datetime import date, timedelta

import pytest

from newsroom.text.dates import day
from newsroom.text.languages import LANGUAGES
from newsroom.text.weekdays import DayNamed, candidates, days_named, has_moved_past

#: A Wednesday.
TODAY = date(2026, 11, 25)


def named(text, language="ar"):
    return [(each.text, each.key) for each in days_named(text, language, TODAY)]


def dates(text, language="ar"):
    return [each.date for each in days_named(text, language, TODAY)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ar", "عادت المياه مساء الأربعاء", [("الأربعاء", "2")]),
        ("ar", "وصلت القافلة الاثنين وعادت الإثنين المقبل",
         [("الاثنين", "0"), ("الإثنين المقبل", "0:next")]),
        ("ar", "توقف الفرن منذ السبتِ وحتى الأحدْ", [("السبتِ", "5"), ("الأحدْ", "6")]),
        ("ar", "أُغلق المعبر الخميـــس", [("الخميـــس", "3")]),
        ("ar", "فالثلاثاء موعد التوزيع", [("فالثلاثاء", "1")]),
        ("ar", "أُجّلت الجلسة للأربعاء", [("للأربعاء", "2")]),
        ("ar", "وللسبت موعد آخر", [("وللسبت", "5")]),
        ("ar", "ليلة الجمعة الماضية", [("الجمعة الماضية", "4:last")]),
        ("ar", "الأحد الفائت والأحد القادم", [("الأحد الفائت", "6:last"),
                                              ("والأحد القادم", "6:next")]),
        ("ar", "قُصف حي الجورة الأربعاء", [("الأربعاء", "2")]),
        ("ar", "قرب سوق الهال الخميس", [("الخميس", "3")]),
        ("ar", "أغلقت كل المدارس الأحد", [("الأحد", "6")]),
        ("ar", "وصلت الصهاريج إلى كل قرية يوم الأحد", [("الأحد", "6")]),
        ("ar", "لم يصب أحد من خميس القرية", []),
        ("ar", "بأحد الجسور", []),
        ("ar", "بعد صلاة الجمعة", []),
        ("ar", "تجمعوا لصلاةِ ظهر الجمعة", []),
        ("ar", "في سوق الأحد وبسوق السبت", []),
        ("ar", "أيام الأحد والثلاثاء أو الخميس", []),
        ("ar", "يوم الخميس من كل أسبوع", []),
        ("ar", "الأحد والأربعاء من كل أسبوع", []),
        ("en", "on Wednesday, last Friday and next Sunday",
         [("Wednesday", "2"), ("last Friday", "4:last"), ("next Sunday", "6:next")]),
        ("en", "every Monday, Wednesday and Friday", []),
        ("en", "every other Tuesday after Friday prayers; on Fridays", []),
        ("ku", "Roja Çarşemê û şemiya borî", [("Çarşemê", "2"), ("şemiya borî", "5:last")]),
        ("ku", "îna bê", [("îna bê", "4:next")]),
        ("ku", "Malbat hewcedarê avê in", []),
        ("ku", "her roja duşemê", []),
        ("ckb", "چوارشەممەی ڕابردوو", [("چوارشەممەی ڕابردوو", "2:last")]),
        ("ckb", "لە هەینیدا", [("هەینیدا", "4")]),
        ("ckb", "هەموو هەینییەک", []),
    ],
)  # fmt: skip
def test_days_named_gives_each_as_written_with_its_key(language, text, found):
    assert named(text, language) == found


def test_days_named_gives_places_in_the_text():
    text = "«عادت المياه ‹الأربعاء الماضي›»"
    (found,) = days_named(text, "ar", TODAY)
    assert text[found.start : found.end] == found.text == "الأربعاء الماضي"
    assert (found.weekday, found.turn, found.date) == (2, "last", None)


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        ("ar", "الأربعاء 18 تشرين الثاني 2026", date(2026, 11, 18)),
        ("ar", "الأربعاء 18 تشرين الثاني", date(2026, 11, 18)),
        ("ar", "الأربعاء، ١٨ تشرين الثاني ٢٠٢٦", date(2026, 11, 18)),
        ("ar", "الأربعاء الموافق 18 تشرين الثاني", date(2026, 11, 18)),
        ("ar", "الأربعاء الماضي 18 تشرين الثاني", date(2026, 11, 18)),
        ("ar", "الأربعاء 18 من تشرين الثاني", date(2026, 11, 18)),
        ("ar", "الأربعاء (18/11)", date(2026, 11, 18)),
        ("ar", "للأربعاء ۱۸/۱۱/۲۰۲۶", date(2026, 11, 18)),
        ("ar", "الأربعاء 18.11.2026", date(2026, 11, 18)),
        ("ar", "الأربعاء 18-11-2026", date(2026, 11, 18)),
        ("ar", "الجمعة 1 كانون الثاني", date(2027, 1, 1)),
        ("ar", "الثلاثاء 5 آب 2025", date(2025, 8, 5)),
        ("en", "Wednesday 18 November 2026", date(2026, 11, 18)),
        ("en", "Wednesday, November 18th, 2026", date(2026, 11, 18)),
        ("en", "last Wednesday the 18th of November", date(2026, 11, 18)),
    ],
)
def test_a_date_behind_the_weekday_is_read(language, text, meant):
    assert dates(text, language) == [meant]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ago", range(-40, 40, 9))
def test_a_date_as_the_house_writes_it_is_read(language, ago):
    moment = TODAY - timedelta(days=ago)
    assert dates(day(moment, language), language) == [moment]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "الأربعاء"),
        ("ar", "الأربعاء 3 آبار"),
        ("ar", "ضخت المحطة الأربعاء 2.5 مليون لتر"),
        ("ar", "الأربعاء 3-5 جرحى"),
        ("ar", "الأربعاء 18 شخصًا"),
        ("ar", "الأربعاء 10:30 صباحًا"),
        ("ar", "الأربعاء 17 تشرين الثاني"),
        ("ar", "الأربعاء 31/2"),
        ("ar", "الأربعاء 31/11/2026"),
        ("en", "Wednesday 18 trucks"),
        ("ku", "Çarşem, 17ê mijdarê"),
    ],
)
def test_no_date_is_read_where_none_that_fits_stands(language, text):
    assert dates(text, language) == [None]


def day_named(weekday, turn=""):
    return DayNamed(0, 0, "", "", weekday, turn, None)


@pytest.mark.parametrize(
    ("weekday", "turn", "first", "second"),
    [
        (2, "", 25, 32),
        (1, "", 24, 31),
        (3, "", 19, 26),
        (2, "last", 18, 11),
        (1, "last", 24, 17),
        (2, "next", 32, 39),
        (3, "next", 26, 33),
    ],
)
def test_candidates_are_the_likeliest_first(weekday, turn, first, second):
    start = date(2026, 10, 31)
    assert candidates(day_named(weekday, turn), TODAY) == [
        start + timedelta(days=first), start + timedelta(days=second),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("turn", "later", "moved"),
    [
        ("", 0, False),
        ("", 6, False),
        ("", -6, False),
        ("", 7, True),
        ("", -7, True),
        ("next", -1, False),
        ("next", -14, False),
        ("next", 0, True),
        ("next", -15, True),
        ("last", 1, False),
        ("last", 13, False),
        ("last", 0, True),
        ("last", 14, True),
    ],
)
def test_has_moved_past_by_how_much_later_readers_see_it(turn, later, moved):
    named = day_named(2, turn)
    assert has_moved_past(named, TODAY, TODAY + timedelta(days=later)) is moved
