"""Dates, times and counted things in the four languages.

Always the newsroom's zone and European digits. Names of days and months come from CLDR through
Babel except where the house differs, see `MONTHS` and `RELATIVE`.
"""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale

from newsroom.text.languages import LANGUAGES

ZONE = ZoneInfo("Asia/Damascus")
#: Saturday, in Python's count from Monday = 0.
FIRST_WEEKDAY = 5


def _cldr(code: str, names: str) -> dict[int, str]:
    wide = getattr(Locale.parse(LANGUAGES[code].locale), names)["format"]["wide"]
    # CLDR writes Sorani with ھ (U+06BE); the house, like its readers' keyboards, with ه.
    return {number: name.replace("ھ", "ه") for number, name in wide.items()}


def _months(*names: str) -> dict[int, str]:
    return dict(enumerate(names, start=1))


WEEKDAYS = {code: _cldr(code, "days") for code in LANGUAGES}

MONTHS = {
    **{code: _cldr(code, "months") for code in ("en", "ku")},
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

#: The Kurdish ones carry the ezafe and the oblique, as CLDR's long formats do. [N]
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
COMMA = {"ar": "،", "ckb": "،", "ku": ",", "en": ","}


def local(moment: datetime) -> datetime:
    """The moment on the newsroom's clock; a naive one raises ValueError, never is guessed."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    return moment.astimezone(ZONE)


def clock(moment: datetime) -> str:
    """'17:40' in Damascus."""
    return f"{local(moment):%H:%M}"


def month(year: int, number: int, language: str) -> str:
    """'تشرين الثاني 2026', 'Mijdara 2026an'; for the heading of a month's archive."""
    return _capital(_month(year, number, language))


def _month(year: int, number: int, language: str) -> str:
    return MONTH_FORMAT[language].format(month=MONTHS[language][number], year=year)


def day(moment: date, language: str) -> str:
    """'الأربعاء 18 تشرين الثاني 2026'; a datetime counts by the day it is in Damascus."""
    when = local(moment).date() if isinstance(moment, datetime) else moment
    start = DAY_FORMAT[language].format(weekday=WEEKDAYS[language][when.weekday()], day=when.day)
    return _capital(start + _month(when.year, when.month, language))


def absolute(moment: datetime, language: str) -> str:
    """'الأربعاء 18 تشرين الثاني 2026، 17:40'."""
    return f"{day(moment, language)}{COMMA[language]} {clock(moment)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def plural(language: str, n: int) -> str:
    """CLDR's category of a whole number: zero, one, two, few, many or other."""
    if language != "ar":
        return "one" if n == 1 else "other"
    if n in (0, 1, 2):
        return ("zero", "one", "two")[n]
    if 3 <= n % 100 <= 10:
        return "few"
    return "many" if n % 100 >= 11 else "other"


def counted(n: int, language: str, forms: dict[str, str]) -> str:
    """The form for `n`, with `{n}` filled in; a category without a form takes `other`."""
    return forms.get(plural(language, n), forms["other"]).replace("{n}", str(n))


def _arabic(one: str, two: str, few: str, many: str) -> dict[str, str]:
    """`one` also serves round hundreds (قبل 100 يوم), which CLDR calls other."""
    plain = f"قبل {{n}} {one}"
    named = {"zero": plain, "one": f"قبل {one}", "two": f"قبل {two}"}
    return {**named, "few": f"قبل {{n}} {few}", "many": f"قبل {{n}} {many}", "other": plain}


def _two_forms(one: str, other: str) -> dict[str, str]:
    return {"one": one, "other": other}


#: By language and unit, CLDR category to pattern; "now" is anything under a minute. Arabic is
#: CLDR's but for the superfluous واحدة in "one". CLDR's Kurmanji says "berî 1 saetê": here the
#: singular is a word. CLDR has no Sorani at all ("-{0} min"). Both Kurdish tables are our own. [N]
RELATIVE: dict[str, dict[str, dict[str, str]]] = {
    "ar": {
        "now": {"other": "الآن"},
        "minute": _arabic("دقيقة", "دقيقتين", "دقائق", "دقيقة"),
        "hour": _arabic("ساعة", "ساعتين", "ساعات", "ساعة"),
        "day": _arabic("يوم", "يومين", "أيام", "يومًا"),
        "week": _arabic("أسبوع", "أسبوعين", "أسابيع", "أسبوعًا"),
        "month": _arabic("شهر", "شهرين", "أشهر", "شهرًا"),
        "year": _arabic("سنة", "سنتين", "سنوات", "سنة"),
    },
    "ckb": {
        "now": {"other": "ئێستا"},
        "minute": _two_forms("پێش خولەکێک", "پێش {n} خولەک"),
        "hour": _two_forms("پێش کاتژمێرێک", "پێش {n} کاتژمێر"),
        "day": _two_forms("پێش ڕۆژێک", "پێش {n} ڕۆژ"),
        "week": _two_forms("پێش هەفتەیەک", "پێش {n} هەفتە"),
        "month": _two_forms("پێش مانگێک", "پێش {n} مانگ"),
        "year": _two_forms("پێش ساڵێک", "پێش {n} ساڵ"),
    },
    "ku": {
        "now": {"other": "niha"},
        "minute": _two_forms("berî deqîqeyekê", "berî {n} deqîqeyan"),
        "hour": _two_forms("berî saetekê", "berî {n} saetan"),
        "day": _two_forms("berî rojekê", "berî {n} rojan"),
        "week": _two_forms("berî hefteyekê", "berî {n} hefteyan"),
        "month": _two_forms("berî mehekê", "berî {n} mehan"),
        "year": _two_forms("berî salekê", "berî {n} salan"),
    },
    "en": {
        "now": {"other": "now"},
        **{
            unit: _two_forms(f"{{n}} {unit} ago", f"{{n}} {unit}s ago")
            for unit in ("minute", "hour", "day", "week", "month", "year")
        },
    },
}

#: Largest first, in seconds; a month counts 30 days and a year 365.
UNITS = {
    "year": 31_536_000,
    "month": 2_592_000,
    "week": 604_800,
    "day": 86_400,
    "hour": 3_600,
    "minute": 60,
}


def ago(moment: datetime, now: datetime, language: str) -> str:
    """'قبل 3 ساعات': whole units that have passed; a moment still to come reads as "now"."""
    # In UTC: Python subtracts two times of one zone by the wall clock, and Syria had summer time.
    passed = local(now).astimezone(UTC) - local(moment).astimezone(UTC)
    seconds = int(passed.total_seconds())
    for unit, size in UNITS.items():
        if seconds >= size:
            return counted(seconds // size, language, RELATIVE[language][unit])
    return RELATIVE[language]["now"]["other"]


def relative_table(language: str) -> dict[str, Any]:
    """What the browser's script needs to say the same as `ago`, with no plural rules of its own.

    `{"now": text, "units": [[seconds, [[from, pattern], …]], …]}`, largest unit first: take the
    first unit that has passed, then the last pattern whose `from` is not above the count. Exact
    below 100 of a unit, and only years could ever reach that.
    """
    forms = RELATIVE[language]
    units = [[size, _steps(language, forms[unit])] for unit, size in UNITS.items()]
    return {"now": forms["now"]["other"], "units": units}


def _steps(language: str, forms: dict[str, str]) -> list[list[Any]]:
    steps: list[list[Any]] = []
    for n in range(1, 100):
        pattern = forms[plural(language, n)]
        if not steps or steps[-1][1] != pattern:
            steps.append([n, pattern])
    return steps
