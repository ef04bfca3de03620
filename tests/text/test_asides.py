"""Boxes and quotations set apart in stored text: how they come in, and what becomes of them."""

import pytest

from newsroom.text.asides import aside
from newsroom.text.blocks import blocks
from newsroom.text.compare import compare, count_changes
from newsroom.text.markup import count_words, is_plain, plain, sanitise
from newsroom.text.merge import merge_body
from newsroom.text.paragraphs import paragraphs_of
from newsroom.text.units import as_before, units

CONTEXT = (
    '<aside data-box="context"><h2>ما المحطة؟</h2><p>تروي أربع قرى.</p>'
    "<ul><li>ساعتان</li></ul></aside>"
)
QUOTE = (
    '<aside data-box="quote"><blockquote><p>«شربته الطريق»</p></blockquote><p>أم عايد</p></aside>'
)
BEFORE, AFTER = "<p>قبلها كلام.</p>", "<p>بعدها كلام.</p>"


@pytest.mark.parametrize("text", [CONTEXT, QUOTE, BEFORE + CONTEXT + AFTER, CONTEXT + QUOTE])
def test_boxes_are_stored_as_they_are(text):
    assert sanitise(text) == text


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ('<aside data-box="facts" class=x id=y onclick=z><h3>a</h3>b</aside>',
         '<aside data-box="facts"><h2>a</h2><p>b</p></aside>'),
        ('<aside data-box="facts" dir=rtl lang=ar>a<br><br>b</aside>',
         '<aside data-box="facts" dir="rtl" lang="ar"><p>a</p><p>b</p></aside>'),
        ('<aside data-box="facts">a<aside data-box="context">b</aside>c</aside>',
         '<aside data-box="facts"><p>a</p></aside><aside data-box="context"><p>b</p></aside>'
         "<p>c</p>"),
        ('<ul><li>a<aside data-box="facts">b</aside>c</li></ul>',
         '<ul><li>a</li></ul><aside data-box="facts"><p>b</p></aside><p>c</p>'),
        ('<aside data-box="facts">a<figure data-photos="3"></figure>b</aside>',
         '<aside data-box="facts"><p>a</p></aside><figure data-photos="3"></figure><p>b</p>'),
        ('<aside data-box="facts"><p> </p></aside>', ""),
        ("<aside>كلام</aside>", "<p>كلام</p>"),
        ('<aside data-box="other">كلام</aside>', "<p>كلام</p>"),
        ('<p data-box="facts">كلام</p>', "<p>كلام</p>"),
    ],
)  # fmt: skip
def test_boxes_stand_between_paragraphs_and_hold_text_alone(pasted, stored):
    assert sanitise(pasted) == stored
    assert sanitise(stored) == stored


def test_box_is_plain_text_in_order_and_counts_its_words():
    text = BEFORE + CONTEXT + AFTER
    said = "قبلها كلام.\n\nما المحطة؟\n\nتروي أربع قرى.\n\nساعتان\n\nبعدها كلام."
    assert plain(text) == said
    assert count_words(text) == count_words(said)
    assert not is_plain(text)


def test_box_is_one_piece_to_merge_and_to_put_level():
    assert units(BEFORE + CONTEXT + AFTER) == (BEFORE, CONTEXT, AFTER)
    assert [(each.tag, each.unit) for each in paragraphs_of(BEFORE + QUOTE)] == [
        ("p", 0), ("aside", 1),
    ]  # fmt: skip
    mine, theirs = CONTEXT.replace("ساعتان", "ثلاث ساعات"), "<p>قبلها كلام آخر.</p>"
    merged = merge_body(BEFORE + CONTEXT, BEFORE + mine, theirs + CONTEXT)
    assert merged.text() == theirs + mine
    assert not merged.collisions
    other = CONTEXT.replace("ساعتان", "أربع ساعات")
    assert merge_body(BEFORE + CONTEXT, BEFORE + mine, BEFORE + other).collisions


def test_comparison_tells_what_changed_in_a_box_and_that_a_box_is_new():
    assert [each.tag for each in blocks(CONTEXT)] == ["h2", "p", "li"]
    changed = compare(CONTEXT, CONTEXT.replace("أربع", "خمس"))
    assert count_changes(changed) == (1, 1)
    bare = "<h2>ما المحطة؟</h2><p>تروي أربع قرى.</p><ul><li>ساعتان</li></ul>"
    assert all(row.kind != "same" for row in compare(bare, CONTEXT))


def test_language_that_the_editor_drops_comes_back():
    stored = CONTEXT.replace('"context"', '"context" dir="rtl" lang="ar"')
    assert as_before(stored, CONTEXT + AFTER) == stored + AFTER


@pytest.mark.parametrize(
    ("unit", "words", "speaker"),
    [
        (QUOTE, "<blockquote><p>«شربته الطريق»</p></blockquote>", "<p>أم عايد</p>"),
        ('<aside data-box="quote"><p>قول</p><p>قائل</p></aside>',
         "<blockquote><p>قول</p></blockquote>", "<p>قائل</p>"),
        ('<aside data-box="quote"><p>قول</p></aside>', "<blockquote><p>قول</p></blockquote>", ""),
    ],
)  # fmt: skip
def test_quotation_is_parted_from_who_says_so(unit, words, speaker):
    found = aside(unit)
    assert (found.kind, found.words, found.speaker) == ("quote", words, speaker)


def test_other_blocks_are_no_box():
    assert aside(BEFORE) is None
    assert aside('<aside data-box="other"><p>a</p></aside>') is None
