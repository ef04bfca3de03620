import random
import re

import pytest

from newsroom.text.quotations import attributions_inside, quotations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قال «المياه عادت» ومضى", ["المياه عادت"]),
        ('قالت “الجسر مغلق” ثم "الطريق آمن"', ["الجسر مغلق", "الطريق آمن"]),
        ("«قال لي: ‹ارحل› فرحلت»", ["قال لي: ‹ارحل› فرحلت"]),
        ("«سمعت “انفجارًا” قويًا»", ["سمعت “انفجارًا” قويًا"]),
        ("وصفوه بأنه ‹جسر الموت›", ["جسر الموت"]),
        ("«سطر\nثم سطر»", ["سطر\nثم سطر"]),
        ("«لم تُغلق الأقواس", []),
        ("«فقرة\n\nثم أخرى»", []),
        ('طريق 5" وماسورة', []),
        ("", []),
        ("«»", [""]),
        ("He said “the bridge is shut” and left.", ["the bridge is shut"]),
        ("Got «Av hat birîn» û çû", ["Av hat birîn"]),
    ],
)
def test_quotations_gives_what_stands_between_the_outermost_marks(text, found):
    assert [quote.text for quote in quotations(text)] == found
    assert [text[quote.start : quote.end] for quote in quotations(text)] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ar", "«لن يُفتح الجسر بحسب مصدر عسكري»", ["بحسب مصدر"]),
        ("ar", "«لن يُفتح الجسر بحسب ما أفاد به مصدر عسكري»", ["بحسب ما أفاد به مصدر"]),
        ("ar", "«نحو 20 عائلة وفقًا لشهود»", ["وفقًا لشهود"]),
        ("ar", "«عادوا وفق عدد من السكان»", ["وفق عدد من السكان"]),
        ("ar", "«حسبما ذكرت مصادر»، «وفق أحد الشهود»", ["حسبما ذكرت مصادر", "وفق أحد الشهود"]),
        ("ar", "«هربوا على حد قولهم»", ["على حد قولهم"]),
        ("ar", "«هربوا بحسب قوله»", ["بحسب قوله"]),
        ("ar", "«نوزع بحسب عدد السكان»", []),
        ("ar", "«نوزع حسب حاجة الأهالي»", []),
        ("ar", "«نوزع بحسب ما يحتاج السكان»", []),
        ("ar", "«نوزع الخبز» بحسب مصدر في الفرن", []),
        ("ar", "«حسبي الله ونعم الوكيل»", []),
        ("en", "“Shut, according to a local official.”", ["according to a local official"]),
        ("en", "“Bread goes out according to the number of residents.”", []),
        ("ku", "«Rê girtî ye li gorî çavkaniyekê»", ["li gorî çavkaniyekê"]),
        ("ku", "«Nan li gorî hejmarê tê dayîn»", []),
        ("ckb", "«ڕێگاکە داخراوە بەپێی سەرچاوەیەک»", ["بەپێی سەرچاوەیەک"]),
        ("ckb", "«نان بەپێی ژمارە دابەش دەکرێت»", []),
    ],
)
def test_attributions_inside_gives_places_in_the_text(language, text, found):
    inside = attributions_inside(text, language)
    assert [words for _start, _end, words in inside] == found
    assert [text[start:end] for start, end, _words in inside] == found


#: The same by one pattern, which goes back over the text at every mark that is never closed.
BY_PATTERN = re.compile(r"«[^»\n]*(?:\n(?!\n)[^»\n]*)*»|“[^”\n]*”|\"[^\"\n]*\"|‹[^›\n]*›")


def test_quotations_are_those_that_one_pattern_finds():
    chance = random.Random(3)
    for _ in range(3000):
        text = "".join(chance.choices('«»“”"‹›\n\na ', k=chance.randint(0, 25)))
        expected = [(found.start() + 1, found.end() - 1) for found in BY_PATTERN.finditer(text)]
        assert [(quote.start, quote.end) for quote in quotations(text)] == expected


def test_every_attribution_of_one_long_quotation_is_found():
    assert len(attributions_inside(f"«{'بحسب مصدر ' * 5000}»", "ar")) == 5000
