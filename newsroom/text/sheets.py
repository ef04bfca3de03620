"""Tables for spreadsheets, whose cells no spreadsheet executes."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

#: What begins a formula, with the forms that Excel folds into it.
FORMULA = "=+\\-@＝＋－＠﹦﹢﹣﹫"
#: Not seen, or dropped on the way in: a formula may hide behind them.
SKIPPED = '\\s"\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff'
#: Where the list separator is a semicolon, a cell's own semicolon or line break begins a new cell.
BEGINS = re.compile(f"(^|[;\t\r\n])(?=[{SKIPPED}]*[{FORMULA}])|^(?=[\t\r\n])")


def cell(value: object) -> str:
    """The text of a cell: numbers as they are, None as nothing, and an apostrophe before whatever
    a spreadsheet would take for a formula."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    return BEGINS.sub(r"\1'", str(value).replace("\0", ""))


def lines(rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """The rows as CSV, one at a time, for a file or a streaming answer of the type
    "text/csv; charset=utf-8". The mark at the beginning makes Excel read Arabic as UTF-8."""
    yield "\ufeff".encode()
    for row in rows:
        line = io.StringIO()
        csv.writer(line, quoting=csv.QUOTE_ALL).writerow([cell(value) for value in row])
        yield line.getvalue().encode(errors="replace")
