import re
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsroom.text.markup import (
    as_paragraphs,
    clean_line,
    clean_text,
    count_words,
    is_plain,
    isolate,
    plain,
    sanitise,
)

SPACES = " \n\t\u00a0\u202f\u200b\u200c\u200f\x0b\r\u0301\u2067\u202b"
texts = st.text(st.one_of(st.characters(), st.sampled_from(SPACES + "<>&\"'ابدê")))
TAGS = "p h1 h2 h3 h5 blockquote cite ul ol li strong b em i a span div br hr td table font o:p x"
openings = st.sampled_from(
    [f"<{tag}>" for tag in TAGS.split()]
    + [f"</{tag}>" for tag in TAGS.split()]
    + ['<a href="https://a.b/?c=1&d=2">', "<a href='javascript:x()'>", "<a href=' \u200b//e.f'>"]
    + ['<span lang="ar-SY" dir="RTL">', '<p dir="ltr" lang="x y">', "<!--[if gte mso 9]>", "-->"]
    + ['<figure data-photos="12 3">', "<figure>", "</figure>", "<figcaption>", "</figcaption>"]
    + ['<aside data-box="context">', '<aside data-box="quote" dir="ltr">', "<aside>", "</aside>"]
    + ["<script>", "</script>", "<style>", "</style>", "&nbsp;", "&#11;", "&lt;b&gt;", "<ul><li>"]
)
pastes = st.lists(st.one_of(openings, texts.map(lambda text: text[:6])), max_size=25).map("".join)


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("", ""),
        ("نص بلا وسوم", "<p>نص بلا وسوم</p>"),
        ("<p>a</p>\n\n<p>b</p>\n", "<p>a</p><p>b</p>"),
        ("<b>x</b> <i>y</i>", "<p><strong>x</strong> <em>y</em></p>"),
        ("<h1>t</h1><h2>u</h2><h4>v</h4>", "<h2>t</h2><h2>u</h2><h3>v</h3>"),
        ("<div>a<div>b</div>c</div>d", "<p>a</p><p>b</p><p>c</p><p>d</p>"),
        ("<strong>x <p>y</p></strong>", "<p><strong>x</strong></p><p><strong>y</strong></p>"),
        ("<p>a<br><br>b<br>c<br></p>", "<p>a</p><p>b<br>c</p>"),
        ("<p dir=ltr>a<br><br>b</p>", '<p dir="ltr">a</p><p dir="ltr">b</p>'),
        ("<h2>a<br><br>b</h2>", "<h2>a<br>b</h2>"),
        ("x<hr>y", "<p>x</p><p>y</p>"),
        ("<li>stray</li>", "<p>stray</p>"),
        ("<ul><li>a</li>b<li>c</li></ul>", "<ul><li>a</li><li>b</li><li>c</li></ul>"),
        ("<ul><li><p>a</p></li><li> </li></ul>", "<ul><li><p>a</p></li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ul><li>a<p></p>b<hr>c</li></ul>", "<ul><li>a b<br>c</li></ul>"),
        ("<ol><li></li></ol>", ""),
        (
            "<blockquote>قول <cite>قائل</cite></blockquote>",
            "<blockquote><p>قول <cite>قائل</cite></p></blockquote>",
        ),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "<p>a</p><p>b</p>"),
        ("<p>a<b> </b>b</p><b></b><em><br></em>", "<p>a b</p>"),
        ("<strong>a<b>b</b></strong>", "<p><strong>ab</strong></p>"),
        ("<p>5 &lt; 6 &amp; «7»</p>", "<p>5 &lt; 6 &amp; «7»</p>"),
        ("<p>e\u0301</p>", "<p>\u00e9</p>"),
    ],
)
def test_sanitise_lays_text_out_in_blocks(pasted, stored):
    assert sanitise(pasted) == stored


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        (
            "<p class=MsoNormal dir=RTL style='mso-x:y'><span lang=AR-SA>نص&nbsp;&nbsp; &#8203;ثانٍ"
            + "</span><o:p>&nbsp;</o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>",
            '<p dir="rtl"><span lang="AR-SA">نص ثانٍ</span></p>',
        ),
        ("<!--[if gte mso 9]><xml><w:Word>Normal 0</w:Word></xml><![endif]-->نص", "<p>نص</p>"),
        ("<![if !supportLists]>·<![endif]>بند", "<p>·بند</p>"),
        ("<xml><o:OfficeDocumentSettings>96</o:OfficeDocumentSettings></xml>نص", "<p>نص</p>"),
        ("<font color=red face=Arial><span>نص</span></font>", "<p>نص</p>"),
        ("a\x0bb\x00c\x1fd\ud800e\ufefff", "<p>a bcdef</p>"),
        ("a&#11;b&#8203;c", "<p>a bc</p>"),
        ("\u202a+963 944\u202c", "<p>\u2066+963 944\u2069</p>"),
        ("\u202ea<b>b\u202c</b>\u2066c\u2069", "<p>a<strong>b</strong>\u2066c\u2069</p>"),
        ("<p>10&nbsp;km</p>", "<p>10&nbsp;km</p>"),
        ("<p>می\u200cخواهم</p>", "<p>می\u200cخواهم</p>"),
    ],
)
def test_sanitise_clears_away_word_and_whatsapp(pasted, stored):
    assert sanitise(pasted) == stored


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("<script>alert(1)</script>x", "<p>x</p>"),
        ("<style>p{}</style>x", "<p>x</p>"),
        ("<scr\u200bipt>alert(1)</script>x", "<p>x</p>"),
        ("<img src=x onerror=alert(1)>x", "<p>x</p>"),
        ("<p onclick=alert(1) style=color:red id=i class=c>x</p>", "<p>x</p>"),
        ('<a href="javascript:alert(1)">x</a>', "<p>x</p>"),
        ('<a href="&#11;javascript:alert(1)">x</a>', "<p>x</p>"),
        ('<a href="java\u200bscript:alert(1)">x</a>', "<p>x</p>"),
        ('<a href="data:text/html,x">x</a>', "<p>x</p>"),
        ('<a href="//evil.example/">x</a>', "<p>x</p>"),
        ('<a href="/articles/1/">x</a>', "<p>x</p>"),
        ("<svg><text onload=x>x</text></svg>y", "<p>y</p>"),
        ("<p dir=sideways lang='x\"y'>x</p>", "<p>x</p>"),
        (
            '<a href="https://a.example/?b=1&amp;c=2" target=_blank onclick=x>k</a>',
            '<p><a href="https://a.example/?b=1&amp;c=2" rel="noopener nofollow">k</a></p>',
        ),
        (
            '<a href="mailto:desk@a.example" rel="opener">k</a>',
            '<p><a href="mailto:desk@a.example" rel="noopener nofollow">k</a></p>',
        ),
    ],
)
def test_sanitise_lets_nothing_active_through(pasted, stored):
    assert sanitise(pasted) == stored


def test_sanitise_survives_deep_nesting():
    for tag in ("blockquote", "ul><li", "b", "span lang=ar", "div", "b><p"):
        once = sanitise(f"<{tag}>" * 400 + "x")
        assert plain(once) == "x"
        assert sanitise(once) == once


@settings(max_examples=60)
@given(pastes)
@example("<ul><blockquote><b>x<br></b><ul>y<p>z")
@example("a<b>\u0301</b><x></x>\u0301")
def test_sanitise_is_idempotent(pasted):
    once = sanitise(pasted)
    assert sanitise(once) == once


@settings(max_examples=60)
@given(pastes)
def test_sanitised_text_stands_in_blocks_without_controls(pasted):
    once = sanitise(pasted)
    assert re.fullmatch(r"(<(p|h2|h3|blockquote|ul|ol|figure|aside)[ >].*)?", once, re.DOTALL)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", once)
    assert not re.search(r"<(p|li|h2|h3|strong|em|a|span|figcaption|aside)[^>]*></\1>", once)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("", ""),
        (" \n\n ", ""),
        ("سطر", "<p>سطر</p>"),
        ("أول\nثان\n\nثالث", "<p>أول<br>ثان</p><p>ثالث</p>"),
        ("a\r\n\r\n\r\n\r\nb\u2028c", "<p>a</p><p>b<br>c</p>"),
        ('<b>5 < 6 & "7"</b>', '<p>&lt;b&gt;5 &lt; 6 &amp; "7"&lt;/b&gt;</p>'),
        ("10\u00a0km", "<p>10&nbsp;km</p>"),
    ],
)
def test_paragraphs(text, stored):
    assert as_paragraphs(text) == stored
    assert sanitise(stored) == stored
    assert is_plain(stored)


@settings(max_examples=60)
@given(texts)
def test_plain_and_paragraphs_are_inverse(text):
    stored = as_paragraphs(text)
    assert sanitise(stored) == stored
    assert plain(stored) == clean_text(text)
    assert as_paragraphs(plain(stored)) == stored
    assert is_plain(stored)


@settings(max_examples=60)
@given(pastes)
def test_what_is_plain_survives_a_textarea(pasted):
    stored = sanitise(pasted)
    only = set(re.findall(r"<[^>]*>", stored)) <= {"<p>", "</p>", "<br>"}
    assert is_plain(stored) == only
    if only:
        assert as_paragraphs(plain(stored)) == stored


@pytest.mark.parametrize(
    "stored",
    [
        '<p dir="ltr">a</p>',
        "<p><strong>a</strong></p>",
        "<h2>a</h2>",
        "<ul><li>a</li></ul>",
        "<blockquote><p>a</p></blockquote>",
    ],
)
def test_is_plain_refuses_what_a_textarea_would_lose(stored):
    assert sanitise(stored) == stored
    assert not is_plain(stored)


def test_plain_reads_every_block():
    stored = "<h2>t</h2><p>a<br>b &amp; c</p><ul><li>d</li><li>e</li></ul>"
    assert plain(stored) == "t\n\na\nb & c\n\nd\n\ne"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  عنوان \n طويل\t\u00a0جدًا ", "عنوان طويل جدًا"),
        ("a\x0bb\x00c\ud800", "a bc"),
        ("e\u0301", "\u00e9"),
        ("\u200f \u200b", ""),
        ("\u2067a", "a"),
        ("\u2067a\u2066b\u2069", "a\u2066b\u2069"),
        ("\u202e+1\u2066", "+1"),
        ("a\u2069b", "ab"),
        ("\u202bab\u202c", "\u2067ab\u2069"),
    ],
)
def test_clean_line(typed, stored):
    assert clean_line(typed) == stored
    assert clean_line(stored) == stored


def test_a_run_of_spaces_is_one_and_a_single_no_break_space_stays():
    assert clean_text("10\u00a0\u202fkm  10\u00a0km\u3000x") == "10 km 10\u00a0km x"


def test_clean_text_keeps_lines():
    assert clean_text(" a  b \r\nc\n\u200f\n\n\nd\x0be ") == "a b\nc\n\nd\ne"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("<p></p>", 0),
        ("— … «»", 0),
        ("قال مراسل الشبكة، إن 26 قاطرة", 6),
        ("مُدَرِّسة", 1),
        ("<p>one two</p><p>three<br>four</p>", 4),
        ("<ul><li>one</li><li>two</li></ul>", 2),
        ("one—two", 2),
        ("Ba'ath-era", 1),
        ("one\ntwo\n\nthree", 3),
    ],
)
def test_count_words(text, words):
    assert count_words(text) == words


def test_isolate_keeps_nothing_that_the_value_left_open():
    assert isolate("دير الزور") == "\u2068دير الزور\u2069"
    assert isolate("\u2067a") == "\u2068a\u2069"
    assert isolate("\u202ea\u2067b\u2069") == "\u2068a\u2067b\u2069\u2069"
    assert isolate("a\u2069b") == "\u2068ab\u2069"
    assert isolate("") == ""


def test_escaped_markup_stays_text():
    text = "<script>alert(1)</script>"
    assert as_paragraphs(text) == f"<p>{escape(text)}</p>"
    assert plain(as_paragraphs(text)) == text
