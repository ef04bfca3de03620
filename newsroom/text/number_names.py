"""Numbers that count nothing a desk would list: dates, times, ages, articles of law, markers."""

import re

from newsroom.text.number_context import FILLERS
from newsroom.text.number_reading import Cardinal, Reader
from newsroom.text.number_tokens import Kind
from newsroom.text.number_words import MONTH_WORDS, by_language, key, keys

TIME = by_language(
    ar="ثانية ثوان ثواني دقيقة دقائق ساعة ساعات يوم يوما أيام ليلة ليال ليالي أسبوع أسبوعا أسابيع"
    " شهر شهرا أشهر شهور سنة سنوات سنين عام عاما أعوام عقد عقدا عقود قرن قرنا قرون",
    en="second seconds minute minutes hour hours day days night nights week weeks month months"
    " year years decade decades century centuries",
    ku="saniye deqîqe deqe deqîqeyan saet saetan roj rojan hefte hefteyan meh mehan sal salan salî",
    ckb="چرکە خولەک کاتژمێر سەعات ڕۆژ هەفتە مانگ ساڵ ساڵان",
)
#: Behind an hour: 5 مساءً.
HOURS = keys("صباحا مساء ظهرا عصرا ليلا فجرا بتوقيت") | keys("am pm a.m GMT", "en")
#: Twenty-first.
NTHS = keys("first second third fourth fifth sixth seventh eighth ninth", "en")
#: Before what is named by its number.
NAMING = by_language(
    ar="رقم برقم الرقم القرار قرار المرسوم مرسوم القانون قانون المادة مادة المادتان المادتين"
    " المواد الفقرة البند الصفحة صفحة الساعة هاتف الهاتف الطابق العمر عمره عمرها البالغ البالغة سن",
    en="no article articles resolution decree law page phone aged room floor clause",
    ku="hejmar hejmara xala madeya saet",
    ckb="ژمارە ژمارەی ماددەی خاڵی کاتژمێر",
)
#: After these a number with a counted noun is a count: السفينة البالغة 26 مترًا.
UNLESS_COUNTED = keys("البالغ البالغة")
YEARS = by_language(
    ar="عام العام عامي عاما أعوام سنة سنتي السنة منذ في صيف خريف شتاء ربيع موسم بداية نهاية مطلع"
    " أواخر أوائل منتصف بحلول لعام لسنة لعامي وعام بعام",
    en="in since year years by until early late during spring summer autumn winter",
    ku="di li sala salên ji",
    ckb="ساڵی ساڵانی لە",
)
#: Right behind digits: 3rd, 5ê, 2026an.
ENDINGS = keys("st nd rd th", "en") | keys("ê an î em emîn mîn", "ku") | keys("ی ەم یەم", "ckb")
PLAIN_YEAR = re.compile(r"(?:1|١|۱)(?:9|٩|۹)\d\d|(?:2|٢|۲)(?:0|٠|۰)\d\d")
MARKER = re.compile(r"[.)]\s|\s?[-–]\s(?!\d)")
DASH = re.compile(r"\s*[-‐‑–—−]\s*")
ARTICLES = keys("ال بال لل وال فال")
DEFINITE = ("ال", "لل", "بال", "وال")


def is_name(reader: Reader, first: Cardinal, last: Cardinal, unit: str, is_exact: bool) -> bool:
    """Whether the number from `first` to `last`, the ends of a range or the same, counts nothing.

    Durations and ages count time, which no desk lists as a figure.
    """
    here = (reader, first, last, unit)
    return (
        first.is_ordinal
        or _is_time(*here)
        or _is_named(*here)
        or _is_date(*here)
        or _is_year(*here, is_exact)
        or _is_definite(*here)
        or _is_marker(*here)
    )


def _of(table: dict[str, frozenset[str]], reader: Reader) -> frozenset[str]:
    return table.get(reader.language, frozenset())


def _before(reader: Reader, i: int) -> int:
    """The place of the word that leads to token `i`, past particles; -1 for none."""
    while reader.is_near(i):
        i -= 1
        if reader.key(i) not in FILLERS:
            return i
    return -1


def _is_time(reader: Reader, first: Cardinal, last: Cardinal, unit: str) -> bool:
    after = last.last + 1
    if unit and key(unit, reader.language) in _of(TIME, reader):
        return True
    if not reader.is_near(after):
        return False
    is_ending = reader.tokens[after].start == last.end and reader.key(after) in ENDINGS
    return is_ending or reader.key(after) in _of(TIME, reader) | HOURS | NTHS


def _is_named(reader: Reader, first: Cardinal, last: Cardinal, unit: str) -> bool:
    i = _before(reader, first.first)
    gap = reader.tokens[first.first].gap
    if i < 0 and gap.strip() in (":", ".", "-") and gap != "- ":  # رقم: 12, No. 12, كوفيد-19
        i = first.first - 1
        if gap == "-":
            return i >= 0 and len(reader.key(i)) > 2 and reader.kind(i) is Kind.WORD
    word = reader.key(i)
    if word in UNLESS_COUNTED and unit:
        return False
    names = _of(NAMING, reader)
    is_qualified_name = word.startswith("ال") and reader.is_near(i) and not unit
    return word in names or (is_qualified_name and reader.key(i - 1) in names)


def _is_month(reader: Reader, i: int) -> bool:
    """May opens a month's name, may does not."""
    months, word = _of(MONTH_WORDS, reader), reader.key(i)
    if reader.language == "en":
        return word in months and reader.tokens[i].text[0].isupper()
    return word in months or (reader.language == "ku" and word.startswith(tuple(months)))


def _is_date(reader: Reader, first: Cardinal, last: Cardinal, unit: str) -> bool:
    i = last.last + 1
    if reader.is_near(i) and reader.key(i) == "من":  # الثامن عشر من آب
        i += 1
    if reader.is_near(i) and _is_month(reader, i):
        return True
    i = _before(reader, first.first)
    is_english_day = reader.language == "en" and not unit
    return is_english_day and i >= 0 and _is_month(reader, i)


def _is_year(reader: Reader, first: Cardinal, last: Cardinal, unit: str, is_exact: bool) -> bool:
    ends = (reader.tokens[first.first].text, reader.tokens[last.first].text)
    if not all(PLAIN_YEAR.fullmatch(end) for end in ends) or first.scale or last.scale:
        return False
    i = _before(reader, first.first)
    word = reader.key(i)
    is_month = i >= 0 and (_is_month(reader, i) or reader.key(i - 1) in MONTH_WORDS["ar"])
    return word in _of(YEARS, reader) or is_month or (is_exact and not unit)


def _is_definite(reader: Reader, first: Cardinal, last: Cardinal, unit: str) -> bool:
    """اليوم الـ14 is an ordinal, وصلت الـ26 شاحنة are twenty-six."""
    i = first.first - 1
    if reader.key(i) not in ARTICLES or not reader.is_near(i + 1):
        return False
    if not unit or i < 1 or not reader.is_near(i):
        return not unit
    word = reader.tokens[i - 1].text
    return reader.key(i - 1).startswith(DEFINITE) or word.endswith(("ه", "ها", "هم"))


def _is_marker(reader: Reader, first: Cardinal, last: Cardinal, unit: str) -> bool:
    """Of a list, at a line's start; or the first half of a score: 3-1."""
    start, end = first.start, last.end
    if end - start < 3 and MARKER.match(reader.text, end):
        line = reader.text[:start].rpartition("\n")[2]
        if not line.strip():
            return True
    i = last.last + 1
    is_score = reader.kind(i) is Kind.DIGITS and DASH.fullmatch(reader.tokens[i].gap) is not None
    return is_score and first is last and not unit
