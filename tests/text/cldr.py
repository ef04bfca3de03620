"""What Unicode CLDR 48.2.0 says of times past, days and months in Arabic, Kurmanji and English.

From the npm packages cldr-dates-full and cldr-core. Copyright © 1991-2025 Unicode, Inc.; Unicode
License v3 (https://www.unicode.org/license.txt, SPDX Unicode-3.0).
"""

#: By language, unit and plural category.
PAST = {
    "ar": {
        "minute": {
            "zero": "قبل {0} دقيقة",
            "one": "قبل دقيقة واحدة",
            "two": "قبل دقيقتين",
            "few": "قبل {0} دقائق",
            "many": "قبل {0} دقيقة",
            "other": "قبل {0} دقيقة",
        },
        "hour": {
            "zero": "قبل {0} ساعة",
            "one": "قبل ساعة واحدة",
            "two": "قبل ساعتين",
            "few": "قبل {0} ساعات",
            "many": "قبل {0} ساعة",
            "other": "قبل {0} ساعة",
        },
        "day": {
            "zero": "قبل {0} يوم",
            "one": "قبل يوم واحد",
            "two": "قبل يومين",
            "few": "قبل {0} أيام",
            "many": "قبل {0} يومًا",
            "other": "قبل {0} يوم",
        },
        "week": {
            "zero": "قبل {0} أسبوع",
            "one": "قبل أسبوع واحد",
            "two": "قبل أسبوعين",
            "few": "قبل {0} أسابيع",
            "many": "قبل {0} أسبوعًا",
            "other": "قبل {0} أسبوع",
        },
        "month": {
            "zero": "قبل {0} شهر",
            "one": "قبل شهر واحد",
            "two": "قبل شهرين",
            "few": "قبل {0} أشهر",
            "many": "قبل {0} شهرًا",
            "other": "قبل {0} شهر",
        },
        "year": {
            "zero": "قبل {0} سنة",
            "one": "قبل سنة واحدة",
            "two": "قبل سنتين",
            "few": "قبل {0} سنوات",
            "many": "قبل {0} سنة",
            "other": "قبل {0} سنة",
        },
    },
    "ku": {
        "minute": {"one": "berî {0} deqîqeyê", "other": "berî {0} deqîqeyan"},
        "hour": {"one": "berî {0} saetê", "other": "berî {0} saetan"},
        "day": {"one": "berî {0} rojê", "other": "berî {0} rojan"},
        "week": {"one": "berî {0} hefteyê", "other": "berî {0} hefteyan"},
        "month": {"one": "berî {0} mehê", "other": "berî {0} mehan"},
        "year": {"one": "berî {0} salê", "other": "berî {0} salan"},
    },
    "en": {
        "minute": {"one": "{0} minute ago", "other": "{0} minutes ago"},
        "hour": {"one": "{0} hour ago", "other": "{0} hours ago"},
        "day": {"one": "{0} day ago", "other": "{0} days ago"},
        "week": {"one": "{0} week ago", "other": "{0} weeks ago"},
        "month": {"one": "{0} month ago", "other": "{0} months ago"},
        "year": {"one": "{0} year ago", "other": "{0} years ago"},
    },
}
#: Arabic as in Syria (ar-SY).
MONTHS = {
    "ar": [
        "كانون الثاني",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين الأول",
        "تشرين الثاني",
        "كانون الأول",
    ],
    "ku": [
        "rêbendan",
        "sibat",
        "adar",
        "nîsan",
        "gulan",
        "hezîran",
        "tîrmeh",
        "tebax",
        "îlon",
        "cotmeh",
        "mijdar",
        "berfanbar",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
#: From Sunday.
WEEKDAYS = {
    "ar": ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"],
    "ku": ["yekşem", "duşem", "sêşem", "çarşem", "pêncşem", "înî", "şemî"],
    "en": ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
}
FULL_DATES = {
    "ar": "EEEE، d MMMM y",
    "ku": "EEEE, d'ê' MMMM'a' y'an'",
    "en": "EEEE, MMMM d, y",
}


def category(language: str, n: int) -> str:
    """CLDR's plural rules for whole numbers, supplemental/plurals."""
    if language != "ar":
        return "one" if n == 1 else "other"
    if n < 3:
        return ("zero", "one", "two")[n]
    return "few" if 3 <= n % 100 <= 10 else "many" if 11 <= n % 100 <= 99 else "other"
