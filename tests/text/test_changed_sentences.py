"""What changed in an original: which sentences of which paragraphs, and nothing else."""

import pytest

from newsroom.text.changed_sentences import changed_sentences
from newsroom.text.paragraphs import paragraphs_of

SIGN = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}


def html(*paragraphs: str) -> str:
    return "".join(f"<p>{words}</p>" for words in paragraphs)


def told(before: str, after: str) -> list[str]:
    """Each passage that changed: its number, and its changed sentences."""
    return [f"{each.number}{' moved' if each.moved else ''}: " + " | ".join(
        line(row) for row in each.rows if row.kind != "same"
    ) for each in changed_sentences(before, after) if each.kind != "same"]  # fmt: skip


def line(row) -> str:
    return "".join(
        " " * piece.text.startswith(" ") + SIGN[piece.kind].format(piece.text.strip(" "))
        for piece in row.inline
    ).strip()


FIRST, SECOND, THIRD = "عادت أربع محطات.", "قال عامل إن الوقود يكفي.", "لم يصب أحد بأذى هناك."


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        (html(FIRST), html(FIRST), []),
        # One sentence of three, in the second paragraph.
        (
            html(THIRD, f"{SECOND} {FIRST} {THIRD}"),
            html(THIRD, f"{SECOND} عادت خمس محطات. {THIRD}"),
            ["1: عادت [-أربع-] [+خمس+] محطات."],
        ),
        (html(f"{FIRST} {SECOND}"), html(FIRST), ["0: [-قال عامل إن الوقود يكفي.-]"]),
        (html(FIRST), html(f"{FIRST} {SECOND}"), ["0: [+قال عامل إن الوقود يكفي.+]"]),
        # A point within a number ends no sentence, a quotation's end does.
        (
            html("طولها 3.2 كيلومتر. قال: «نعم!» ثم مضى."),
            html("طولها 3.5 كيلومتر. قال: «نعم!» ثم مضى."),
            ["0: طولها [-3.2-] [+3.5+] كيلومتر."],
        ),
        (html(FIRST, SECOND), html(SECOND), ["0: [-عادت أربع محطات.-]"]),
        (html(FIRST, SECOND), html(FIRST, THIRD, SECOND), ["1: [+لم يصب أحد بأذى هناك.+]"]),
        # Moved, told at both places, and never as new words.
        (
            html(FIRST, SECOND, THIRD), html(SECOND, THIRD, FIRST),
            ["0 moved: [-عادت أربع محطات.-]", "2 moved: [+عادت أربع محطات.+]"],
        ),
        # Parted in two: what is the same is no change, and the new sentence stands where it is now.
        (
            html(f"{FIRST} {SECOND}"), html(FIRST, f"{SECOND} {THIRD}"),
            ["1: [+لم يصب أحد بأذى هناك.+]"],
        ),
        # A heading that was a paragraph says the same, and is a change.
        (html("حساب المياه"), "<h2>حساب المياه</h2>", ["0: حساب المياه"]),
        (
            "<ul><li>واحد هنا</li><li>اثنان وصلوا مساء</li></ul>" + html(FIRST),
            "<ul><li>واحد هنا</li><li>ثلاثة وصلوا مساء</li></ul>" + html(FIRST),
            ["1: [-اثنان-][+ثلاثة+] وصلوا مساء"],
        ),
        (
            '<figure data-photos="3"><figcaption>40 رجلاً.</figcaption></figure>' + html(FIRST),
            '<figure data-photos="3"><figcaption>41 رجلاً.</figcaption></figure>' + html(FIRST),
            ["0: [-40-][+41+] رجلاً."],
        ),
        ("", html(FIRST), ["0: [+عادت أربع محطات.+]"]),
        (html(FIRST), "", ["0: [-عادت أربع محطات.-]"]),
        (html("Çar rawestgeh vegeriyan. Temam."), html("Pênc rawestgeh vegeriyan. Temam."),
         ["0: [-Çar-][+Pênc+] rawestgeh vegeriyan."]),
    ],
)  # fmt: skip
def test_changed_sentences(before, after, wanted):
    assert told(before, after) == wanted


def test_every_paragraph_of_the_new_text_is_there_once_in_order():
    before = html(*(f"{FIRST} {n}." for n in range(9)))
    after = html(*(f"{FIRST} {n}." for n in range(0, 18, 2)), SECOND)
    found = [each.number for each in changed_sentences(before, after) if each.kind != "gone"]
    assert found == list(range(10))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        ("سطر بلا وسوم", [("p", 0, "<p>سطر بلا وسوم</p>")]),
        (
            "<h2>أ</h2><blockquote><p>ب</p><p>ج</p></blockquote>",
            [
                ("h2", 0, "<h2>أ</h2>"),
                ("blockquote", 1, "<blockquote><p>ب</p><p>ج</p></blockquote>"),
            ],
        ),
        (
            "<p>أ</p><ol><li>ب<ul><li>ت</li></ul></li><li>ث</li></ol><p>ج</p>",
            [
                ("p", 0, "<p>أ</p>"),
                ("li", 1, '<ol start="1"><li>ب<ul><li>ت</li></ul></li></ol>'),
                ("li", 1, '<ol start="2"><li>ث</li></ol>'),
                ("p", 2, "<p>ج</p>"),
            ],
        ),
    ],
)  # fmt: skip
def test_paragraphs_that_stand_level(text, wanted):
    assert [(each.tag, each.unit, each.html) for each in paragraphs_of(text)] == wanted
