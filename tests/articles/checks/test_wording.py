"""How a story is worded: attributions, the lexicon, short names, slips of typing."""

import pytest
from django.utils.translation import override

from newsroom.articles.checks import wording
from newsroom.articles.checks.checklist import CHECKS
from newsroom.articles.checks.story import Story, Term


def check(name):
    return next(check for check in CHECKS if check.id == name)


@pytest.mark.parametrize(
    ("language", "body", "passage"),
    [
        ("ar", "وقال الحارس: «لن يُفتح الجسر قبل شهر بحسب مصدر عسكري».", "بحسب مصدر"),
        ("ar", "وأضافت: “خرجت 20 عائلة وفقًا لشهود من القرية”.", "وفقًا لشهود"),
        ("ar", "وتابع: «قالوا لنا ‹لا ماء› وَفْقَ مسؤولٍ في المحطة».", "وَفْقَ مسؤولٍ"),
        ("ar", "وذكر: «الطحين يكفي يومين حســب مدير الفرن».", "حســب مدير"),
        ("ar", "وقال: \"توقف الضخ بحسب ما أفاد به مصدر في المؤسسة\".", "بحسب ما أفاد به مصدر"),
        ("ar", "وقال: «سقطت قذيفتان، حسبما ذكرت مصادر محلية».", "حسبما ذكرت مصادر"),
        ("ar", "وقال: «عاد بعضهم وبحسب عدد من السكان لم يجدوا شيئًا».", "وبحسب عدد من السكان"),
        ("ar", "وقال: «نُقلت العائلات نقلًا عن ناشطين».", "نقلًا عن ناشطين"),
        ("ar", "وقال: «تركوا المخيم جوعًا على حد قولهم».", "على حد قولهم"),
        ("ar", "وقال: «لم يرَ أحدًا بحسب روايته».", "بحسب روايته"),
        ("en", "He said: “The bridge is shut, according to a local official.”",
         "according to a local official"),
        ("ku", "Wî got: «Pir girtî ye li gorî çavkaniyekê».", "li gorî çavkaniyekê"),
        ("ckb", "وتی: «پردەکە داخراوە بەپێی سەرچاوەیەک».", "بەپێی سەرچاوەیەک"),
    ],
)  # fmt: skip
def test_attribution_inside_names_the_words(language, body, passage):
    (found,) = wording.attribution_inside(Story(language=language, body=body))
    assert (found.field, found.passage) == ("body", passage)
    assert body[found.start :].startswith(passage)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("ar", "«لن يُفتح الجسر قبل شهر»، بحسب مصدر عسكري."),
        ("ar", "بحسب مصدر عسكري: «لن يُفتح الجسر» و“لن يُزال الحاجز”، وفق شهود."),
        ("ar", "وقال: «نوزع الخبز بحسب عدد السكان في كل حي»."),
        ("ar", "وقال: «نملأ الخزانات حسب حاجة الأهالي»."),
        ("ar", "وقال: «نوزع بحسب ما يحتاج السكان»."),
        ("ar", "وقال: «الماء بحسب الدور، ووَفْقَ القانون»."),
        ("ar", "وقال الأب: «حسبنا الله ونعم الوكيل»."),
        ("ar", "وقال: «المصدر الوحيد للماء هو النهر»."),
        ("ar", "يسمونه ‹جسر الموت›، بحسب السكان."),
        ("en", "“The bridge is shut,” according to a local official."),
        ("en", "He said: “Bread goes out according to the number of residents.”"),
        ("ku", "«Pir girtî ye», li gorî çavkaniyekê."),
        ("ckb", "«پردەکە داخراوە»، بەپێی سەرچاوەیەک."),
    ],
)
def test_attribution_inside_lets_pass(language, body):
    assert not list(wording.attribution_inside(Story(language=language, body=body)))


def test_attribution_inside_reads_the_standfirst():
    story = Story(standfirst="«الماء مقطوع بحسب شهود»", body="عاد الماء.")
    (found,) = wording.attribution_inside(story)
    assert (found.field, found.passage, found.start) == ("standfirst", "بحسب شهود", 13)


TERMS = {
    "ar": (
        Term("إرهابي", note="نسمّي الجماعة باسمها."),
        Term("استشهد", preferred="قُتل"),
        Term("شهداء", preferred="قتلى"),
        Term("مهاجرين غير شرعيين", preferred="مهاجرون غير نظاميين"),
        Term("الهجرة غير الشرعية", preferred="الهجرة غير النظامية"),
        Term("العدو"),
        Term("تحييد", preferred="قتل أو اعتقال"),
    ),
    "en": (Term("terrorists"), Term("martyred", preferred="killed")),
    "ku": (Term("terorîst"),),
    "ckb": (Term("تیرۆریست"),),
}


def worded(language="ar", **fields):
    return Story(language=language, terms=TERMS[language], **fields)


@pytest.mark.parametrize(
    ("language", "body", "passage", "preferred"),
    [
        ("ar", "أوقفت القوات الإرهابي قرب الجسر.", "الإرهابي", ""),
        ("ar", "أوقفت القوات إرهابيًا قرب الجسر.", "إرهابيًا", ""),
        ("ar", "واستُشهد راعي أغنام في البادية.", "واستُشهد", "قُتل"),
        ("ar", "شيّعت القرية شهداءها مساءً.", "شهداءها", "قتلى"),
        ("ar", "زار الوفد عائلات شهدائنا.", "شهدائنا", "قتلى"),
        ("ar", "وللشُّهَداء مقبرة جديدة.", "وللشُّهَداء", "قتلى"),
        ("ar", "أُنقذ 12 من المهاجرين غير الشرعيين في النهر.", "المهاجرين غير الشرعيين",
         "مهاجرون غير نظاميين"),
        ("ar", "يعملون بالهجرة غير الشرعية عبر النهر.", "بالهجرة غير الشرعية",
         "الهجرة غير النظامية"),
        ("ar", "انسحب العـــدوّ من التل.", "العـــدوّ", ""),
        ("ar", "وتصدت القرية للعدو ليلًا.", "للعدو", ""),
        ("ar", "أعلنت القوات تحييدهم قرب المخيم.", "تحييدهم", "قتل أو اعتقال"),
        ("ar", "قال «عاد الماء» ثم وصف الإرهابي بالهارب.", "الإرهابي", ""),
        ("en", "Two shepherds were martyred near the bridge.", "martyred", "killed"),
        ("ku", "Terorîstan pir girtin.", "Terorîstan", ""),
        ("ckb", "تیرۆریستەکان پردەکەیان داخست.", "تیرۆریستەکان", ""),
    ],
)  # fmt: skip
def test_lexicon_flags_a_word_in_each_form(language, body, passage, preferred):
    (found,) = wording.lexicon(worded(language, body=body))
    assert (found.field, found.passage, found.values["preferred"]) == ("body", passage, preferred)
    assert body[found.start :].startswith(passage)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("ar", "قال الناجي: «هؤلاء إرهابيون، والإرهابي الأول هرب»."),
        ("ar", "قال الناجي: “استشهد أخي عند الجسر”."),
        ("ar", "«قالوا ‹العدو قريب› فهربنا من القرية»."),
        ("ar", "وصفهم بأنهم ‹شهداء› الماء."),
        ("ar", "تنظر محكمة الإرهاب في القضية."),
        ("ar", "حذرت المديرية من انتشار العدوى في المخيم."),
        ("ar", "وسُجلت عدوى كوليرا بين النازحين."),
        ("ar", "ووعدوا الأهالي بإصلاح المضخة."),
        ("ar", "استشهدت الباحثة بأرقام المحطة."),
        ("ar", "حضر شاهدان، وأدلى الشهود بأقوالهم."),
        ("ar", "وصل مهاجرون غير نظاميين إلى البلدة."),
        ("ar", "خرج المتظاهرون ضد العدوان على القرى."),
        ("en", "“They are terrorists,” the baker said."),
        ("en", "The court for terrorism cases reopened."),
        ("ku", "Wî got: «Terorîst hatin»."),
        ("ckb", "وتی: «تیرۆریستەکان هاتن»."),
    ],
)
def test_lexicon_lets_pass_what_was_said_and_what_only_looks_like_it(language, body):
    assert not list(wording.lexicon(worded(language, body=body)))


@pytest.mark.parametrize("field", ["headline", "short_headline", "standfirst", "body"])
def test_lexicon_names_the_field(field):
    (found,) = wording.lexicon(worded(**{field: "جنازة شهداء القرية"}))
    assert (found.field, found.passage, found.start) == (field, "شهداء", 6)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("جنازة شهداء القرية", "\u2068شهداء\u2069: the house writes \u2068قتلى\u2069."),
        ("انسحب العدو", "\u2068العدو\u2069: the house avoids this word."),
    ],
)
def test_lexicon_says_what_the_house_writes_where_it_writes_something(body, sentence):
    with override("en"):
        (found,) = check("W11").run(worded(body=body))
        assert str(found) == sentence


SHORT = {
    "ar": (
        Term("قسد", expansion="قوات سوريا الديمقراطية"),
        Term("داعش", expansion="تنظيم الدولة الإسلامية"),
        Term("الأسايش", expansion="قوى الأمن الداخلي"),
    ),
    "en": (Term("SDF", expansion="Syrian Democratic Forces"),),
    "ku": (Term("HSD", expansion="Hêzên Sûriya Demokratîk"),),
}


def shortened(language="ar", **fields):
    return Story(language=language, terms=SHORT[language], **fields)


@pytest.mark.parametrize(
    ("language", "body", "passage", "full"),
    [
        ("ar", "أعلنت قسد فتح الجسر.", "قسد", "قوات سوريا الديمقراطية"),
        ("ar", "وقالت البلدية إن لقسد رأيًا آخر.", "لقسد", "قوات سوريا الديمقراطية"),
        ("ar", "أعلنت قَسَد، أي قوات سوريا الديمقراطية، فتح الجسر.", "قَسَد",
         "قوات سوريا الديمقراطية"),
        ("ar", "هاجمت خلية لـداعش صهريج ماء.", "لـداعش", "تنظيم الدولة الإسلامية"),
        ("ar", "هاجم «داعــش» الفرن، ثم تبنى تنظيم الدولة الإسلامية الهجوم.", "داعــش",
         "تنظيم الدولة الإسلامية"),
        ("ar", "ونشرت الأسايش حاجزًا قرب المخيم.", "الأسايش", "قوى الأمن الداخلي"),
        ("ar", "سلّم السلاح للأسايش في البلدة.", "للأسايش", "قوى الأمن الداخلي"),
        ("en", "The SDF reopened the bridge.", "SDF", "Syrian Democratic Forces"),
        ("ku", "HSD pir vekir.", "HSD", "Hêzên Sûriya Demokratîk"),
    ],
)  # fmt: skip
def test_short_first_wants_the_full_form(language, body, passage, full):
    (found,) = wording.short_first(shortened(language, body=body))
    assert (found.field, found.passage, found.values) == ("body", passage, {"full": full})


@pytest.mark.parametrize(
    ("language", "fields"),
    [
        ("ar", {"body": "أعلنت قوات سوريا الديمقراطية (قسد) فتح الجسر، وقالت قسد إنه آمن."}),
        ("ar", {"body": "عاد الهدوء بقوّات سوريا الديمقراطيّة، فأعلنت قسد فتح الجسر."}),
        ("ar", {"body": "تبنى تنظيم الدولة الإسلامية، «داعش»، الهجوم على الصهريج."}),
        ("ar", {"body": "وقالت قوى الأمن الداخلي، الأسايش، إن الطريق آمن. ثم أغلقته الأسايش."}),
        ("ar", {"headline": "قسد تفتح الجسر", "body": "عاد الماء إلى القرية."}),
        ("ar", {"standfirst": "قوات سوريا الديمقراطية تفتح الجسر", "body": "قالت قسد إنه آمن."}),
        ("ar", {"body": "زرع الفلاحون القمح، وكسد سوق القطن وفسدت الثمار."}),
        ("ar", {"body": "أعلنت قوات سوريا الديمقراطية فتح الجسر."}),
        ("en", {"body": "The Syrian Democratic Forces (SDF) left; the SDF said so."}),
        ("ku", {"body": "Hêzên Sûriya Demokratîk (HSD) pir vekir."}),
    ],
)
def test_short_first_lets_pass(language, fields):
    assert not list(wording.short_first(shortened(language, **fields)))


@pytest.mark.parametrize(
    ("standfirst", "body"),
    [
        ("قسد تفتح الجسر", "قالت قوات سوريا الديمقراطية إنه آمن."),
        ("بعد إغلاق طويل، قسد", "عاد الماء."),
    ],
)
def test_short_first_names_the_standfirst_where_it_stands_there(standfirst, body):
    (found,) = wording.short_first(shortened(standfirst=standfirst, body=body))
    assert (found.field, found.passage) == ("standfirst", "قسد")


@pytest.mark.parametrize(
    ("body", "passage", "what"),
    [
        ("عادت  المياه إلى القرية.", "عادت  المياه", "two spaces in a row."),
        ("أُغلق الجسر «القديم»  مساء.", "القديم»  مساء", "two spaces in a row."),
        ("فُتح ســوق الغنم.", "ســوق", "a letter drawn out (tatweel)."),
        ("وصل مـُحمد إلى المخيم.", "مـُحمد", "a letter drawn out (tatweel)."),
        ("عاد الخبز إلى القریة أمس.", "القریة أمس", "a Persian ک or ی in place of ك or ي."),
        ("عادت المياه, ثم انقطعت.", "المياه, ثم", "a Latin mark in place of ، ؛ ؟."),
        ("عادت مساءً, ثم انقطعت.", "مساءً, ثم", "a Latin mark in place of ، ؛ ؟."),
        ("سألنا: «أين الطحين?»", "الطحين?", "a Latin mark in place of ، ؛ ؟."),
        ("هل عاد الماء (إلى «الجورة»)?", "الجورة»)?", "a Latin mark in place of ، ؛ ؟."),
        ("وصلت 26 شاحنة و14 صهريجًا و٣ سيارات.", "٣ سيارات",
         "two families of digits in one text."),
        ("وصلت ٢٦ شاحنة و١٤ صهريجًا و۴ سيارات.", "۴ سيارات",
         "two families of digits in one text."),
    ],
)  # fmt: skip
def test_slip_shows_the_place_and_says_what_it_is(body, passage, what):
    with override("en"):
        (found,) = wording.slip(Story(body=body))
    assert (found.field, found.passage, found.values["what"]) == ("body", passage, what)
    assert body[found.start :].startswith(passage)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("ar", "عادت المياه، ثم انقطعت؛ فمتى تعود؟\n\nقال الحارس: «غدًا»."),
        ("ar", "نُقل الـ14 خيمة بـ26 شاحنة، وبـِ3 قوارب عام 1448 هـ."),
        ("ar", "زار باران کانیێ مخيم گوڵان."),
        ("ar", "وزعت 1,200 سلة، و3.5 طن في 24/11."),
        ("ar", "وصلت فرق UNHCR, WFP إلى البلدة."),
        ("ar", "وصلت ٢٦ شاحنة و١٤ صهريجًا."),
        ("ar", "وَصَلَ الطَّحينُ إلى الفُرنِ مساءً، وبيعَ."),
        ("ckb", "کاتێک ئاو گەڕایەوە,  خەڵکی گوندەکە دڵخۆش بوون."),
        ("en", "The  bridge, they said; is it open?"),
        ("ku", "Pir vekirî ye,  lê av tune ye?"),
    ],
)
def test_slip_lets_pass(language, body):
    assert not list(wording.slip(Story(language=language, body=body)))


@pytest.mark.parametrize("field", ["headline", "short_headline", "standfirst", "body"])
def test_slip_names_the_field(field):
    (found,) = wording.slip(Story(**{field: "عودة المياه فی القرية"}))
    assert (found.field, found.passage, found.start) == (field, "فی القرية", 12)
