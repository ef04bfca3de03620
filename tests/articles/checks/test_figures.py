"""Numbers of a story against its figures: for each check, stories that it flags and others that it
lets pass. The people, the sentences and what they tell are made up.
"""

from decimal import Decimal

import pytest
from django.utils.translation import override

from newsroom.articles.checks import figures
from newsroom.articles.checks.checklist import CHECKS
from newsroom.articles.checks.findings import Level
from newsroom.articles.checks.story import Figure, Story


def check(name):
    return next(check for check in CHECKS if check.id == name)


def told(text, language="ar", **more):
    return Story(language=language, body=text, **more)


def figure(low, high=None):
    return Figure(1, Decimal(low), Decimal(low if high is None else high))


def passages(findings):
    return [each.passage for each in findings]


# W4

#: The sentence, and what it counts: a wrong number of these hurts somebody, wherever it stands.
HARM = [
    ("أصاب الحاجز الحافلة بـ6 قذائف.", "6 قذائف"),
    ("قُتل ثلاثة مدنيين في الاشتباك.", "ثلاثة مدنيين"),
    # after 11 to 99 the noun stands in the singular, with a tanween that few people type
    ("وصل خمسة عشر جريحًا إلى مشفى هجين.", "خمسة عشر جريحًا"),
    ("وصل 15 مصاباً إلى مشفى هجين.", "15 مصاباً"),
    ("احتُجز أحد عشر مدنيًا عند المعبر.", "أحد عشر مدنيًا"),
    # plurals, broken or not; digits of all families
    ("غرق 4 أطفال عند العبّارة.", "4 أطفال"),
    ("أُصيبت ثلاث فتيات بشظايا.", "ثلاث فتيات"),
    ("انتُشلت ٦ جثث من النهر.", "٦ جثث"),
    ("قُتل ۳ جنود وسط البادية.", "۳ جنود"),
    ("ويحتجز الحاجز (9) مختطفين.", "(9) مختطفين"),
    # no noun, but people all the same
    ("وصل جرحى، وقُتل خمسة قبل وصولهم.", "خمسة"),
    ("واعتُقل (14) من أبناء القرية.", "(14)"),
    ("وأُصيبت خمس نزيلات في المخيم.", "خمس نزيلات"),
    ("وأصيب أربعة آخرون.", "أربعة"),
    ("قُتل 3 عمال في المقلع.", "3 عمال"),
    ("عُثر على 9 من المفقودين.", "9"),
]
#: People, their homes and what carries them: a warning where danger is told of, else a hint.
PEOPLE = [
    # digits of all families, brackets, prefixes, separators
    ("وصلت 14 شاحنة محملة بالطحين إلى مخيم أبو خشب.", "14 شاحنة"),
    ("وصلت ١٤ شاحنةً محملة بالطحين.", "١٤ شاحنةً"),
    ("وصلت ۱۴ شاحنة محملة بالطحين.", "۱۴ شاحنة"),
    ("نزحت (120) عائلة من قرى الجزرات.", "(120) عائلة"),
    ("عادوا بـ18 سيارة إلى هجين.", "18 سيارة"),
    ("يقيم في المخيم ٤٬٢٠٠ نازح.", "٤٬٢٠٠ نازح"),
    # words, with and without harakat and tatweel
    ("تضررت أَرْبَعُمِئَةِ خَيْمَةٍ بالعاصفة.", "أَرْبَعُمِئَةِ خَيْمَةٍ"),
    ("نزحت سـت وعشرون عائلة.", "سـت وعشرون عائلة"),
    ("ونزح زهاء ستين أسرة من ضفة النهر.", "زهاء ستين أسرة"),
    ("نُقل 26 شخصا إلى مشفى هجين.", "26 شخصا"),
    ("ووصل من البلدة سبعة شبّان.", "سبعة شبّان"),
    ("وصل 30 صهريجًا إلى القرية.", "30 صهريجًا"),
    ("رافق المسعفون 9 من المزارعين.", "9"),
    ("بين الواصلين جرحى، بينهم 6 في حال الخطر.", "6"),
    ("وبقي أربعة آخرون عند الجسر.", "أربعة"),
]


@pytest.mark.parametrize(("text", "passage"), HARM)
def test_unrecorded_warns_of_those_who_came_to_harm(text, passage):
    (found,) = check("W4").run(told(text))
    assert (found.level, found.field, found.passage) == (Level.WARN, "body", passage)
    assert text[found.start :].startswith(passage)


DANGER = "دارت اشتباكات عند الجسر، وسقط صاروخ على الحي. "


@pytest.mark.parametrize(("text", "passage"), PEOPLE)
def test_unrecorded_warns_of_people_where_danger_is_told_of(text, passage):
    stories = (
        told(DANGER + text), told(text, is_conflict=True), told(text, is_sensitive=True), told(text)
    )  # fmt: skip
    found = [check("W4").run(story)[0] for story in stories]
    assert passages(found) == [passage] * 4
    assert [each.level for each in found] == [Level.WARN, Level.WARN, Level.WARN, Level.HINT]


def test_unrecorded_warns_of_people_beside_those_who_came_to_harm():
    found = check("W4").run(told("قُتل خمسة عمال. ونُقل نحو 200 شخص من القرية."))
    assert [(each.passage, each.level) for each in found] == [
        ("خمسة عمال", Level.WARN), ("نحو 200 شخص", Level.WARN),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "passage"),
    [
        ("en", "Nine fighters crossed the bridge.", "Nine fighters"),
        ("en", "The wall hurt two women; police detained 9.", "two women|9"),
        ("en", "Five others drowned.", "Five"),
        ("ku", "Li Şehîlê 15 kes hatin kuştin.", "15 kes"),
        ("ckb", "١٥ کەس بریندار بوون.", "١٥ کەس"),
    ],
)
def test_unrecorded_warns_of_harm_in_other_languages(language, text, passage):
    found = check("W4").run(told(text, language))
    assert passages(found) == passage.split("|")
    assert {each.level for each in found} == {Level.WARN}


@pytest.mark.parametrize(
    ("language", "text", "passage"),
    [
        ("en", "Twenty-six trucks crossed the bridge.", "Twenty-six trucks"),
        ("en", "About 2,600 people left. Three returned.", "About 2,600 people"),
        ("ku", "Nêzîkî sed malbat koç kirin.", "Nêzîkî sed malbat"),
        ("ckb", "١٥ خێزان گەڕانەوە.", "١٥ خێزان"),
    ],
)
def test_unrecorded_warns_of_people_in_danger_in_other_languages(language, text, passage):
    calm, danger = (check("W4").run(told(text, language, is_conflict=c))[0] for c in (False, True))
    assert calm.passage == danger.passage == passage
    assert (calm.level, danger.level) == (Level.HINT, Level.WARN)


@pytest.mark.parametrize(
    ("language", "text", "passage"),
    [
        ("ar", "خُصص للجسر 2,5 مليون ليرة.", "2,5 مليون ليرة"),
        ("ar", "ودفع المجلس ألفي دولار ثمنًا للمحوّل.", "ألفي دولار"),
        ("ar", "كلّف إصلاح المضخة 90 دولارًا.", "90 دولارًا"),
        ("ar", "تبعد المضخة 3 كيلومترات عن القرية.", "3 كيلومترات"),
        ("ar", "ضخت المحطة 900 متر مكعب من المياه.", "900 متر مكعب"),
        ("ar", "أُعيد تأهيل خمسة أفران في الشحيل.", "خمسة أفران"),
        ("ar", "دمّر السيل ثلاثة جسور ترابية.", "ثلاثة جسور"),
        ("ar", "بلغ الإنتاج 12 طنًا من الخبز.", "12 طنًا"),
        ("ar", "ارتفع منسوب النهر 40 سنتيمترًا.", "40 سنتيمترًا"),
        ("ar", "توزَّع 850 مدرسة على ريف المحافظة.", "850 مدرسة"),
        ("ar", "بقي 9 من الأفران بلا طحين.", "9"),
        ("en", "The pump stands 3 kilometres away.", "3 kilometres"),
    ],
)
@pytest.mark.parametrize("danger", [False, True])
def test_unrecorded_only_hints_at_other_numbers(danger, language, text, passage):
    (found,) = check("W4").run(told(text, language, is_conflict=danger))
    assert (found.level, found.passage) == (Level.HINT, passage)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "انفجر اللغم في الساعة 17:40."),
        ("ar", "الجسر مقطوع منذ عام ٢٠١٩."),
        ("ar", "غرق رجل (34 عامًا) قرب العبّارة."),
        ("ar", "انقطع الخبز ثلاثة أيام."),
        ("ar", "تبدأ الامتحانات في 15 آب."),
        ("ar", "نص القرار رقم (12) على منع الصيد."),
        ("ar", "وصلت الدفعة الثالثة من القافلة."),
        ("ar", "وصلت شاحنتان وسيارة، وأصيب طفلان."),
        ("ar", "نزحت مئات العائلات، وغرقت عشرات الخيام."),
        ("ar", "قال أحد السكان إن محطة واحدة تعمل."),
        ("ar", "للتبليغ يُتصل بالرقم 0944123456."),
        ("ar", "لستُ أول من وصل إلى الفرن."),
        ("ar", "توقف ثلث الأفران وربع المضخات."),
        ("en", "A 34-year-old man drowned on 5 March 2019."),
        ("en", "A few hundred people waited for one of the trucks."),
        ("ku", "Rê neh rojan girtî bû."),
        ("ckb", "پردەکە لە ساڵی 2019 داخرا."),
    ],
)
def test_unrecorded_lets_pass_what_no_figure_holds(language, text):
    assert not list(figures.unrecorded(told(text, language)))


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("وصلت ٢٦ شاحنة.", figure(26)),
        ("وصلت ست وعشرون شاحنة.", figure("26.00")),
        ("نزح نحو (2000) شخص.", figure(2000)),
        ("نزح ألفا شخص.", figure(2000)),
        ("احترقت بين ستة آلاف وسبعة آلاف خيمة.", figure(6000, 7000)),
        ("احترقت سبعة آلاف خيمة.", figure(6000, 7000)),
        ("كلّف الجسر مليونًا ونصف المليون ليرة.", figure(1500000)),
        ("أصيب خمسة آخرون.", figure(5)),
    ],
)
def test_unrecorded_lets_pass_what_is_on_record(text, record):
    assert not list(figures.unrecorded(told(text, figures=(figure(900), record))))
    assert list(figures.unrecorded(told(text, figures=(figure(900),))))


@pytest.mark.parametrize(
    ("text", "record", "passage"),
    [
        ("وصلت 27 شاحنة.", figure(26), "27 شاحنة"),
        ("وصلت 260 شاحنة.", figure(26), "260 شاحنة"),
        ("احترقت 6500 خيمة.", figure(6000, 7000), "6500 خيمة"),
        ("احترقت بين 6 و8 خيام.", figure(6, 7), "بين 6 و8 خيام"),
        ("احترقت بين 6 و7 خيام.", figure(6), "بين 6 و7 خيام"),
        ("نزح 2000 شخص، بينهم 30 جريحًا.", figure(2000), "30 جريحًا"),
    ],
)
def test_unrecorded_warns_where_the_record_says_otherwise(text, record, passage):
    assert passages(figures.unrecorded(told(text, figures=(record,)))) == [passage]


def test_unrecorded_says_each_value_once_and_where_it_stands():
    story = told(
        "غادرت 26 شاحنة.\n\nوعادت ست وعشرون شاحنة، بعد 4 عائلات.", standfirst="٢٦ شاحنة و(8) خيام"
    )
    found = list(figures.unrecorded(story))
    where = [(each.field, each.passage) for each in found]
    assert where == [("body", "26 شاحنة"), ("body", "4 عائلات"), ("standfirst", "(8) خيام")]
    assert [story.fields[each.field].index(each.passage) for each in found] == [
        each.start for each in found
    ]


BOX = Figure(1, Decimal(200), Decimal(200), unit="شخص")


def boxed(text, **more):
    return check("W4").run(told(text, figures=(BOX,), **{"shows_figures": True} | more))


@pytest.mark.parametrize(
    "text",
    [
        "تجمع نحو 150 شخصًا أمام البلدية.", "تجمع (150) شخص.", "تجمع ١٥٠ شخصًا.",
        "تجمع مئة وخمسون شخصًا.", "تجمع بين 150 و160 شخصًا."
    ],
)  # fmt: skip
def test_box_that_says_another_number_than_the_text_wants_a_reason(text):
    with override("en"):
        found = [each for each in boxed(text) if each.record == 1]
        assert [each.level for each in found] == [Level.WARN]
        assert "The box for readers says \u2068200 شخص\u2069" in str(found[0])


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("تجمع نحو 200 شخص أمام البلدية.", {}),
        ("تجمع مئتا شخص، بينهم 150 امرأة.", {}),
        ("تجمع ٢٠٠ شخص، وعاد 150 شخصًا.", {}),
        ("تجمع أهالٍ أمام البلدية.", {}),
        ("وصلت 150 شاحنة.", {}),
        ("تجمع نحو 150 شخصًا.", {"shows_figures": False}),
    ],
)
def test_box_beside_a_text_that_does_not_speak_against_it_is_let_pass(text, more):
    assert not [each for each in boxed(text, **more) if each.record == 1]


# W5


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("ينتظر نحو (2000) شخص كحد أدنى عند الجسر.", "نحو (2000) شخص كحد أدنى"),
        ("نزح نَحْوَ أربعين عائلةً عَلَى الأَقَلِّ.", "نَحْوَ أربعين عائلةً عَلَى الأَقَلِّ"),
        ("وصل نـحـو 40 صهريجًا على الأقل.", "نـحـو 40 صهريجًا على الأقل"),
        ("وقُدّروا بنحو ٥٢٠ شخصًا على الأقل.", "نحو ٥٢٠ شخصًا على الأقل"),
        ("ونحو ۳۰ خيمة كحدٍّ أدنى غرقت.", "نحو ۳۰ خيمة كحدٍّ أدنى"),
        ("قرابة 30 عائلة نازحة على الأقل بلا خبز.", "قرابة 30 عائلة نازحة على الأقل"),
        ("وصل زهاء ألف سلة على أقل تقدير.", "زهاء ألف سلة على أقل تقدير"),
        ("ما لا يقل عن نحو 50 خيمة تمزقت.", "ما لا يقل عن نحو 50 خيمة"),
        ("على الأقل نحو 40 عائلة بلا ماء.", "على الأقل نحو 40 عائلة"),
        ("لا يقل عددهم عن 40 نازحًا تقريبًا.", "لا يقل عددهم عن 40 نازحًا تقريبًا"),
        ("يقارب عددهم 500 شخص كحد أدنى.", "يقارب عددهم 500 شخص كحد أدنى"),
        ("نزح حوالي 40 عائلة كحد أقصى.", "حوالي 40 عائلة كحد أقصى"),
        ("نزح نحو 40 عائلة أو أكثر.", "نحو 40 عائلة أو أكثر"),
        ("انقطعت المياه نحو خمسة أيام على الأقل.", "نحو خمسة أيام على الأقل"),
        ("كلّف ما بين 3 و4 آلاف دولار تقريبًا كحد أدنى.",
         "ما بين 3 و4 آلاف دولار تقريبًا كحد أدنى"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["headline", "standfirst", "body"])
def test_contradiction_marks_the_whole_passage(field, text, passage):
    (found,) = figures.contradiction(Story(**{field: text}))
    assert (found.field, found.passage, found.start) == (field, passage, text.index(passage))


@pytest.mark.parametrize(
    ("language", "text", "passage"),
    [
        ("en", "At least about 40 families fled.", "At least about 40 families"),
        ("en", "Some 40 families at least crossed.", "Some 40 families at least"),
        ("en", "Around 2,000 people at most stayed.", "Around 2,000 people at most"),
        ("ku", "Nêzîkî 40 malbat herî kêm koç kirin.", "Nêzîkî 40 malbat herî kêm"),
        ("ckb", "نزیکەی 40 خێزان لانیکەم ڕۆیشتن.", "نزیکەی 40 خێزان لانیکەم"),
    ],
)
def test_contradiction_reads_other_languages(language, text, passage):
    assert passages(figures.contradiction(told(text, language))) == [passage]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "ينتظر نحو (2000) شخص عند الجسر."),
        ("ar", "ينتظر 2000 شخص كحد أدنى عند الجسر."),
        ("ar", "أكثر من 40 عائلة على الأقل نزحت."),
        ("ar", "نزح بين 40 و50 عائلة على الأقل."),
        ("ar", "نزحت نحو 40 عائلة، بينها 12 على الأقل من الجزرات."),
        ("ar", "وصلت نحو 20 شاحنة و5 حافلات على الأقل."),
        ("ar", "وصلت نحو 20 شاحنة وعلى الأقل 5 حافلات."),
        ("ar", "اتجهت نحو المخيم 20 شاحنة على الأقل."),
        ("ar", "اتجهت الشاحنات نحو الشرق. على الأقل 20 منها عادت."),
        ("ar", "غادر حوالي 26 شاحنة، أي ما لا يقل عن 300 شخص."),
        ("ar", "عاد نحو 40 عائلة. على الأقل هذا ما قاله المجلس."),
        ("ar", "الجسر مقطوع منذ عام 2019 على الأقل."),
        ("en", "About 40 families fled, at least 12 of them from Jazarat."),
        ("en", "Over 40 families left, at least 12 of them by boat."),
        ("ku", "Nêzîkî 40 malbat koç kirin."),
        ("ckb", "لانیکەم 40 خێزان ڕۆیشتن."),
    ],
)
def test_contradiction_lets_pass(language, text):
    assert not list(figures.contradiction(told(text, language)))


# W8


@pytest.mark.parametrize(
    ("language", "headline", "body", "passage"),
    [
        ("ar", "مقتل 5 مدنيين في الشحيل", "قُتل ستة مدنيين في البلدة.", "5"),
        ("ar", "مقتل خَمْسَةِ مدنيين", "قُتل مدنيون في البلدة.", "خَمْسَةِ"),
        ("ar", "نزوح ٤٠٠ عائلة", "نزحت 40 عائلة من الجزرات.", "٤٠٠"),
        ("ar", "نزوح (2000) شخص", "نزحت ألف عائلة.", "2000"),
        ("ar", "نزوح أكثر من 100 عائلة", "نزحت 120 عائلة.", "100"),
        ("ar", "3 قتلى و7 جرحى", "قُتل ثلاثة وأُصيب ستة.", "7"),
        ("ar", "بـ۵۰ ألف ليرة.. ربطة الخبز", "تُباع الربطة بخمسة آلاف ليرة.", "۵۰ ألف"),
        ("ar", "مليون ليرة لإصلاح الجسر", "خُصص للجسر ألف دولار.", "مليون"),
        ("ar", "بين 6 و7 آلاف خيمة غرقت", "غرقت ستة آلاف خيمة.", "6 و7 آلاف"),
        ("ar", "وصول 26 شاحنة", "وصلت الشاحنات يوم 26 آب.", "26"),
        ("en", "Five killed near the bridge", "Clashes killed six people.", "Five"),
        ("en", "30 tents burn", "Thirty-one tents burned in the camp.", "30"),
        ("ku", "6 kes hatin kuştin", "Pênc kes hatin kuştin.", "6"),
        ("ckb", "شەش کەس کوژران", "٥ کەس کوژران.", "شەش"),
    ],
)
def test_only_in_headline_names_the_number(language, headline, body, passage):
    (found,) = figures.only_in_headline(Story(language, headline=headline, body=body))
    where = (found.field, found.passage, found.start)
    assert where == ("headline", passage, headline.index(passage))


@pytest.mark.parametrize(
    ("headline", "passage", "level"),
    [
        ("القطن في ثلاثة أجيال", "ثلاثة", Level.HINT),
        ("الحياة في المخيم أربعة فصول", "أربعة", Level.HINT),
        ("ثلاثة مواسم جافة تغيّر خريطة الزراعة", "ثلاثة", Level.HINT),
        ("القطن في 3 أجيال", "3", Level.WARN),
        ("القطن في ثلاثة عشر حقلًا", "ثلاثة عشر", Level.WARN),
        ("ثلاث عائلات تزرع القطن", "ثلاث", Level.WARN),
        ("مقتل ثلاثة عند الجسر", "ثلاثة", Level.WARN),
    ],
)
def test_only_in_headline_hints_at_a_way_of_speaking(headline, passage, level):
    story = Story(headline=headline, body="عاد القطن إلى حقول الكرامة هذا الموسم.")
    (found,) = check("W8").run(story)
    assert (found.passage, found.level) == (passage, level)


def test_only_in_headline_looks_at_the_short_one_too():
    story = Story(
        headline="نزوح 40 عائلة", short_headline="نزوح 400 عائلة", body="نزحت أربعون عائلة."
    )
    (found,) = figures.only_in_headline(story)
    assert (found.field, found.passage) == ("short_headline", "400")


@pytest.mark.parametrize(
    ("language", "headline", "body"),
    [
        ("ar", "مقتل 5 مدنيين باشتباك في الشحيل", "قُتل خمسة مدنيين في البلدة."),
        ("ar", "مقتل خَمْسَةِ مدنيين", "قُتل ٥ مدنيين في البلدة."),
        ("ar", "نزوح ٤٠ عائلة", "نزحت ۴۰ عائلة من الجزرات."),
        ("ar", "نزوح (2000) شخص", "نزح ألفا شخص."),
        ("ar", "4200 نازح بلا خبز", "يقيم في المخيم أربعة آلاف ومئتا نازح."),
        ("ar", "2,5 مليون ليرة للجسر", "كلفته مليونان ونصف المليون ليرة."),
        ("ar", "بـ50 ألف ليرة.. ربطة الخبز", "تُباع الربطة بخمسين ألف ليرة."),
        ("ar", "7 آلاف خيمة غرقت", "غرق ما بين ستة آلاف وسبعة آلاف خيمة."),
        ("ar", "إصابة 11 شخصًا", "أُصيب أحد عشر شخصا."),
        ("ar", "ست وعشرون شاحنة تغادر هجين", "غادرت الشاحنات وعددها (26)."),
        ("ar", "غرق طفلين وثلاث نساء", "غرق طفلان و3 نساء."),
        ("ar", "مئات العائلات بلا ماء", "نزحت العائلات عن قراها."),
        ("ar", "للمرة الثالثة.. انهيار الجسر", "انهار الجسر مجددًا."),
        ("ar", "15 آب موعد فتح الجسر", "يُفتح الجسر منتصف آب."),
        ("ar", "نزوح 40 عائلة", ""),
        ("en", "Five killed near the bridge", "Clashes killed 5 people."),
        ("en", "26 trucks leave Hajin", "Twenty-six trucks left."),
        ("ku", "Pênc kes hatin kuştin", "5 kes hatin kuştin."),
        ("ckb", "٥ کەس کوژران", "پێنج کەس کوژران."),
    ],
)
def test_only_in_headline_lets_pass(language, headline, body):
    assert not list(figures.only_in_headline(Story(language, headline=headline, body=body)))


def test_only_in_headline_reads_the_standfirst():
    story = Story(
        headline="نزوح 40 عائلة", standfirst="أربعون عائلة تركت الجزرات", body="عادت المياه."
    )
    assert not list(figures.only_in_headline(story))


# the sentences


@pytest.mark.parametrize(
    ("name", "story", "passage"),
    [
        ("W4", told("وصلت 26 شاحنة."), "26 شاحنة"),
        ("W5", told("نحو (2000) شخص كحد أدنى."), "نحو (2000) شخص كحد أدنى"),
        ("W8", Story(headline="وصول 26 شاحنة", body="وصلت الشاحنات."), "26"),
    ],
)
def test_sentences_name_the_passage(name, story, passage):
    (found,) = check(name).run(story)
    with override("en"):
        assert f"\u2068{passage}\u2069" in str(found)
        assert "%" not in str(found)
