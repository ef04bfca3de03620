"""Names, numbers and villages are found in the forms they take, and ordinary news is left alone."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path
from urllib.parse import quote

import pytest

from newsroom.demo.stories import files, html
from newsroom.media.models import Photo
from newsroom.text.protected import NAME, PHONE, VILLAGE, candidates, digests, forms
from newsroom.text.slugs import slugify

#: Whatever scene a text names.
SCENES = defaultdict(lambda: Photo(pk=1))

ORDINARY = Path(__file__).parent.parent / "articles/checks/ordinary.toml"


def is_in(kind: str, word: str, text: str) -> bool:
    assert forms(kind, word), f"{word} cannot be kept"
    return not forms(kind, word).isdisjoint(candidates(kind, text))


FULL = "محمد أحمد عبد الله العلي"


@pytest.mark.parametrize("text", [
    "محمد أحمد عبد الله العلي", "محمد العلي", "محمد أحمد العلي", "محمد عبد الله العلي",
    "العلي محمد", "العلي، محمد أحمد عبد الله", "محمد بن أحمد العلي", "محمد ابن العلي",
    "ومحمد العلي", "فمحمد العلي", "بمحمد العلي", "لمحمد العلي", "كمحمد العلي", "سمحمد العلي",
    "وبمحمد العلي", "ولمحمد العلي", "للعلي محمد", "وللعلي محمد", "والعلي محمد",
    "مُحَمَّد العَلِيّ", "محمدٌ العليُّ", "محمدًا العليَّ", "محمداً العلي", "محمدا العلي",
    "محمد احمد العلي", "محمد عبدالله العلي", "محمد العلى", "محمد العلی", "محمد  العلي",
    "محمد ال علي", "قال «محمد العلي» إن", "(محمد العلي)", "محمد-العلي", "محمد_العلي", "محمد.العلي",
    "محمد، العلي", "محمد/العلي", "#محمد_العلي", "محمدالعلي", "محمدالعلي.jpg",
])  # fmt: skip
def test_name_is_found_in_its_forms(text):
    assert is_in(NAME, FULL, text)
    assert is_in(NAME, FULL, f"وذكر الأهالي أن {text} غادر القرية أمس.")


@pytest.mark.parametrize(("name", "text"), [
    ("لؤي رائد الخلف", "لوي الخلف"), ("لوي رايد الخلف", "لؤي رائد الخلف"),
    ("بهاء الدين سماء", "بها الدين سما"), ("إسراء آل مؤيد", "اسرا ال مويد"),
    ("هبة السلامة", "هبه السلامه"), ("فاطمه سلامه", "فاطمة سلامةَ"), ("رضا الشيخ", "رضا الشيخ"),
    ("رضا الشيخ", "رضًا الشيخ"), ("يحيى موسى", "يحيي موسي"),
    ("عبد الرحمن أبو زيد", "عبدالرحمٰن أبي زيد"),
    ("أبو زيد الهلالي", "لأبي زيد الهلالي"), ("أبا زيد الهلالي", "أبو زيد الهلالي"),
    ("سيف الله خالد", "سيفالله خالد"), ("نور الدين حسن", "نورالدين حسن"),
    ("ئازاد حەسەن", "ئازاد حه‌سه‌ن"), ("ڕێبوار عەلی", "رێبوار عەلی"),
    ("علي حسن محمود", "وشوهد علي محمود هناك"),
])  # fmt: skip
def test_spelling_does_not_matter(name, text):
    assert is_in(NAME, name, text)


@pytest.mark.parametrize("text", [
    "Mohammad al-Ali", "MOHAMMAD AL-ALI", "Mohammad Al Ali", "mohammad-al-ali", "mohammad_alali",
    "mohammadalali", "Móhammad al‑Ali", "al-Ali, Mohammad", "Mohammad Raʿd al-Ali",
    "Mohammad Ra'd al-Ali", "Mohammad Ra’d al-Ali", "Mohammad al-Ali’s",
    "Mohammad al-Ali's house", "by Mohammad bin Ra'd al-Ali", "photo-mohammad-al-ali-03.webp",
    "https://example.org/Mohammad%20al-Ali?x=1", "mailto:mohammad.alali@example.org",
])  # fmt: skip
def test_latin_form_is_found_when_it_was_given(text):
    assert is_in(NAME, "Mohammad Ra'd al-Ali", text)
    assert not is_in(NAME, FULL, text)


@pytest.mark.parametrize("text", [
    "مـحـمـد العـلي", "مح\u200cمد العلي", "مح\u200dمد العلي", "\u202bمحمد\u202c \u2067العلي\u2069",
    "مُ\u034fحمد\u200f العلي", "مح\u00adمد العلي", "محمد\u00a0العلي", "محمد\u2003العلي",
    "ﻣﺤﻤﺪ ﺍﻟﻌﻠﻲ", "محمد العلے", "محمد العلي 🙂", "محمد 🙂 العلي", "مح\u3164مد العلي",
    "<p>مح<b>مد</b> العلي</p>", "<p>محمد <em>العلي</em></p>", "مح<!-- x -->مد العلي",
    '<p>هنا <a href="https://example.org/محمد-العلي">رابط</a></p>',
    f'<p>هنا <a href="https://example.org/{quote("محمد العلي")}">رابط</a></p>',
    "<محمد العلي>", "<x محمد العلي>", quote("محمد-العلي"), quote(quote("محمد العلي")),
    "&#1605;&#1581;&#1605;&#1583; العلي", "محمد&nbsp;العلي", "م ح م د العلي",
    slugify("محمد العلي في المخيم", "ar"),
])  # fmt: skip
def test_disguise_does_not_help(text):
    assert is_in(NAME, FULL, text)


@pytest.mark.parametrize("text", [
    "محمد", "العلي", "محمد علي", "محمد أحمد", "عبد الله العلي", "أحمد العلي", "محمد أحمد عبد الله",
    "محمود العلي", "محمد العليان", "محمديات العلي", "شمحمد العلي", "محمد كان عند العلي",
    "محمد\nالعلي", "<p>محمد</p><p>العلي</p>", "محمد<br>العلي", "محمد العل",
])  # fmt: skip
def test_others_are_left_alone(text):
    assert not is_in(NAME, FULL, text)


@pytest.mark.parametrize(("name", "text"), [
    ("محمد علي", "محمد العلي"), ("محمد العلي", "محمد علي"), ("علي حسن", "يعتمد على حسن التدبير"),
    ("علي محمود", "وعلى محمود أن يجيب"), ("Ali Hasan", "Ali Hasani"), ("Ali Hasan", "Hali Hasan"),
])  # fmt: skip
def test_near_misses(name, text):
    assert not is_in(NAME, name, text)


@pytest.mark.parametrize("name", [
    "", "  ", "محمد", "أبو محمد", "عبد الله", "عبد", "نور الدين", "Nour al-Din", "Abu Mohammad",
    "al-Ali", "العلي", "12 34", "ab c", " ".join(["محمد"] * 11),
])  # fmt: skip
def test_name_of_one_part_cannot_be_kept(name):
    assert forms(NAME, name) == set()


def test_long_name_has_all_selections_that_keep_first_and_last():
    assert forms(NAME, "Ar Be Ce De") == {
        "arde", "arbede", "arcede", "arbecede", "dear", "dearbece"
    }  # fmt: skip


@pytest.mark.parametrize("text", [
    "0933123456", "0933 123 456", "+963 933 123 456", "00963933123456", "+963-(0)933-123-456",
    "٠٩٣٣١٢٣٤٥٦", "۰۹۳۳ ۱۲۳ ۴۵۶", "0933.123.456", "0933/12/34/56", "933123456", "٠933١٢٣٤56",
    "واتساب0933123456", "tel:+963933123456", "٠٩٣٣\u200f-١٢٣\u200f-٤٥٦", "0933\u2009123\u2009456",
    "<b>0933</b>123456", "0933%20123%20456", "0 9 3 3 1 2 3 4 5 6", "09331234560944112233",
    "0944112233 / 0933123456", "０９３３１２３４５６",
])  # fmt: skip
def test_telephone_number_is_found_however_it_is_written(text):
    assert is_in(PHONE, "0933 123 456", f"للتواصل: {text}.")
    assert is_in(PHONE, "+963 933 123456", text)


@pytest.mark.parametrize("text", [
    "0933123457", "0933123 كيلو 456", "12 تشرين الثاني 2025", "1850 طنًا مقابل 1400", "123456",
    "0933\n123456", "3.2 مليون، و45 ألفًا، و2026", "34.457, 40.950",
])  # fmt: skip
def test_other_numbers_are_no_telephone_number(text):
    assert not is_in(PHONE, "0933 123 456", text)


@pytest.mark.parametrize("number", ["", "123456", "x", "0933123456 0944112233"])
def test_number_too_short_or_two_in_a_line_cannot_be_kept(number):
    assert forms(PHONE, number) == set()


def test_number_of_seven_digits_is_found_behind_any_prefix():
    for text in ("4412345", "051 4412345", "(+963) 51-441-23-45", "4412345 / 4412346"):
        assert is_in(PHONE, "441 2345", text)


@pytest.mark.parametrize("text", [
    "الباغوز", "باغوز", "في الباغوز", "بالباغوز", "وللباغوز", "الباغوزي", "الباغوزية",
    "بلدة الباغوز.", "الباغُوز", "الباغـوز", "من-الباغوز",
])  # fmt: skip
def test_village_is_found_in_one_word(text):
    assert is_in(VILLAGE, "الباغوز", text)
    assert is_in(VILLAGE, "قرية الباغوز", text)


@pytest.mark.parametrize(("village", "text"), [
    ("سوسة", "سوسه"), ("سوسة", "سوستنا"), ("تل حجر", "بتل حجر"), ("تل الحجر", "تل-الحجر"),
    ("al-Baghouz", "Baghouz"), ("Baghouz", "al-Baghouz's"), ("Sûsê", "li Susêyê"),
])  # fmt: skip
def test_village_is_found_with_its_endings(village, text):
    assert is_in(VILLAGE, village, text)


@pytest.mark.parametrize("text", ["الرقة", "تل أبيض", "باغ", "غوز", "حجر"])
def test_other_villages_are_left_alone(text):
    assert not is_in(VILLAGE, "الباغوز", text)
    assert not is_in(VILLAGE, "تل حجر", text)


def test_village_of_two_letters_cannot_be_kept():
    assert forms(VILLAGE, "تل") == set()


# Ordinary news

NAMES = (
    "محمد العلي", "أحمد الحسين", "خالد المحمد", "علي حسن", "حسن علي", "محمود الأحمد", "ياسر الخلف",
    "عمر الشيخ", "عبد الله الجاسم", "عبد الرحمن العبيد", "سلمان داود", "عواد الحسن", "لؤي السالم",
    "هيثم الحمود", "نور الدين أحمد", "ريم العيسى", "فاطمة الحسن", "هبة السلامة", "أمل محمد علي",
    "بشرى الخضر", "إبراهيم خليل", "جاسم محمد", "فرهاد حسن", "آزاد إبراهيم", "شيرين عثمان",
    "دلشاد يوسف", "سعيد النجار", "مصطفى الصالح", "وليد العمر", "كمال بكر", "فارس المصطفى",
    "سامر الديري", "مهند الحمد", "زياد الفرج", "رضا موسى", "موسى الرضا", "عيسى سلامة",
    "صالح الحاج علي", "حسين عبد الكريم", "لقمان أحمد", "Ali Hassan", "Mohammad al-Ali",
)  # fmt: skip
PHONES = (
    "0933 123 456", "0944 112 233", "+963 955 667 788", "0966 200 300", "0988 100 200",
    "051 441 2345", "052 310 450", "+964 750 123 4567", "+90 532 100 2030", "0999 2025 11",
)  # fmt: skip


def ordinary() -> list[str]:
    rows = tomllib.loads(ORDINARY.read_text(encoding="utf-8"))["story"]
    return [text for row in rows for text in (row["headline"], *row["sentences"])]


def test_ordinary_news_raises_no_false_alarm():
    texts = ordinary()
    assert len(texts) >= 200
    stories = ["\n".join(texts), *(
        html(each["body"], SCENES) for _name, told in files() for each in told["editions"].values()
    )]  # fmt: skip
    kept = {f"{NAME}:{form}" for name in NAMES for form in forms(NAME, name)}
    kept |= {f"{PHONE}:{form}" for number in PHONES for form in forms(PHONE, number)}
    assert len(NAMES) >= 40
    assert all(forms(NAME, name) for name in NAMES)
    assert all(forms(PHONE, number) for number in PHONES)
    met = {
        each for kind in (NAME, PHONE) for each in digests(kind, [*texts, *stories], str)
    }  # fmt: skip
    assert met & kept == set()


def test_ordinary_news_would_raise_the_alarm_with_a_name_in_it():
    """What shows that the test above can fail."""
    for number, text in enumerate(ordinary()):
        name = NAMES[number % len(NAMES)]
        assert is_in(NAME, name, f"{text} {name}")
        assert is_in(NAME, name, text.replace(" ", f" {name} ", 1))


def test_text_of_alefs_is_read_in_time_that_grows_with_its_length():
    assert len(list(candidates(NAME, "ماشا " * 500))) < 500 * 8 * 20


@pytest.mark.parametrize("said", [
    "فاطمة محمود العبدالله", "فاطمة محمود عبدالله الجاسم", "فاطِمة محمود عبد الله جاسم",
    "فاطمه محمود العبد الله الجاسم", "فاطمة العبدالله جاسم",
])  # fmt: skip
def test_long_name_is_found_without_its_end_and_its_articles(said):
    kept = forms("name", "فاطمة محمود العبدالله الجاسم")
    assert kept & set(candidates("name", f"وقالت {said} أمس"))


@pytest.mark.parametrize("said", ["فاطمة محمود", "فاطمة العلي", "محمود الجاسم", "محمود العبدالله"])
def test_two_given_names_are_nobodys(said):
    kept = forms("name", "فاطمة محمود العبدالله الجاسم")
    assert not kept & set(candidates("name", f"وقالت {said} أمس"))
