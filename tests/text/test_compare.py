"""Two versions of a text: which words, which marks, which paragraphs."""

import random
import re

import pytest

from newsroom.text.align import matches
from newsroom.text.blocks import blocks
from newsroom.text.compare import Fold, compare, count_changes, folded_rows
from newsroom.text.markup import plain, sanitise

SIGN = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}


def shown(before: str, after: str) -> list[str]:
    """Each row as one string: what is gone in [-…-], what is new in [+…+]."""
    return [line(row.inline) for row in compare(before, after)]


def line(pieces) -> str:
    return "".join(
        " " * piece.text.startswith(" ") + SIGN[piece.kind].format(piece.text.removeprefix(" "))
        for piece in pieces
    )


def html(*paragraphs: str) -> str:
    return "".join(f"<p>{words}</p>" for words in paragraphs if words)


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("عادت أربع محطات", "عادت خمس محطات", "عادت [-أربع-] [+خمس+] محطات"),
        ("قال شاهد أمس", "قال شاهِد أمس", "قال [-شاهد-] [+شاهِد+] أمس"),
        ("عمّن كان معهم", "عمن كان معهم", "[-عمّن-][+عمن+] كان معهم"),
        ("السبت، بحسب المراسل", "السبت بحسب المراسل", "السبت[-،-] بحسب المراسل"),
        ("السبت, بحسب المراسل", "السبت، بحسب المراسل", "السبت[-,-][+،+] بحسب المراسل"),
        ("قال: «نعم».", "قال: «لا».", "قال: «[-نعم-][+لا+]»."),
        ('قال "نعم" ومضى', "قال «نعم» ومضى", 'قال [-"-] [+«+]نعم[-"-][+»+] ومضى'),
        ("نحو (2000) شخص", "نحو (2,600) شخص", "نحو ([-2000-][+2,600+]) شخص"),
        ("نسبة 12.5% منها", "نسبة 12.6% منها", "نسبة [-12.5%-] [+12.6%+] منها"),
        ("كتێبه‌که نوێ", "کتێبەکە نوێ", "[-كتێبه‌که-][+کتێبەکە+] نوێ"),
        ("Li Hesekê ne", "Li Hesekê bûn", "Li Hesekê [-ne-] [+bûn+]"),
        ("It doesn't end", "It didn't end", "It [-doesn't-] [+didn't+] end"),
        ("see https://a.org/x.", "see https://a.org/y.",
         "see [-https://a.org/x-] [+https://a.org/y+]."),
        ("one  two", " one two ", "one two"),
        ("", "جديد", "[+جديد+]"),
        ("قديم", "", "[-قديم-]"),
    ],
)  # fmt: skip
def test_words_and_marks_change_alone(before, after, wanted):
    assert shown(before, after) == [wanted]
    assert shown(html(before), html(after)) == [wanted]


def test_kept_words_in_the_midst_of_new_ones_are_no_islands():
    before = "غادرت القافلة الكبيرة في الصباح الباكر القرية"
    after = "وصلت شاحنات كثيرة في مساء أمس القرية"
    assert shown(before, after) == [
        "[-غادرت القافلة الكبيرة في الصباح الباكر-][+وصلت شاحنات كثيرة في مساء أمس+] القرية"
    ]


def test_similar_paragraphs_pair_up_and_others_stand_alone():
    before = html("عادت أربع محطات إلى العمل", "قال المراسل إن الوقود قليل", "انتهى التقرير هنا")
    after = html("عادت أربع محطات إلى العمل", "فقرة عن شيء ليس في النص بعد",
                 "قال المراسل إن الوقود كاف", "انتهى التقرير هنا")  # fmt: skip
    rows = compare(before, after)
    assert [row.kind for row in rows] == ["same", "new", "changed", "same"]
    assert line(rows[2].inline) == "قال المراسل إن الوقود [-قليل-] [+كاف+]"


def test_paragraph_that_moved_says_so_on_both_ends():
    one, two, three = "أولى بكلماتها", "ثانية بغيرها", "ثالثة ليست مثلهما"
    rows = compare(html(one, two, three), html(three, one, two))
    assert [(row.kind, row.moved) for row in rows] == [
        ("new", True), ("same", False), ("same", False), ("gone", True),
    ]  # fmt: skip
    assert count_changes(rows) == (0, 0)


def test_paragraph_split_in_two_is_one_row_with_a_break():
    before = html("قال أحمد إنه رأى القافلة. ثم عاد إلى بيته مساء")
    after = html("قال أحمد إنه رأى القافلة.", "ثم عاد إلى بيته مساء")
    assert shown(before, after) == ["قال أحمد إنه رأى القافلة.[+\n\n+] ثم عاد إلى بيته مساء"]
    assert shown(after, before) == ["قال أحمد إنه رأى القافلة.[-\n\n-] ثم عاد إلى بيته مساء"]


def test_single_block_cut_into_many_keeps_its_words():
    parts = [f"الفقرة رقم {n} تتحدث عن موضوع{n} وحده" for n in range(12)]
    rows = compare(f"<p>{' '.join(parts)}</p>", html(*parts))
    assert len(rows) == 1
    assert {piece.text for piece in rows[0].inline if piece.kind != "same"} == {"\n\n"}


def test_heading_made_of_a_part_is_told_in_its_break():
    words = [f"كلمة{n}" for n in range(20)]
    rows = compare(
        html(" ".join(words)),
        f"<h2>{' '.join(words[:5])}</h2><p>{' '.join(words[5:10])}</p>{html(' '.join(words[10:]))}",
    )
    assert rows[0].was == "p"
    assert rows[0].tag == "h2"
    assert [piece.marks for piece in rows[0].inline if piece.kind == "new"] == [("p",), ("p",)]


@pytest.mark.parametrize(
    ("before", "after", "tag", "was"),
    [
        ("<p>عنوان داخلي</p><p>ن</p>", "<h2>عنوان داخلي</h2><p>ن</p>", "h2", "p"),
        ("<ul><li>بند واحد</li></ul>", "<ol><li>بند واحد</li></ol>", "li", "li"),
        ("<p>قول كامل</p>", "<blockquote><p>قول كامل</p></blockquote>", "blockquote", "p"),
        ("<p>one way</p>", '<p dir="ltr">one way</p>', "p", "p"),
    ],
)
def test_other_place_of_the_same_words_is_a_change(before, after, tag, was):
    row = compare(sanitise(before), sanitise(after))[0]
    assert (row.kind, row.tag, row.was) == ("changed", tag, was)
    assert {piece.kind for piece in row.inline} == {"same"}


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"),
    [
        ("في <strong>تقرير</strong> جديد", "في تقرير جديد", ("strong",), ()),
        ("في تقرير جديد", "في <em>تقرير</em> جديد", (), ("em",)),
        ('في <a href="https://a.org/">تقرير</a> جديد', 'في <a href="https://b.org/">تقرير</a> جديد',
         ("a https://a.org/",), ("a https://b.org/",)),
        ("في تقرير جديد", 'في <a href="https://b.org/">تقرير</a> جديد', (),
         ("a https://b.org/",)),
        ("في <strong>تق</strong>رير جديد", "في <strong>تقرير</strong> جديد",
         ("strong part",), ("strong",)),
    ],
)  # fmt: skip
def test_setting_and_links_that_change_are_not_invisible(before, after, gone, new):
    (row,) = compare(html(before), html(after))
    assert line(row.inline) == "في [-تقرير-] [+تقرير+] جديد"
    changed = {piece.kind: piece for piece in row.inline if piece.kind != "same"}
    assert (changed["gone"].marks, changed["gone"].other) == (gone, new)
    assert (changed["new"].marks, changed["new"].other) == (new, gone)
    assert count_changes([row]) == (0, 0)


def test_line_break_is_a_piece_of_its_own():
    assert shown("<p>سطر<br>وآخر</p>", "<p>سطر وآخر</p>") == ["سطر[-\n-] وآخر"]


def test_plain_lines_are_rows_and_empty_ones_are_none():
    rows = compare("أول\n\nثان", "أول\nثان هنا")
    assert [row.kind for row in rows] == ["same", "changed"]
    assert {row.tag for row in rows} == {"p"}


def test_plain_text_with_signs_of_markup_stays_text():
    assert shown("أقل من <5> أشخاص", "أقل من <6> أشخاص") == ["أقل من <[-5-][+6+]> أشخاص"]


def test_counts_are_of_words_only():
    assert count_changes(compare("جاء أحمد، ثم مضى", "جاء أحمد ثم سافر بعيدا")) == (2, 1)


def test_folds_keep_context_and_short_stretches():
    before = [f"فقرة رقم {n} وكلماتها{n}" for n in range(9)]
    after = [*before[:6], before[6] + " وزيادة", *before[7:]]
    rows = folded_rows(compare(html(*before), html(*after)))
    assert [row.kind for row in rows] == ["fold", "same", "changed", "same", "same"]
    assert isinstance(rows[0], Fold)
    assert rows[0].count == 5


def test_text_without_change_folds_whole():
    rows = folded_rows(compare(html("أ", "ب", "ج"), html("أ", "ب", "ج")))
    assert [(row.kind, row.count) for row in rows] == [("fold", 3)]


# Nothing may ever be lost, whatever the texts

LITTLE = ["في", "من", "قال", "قالَ", "2,600", "،", ".", "«", "»", "<strong>مهم</strong>", "<br>",
          '<a href="https://a.org/">هنا</a>', '<a href="https://b.org/">هنا</a>']  # fmt: skip


def some_html(chance: random.Random) -> str:
    paragraphs = [
        " ".join(chance.choices(LITTLE, k=chance.randint(1, 12)))
        for _ in range(chance.randint(0, 7))
    ]
    tags = chance.choices(["p", "p", "p", "h2", "blockquote", "ul"], k=len(paragraphs))
    inner = {"ul": "<ul><li>{}</li></ul>", "blockquote": "<blockquote><p>{}</p></blockquote>"}
    return sanitise("".join(inner.get(tag, f"<{tag}>{{}}</{tag}>").format(words)
                            for tag, words in zip(tags, paragraphs, strict=True)))  # fmt: skip


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("seed", range(60))
def test_each_side_is_the_whole_text_again(seed):
    chance = random.Random(seed)
    before, after = some_html(chance), some_html(chance)
    rows = compare(before, after)
    for side, text, absent in (("before", before, "new"), ("after", after, "gone")):
        told = "".join(piece.text for row in rows for piece in getattr(row, side))
        inline = "".join(p.text for row in rows for p in row.inline if p.kind != absent)
        assert bare(told) == bare(plain(text))
        assert bare(inline) == bare(plain(text))
    is_same = all(row.kind == "same" for row in rows)
    assert is_same == ([b.key for b in blocks(before)] == [b.key for b in blocks(after)])


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("letters", ["ab", "abcdefgh", "abcdefghijklmnopqrstuvwxyz"])
def test_matches_are_equal_and_in_order(seed, letters):
    chance = random.Random(seed)
    a, b = (chance.choices(letters, k=chance.randint(0, 400)) for _ in range(2))
    found = matches(a, b)
    for match in found:
        assert a[match.a : match.a + match.size] == b[match.b : match.b + match.size]
    for first, second in zip(found, found[1:], strict=False):
        assert first.a + first.size <= second.a
        assert first.b + first.size <= second.b
    assert matches(a, a) == ([(0, 0, len(a))] if a else [])
