"""Dates and times in every language of the newsroom.

Always the newsroom's zone and European digits. Names of days and months, and their order, come from
CLDR through Babel except where the house differs, see the tables.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton

from newsroom.text.languages import LANGUAGES, direction

ZONE = ZoneInfo("Asia/Damascus")
#: Saturday, in Python's count from Monday = 0.
FIRST_WEEKDAY = 5


def _cldr(code: str, names: str) -> dict[int, str]:
    wide = getattr(LANGUAGES[code].cldr, names)["format"]["wide"]
    # CLDR writes Sorani with ھ (U+06BE); the house, like its readers' keyboards, with ه.
    return {number: name.replace("ھ", "ه") for number, name in wide.items()}


def _months(*names: str) -> dict[int, str]:
    return dict(enumerate(names, start=1))


HOUSE_MONTHS = {
    # The Levantine names: CLDR has them under ar-SY only, whose digits are not the house's.
    "ar": _months(
        *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
        *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
    ),
    # CLDR spells the two کانوون differently. [N]
    "ckb": _months(
        *("کانوونی دووەم", "شوبات", "ئازار", "نیسان", "ئایار", "حوزەیران"),
        *("تەمووز", "ئاب", "ئەیلوول", "تشرینی یەکەم", "تشرینی دووەم", "کانوونی یەکەم"),
    ),
}
MONTHS = {code: HOUSE_MONTHS.get(code) or _cldr(code, "months") for code in LANGUAGES}
WEEKDAYS = {code: _cldr(code, "days") for code in LANGUAGES}

#: The order in these languages; another one has CLDR's. The Kurdish ones carry the ezafe and the
#: oblique, as CLDR's long formats do. [N]
MONTH_FORMAT = {
    "ar": "{month} {year}",
    "en": "{month} {year}",
    "ku": "{month}a {year}an",
    "ckb": "{month}ی {year}",
}
DAY_FORMAT = {
    "ar": "{weekday} {day} ",
    "en": "{weekday} {day} ",
    "ku": "{weekday}, {day}ê ",
    "ckb": "{weekday}، {day}ی ",
}
HOUSE_COMMA = {"ckb": "،"}


def _comma(code: str) -> str:
    """CLDR's between the things of a list; by the script where that has none (ar says و)."""
    between = LANGUAGES[code].cldr.list_patterns["standard"]["start"]
    own = next((sign for sign in between if sign in ",،"), "")
    return HOUSE_COMMA.get(code) or own or ("،" if direction(code) == "rtl" else ",")


COMMA = {code: _comma(code) for code in LANGUAGES}


def local(moment: datetime) -> datetime:
    """The moment on the newsroom's clock; a naive one raises ValueError, never is guessed."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    return moment.astimezone(ZONE)


def month_of(moment: datetime) -> tuple[int, int]:
    """The year and the month that it is on the newsroom's clock."""
    when = local(moment)
    return when.year, when.month


def clock(moment: datetime) -> str:
    """'17:40' in Damascus."""
    return f"{local(moment):%H:%M}"


def month(year: int, number: int, language: str) -> str:
    """'تشرين الثاني 2026', 'Mijdara 2026an'; for the heading of a month's archive."""
    return _capital(_month(year, number, language))


def month_name(number: int, language: str) -> str:
    """'تشرين الثاني', 'Mijdar'; where the year stands above it."""
    if language not in MONTH_FORMAT:
        return _capital(LANGUAGES[language].cldr.months["stand-alone"]["wide"][number])
    return _capital(MONTHS[language][number])


def _month(year: int, number: int, language: str) -> str:
    if language not in MONTH_FORMAT:
        return format_skeleton("yMMMM", date(year, number, 1), locale=LANGUAGES[language].cldr)
    return MONTH_FORMAT[language].format(month=MONTHS[language][number], year=year)


def day(moment: date, language: str) -> str:
    """'الأربعاء 18 تشرين الثاني 2026'; a datetime counts by the day it is in Damascus."""
    when = local(moment).date() if isinstance(moment, datetime) else moment
    if language not in DAY_FORMAT:
        return _capital(format_date(when, "full", LANGUAGES[language].cldr))
    start = DAY_FORMAT[language].format(weekday=WEEKDAYS[language][when.weekday()], day=when.day)
    return _capital(start + _month(when.year, when.month, language))


def absolute(moment: datetime, language: str) -> str:
    """'الأربعاء 18 تشرين الثاني 2026، 17:40'."""
    return f"{day(moment, language)}{COMMA[language]} {clock(moment)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
