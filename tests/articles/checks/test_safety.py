"""Who could be harmed: places shown while fighting goes on, and matters for the chief."""

import pytest
from django.utils.translation import override

from newsroom.articles.checks import safety
from newsroom.articles.checks.checklist import CHECKS
from newsroom.articles.checks.findings import Level as Weight
from newsroom.articles.checks.story import Story
from newsroom.regions.models import Level


def check(name):
    return next(check for check in CHECKS if check.id == name)


@pytest.mark.parametrize("precision", [Level.SUBDISTRICT, Level.PLACE])
@pytest.mark.parametrize(
    "words",
    [
        {"body": "عادت مياه الشرب إلى القرية."},
        {"body": "اندلعت اشتباكات قرب الجسر وسقطت قذائف."},
        {"language": "ckb", "body": "ئاو گەڕایەوە."},
        {"headline": "", "body": ""},
    ],
)
def test_fine_place_warns_where_the_story_is_marked(precision, words):
    story = Story(is_conflict=True, precision=precision, **words)
    (found,) = check("W13").run(story)
    assert (found.field, found.passage, found.level) == ("precision", "", Weight.WARN)


@pytest.mark.parametrize(
    ("language", "headline", "body", "passage"),
    [
        ("ar", "", "اندلعت اشتباكات قرب الجسر، وسقطت قذائف على القرية.", "اشتباكات"),
        ("ar", "", "واشتبكت القوات مع خلية، فردّت الطائرات بغارتين.", "واشتبكت"),
        ("ar", "", "وبالقصف أُصيب ثلاثة، ثم عادت المعاركُ ليلًا.", "وبالقصف"),
        ("ar", "قَصـفٌ على أطراف البلدة", "وانفجرت عبوتان ناسفتان بعد ساعة.", "قَصـفٌ"),
        ("ar", "", "قال الراعي: «رأيت ‹الصواريخ› فوقنا». وتحدث عن خطوط التماس.", "الصواريخ"),
        ("ar", "", "قُتل طفل عمره 5 سنوات في القصف، وأُصيبت أمه بقذيفة.", "القصف"),
        ("ar", "", "أصيب راعٍ وابنه (٩ سنوات) بصاروخ، والقصف مستمر.", "والقصف"),
        ("ar", "", "أصيبت فتاة تبلغ من العمر تسعة أعوام بقذيفتين، وبقيت الاشتباكات.", "الاشتباكات"),
        ("ar", "", "سقط صاروخان على التل، واندلع قتال بحسب رواية الأهالي.", "قتال"),
        ("ar", "", "سقط قتيلان باقتتال عشائري، ثم سُمع إطلاقُ نارٍ كثيف.", "باقتتال"),
        ("ar", "", "في 2019 انتهت المعركة هنا. واليوم قصفت مسيرة انتحارية الحاجز. وهي معركة جديدة.",
         "المعركة"),
        ("en", "Clashes near the bridge", "Mortars hit the bakery.", "Clashes"),
        ("en", "", "A boy seven years old was hurt by shelling; gunfire went on.", "shelling"),
        ("ku", "", "Pevçûn li nêzî pirê derketin û topbaran dom kir.", "Pevçûn"),
        ("ckb", "", "پێکدادانەکان بەردەوامن و تۆپبارانی گوندەکە کرا.", "پێکدادانەکان"),
    ],
)  # fmt: skip
def test_fine_place_hints_where_two_signs_of_fighting_stand(language, headline, body, passage):
    story = Story(language=language, headline=headline, body=body, precision=Level.PLACE)
    (found,) = check("W13").run(story)
    assert (found.field, found.passage, found.level) == ("is_conflict", passage, Weight.HINT)
    with override("en"):
        assert "fighting seems to go on there" in str(found)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("ar", "عادت مياه الشرب إلى القرية بعد انقطاع أسبوع."),
        ("ar", "اندلع اشتباك بين عائلتين على دور الماء."),
        ("ar", "دمّرت المعارك والقصف الجسر عام 2017."),
        ("ar", "دمّر القصف والغارات الفرن في العام ٢٠١٧."),
        ("ar", "بين عامي 2013 و2017 سقطت القذائف والصواريخ على الحي."),
        ("ar", "رُمّم الجسر الذي هدمته الغارات والمعارك قبل سنوات."),
        ("ar", "في ذكرى المعركة، روى السكان قصة القصف."),
        ("ar", "خاضت الأم معركة مع المرض تحت قذائف الألم."),
        ("ar", "انطلقت مسيرة في البلدة تطالب بالخبز، وتعاون الأهالي على تنظيمها."),
        ("ar", "أُعيد إعمار السوق بعد القصف والاشتباكات."),
        ("en", "The museum tells of the battle and the airstrikes."),
        ("en", "Clashes over water broke out at the pump."),
        ("ku", "Li ser avê nîqaş derket; pir hat vekirin."),
        ("ckb", "ئاو گەڕایەوە بۆ گوندەکە."),
    ],
)
def test_fine_place_lets_pass_what_tells_of_no_fighting_now(language, body):
    assert not list(safety.fine_place(Story(language=language, body=body, precision=Level.PLACE)))


@pytest.mark.parametrize("precision", [None, Level.COUNTRY, Level.GOVERNORATE, Level.DISTRICT])
@pytest.mark.parametrize("is_conflict", [True, False])
def test_fine_place_lets_a_district_and_wider_pass(precision, is_conflict):
    body = "اندلعت اشتباكات قرب الجسر وسقطت قذائف."
    story = Story(body=body, precision=precision, is_conflict=is_conflict)
    assert not list(safety.fine_place(story))


@pytest.mark.parametrize(
    ("language", "body", "passage"),
    [
        ("ar", "قُتل طفلان بلغم قرب القرية.", "طفلان"),
        ("ar", "وأصيب أطفالها في القصف على البلدة.", "أطفالها"),
        ("ar", "وللأطفـال في المخيم مدرسة واحدة.", "وللأطفـال"),
        ("ar", "أُوقف قاصرون بتهمة الانتماء إلى داعش.", "قاصرون"),
        ("ar", "نُقلت رضيعة من المخيم إلى المشفى.", "رضيعة"),
        ("ar", "خُطف الطِّفْلُ مساءً، والخطف يتكرر.", "الطِّفْلُ"),
        ("ar", "في المخيم عائلات من جنسيات مختلفة.", "جنسيات مختلفة"),
        ("ar", "بين المقاتلين أجانب من دول عدة.", "أجانب من"),
        ("ar", "نُقل المعتقلون إلى مبنى آخر.", "المعتقلون"),
        ("ar", "نُقل معتقلو البلدة إلى مبنى آخر.", "معتقلو"),
        ("ar", "زار الوفد محتجزي السجن.", "محتجزي"),
        ("ar", "قالت: «لا أخبار عن ‹أسراهم› منذ شهر».", "أسراهم"),
        ("ar", "لم يُعرف مكان وجودهم بعد.", "مكان وجودهم"),
        ("ar", "قيل إن القيادي مختبئٌ قرب النهر.", "مختبئٌ"),
        ("en", "Two children were hurt by a landmine.", "children"),
        ("en", "The detainees were moved overnight.", "detainees"),
        ("en", "His whereabouts are not known.", "whereabouts"),
        ("ku", "Zarokên kampê bê av man.", "Zarokên"),
        ("ku", "Rehîneyên gund vegeriyan.", "Rehîneyên"),
        ("ckb", "منداڵانی کەمپەکە بێ ئاو مانەوە.", "منداڵانی"),
        ("ckb", "دەستگیرکراوەکان گواسترانەوە.", "دەستگیرکراوەکان"),
    ],
)
def test_sensitive_hints_at_the_matter(language, body, passage):
    (found,) = check("W17").run(Story(language=language, body=body))
    assert (found.field, found.passage, found.level) == ("is_sensitive", passage, Weight.HINT)
    assert found.passage in str(found)


ORDINARY = [
    ("ar", "عاد أطفال القرية إلى المدرسة بعد إصلاح الجسر."),
    ("ar", "وزعت الجمعية حليب الأطفال في المخيم."),
    ("ar", "افتُتحت روضة أطفال في بلدة انتهت فيها المعارك."),
    ("ar", "لعب الأطفال في المخيم الصيفي على ضفة النهر."),
    ("ar", "بُحث العنف الأسري في ندوة للأهالي."),
    ("ar", "توقفت أعمال السجن القديم، وصار مخزنًا للقمح."),
    ("ar", "وقع الاتفاق مندوبون من جنسيات مختلفة."),
    ("ar", "تفقد الأهالي مكان وجود المضخة ومكان الحريق."),
    ("ar", "بدأ تسجيل التلاميذ في الصف الأول."),
    ("en", "Children went back to school across the new bridge."),
    ("en", "Children swam at the summer camp."),
    ("en", "Traders of many nationalities came to the market."),
    ("ku", "Zarokên gund vegeriyan dibistanê."),
    ("ckb", "منداڵان گەڕانەوە بۆ قوتابخانە."),
]


@pytest.mark.parametrize(("language", "body"), ORDINARY)
def test_sensitive_lets_pass(language, body):
    assert not list(safety.sensitive(Story(language=language, body=body)))


@pytest.mark.parametrize(
    "body", ["قُتل طفلان بلغم.", "نُقل المعتقلون.", "أجانب من دول في المخيم.", "مكان وجوده مجهول."]
)
def test_sensitive_is_silent_once_the_story_is_marked_for_the_chief(body):
    assert list(safety.sensitive(Story(body=body)))
    assert not list(safety.sensitive(Story(body=body, is_sensitive=True)))


@pytest.mark.parametrize(
    ("body", "passage"),
    [
        ("عاد أطفال القرية إلى المدرسة بعد إصلاح الجسر.", "أطفال"),
        ("وقع الاتفاق مندوبون من جنسيات مختلفة.", "جنسيات مختلفة"),
    ],
)
def test_sensitive_asks_of_children_and_nationalities_wherever_fighting_goes_on(body, passage):
    (found,) = safety.sensitive(Story(body=body, is_conflict=True))
    assert found.passage == passage


def test_sensitive_wants_both_in_one_sentence():
    apart = Story(body="عاد الأطفال إلى المدرسة. أُغلق المخيم المجاور.")
    together = Story(body="عاد الأطفال إلى المدرسة، وأُغلق المخيم المجاور.")
    assert not list(safety.sensitive(apart))
    assert [each.passage for each in safety.sensitive(together)] == ["الأطفال"]


def test_sensitive_hints_once_at_each_matter():
    story = Story(
        headline="أطفال بين المحتجزين في المخيم",
        body="نُقل أطفال من المخيم. وبين المحتجزين أجانب من دول عدة، ومكان احتجازه مجهول.",
    )
    found = [each.passage for each in safety.sensitive(story)]
    assert found == ["أطفال", "أجانب من", "المحتجزين", "ومكان احتجازه"]
