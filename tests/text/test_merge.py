"""Two people's changes of one text in one: whatever they do, no sentence of either is lost."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.text.markup import sanitise
from newsroom.text.merge import CHOICES, Collision, merge_body, merge_line
from newsroom.text.units import as_before, sentences, units

SOME = "عادت المحطات إلى العمل فجر اليوم قرب النهر بعد انقطاع طويل وقال عامل فيها"
WORDS = SOME.split()
QUOTE = '<blockquote dir="ltr" lang="en"><p>We saw it.</p></blockquote>'
LIST = '<ul><li dir="rtl">خبز</li><li>ماء</li></ul>'
LINK = sanitise('<p>انظر <a href="https://example.org/a?b=1&amp;c=2">التقرير</a> كاملًا.</p>')


def sentence(dice: Random) -> str:
    return f"{' '.join(dice.choices(WORDS, k=dice.randint(4, 9)))} {dice.randint(1, 10**6)}."


def paragraph(dice: Random) -> list[str]:
    return [sentence(dice) for _ in range(dice.randint(1, 3))]


def edited(text: list[list[str]], dice: Random, most: int = 3, moves=True) -> list[list[str]]:
    """A few of the things that people do to a text."""
    new = [list(each) for each in text]
    for _ in range(dice.randint(0, most)):
        act = dice.choice(
            ["say", "say", "add", "put", "put", "drop", "split", "move"][: 6 + 2 * moves]
        )
        at = dice.randrange(len(new)) if new else 0
        if act == "put" or not new:
            new.insert(dice.randint(0, len(new)), paragraph(dice))
        elif act == "say":
            said = new[at][place := dice.randrange(len(new[at]))].split()
            said[dice.randrange(len(said) - 1)] = dice.choice(WORDS)
            new[at][place] = f"{' '.join(said[:-1])} {dice.randint(1, 10**6)}."
        elif act == "add":
            new[at].insert(dice.randint(0, len(new[at])), sentence(dice))
        elif act == "drop":
            del new[at]
        elif act == "move":
            new.insert(dice.randint(0, len(new) - 1), new.pop(at))
        elif len(new[at]) > 1:
            new[at : at + 1] = [new[at][:1], new[at][1:]]
    return new


def html(text: list[list[str]]) -> str:
    return "".join(f"<p>{' '.join(each)}</p>" for each in text)


@st.composite
def versions(draw, moves=True):
    dice = Random(draw(st.integers(0, 2**48)))
    base = [paragraph(dice) for _ in range(draw(st.integers(0, 12)))]
    return html(base), *(html(edited(base, dice, moves=moves)) for _ in range(2))


def said(text: str) -> Counter[str]:
    found = Counter()
    for unit in units(text):
        found.update(sentences(unit.removeprefix("<p>").removesuffix("</p>")))
    return found


@given(versions())
def test_whoever_changed_nothing_leaves_all_to_the_other(three):
    base, mine, _theirs = three
    for merged in (merge_body(base, base, mine), merge_body(base, mine, base),
                   merge_body(base, mine, mine)):  # fmt: skip
        assert merged.parts == (mine,)


@given(versions())
def test_nothing_that_either_wrote_is_lost(three):
    base, mine, theirs = three
    merged = merge_body(base, mine, theirs)
    everywhere = said(merged.text())
    for each in merged.collisions:
        everywhere += said(each.mine) + said(each.theirs)
    for side in (mine, theirs):
        assert not (said(side).keys() - said(base).keys()) - everywhere.keys()


@given(versions())
def test_what_both_left_alone_is_there_once(three):
    base, mine, theirs = three
    merged = merge_body(base, mine, theirs)
    if merged.collisions:
        return
    kept = said(merged.text())
    for each, count in said(base).items():
        if count == 1 == said(mine)[each] == said(theirs)[each]:
            assert kept[each] == 1, each


@given(versions(moves=False))
def test_what_one_took_out_and_the_other_left_is_gone(three):
    """What one took out and the other moved stays where that one has it."""
    base, mine, theirs = three
    merged = merge_body(base, mine, theirs)
    if not merged.collisions:
        for each in said(base).keys() - (said(mine).keys() & said(theirs).keys()):
            assert said(merged.text())[each] == 0, each


@given(versions())
def test_it_does_not_matter_who_came_first(three):
    base, mine, theirs = three
    one, other = merge_body(base, mine, theirs), merge_body(base, theirs, mine)
    assert [(c.mine, c.theirs) for c in one.collisions] == [
        (c.theirs, c.mine) for c in other.collisions
    ]
    if not one.collisions:
        assert said(one.text()) == said(other.text())


@given(versions())
def test_result_is_a_text_as_it_is_stored(three):
    merged = merge_body(*three)
    for choice in CHOICES:
        text = merged.text([choice] * len(merged.collisions))
        assert sanitise(text) == text


@given(versions())
def test_retry_of_what_was_merged_changes_nothing(three):
    base, mine, theirs = three
    merged = merge_body(base, mine, theirs)
    if not merged.collisions:
        again = merge_body(base, mine, merged.text())
        assert again.collisions or again.text() == merged.text()


@given(st.lists(st.sampled_from([LIST, QUOTE, LINK, "<p>أ.</p>", "<h2>عنوان</h2>"]), max_size=6))
def test_units_joined_are_the_text(parts):
    text = "".join(parts)
    assert sanitise(text) == text
    assert "".join(units(text)) == text
    assert len(units(text)) == len(parts)


@given(st.text(st.sampled_from('<>/pulia h2"=&;.؟ \n'), max_size=80))
def test_units_of_any_text_joined_are_the_text(text):
    assert "".join(units(text)) == text
    assert " ".join(sentences(text)) == text


# One at a time

BASE = "<p>الأولى.</p><p>عادت أربع محطات إلى العمل. لم يصب أحد.</p><p>الثالثة هنا.</p>"


def test_changes_of_neighbouring_paragraphs_do_not_touch():
    mine = BASE.replace("الأولى.", "الأولى من جديد.")
    theirs = BASE.replace("لم يصب أحد.", "أصيب عامل.")
    merged = merge_body(BASE, mine, theirs)
    assert merged.text() == mine.replace("لم يصب أحد.", "أصيب عامل.")
    assert not merged.collisions


def test_changes_of_two_sentences_of_one_paragraph_do_not_touch():
    mine, theirs = BASE.replace("أربع", "خمس"), BASE.replace("لم يصب أحد", "أصيب عامل")
    assert merge_body(BASE, mine, theirs).parts == (
        BASE.replace("أربع", "خمس").replace("لم يصب أحد", "أصيب عامل"),
    )


def test_changes_of_one_sentence_collide_as_a_paragraph():
    mine, theirs = BASE.replace("أربع", "خمس"), BASE.replace("العمل", "الخدمة")
    merged = merge_body(BASE, mine, theirs)
    assert merged.collisions == [Collision(units(BASE)[1], units(mine)[1], units(theirs)[1])]
    assert merged.text() == mine
    assert merged.text(["theirs"]) == theirs
    assert merged.text(["both"]).count("محطات") == 2


def test_paragraphs_put_into_one_place_collide_and_into_two_do_not():
    mine, theirs = BASE + "<p>قتل عشرة.</p>", BASE + "<p>قتل أحد عشر.</p>"
    assert merge_body(BASE, mine, theirs).collisions == [
        Collision("", "<p>قتل عشرة.</p>", "<p>قتل أحد عشر.</p>")
    ]
    assert merge_body(BASE, mine, "<p>قبلها.</p>" + BASE).parts == (f"<p>قبلها.</p>{mine}",)


def test_whoever_went_on_after_the_same_paragraph_is_followed():
    mine = BASE + "<p>رابعة.</p>"
    assert merge_body(BASE, mine, mine + "<p>خامسة.</p>").parts == (mine + "<p>خامسة.</p>",)


def test_deleted_against_changed_collides():
    theirs = BASE.replace("الثالثة هنا", "الثالثة هنا وهناك")
    merged = merge_body(BASE, "".join(units(BASE)[:2]), theirs)
    assert merged.collisions == [Collision(units(BASE)[2], "", units(theirs)[2])]


def test_paragraph_that_both_moved_apart_stands_once():
    one, two, three = units(BASE)
    four = "<p>رابعة طويلة بما يكفي لتبقى.</p>"
    merged = merge_body(
        one + two + three + four, two + three + one + four, two + three + four + one
    )
    assert sorted(units(merged.text())) == sorted((one, two, three, four))


@pytest.mark.parametrize("special", [QUOTE, LIST, LINK])
def test_lists_quotations_and_links_survive_as_they_are(special):
    base = BASE + special
    merged = merge_body(base, base.replace("الأولى", "أولًا"), base.replace("الثالثة", "ثالثًا"))
    assert merged.text() == base.replace("الأولى", "أولًا").replace("الثالثة", "ثالثًا")


def test_list_that_both_changed_collides_whole():
    mine, theirs = LIST.replace("خبز", "طحين"), LIST.replace("ماء", "مياه")
    assert merge_body(BASE + LIST, BASE + mine, BASE + theirs).collisions == [
        Collision(LIST, mine, theirs)
    ]


def test_link_within_a_sentence_is_never_cut():
    base = "<p>قال <strong>إنه جاء. ثم ذهب.</strong> ولم يعد. انتهى.</p>"
    assert sentences(base[3:-4]) == ("قال <strong>إنه جاء. ثم ذهب.</strong> ولم يعد.", "انتهى.")
    mine, theirs = base.replace("جاء", "أتى"), base.replace("ذهب", "مضى")
    assert merge_body(base, mine, theirs).collisions


def test_what_the_editor_drops_is_no_change_of_a_paragraph():
    stored = BASE + QUOTE + LIST
    posted = BASE + "<blockquote><p>We saw it.</p></blockquote>" + (
        "<ul><li><p>خبز</p></li><li><p>ماء</p></li></ul>"
    )  # fmt: skip
    assert as_before(stored, posted) == stored
    assert as_before(stored, posted.replace("ماء", "ملح")) == BASE + QUOTE + (
        "<ul><li><p>خبز</p></li><li><p>ملح</p></li></ul>"
    )  # fmt: skip


def test_without_a_known_beginning_whatever_differs_collides():
    assert merge_body(None, BASE, LIST).collisions == [Collision("", BASE, LIST)]
    assert merge_body(None, BASE, BASE).parts == (BASE,)
    assert merge_line(None, "أ", "ب").collisions == [Collision("", "أ", "ب")]


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "result"),
    [("أ", "ب", "أ", "ب"), ("أ", "أ", "ب", "ب"), ("أ", "ب", "ب", "ب"), ("أ", "", "أ", "")],
)
def test_line_is_whoevers_changed_it_alone(base, mine, theirs, result):
    assert merge_line(base, mine, theirs).parts == (result,)


def test_line_that_both_changed_collides():
    assert merge_line("أ", "ب", "ج").collisions == [Collision("أ", "ب", "ج")]


@pytest.mark.soak
@settings(max_examples=5000)
@given(versions(), versions(moves=False))
def test_nothing_is_lost_for_long(three, unmoved):
    test_nothing_that_either_wrote_is_lost.hypothesis.inner_test(three)
    test_what_both_left_alone_is_there_once.hypothesis.inner_test(three)
    test_what_one_took_out_and_the_other_left_is_gone.hypothesis.inner_test(unmoved)
