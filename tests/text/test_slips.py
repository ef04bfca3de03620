import pytest

from newsroom.text.slips import slips


@pytest.mark.parametrize(
    ("text", "kind", "passage"),
    [
        ("عادت  المياه", "double_space", "  "),
        ("عادت \u00a0المياه", "double_space", " \u00a0"),
        ("انتهى   .", "double_space", "   "),
        ("شبكـة المياه", "tatweel", "ـ"),
        ("الميـــاه", "tatweel", "ـــ"),
        ("مُـحمد", "tatweel", "ـ"),
        ("مـُحمد", "tatweel", "ـ"),
        ("کانت المياه", "persian_letter", "کانت"),
        ("المياه فی القرية", "persian_letter", "فی"),
        ("عادت المياه, وعاد الخبز", "latin_mark", ","),
        ("عادت مساءً, وانقطعت", "latin_mark", ","),
        ("عادت المياه,وعاد الخبز", "latin_mark", ","),
        ("عادت المياه ; وعاد الخبز", "latin_mark", " ;"),
        ("«أين المياه?»", "latin_mark", "?"),
        ("قال «لا ماء», ومضى", "latin_mark", ","),
        ("في عام 2024, عادت", "latin_mark", ","),
        ("5 خيام و٣ شاحنات و6 صهاريج", "mixed_digits", "٣"),
        ("٥ خيام و٣ شاحنات و6 صهاريج", "mixed_digits", "6"),
        ("٥ خيام و٣ شاحنات و۶ صهاريج", "mixed_digits", "۶"),
    ],
)
def test_slips_finds(text, kind, passage):
    (found,) = slips(text)
    assert (found.kind, text[found.start : found.end]) == (kind, passage)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "عادت المياه، وعاد الخبز؛ متى يعود النور؟",
        "الفقرة الأولى.\n\nالفقرة الثانية.",
        "بـ26 شاحنة، والـ14 خيمة، وبـِ3 قوارب",
        "بـ«الفرات» والـSDF عام 1447 هـ",
        "وزعت 1,200 سلة و3,5 طن",
        "باران کانیێ وگوڵان",
        "وصلت وكالتا UNHCR, WFP إلى البلدة",
        "٥ خيام و٣ شاحنات",
        "۵ خيام و۳ شاحنات",
        "رابط: example.org/?q=1",
    ],
)
def test_slips_lets_pass(text):
    assert slips(text) == []


def test_slips_come_in_the_order_of_the_text():
    text = "عادت الميـاه  فی القرية, مساء"
    assert [slip.kind for slip in slips(text)] == [
        "tatweel", "double_space", "persian_letter", "latin_mark",
    ]  # fmt: skip
