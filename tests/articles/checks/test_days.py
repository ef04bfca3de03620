"""W6: weekdays whose date nobody has said, or that the schedule has moved past."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from newsroom.articles.checks import days
from newsroom.articles.checks.checklist import CHECKS
from newsroom.articles.checks.findings import Level
from newsroom.articles.checks.story import Story

CHECK = next(check for check in CHECKS if check.id == "W6")
#: A Wednesday.
TODAY = date(2026, 11, 25)


def story(body, language="ar", **more):
    return Story(language=language, body=body, written=TODAY, **more)


def out(day, hour=9, month=11):
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "body", "passages"),
    [
        ("ar", "عادت مياه الشرب إلى قرى الضفة اليسرى مساء الأربعاء.", ["الأربعاء"]),
        ("ar", "وبالأحد يكون الفرن قد توقف خمسة أيام.", ["وبالأحد"]),
        ("ar", "تأجل فتح الجسر للخميس، وللسبت حركة الشاحنات.", ["للخميس", "وللسبت"]),
        ("ar", "اندلع اشتباك فجرَ الثُّلاثاءِ قرب الحاجز.", ["الثُّلاثاءِ"]),
        ("ar", "وصلت القافلة إلى المخيم الاثنــين.", ["الاثنــين"]),
        ("ar", "قالت أم خليل: «خرجنا من بيتنا ‹ليلة الجمعة الماضية› مشيًا».", ["الجمعة الماضية"]),
        ("ar", "يبدأ التوزيع “الأحد المقبل” في حي الجورة.", ["الأحد المقبل"]),
        ("ar", "قُصف حي الجورة الأربعاء بثلاث قذائف.", ["الأربعاء"]),
        ("ar", "أُغلقت كل المدارس الخميس بسبب الغبار.", ["الخميس"]),
        ("ar", "وأنجزت الورشة الأربعاء 3 آبار في البادية.", ["الأربعاء"]),
        ("ar", "ضخت المحطة الأربعاء 2.5 مليون لتر.", ["الأربعاء"]),
        ("ar", "أصيب في المشاجرة الأربعاء ٣-٥ أشخاص.", ["الأربعاء"]),
        ("ar", "وقع الانهيار الأربعاء 17 تشرين الثاني.", ["الأربعاء"]),
        ("ar", "وصل الطحين الأحد وغادرت الشاحنات الاثنين.", ["الأحد", "الاثنين"]),
        ("en", "The bakery reopened on Wednesday after last Friday’s strike.",
         ["Wednesday", "last Friday"]),
        ("ku", "Pir roja çarşemê hat vekirin, îna borî girtî bû.", ["çarşemê", "îna borî"]),
        ("ckb", "پردەکە چوارشەممەی ڕابردوو کرایەوە.", ["چوارشەممەی ڕابردوو"]),
    ],
)  # fmt: skip
def test_unresolved_asks_for_the_date(language, body, passages):
    found = list(days.unresolved(story(body, language)))
    assert [(each.field, each.passage) for each in found] == [("days", each) for each in passages]
    assert [body[each.start :][: len(each.passage)] for each in found] == passages


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("ar", "عادت المياه الأربعاء 25 تشرين الثاني 2026 إلى القرية."),
        ("ar", "عادت المياه يوم الأربعاء، ٢٥ تشرين الثاني، إلى القرية."),
        ("ar", "يبدأ التوزيع الأحد (29/11) عند الجسر."),
        ("ar", "يبدأ التوزيع الأحد الموافق ۲۹ تشرين الثاني عند الجسر."),
        ("ar", "احترق الفرن الأربعاء الماضي 18 تشرين الثاني."),
        ("ar", "تجمع المحتجون بعد صلاة الجمعة أمام البلدية."),
        ("ar", "تفرق المصلون عقب خروجهم لصلاةِ الجُمُعة."),
        ("ar", "ارتفع سعر الأغنام في سوق السبت وبسوق الأحد."),
        ("ar", "يوزع الخبز أيام الأحد والثلاثاء والخميس."),
        ("ar", "تمر الصهاريج يوم الخميس من كل أسبوع."),
        ("ar", "لم يُصب أحد، وقال أحدهم إن الجسر آمن وبأحد جانبيه شق."),
        ("ar", "انتشر خمسة عناصر على ثلاثة جسور وأربعة طرق."),
        ("en", "Bread is handed out every Monday, Wednesday and Saturday."),
        ("en", "Crowds left after Friday prayers; the mill rests on Sundays."),
        ("ku", "Malbatên kampê hewcedarê avê û nan in."),
        ("ckb", "هەموو هەینییەک نان دابەش دەکرێت."),
    ],
)
def test_unresolved_lets_pass_what_says_its_date_or_means_none(language, body):
    assert not list(days.unresolved(story(body, language)))


@pytest.mark.parametrize(
    ("body", "passages"),
    [
        ("عادت الكهرباء السبت 21 تشرين الثاني، وشغّلت الورشة مكائنها مساء الأحد.", ["الأحد"]),
        ("هبت العاصفة الجمعة 20 تشرين الثاني، وعادت العبّارات صباح السبت.", ["السبت"]),
        ("يبدأ التوزيع الثلاثاء 24 تشرين الثاني، والأربعاء للبقية.", ["والأربعاء"]),
        ("زار المراسل الأفران يوم الجمعة، بعد صورة نُشرت الخميس 19 تشرين الثاني.", ["الجمعة"]),
        ("وصل الطحين مساء الاثنين (23/11)، ثم وُزع الثلاثاء والأربعاء.", ["الثلاثاء", "والأربعاء"]),
    ],
)
def test_unresolved_hints_where_readers_can_count_from_a_day_with_its_date(body, passages):
    found = CHECK.run(story(body))
    assert [each.passage for each in found] == passages
    assert {each.level for each in found} == {Level.HINT}
    with override("en"):
        assert "readers will count from" in str(found[0])


@pytest.mark.parametrize(
    ("body", "passage"),
    [
        ("عادت الكهرباء السبت 21 تشرين الثاني بعد انقطاع بدأ الخميس الماضي.", "الخميس الماضي"),
        ("تعود الكهرباء الأحد المقبل، وقد انقطعت السبت 21 تشرين الثاني.", "الأحد المقبل"),
        ("عادت الكهرباء في 21 تشرين الثاني، وتوقفت الأفران مساء الأحد.", "الأحد"),
        ("عادت الكهرباء السبت 22 تشرين الثاني، وتوقفت الأفران السبت.", "السبت"),
        ("منذ تشرين الثاني 2026 والأفران متوقفة، وعادت الأحد.", "الأحد"),
    ],
)
def test_unresolved_warns_where_no_day_has_its_date_or_it_says_last_and_next(body, passage):
    found = CHECK.run(story(body))
    assert (found[-1].passage, found[-1].level) == (passage, Level.WARN)


def test_unresolved_takes_a_day_that_has_its_date_once_for_the_same_day():
    body = "نُشرت الصورة الخميس 19 تشرين الثاني، وكان الخميس يومًا باردًا."
    assert not CHECK.run(story(body))


RESOLVED = "أُغلق الجسر الأربعاء، ويُفتح الأربعاء المقبل."


@pytest.mark.parametrize(
    ("meant", "passages"),
    [
        ({}, ["الأربعاء", "الأربعاء المقبل"]),
        ({"2": date(2026, 11, 25)}, ["الأربعاء المقبل"]),
        ({"2:next": date(2026, 12, 2)}, ["الأربعاء"]),
        ({"3": date(2026, 11, 26), "2:last": date(2026, 11, 18)}, ["الأربعاء", "الأربعاء المقبل"]),
        ({"2": date(2026, 11, 25), "2:next": date(2026, 12, 2)}, []),
    ],
)
def test_unresolved_takes_the_dates_that_the_desk_has_given(meant, passages):
    found = days.unresolved(story(RESOLVED, days=meant))
    assert [each.passage for each in found] == passages


@pytest.mark.parametrize(
    ("body", "meant", "at"),
    [
        ("أُغلق الجسر الأربعاء.", {"2": date(2026, 11, 18)}, out(25)),
        ("أُغلق الجسر الأربعاء.", {"2": date(2026, 12, 2)}, out(25)),
        ("يُفتح الجسر الأربعاء المقبل.", {"2:next": date(2026, 12, 2)}, out(2, month=12)),
        ("يُفتح الجسر الأحد القادم.", {"6:next": date(2026, 11, 29)}, out(30)),
        ("احترق الفرن الجمعة الماضية.", {"4:last": date(2026, 11, 6)}, out(25)),
        ("سيُغلق الفرن الخميس الماضي.", {"3:last": date(2026, 11, 26)}, out(25)),
        # Past midnight in Damascus.
        ("أُغلق الجسر الأربعاء.", {"2": date(2026, 11, 18)}, out(24, hour=22)),
    ],
)
def test_unresolved_tells_that_the_schedule_has_moved_past_the_day(body, meant, at):
    with override("en"):
        (found,) = CHECK.run(story(body, days=meant, at=at))
        sentence = str(found)
    (wanted,) = meant.values()
    assert found.field == "days"
    assert found.passage in body
    assert found.passage in sentence
    assert f"{wanted.day} {wanted:%B} 2026" in sentence


@pytest.mark.parametrize(
    ("body", "meant", "at"),
    [
        ("أُغلق الجسر الأربعاء.", {"2": date(2026, 11, 25)}, out(25)),
        ("أُغلق الجسر الأربعاء.", {"2": date(2026, 11, 25)}, out(30)),
        ("أُغلق الجسر الأربعاء.", {"2": date(2026, 11, 18)}, out(24, hour=20)),
        ("أُغلق الجسر الأربعاء.", {"2": date(2026, 11, 18)}, None),
        ("يُفتح الجسر الأربعاء المقبل.", {"2:next": date(2026, 12, 2)}, out(30)),
        ("احترق الفرن الجمعة الماضية.", {"4:last": date(2026, 11, 20)}, out(25)),
        ("أُغلق الجسر الأربعاء 4 تشرين الثاني.", {}, out(25)),
    ],
)
def test_unresolved_lets_pass_what_readers_will_take_for_the_day_meant(body, meant, at):
    assert not list(days.unresolved(story(body, days=meant, at=at)))


def test_unresolved_reads_the_standfirst_as_well():
    (found,) = days.unresolved(story("", standfirst="عودة الضخ الأحد"))
    assert (found.passage, found.start) == ("الأحد", 10)


def test_one_answer_is_wanted_for_a_day_named_twice():
    (found,) = CHECK.run(story("أُغلق الجسر الأربعاء. وقال الحارس إن الأربعاء كان هادئًا."))
    assert found.key == "W6:الاربعاء"
