"""'3 hours ago', 'in 2 days': the same words at the desk, on the site and from its script.

Arabic and both Kurdish languages have tables of their own here, any other one has CLDR's.
"""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.utils.translation import override, pgettext

from newsroom.text.dates import local
from newsroom.text.languages import LANGUAGES
from newsroom.text.plurals import counted, plural

#: CLDR category to pattern.
Forms = dict[str, str]


def _arabic(word: str, one: str, two: str, few: str, many: str) -> Forms:
    """`one` also serves round hundreds (قبل 100 يوم), which CLDR calls other."""
    plain = f"{word} {{n}} {one}"
    named = {"zero": plain, "one": f"{word} {one}", "two": f"{word} {two}"}
    return {**named, "few": f"{word} {{n}} {few}", "many": f"{word} {{n}} {many}", "other": plain}


def _around(opening: str, closing: str, **units: tuple[str, str]) -> dict[str, Forms]:
    """By unit, one and other, between words that do not change."""
    return {
        unit: {"one": f"{opening}{one}{closing}", "other": f"{opening}{{n}} {other}{closing}"}
        for unit, (one, other) in units.items()
    }


ARABIC = {
    "minute": ("دقيقة", "دقيقتين", "دقائق", "دقيقة"),
    "hour": ("ساعة", "ساعتين", "ساعات", "ساعة"),
    "day": ("يوم", "يومين", "أيام", "يومًا"),
    "week": ("أسبوع", "أسبوعين", "أسابيع", "أسبوعًا"),
    "month": ("شهر", "شهرين", "أشهر", "شهرًا"),
    "year": ("سنة", "سنتين", "سنوات", "سنة"),
}
SORANI = {
    "minute": ("خولەکێک", "خولەک"),
    "hour": ("کاتژمێرێک", "کاتژمێر"),
    "day": ("ڕۆژێک", "ڕۆژ"),
    "week": ("هەفتەیەک", "هەفتە"),
    "month": ("مانگێک", "مانگ"),
    "year": ("ساڵێک", "ساڵ"),
}
#: Behind لە, the time carries the ending of its place.
SORANI_WITHIN = {unit: (f"{one}دا", f"{other}دا") for unit, (one, other) in SORANI.items()}
KURMANJI = {
    "minute": ("deqîqeyekê", "deqîqeyan"),
    "hour": ("saetekê", "saetan"),
    "day": ("rojekê", "rojan"),
    "week": ("hefteyekê", "hefteyan"),
    "month": ("mehekê", "mehan"),
    "year": ("salekê", "salan"),
}

#: Arabic is CLDR's but for the superfluous واحدة in "one". CLDR's Kurmanji says "berî 1 saetê":
#: here the singular is a word. CLDR has no Sorani at all ("-{0} min"). Both Kurdish tables are our
#: own. [N]
HOUSE = {
    "past": {
        "ar": {unit: _arabic("قبل", *words) for unit, words in ARABIC.items()},
        "ckb": _around("پێش ", "", **SORANI),
        "ku": _around("berî ", "", **KURMANJI),
    },
    "future": {
        "ar": {unit: _arabic("خلال", *words) for unit, words in ARABIC.items()},
        "ckb": _around("لە ماوەی ", "", **SORANI_WITHIN),
        "ku": _around("di ", " de", **KURMANJI),
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


@cache
def patterns(language: str, side: str) -> dict[str, Forms]:
    """By unit; `side` is past or future. Empty where neither the house nor CLDR has words."""
    if house := HOUSE[side].get(language):
        return house
    fields = LANGUAGES[language].cldr._data["date_fields"]
    forms = {unit: dict(fields[unit][side]) for unit in UNITS}
    # CLDR writes "-{0} min" where it has nothing.
    if any(form.startswith(("-", "+")) for each in forms.values() for form in each.values()):
        return {}
    return {
        unit: {category: form.replace("{0}", "{n}") for category, form in each.items()}
        for unit, each in forms.items()
    }


@cache
def now_in(language: str) -> str:
    with override(language):
        return pgettext("moment", "now")


def ago(moment: datetime, now: datetime, language: str) -> str:
    """'قبل 3 ساعات': whole units that have passed; a moment still to come reads as "now"."""
    return _said(_seconds(moment, now), language, "past")


def ahead(moment: datetime, now: datetime, language: str) -> str:
    """'خلال 3 ساعات': whole units until then; one that has passed reads as "now"."""
    return _said(_seconds(now, moment), language, "future")


def _seconds(first: datetime, then: datetime) -> int:
    # In UTC: Python subtracts two times of one zone by the wall clock, and Syria had summer time.
    return int((local(then).astimezone(UTC) - local(first).astimezone(UTC)).total_seconds())


def _said(seconds: int, language: str, side: str) -> str:
    """In English where nobody has words for it: a desk has to know."""
    spoken = language if patterns(language, side) else "en"
    for unit, size in UNITS.items():
        if seconds >= size:
            return counted(seconds // size, spoken, patterns(spoken, side)[unit])
    return now_in(language)


@cache
def relative_table(language: str) -> dict[str, Any] | None:
    """What the browser's script needs to say the same as `ago`, with no plural rules of its own.

    `{"now": text, "units": [[seconds, [[from, pattern], …]], …]}`, largest unit first: take the
    first unit that has passed, then the last pattern whose `from` is not above the count. Exact
    below 100 of a unit, and only years could ever reach that. None: absolute times have to do.
    """
    forms = patterns(language, "past")
    if not forms:
        return None
    units = [[size, _steps(language, forms[unit])] for unit, size in UNITS.items()]
    return {"now": now_in(language), "units": units}


def _steps(language: str, forms: Forms) -> list[list[Any]]:
    steps: list[list[Any]] = []
    for n in range(1, 100):
        pattern = forms.get(plural(language, n), forms["other"])
        if not steps or steps[-1][1] != pattern:
            steps.append([n, pattern])
    return steps
