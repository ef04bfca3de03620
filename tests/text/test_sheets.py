"""Cells that no spreadsheet executes."""

import csv
import io
import re
from datetime import date

import pytest

from newsroom.text.sheets import cell, lines

STOPPED = [
    "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/C calc'!A0", '=HYPERLINK("https://evil.example")',
    "\t=1", "\r=1", "\n=1", "\tword", "\rword", "\nword", "＝1+1", "＋1", "－1", "＠SUM(A1)", "﹦1",
    " =1", "\u00a0=1", "\u200f=1", "\u202b=1", "\u2067=1", "\ufeff=1", '"=1', "\0=1", "  \u200b-1",
]  # fmt: skip
LEFT = [
    "خبر عن القرية", "Basira: 4 of 11", "a=b", "2 + 2", "٣-٥", "someone@example.org",
    "'=1", "", "«=»", "a, -5", "قال: -5",
]  # fmt: skip


@pytest.mark.parametrize("text", STOPPED)
def test_what_begins_a_formula_gets_an_apostrophe(text):
    assert cell(text).replace("\0", "").startswith("'")
    assert cell(text).replace("'", "") == text.replace("\0", "").replace("'", "")


@pytest.mark.parametrize("text", LEFT)
def test_other_words_stay_as_they_are(text):
    assert cell(text) == text


@pytest.mark.parametrize(
    ("value", "told"),
    [(None, ""), (-5, "-5"), (0.5, "0.5"), (True, "True"), (date(2026, 11, 27), "2026-11-27")],
)
def test_values_that_are_no_text(value, told):
    assert cell(value) == told


@pytest.mark.parametrize("text", ["a;=1+1", "a\n=1", 'a;"=1"', "a\t@x", "a\r\n-1"])
def test_no_cell_begins_a_formula_where_other_separators_rule(text):
    """In much of the world a spreadsheet parts cells at semicolons, whatever the quotes say."""
    (line,) = list(lines([["first", text]]))[1:]
    for delimiter in ",;\t":
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
            pieces = re.split("[\r\n]+", line.decode())
            rows = csv.reader(pieces, delimiter=delimiter, quoting=quoting)
            for each in (each for row in rows for each in row):
                assert each.strip(' "\t\r\n')[:1] not in tuple("=+-@"), (delimiter, each)


def test_arabic_comes_back_as_it_went():
    rows = [["العنوان", "من"], ["قال: «نعم»، ثم صمت", 'He said "no"'], ["سطر\nآخر", None], [1, -2]]
    file = b"".join(lines(rows))
    assert file.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""))) == [
        ["العنوان", "من"], ["قال: «نعم»، ثم صمت", 'He said "no"'], ["سطر\nآخر", ""], ["1", "-2"],
    ]  # fmt: skip


def test_broken_characters_do_not_stop_an_export():
    assert b"?" in b"".join(lines([["\ud800"]]))
