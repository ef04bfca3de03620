"""How well a story is sourced: for each check, stories that it flags and others that it lets pass.

The people, the sentences and what they tell are made up.
"""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils.translation import override

from newsroom.articles.checks import sourcing
from newsroom.articles.checks.checklist import CHECKS
from newsroom.articles.checks.story import Claim, Figure, Source, Story

MAYOR = Source(pk=1, kind="official", wording="رئيس المجلس المحلي في الكسرة")
BAKER = Source(pk=2, kind="told", wording="صاحب فرن في الشحيل")
SEEN = Source(pk=3, kind="witnessed")
INFORMED = Source(pk=4, kind="informed", terms="unnamed", wording="مصدر مطلع", is_unnamed=True)
NOTICE = Source(pk=5, kind="statement", wording="بيان مؤسسة المياه")
OFF = replace(INFORMED, pk=6, terms="off_record")


def check(name):
    return next(check for check in CHECKS if check.id == name)


def told(text, language="ar", **more):
    return Story(language=language, body=text, **more)


# W1


@pytest.mark.parametrize(
    "sources",
    [
        pytest.param((MAYOR,), id="one official"),
        pytest.param((NOTICE,), id="one announcement"),
        pytest.param((SEEN,), id="only what we saw"),
        pytest.param((MAYOR, replace(BAKER, is_independent=False)), id="the second repeats it"),
        pytest.param((MAYOR, OFF), id="the second is off the record"),
        pytest.param((OFF, replace(OFF, pk=7)), id="both are off the record"),
        pytest.param((replace(NOTICE, people=5),), id="a statement of five is one statement"),
        pytest.param((replace(BAKER, people=3, is_independent=False),), id="three who heard it"),
    ],
)
def test_single_source_wants_a_second_independent_one(sources):
    (found,) = sourcing.single_source(told("عاد الضخ إلى القرية.", sources=sources))
    assert (found.field, found.sentence) == ("sources", None)


@pytest.mark.parametrize("kind", ["news", "report", "analysis", "live"])
def test_single_source_says_when_none_is_recorded(kind):
    (found,) = check("W1").run(told("عاد الضخ إلى القرية.", kind=kind))
    with override("en"):
        assert (found.field, str(found)) == ("sources", "No source of the story is recorded.")


@pytest.mark.parametrize(
    ("kind", "sources"),
    [
        pytest.param("news", (MAYOR, BAKER), id="an official and a baker"),
        pytest.param("news", (SEEN, NOTICE), id="we saw what was announced"),
        pytest.param("news", (replace(BAKER, people=2),), id="two bakers in one record"),
        pytest.param("news", (replace(INFORMED, people=4),), id="four who are not named"),
        pytest.param("news", (MAYOR, INFORMED), id="one of two is not named"),
        pytest.param("news", (MAYOR, BAKER, OFF), id="two beside one off the record"),
        pytest.param("news", (MAYOR, replace(NOTICE, terms="background")), id="background counts"),
        pytest.param("opinion", (), id="opinion speaks for its writer"),
        pytest.param("opinion", (MAYOR,), id="opinion with one source"),
    ],
)
def test_single_source_lets_pass(kind, sources):
    assert not list(sourcing.single_source(told("عاد الضخ.", kind=kind, sources=sources)))


# W2


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("قالت مصادر محلية إن الأهالي أغلقوا الجسر الترابي مساء أمس.", "مصادر محلية"),
        ("وأفادت مصادرُ عسكريّةٌ بأن الطريق إلى الكسرة مقطوع.", "مصادرُ عسكريّةٌ"),
        ("وَقَالَتْ مَصَادِرُ إِنَّ المخبز توقف عن العمل.", "مَصَادِرُ"),
        ("قالت مصــادر طبية إن الجرحى وصلوا إلى هجين.", "مصــادر طبية"),
        ("فبحسب مصادر أهلية توقفت العبّارة.", "مصادر أهلية"),
        ("بحسب ما ذكرته مصادر إغاثية، نفد الطحين في المخيم.", "مصادر إغاثية"),
        ("ونقلت الشبكة عن مصادر طبية أن المصابين نُقلوا.", "مصادر طبية"),
        ("استنادًا إلى مصادر محلية، أُغلق الجسر أمام الشاحنات.", "مصادر محلية"),
        ("وأوضحت مصادرنا أن الصهاريج عادت فارغة.", "مصادرنا"),
        ("أكد أكثر من مصدر أن الطحين لم يصل إلى الأفران.", "أكثر من مصدر"),
        ("أكدت العديد من المصادر الأهلية أن البئر جفّت.", "العديد من المصادر الأهلية"),
        ("ذكر مصدران في مشفى الكسرة أن الجرحى ثلاثة.", "مصدران"),
        ("وفق مصدرين من سكان الشحيل، بدأت الاشتباكات فجرًا.", "مصدرين"),
        ("وتحدثت المصادر ذاتها عن نقص في الوقود.", "المصادر ذاتها"),
        ("وأشارت المصادر إلى أن الجسر لا يحتمل الشاحنات.", "المصادر"),
        ("أكدت مصادر مقتل رجلين في اشتباك على أطراف الجزرات.", "مصادر"),
        ("مصادر طبية: وصول جرحى إلى مشفى هجين", "مصادر طبية"),
        ("علمت شبكة طرفاء من مصادر أهلية أن المدرسة ستُغلق.", "مصادر أهلية"),
        ("قالت لشبكة طرفاء مصادر من الأهالي إن الخيام غرقت.", "مصادر"),
        ("وقال شهود عيان إن النار اندلعت في مستودع التبن.", "وقال شهود"),
        ("بحسب شهود عيان، سقط الجدار على خيمتين.", "شهود عيان"),
        ("قالت مصادر محلية إن المعبر فُتح، ونفت مصادر أمنية ذلك.", "مصادر محلية|مصادر أمنية"),
    ],
)
def test_plural_promises_two_people(text, passages):
    found = list(sourcing.plural(told(text, sources=(MAYOR,))))
    assert [each.passage for each in found] == passages.split("|")
    assert all(text[each.start :].startswith(each.passage) for each in found)
    assert {each.field for each in found} == {"body"}


@pytest.mark.parametrize(
    ("language", "text", "passage"),
    [
        ("en", "Local sources said the ferry sank near Kasra.", "Local sources"),
        ("en", "The bridge is shut, sources said.", "sources"),
        ("en", "More than one source confirmed the raid.", "source"),
        ("en", "According to medical sources, two men were hurt.", "medical sources"),
        ("en", "Witnesses said the wall fell on two tents.", "Witnesses said"),
        ("ku", "Çavkaniyên herêmî gotin ku nan nemaye.", "Çavkaniyên"),
        ("ku", "Li gorî çavkaniyan pira gund hatiye girtin.", "çavkaniyan"),
        ("ckb", "سەرچاوەکانی سەربازی وتیان پردەکە داخراوە.", "سەرچاوەکانی"),
        ("ckb", "بەپێی سەرچاوەکان پردەکە داخراوە.", "سەرچاوەکان"),
    ],
)
def test_plural_reads_other_languages(language, text, passage):
    (found,) = sourcing.plural(told(text, language))
    assert (found.passage, text[found.start :].startswith(passage)) == (passage, True)


@pytest.mark.parametrize("field", ["headline", "short_headline", "standfirst", "seo_title"])
def test_plural_looks_at_every_public_text(field):
    story = Story(**{field: "مصادر: إغلاق معبر البصيرة النهري"})
    (found,) = sourcing.plural(story)
    assert (found.field, found.passage, found.start) == (field, "مصادر", 0)


@pytest.mark.parametrize(
    "text",
    [
        "قال مصدر محلي إن الأهالي أغلقوا الجسر.",
        "قال المصدر نفسه إن الأهالي أغلقوا الجسر.",
        "الأهالي يبحثون عن مصادر بديلة للمياه بعد توقف المحطة.",
        "جفّت مصادر المياه في البادية، وقال مربّو الأغنام إنهم يشترون الصهريج.",
        "قال المزارعون إن مصادر الري تراجعت هذا الموسم.",
        "يشتري الأهالي الماء من مصادر خاصة وقال أحدهم إن الصهريج بعشرين ألف ليرة.",
        "قال لشبكة طرفاء إن مصادر بديلة للطحين ستصل قريبًا.",
        "يعتمد الأهالي على مصادر دخل محدودة، بحسب البلدية.",
        "تنوعت مصادر الطحين في السوق، وأكد التجار توفره.",
        "أكد المدير أن مصادر التلوث معروفة.",
        "وصادر الحاجز دراجات نارية في أبو حمام.",
        "أعلنت اللجنة مصادرة شحنة طحين فاسد.",
        "قال مصدّرو القمح إن الموسم ضعيف.",
        "المصادر: بيان لجنة المياه، وصفحة البلدية.",
        "قال أحد الشهود إن النار اندلعت في مستودع التبن.",
    ],
)
def test_plural_lets_one_source_and_other_sources_pass(text):
    assert not list(sourcing.plural(told(text)))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Sources of drinking water have dried up, residents said."),
        ("en", "Bread came from other sources, the baker said."),
        ("en", "A local source said the ferry sank."),
        ("ku", "Çavkaniyekî leşkerî got ku rê girtî ye."),
        ("ku", "Çavkaniyeke leşkerî got ku rê girtî ye."),
        ("ku", "Çavkaniyên avê li gund ziwa bûne, şêniyan got."),
        ("ckb", "سەرچاوەیەکی سەربازی وتی پردەکە داخراوە."),
        ("ckb", "سەرچاوەکانی ئاو وشک بوون، خەڵک وتیان."),
    ],
)
def test_plural_lets_pass_in_other_languages(language, text):
    assert not list(sourcing.plural(told(text, language)))


LOCAL = "قالت مصادر محلية إن الجسر أُغلق."


@pytest.mark.parametrize(
    "sources",
    [
        pytest.param((MAYOR, BAKER), id="two people"),
        pytest.param((replace(INFORMED, people=2),), id="two in one record"),
        pytest.param((INFORMED, MAYOR), id="one named, one not"),
        pytest.param((replace(INFORMED, people=3), OFF), id="three beside one off the record"),
        pytest.param((MAYOR, replace(NOTICE, is_unnamed=True)), id="whoever is not named"),
        pytest.param((replace(BAKER, kind="resident", people=2),), id="two residents"),
    ],
)
def test_plural_lets_pass_what_is_on_record(sources):
    assert not list(sourcing.plural(told(LOCAL, sources=sources)))


@pytest.mark.parametrize(
    "sources",
    [
        pytest.param((), id="nobody"),
        pytest.param((MAYOR,), id="one person"),
        pytest.param((MAYOR, NOTICE), id="a paper is nobody"),
        pytest.param((MAYOR, SEEN), id="nor are we"),
        pytest.param((MAYOR, replace(OFF, people=4)), id="four off the record"),
        pytest.param((replace(NOTICE, people=6),), id="six who signed one statement"),
    ],
)
def test_plural_counts_people_on_record(sources):
    (found,) = sourcing.plural(told(LOCAL, sources=sources))
    assert (found.passage, found.start) == ("مصادر محلية", LOCAL.index("مصادر"))


# W3


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("قال مصدر إن الجسر أُغلق أمام الشاحنات.", "قال مصدر"),
        ("وقال مصدرٌ إنّ المخبز بلا طحين.", "وقال مصدرٌ"),
        ("قَالَ مَصْدَرٌ إِنَّ المخبز بلا طحين.", "قَالَ مَصْدَرٌ"),
        ("قالت مصــادر إن الفرن توقف.", "قالت مصــادر"),
        ("وبحسب مصدر، فإن العبّارة متوقفة منذ أيام.", "وبحسب مصدر"),
        ("فوفق مصادر، فُتح المعبر.", "فوفق مصادر"),
        ("نقلًا عن مصدر، سيُفتح المعبر غدًا.", "عن مصدر"),
        ("وفق ما أفاد به مصدر للشبكة، توقفت الأفران.", "مصدر"),
        ("أفاد مصدر لشبكة طرفاء بأن المضخة تعطلت.", "أفاد مصدر"),
        ("أفاد مصدر بوصول قافلة إلى المخيم.", "أفاد مصدر"),
        ("أكدت مصادر مقتل رجلين في الاشتباك.", "أكدت مصادر"),
        ("نفت مصادر إغلاق المعبر.", "نفت مصادر"),
        ("تحدثت مصادر عن اشتباكات في أطراف الشحيل.", "تحدثت مصادر"),
        ("وأشار مصدر إلى نقص الطحين.", "وأشار مصدر"),
        ("وكانت مصادر قد ذكرت أن القافلة تأخرت.", "مصادر"),
        ("أكدت مصادر خاصة لشبكة طرفاء أن المحطة ستتوقف.", "أكدت مصادر"),
        ("وأكدت لنا مصادر موثوقة أن المعبر مفتوح.", "مصادر"),
        ("وقال مصدر ثانٍ إن القصف طال المزارع.", "وقال مصدر"),
        ("وأضاف المصدر نفسه أن أحدهم طفل.", "وأضاف المصدر"),
        ("وقالت المصادر إن الطريق أُغلق.", "وقالت المصادر"),
        ("وأوضحت مصادرنا أن الصهاريج عادت فارغة.", "وأوضحت مصادرنا"),
        ("مصادر: توقف ضخ المياه في الشحيل", "مصادر"),
        ("أعلنت مصادر، السبت، وفاة طفل غرقًا.", "أعلنت مصادر"),
        ("قال مصدر طبي إن الجرحى ثلاثة، وقال مصدر إنهم أربعة.", "وقال مصدر"),
        ("قال مصدر إن الجسر أُغلق. ونفى مصدر ذلك.", "قال مصدر|ونفى مصدر"),
    ],
)
def test_bare_wants_to_know_what_kind_of_source(text, passages):
    found = list(sourcing.bare(told(text)))
    assert [each.passage for each in found] == passages.split("|")
    assert all(text[each.start :].startswith(each.passage) for each in found)
    assert {each.field for each in found} == {"body"}


@pytest.mark.parametrize(
    "text",
    [
        "قال مصدر طبي في مشفى هجين إن الجرحى ثلاثة.",
        "وتوقّع مصدرٌ مسؤولٌ عودةَ الكهرباء.",
        "قال مصدر من سكان الباغوز إن الطريق مفتوح.",
        "بحسب مصدر بالمجلس المحلي، الطريق مغلق.",
        "أفاد مصدر بمشفى الكسرة بوصول ثلاثة جرحى.",
        "أكدت مصادر في لجنة المخيمات وصول القافلة.",
        "قال مصدر ثانٍ من البلدية إن الطريق أُغلق.",
        "قال مصدر مقرّب من المجلس المحلي إن الطحين يُباع.",
        "وذكر مصدر يعمل في الفرن الآلي أن الطحين نفد.",
        "قال مصدر شهد الحادثة إن الشاحنة انقلبت.",
        "قال مصدر رفض الكشف عن اسمه إن الطريق مفتوح.",
        "قال مصدر، طلب عدم ذكر اسمه، إن الطحين يُباع في السوق.",
        "وقالت مصادر – طلبت عدم كشف هويتها – إن الجسر أُغلق.",
        "قال مصدر لشبكة طرفاء من داخل المخيم إن الخيام غرقت.",
        "قال مصدر طبي إن الجرحى ثلاثة. وأضاف المصدر أن أحدهم طفل.",
        "قال مصدر طبي إن الجرحى ثلاثة. وأضاف المصدر نفسه أن أحدهم طفل.",
        "نفت مصادر عسكرية إغلاق المعبر.",
        "مصدر عسكري: الطريق إلى الباغوز مفتوح",
        "المصدر: بيان لجنة المياه",
        "مصدر الصورة: شبكة طرفاء",
        "قال الأهالي إن مصدر القذيفة مجهول.",
        "لم يُعرف مصدر إطلاق النار، وقال الأهالي إن الدورية ردّت.",
        "تعدّ الآبار مصدرًا للمياه، كما أفاد مزارعون.",
        "أصبح النهر مصدر خطر على الأطفال، يقول الأهالي.",
        "وأضاف أن الفرات مصدر الشرب الوحيد للقرية.",
        "حدّد الفنيون مصدر العطل في المضخة وأكدوا إصلاحه.",
    ],
)
def test_bare_lets_pass_what_says_who_it_is(text):
    assert not list(sourcing.bare(told(text)))


@pytest.mark.parametrize(
    ("language", "text", "passage"),
    [
        ("en", "A source said the mill had stopped.", "source"),
        ("en", "The bridge is shut, sources said.", "sources"),
        ("en", "Reliable sources said the road was open.", "sources"),
        ("en", "An unnamed source told the network that flour ran out.", "source"),
        ("ku", "Çavkaniyekê got ku av hatiye birîn.", "Çavkaniyekê"),
        ("ku", "Çavkaniyan got ku pira gund hatiye girtin.", "Çavkaniyan"),
        ("ckb", "سەرچاوەیەک گوتی نان نەماوە.", "سەرچاوەیەک"),
        ("en", "Sources in the town council said the ferry sank.", ""),
        ("en", "A source, who asked not to be named, said the road was shut.", ""),
        ("en", "A medical source said three were hurt. The source added one was a child.", ""),
        ("en", "The river is the only source of water, the council said.", ""),
        ("ku", "Çavkaniyeke leşkerî got ku rê girtî ye.", ""),
        ("ckb", "سەرچاوەیەکی سەربازی وتی پردەکە داخراوە.", ""),
        ("ckb", "سەرچاوەیەک کە نەیویست ناوی ئاشکرا بکرێت وتی پردەکە داخراوە.", ""),
    ],
)
def test_bare_reads_other_languages(language, text, passage):
    assert [each.passage for each in sourcing.bare(told(text, language))] == passage.split()


def test_bare_asks_each_text_for_itself():
    story = Story(headline="مصدر: المعبر مغلق", body="قال مصدر أمني إن المعبر مغلق.")
    (found,) = sourcing.bare(story)
    assert (found.field, found.passage) == ("headline", "مصدر")


# W9

CIVILIANS = "المحتجزون مدنيون من أهالي الشحيل"
FIGHTERS = "المحتجزون مقاتلون وقياديون في التنظيم"
GUARDED = "أغلقت قوات محلية الجسر لدواعٍ أمنية"
CRUMBLING = "أُغلق الجسر لأنه آيل إلى السقوط"
SEWAGE = "تلوث المياه سببه تسرّب الصرف الصحي إلى البئر"
TANKS = "تلوث المياه سببه قِدم الخزانات"
DEAD = "قُتل ثلاثة مدنيين في القصف"
NONE_DEAD = "لم يُقتل أحد في القصف وأصيب رجل بجروح طفيفة"
STOLEN = "سرق موظفون في الفرن الطحين"
DENIED = "نفى المجلس سرقة الطحين"
CAMP = "القافلة متجهة إلى مخيم أبو خشب"
TOWN = "القافلة متجهة إلى مدينة الطبقة"
MANY = "عدد النازحين 400 عائلة"
FEW = "عدد النازحين 150 عائلة"


def two_accounts(one, two, text, language="ar"):
    """The second alone names the conflict: it holds both ways."""
    claims = (Claim(1, one), Claim(2, two, conflicts=frozenset({1})))
    return told(text, language, claims=claims)


@pytest.mark.parametrize(
    ("kept", "lost", "text"),
    [
        (FIGHTERS, CIVILIANS, "قالت قوات محلية إن من احتجزتهم مقاتلون، بينهم قياديون في التنظيم."),
        (CIVILIANS, FIGHTERS, "أكد الأهالي أن المحتجزين مدنيّون جميعهم من أهل الشحيل."),
        (DEAD, NONE_DEAD, "قُتل 3 مدنيين في قصف على أطراف الجزرات، بحسب مصدر طبي."),
        (CRUMBLING, GUARDED, "أُغلق جسر الكسرة صباح السبت لأنه آيل إلى السقوط، بحسب المجلس."),
        (GUARDED, CRUMBLING, "جاء إغلاق الجسر لدواعٍ أمنية، بحسب قوات محلية."),
        (SEWAGE, TANKS, "قال مدير المحطة إن سبب التلوث تسرّب مياه الصرف الصحي إلى بئر القرية."),
        (TANKS, SEWAGE, "قال المدير إن الخزانات القديمة هي السبب في تلوث المياه."),
        (STOLEN, DENIED, "اتهم الأهالي موظفين في الفرن بسرقة الطحين وبيعه في السوق."),
        (DENIED, STOLEN, "نفى المجلس المحلي أن يكون الطحين قد سُرق."),
        (CAMP, TOWN, "غادرت القافلة هجين متجهةً إلى مخيم أبو خشب، بحسب سائقين."),
        (MANY, FEW, "نزحت أربعمئة عائلة من الجزرات."),
    ],
)
def test_one_account_names_the_other(kept, lost, text):
    for pk, story in enumerate((two_accounts(lost, kept, text), two_accounts(kept, lost, text)), 1):
        (found,) = sourcing.one_account(story)
        assert (found.field, found.record, found.passage) == ("body", pk, lost)


@pytest.mark.parametrize(
    ("one", "two", "text"),
    [
        (
            FIGHTERS,
            CIVILIANS,
            "قالت قوات محلية إن المحتجزين مقاتلون وقياديون في التنظيم.\n\n"
            "وقال الأهالي إنهم مدنيون من أهالي الشحيل.",
        ),
        (
            DEAD,
            NONE_DEAD,
            "قالت مصادر أهلية إن القصف أودى بحياة ثلاثة مدنيين، فيما قال المجلس إن أحدًا لم يُقتل"
            " وإن رجلًا أصيب بجروح طفيفة.",
        ),
        (
            GUARDED,
            CRUMBLING,
            "قال المجلس إن إغلاق الجسر جاء لأنه آيل للسقوط، بينما قال سائقون إن قوات محلية أغلقته"
            " لدواعٍ أمنية.",
        ),
        (
            SEWAGE,
            TANKS,
            "قال المدير إن سبب تلوث المياه تسرب الصرف الصحي إلى البئر. ويرى الأهالي أن السبب قِدم"
            " الخزانات.",
        ),
        (STOLEN, DENIED, "اتهم الأهالي موظفين في الفرن بسرقة الطحين. ونفى المجلس السرقة."),
        (
            CAMP,
            TOWN,
            "غادرت القافلة هجين إلى مخيم أبو خشب، بحسب سائقين، وقال مصدر أمني إن وجهتها مدينة"
            " الطبقة.",
        ),
        (
            MANY,
            FEW,
            "نزحت أربعمئة عائلة بحسب الأهالي، وقال المجلس إن عدد النازحين مئة وخمسون عائلة.",
        ),
        (CAMP, TOWN, "غادرت الشاحنات هجين صباح السبت."),
        (DEAD, NONE_DEAD, "عادت الكهرباء إلى محطة الضخ في القرية."),
    ],
)
def test_one_account_lets_both_or_neither_pass(one, two, text):
    assert not list(sourcing.one_account(two_accounts(one, two, text)))


@pytest.mark.parametrize(
    ("language", "kept", "lost", "text", "rest"),
    [
        (
            "en",
            "The detained men are fighters",
            "The detained men are farmers",
            "Local forces said the men they detained were fighters.",
            "Relatives said they are farmers from Shuhayl.",
        ),
        (
            "ku",
            "Pir ji ber barana giran hilweşiya",
            "Pir hatiye bombekirin",
            "Şêniyan got ku pir ji ber barana giran hilweşiya.",
            "Lê şaredarî got ku pir hatiye bombekirin.",
        ),
        (
            "ckb",
            "پردەکە بەهۆی بارانی زۆر ڕووخا",
            "پردەکە تەقێنرایەوە",
            "خەڵک وتیان پردەکە بەهۆی بارانی زۆر ڕووخا.",
            "شارەوانی وتی پردەکە تەقێنرایەوە.",
        ),
    ],
)
def test_one_account_reads_other_languages(language, kept, lost, text, rest):
    (found,) = sourcing.one_account(two_accounts(lost, kept, text, language))
    assert (found.record, found.passage) == (1, lost)
    assert not list(sourcing.one_account(two_accounts(lost, kept, f"{text} {rest}", language)))


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"conflicts": frozenset()}, id="they do not conflict"),
        pytest.param({"is_told": False}, id="the desk left the other out"),
        pytest.param({"conflicts": frozenset({9})}, id="what it conflicts with is gone"),
    ],
)
def test_one_account_asks_only_of_two_claims_that_are_told(changed):
    text = "أكد الأهالي أن المحتجزين مدنيّون من أهل الشحيل."
    other = replace(Claim(1, FIGHTERS, conflicts=frozenset({2})), **changed)
    assert not list(sourcing.one_account(told(text, claims=(other, Claim(2, CIVILIANS)))))


def test_one_account_reads_the_standfirst_too():
    story = two_accounts(STOLEN, DENIED, "نفى المجلس المحلي أن يكون الطحين قد سُرق.")
    accused = "أهالٍ يتهمون موظفين في الفرن بسرقة الطحين"
    assert not list(sourcing.one_account(replace(story, standfirst=accused)))


def test_one_account_misses_a_claim_that_nobody_has_translated():
    text = "أكد الأهالي أن المحتجزين مدنيّون من أهل الشحيل."
    other = Claim(1, "", original="They are fighters", conflicts=frozenset({2}))
    (found,) = sourcing.one_account(told(text, claims=(other, Claim(2, CIVILIANS))))
    assert (found.record, found.passage) == (1, "They are fighters")


# W10


def accusation(*sources, **more):
    about = frozenset(each.pk for each in sources)
    claim = replace(Claim(8, "الحاجز يمنع صهاريج الماء", kind="accusation", sources=about), **more)
    return told("الحاجز يمنع صهاريج الماء.", sources=sources, claims=(claim,))


def answered(source, response="answered"):
    return replace(source, response=response)


@pytest.mark.parametrize(
    ("story", "passage", "record"),
    [
        pytest.param(accusation(BAKER), "الحاجز يمنع صهاريج الماء", 2, id="a baker accuses"),
        pytest.param(accusation(INFORMED), "الحاجز يمنع صهاريج الماء", 4, id="without a name"),
        pytest.param(accusation(MAYOR, BAKER), "الحاجز يمنع صهاريج الماء", 1, id="two accuse"),
        pytest.param(accusation(NOTICE), "الحاجز يمنع صهاريج الماء", 5, id="a statement accuses"),
        pytest.param(
            accusation(BAKER, text="", original="They stop the trucks"),
            "They stop the trucks",
            2,
            id="not yet put into Arabic",
        ),
        pytest.param(
            accusation(BAKER, status="disputed"), "الحاجز يمنع صهاريج الماء", 2, id="disputed"
        ),
        pytest.param(
            replace(accusation(BAKER), sources=(BAKER, answered(MAYOR))),
            "الحاجز يمنع صهاريج الماء",
            2,
            id="the answer belongs to another claim",
        ),
    ],
)
def test_unanswered_wants_those_accused_asked(story, passage, record):
    (found,) = sourcing.unanswered(story)
    assert (found.field, found.passage, found.record) == ("sources", passage, record)


@pytest.mark.parametrize(
    "story",
    [
        pytest.param(accusation(answered(BAKER)), id="answered"),
        pytest.param(accusation(answered(BAKER, "no_answer")), id="asked in vain"),
        pytest.param(accusation(answered(BAKER, "unsafe")), id="could not be asked safely"),
        pytest.param(accusation(MAYOR, answered(BAKER)), id="one of two sources has it"),
        pytest.param(accusation(BAKER, is_told=False), id="left out"),
        pytest.param(accusation(BAKER, kind="fact"), id="a fact"),
        pytest.param(accusation(BAKER, kind="figure"), id="a figure"),
        pytest.param(accusation(BAKER, kind="forecast"), id="a forecast"),
        pytest.param(accusation(), id="without a source: another check's"),
    ],
)
def test_unanswered_lets_pass(story):
    assert not list(sourcing.unanswered(story))


# W15


def figure(low, high=None, unit="", **more):
    low = Decimal(low)
    return Figure(11, low, low if high is None else Decimal(high), unit, **more)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(Claim(8, "نزحت 400 عائلة", kind="figure"), id="a figure"),
        pytest.param(Claim(8, "سُرق الطحين من الفرن", kind="accusation"), id="an accusation"),
        pytest.param(
            Claim(8, "سُرق الطحين", kind="accusation", sources=frozenset({99})), id="its source gone"
        ),
        pytest.param(
            Claim(8, "", original="The flour was stolen", kind="accusation"), id="English"
        ),
        pytest.param(Claim(8, "نزحت 400 عائلة", kind="figure", status="confirmed"), id="confirmed"),
        pytest.param(Claim(8, "نزحت 400 عائلة", kind="figure", status="disputed"), id="disputed"),
    ],
)
def test_unsourced_claims_are_named(claim):
    sourced = Claim(9, "سُرق الوقود", kind="accusation", sources=frozenset({2}))
    story = told("سُرق الطحين.", sources=(BAKER,), claims=(sourced, claim))
    (found,) = sourcing.unsourced(story)
    said = claim.text or claim.original
    assert (found.field, found.passage, found.record) == ("claims", said, 8)


@pytest.mark.parametrize(
    ("without", "passage"),
    [
        (figure(26, unit="شاحنة"), "26 شاحنة"),
        (figure(6, 8, "جرحى"), "6–8 جرحى"),
        (figure(2000), "2000"),
        (figure("2.50", unit="طن"), "2.5 طن"),
        (figure("1000000", "1500000", "ليرة"), "1000000–1500000 ليرة"),
        (figure("2E+3", unit="tents"), "2000 tents"),
    ],
)
def test_unsourced_figures_are_named(without, passage):
    known = replace(without, pk=12)
    story = told("نزحت العائلات.", figures=(known, replace(without, has_source=False)))
    (found,) = sourcing.unsourced(story)
    assert (found.field, found.passage, found.record) == ("figures", passage, 11)


@pytest.mark.parametrize(
    "story",
    [
        pytest.param(told("نزحت 400 عائلة."), id="nothing on record"),
        pytest.param(told("26 شاحنة.", figures=(figure(26),)), id="a figure with a source"),
        pytest.param(accusation(BAKER), id="an accusation with a source"),
        pytest.param(accusation(OFF), id="off the record: another check's"),
        pytest.param(accusation(is_told=False), id="an accusation left out"),
        pytest.param(accusation(kind="fact"), id="a fact"),
        pytest.param(accusation(kind="forecast"), id="a forecast"),
        pytest.param(accusation(BAKER, kind="figure"), id="a claimed figure with a source"),
    ],
)
def test_unsourced_lets_pass(story):
    assert not list(sourcing.unsourced(story))


# the sentences


@pytest.mark.parametrize(
    ("name", "story", "named"),
    [
        ("W1", told("عاد الضخ.", sources=(MAYOR,)), ""),
        ("W2", told(LOCAL), "مصادر محلية"),
        ("W3", told("قال مصدر إن الجسر أُغلق."), "قال مصدر"),
        ("W9", two_accounts(CIVILIANS, FIGHTERS, FIGHTERS), CIVILIANS),
        ("W10", accusation(BAKER), "الحاجز يمنع صهاريج الماء"),
        ("W15", told("وصلت.", figures=(figure(26, unit="شاحنة", has_source=False),)), "26 شاحنة"),
    ],
)
def test_sentences_have_all_they_name(name, story, named):
    (found,) = check(name).run(story)
    assert "%" not in str(found)
    assert named in str(found)


def test_a_phrase_that_returns_is_one_finding():
    text = "قالت مصادر محلية إن الجسر أُغلق. وأكدت مصادر محلية أن المعبر فُتح."
    assert [each.passage for each in check("W2").run(told(text))] == ["مصادر محلية"]
