"""How the desk's pages show a comparison: what `text.compare` found, with the desk's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from newsroom.articles import box_words
from newsroom.articles.models import Edition, Revision
from newsroom.articles.models.text import Text
from newsroom.text.blocks import PICTURE
from newsroom.text.compare import Fold, Piece, Row, compare, count_changes, folded_rows

TAGS = {
    "p": gettext_lazy("Paragraph"),
    "h2": gettext_lazy("Heading"),
    "h3": gettext_lazy("Smaller heading"),
    "li": gettext_lazy("List"),
    "blockquote": gettext_lazy("Quotation"),
    "figure": gettext_lazy("Picture"),
    "figcaption": gettext_lazy("Caption of a picture"),
}
MARKS = {
    "strong": gettext_lazy("Bold"),
    "em": gettext_lazy("Emphasis"),
    "a": gettext_lazy("Link"),
    "cite": gettext_lazy("Title of a work"),
    "span": gettext_lazy("Language or direction"),
}
#: Readers compare texts, too, and photos have no number for them.
PICTURES = re.compile(rf"{PICTURE}[0-9]+")
#: What a break is shown by where it alone is gone or new.
SIGNS = {"\n\n": "¶", "\n": "↵"}


@dataclass(frozen=True)
class Note:
    """What is said behind a piece of text; `detail` is an address or empty."""

    label: str
    detail: str = ""


@dataclass(frozen=True)
class Part:
    """A piece as a page shows it. `lead` and `tail`: the space before it and the breaks after it,
    which no line runs through."""

    kind: str  # same | gone | new | look
    text: str
    lead: str
    tail: str
    styles: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Line:
    """A row of the comparison, or a fold of unchanged ones (then only `lines`)."""

    kind: str
    tag: str = "p"
    before: tuple[Part, ...] = ()
    after: tuple[Part, ...] = ()
    inline: tuple[Part, ...] = ()
    place: str = ""
    moved: bool = False
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Difference:
    """A field that two revisions have differently."""

    name: str
    label: str
    lines: list[Line]
    added: int
    removed: int
    is_visible: bool


def differences(before: Revision, after: Revision) -> list[Difference]:
    return [
        difference(name, said(before, name), said(after, name))
        for name in Text.APPROVED
        if getattr(before, name) != getattr(after, name)
    ]


def said(revision: Revision, name: str) -> str:
    """The boxes as lines in the language in which readers get them."""
    if name != "boxes":
        return getattr(revision, name)
    with override(revision.edition.language):
        found = list(box_words.lines(revision.boxes))
    return "".join(
        f"<h3>{escape(title)}</h3>" + "".join(f"<p>{escape(row)}</p>" for row in rows)
        for title, rows in found
    )


def difference(name: str, before: str, after: str) -> Difference:
    rows = compare(before, after)
    added, removed = count_changes(rows)
    is_text = name != "boxes"
    label = Edition._meta.get_field(name).verbose_name if is_text else _("Boxes for readers")
    return Difference(
        name,
        capfirst(str(label)),
        [line(row) for row in folded_rows(rows)],
        added,
        removed,
        is_visible=any(row.kind != "same" for row in rows),
    )


def line(row: Row | Fold) -> Line:
    if isinstance(row, Fold):
        return Line("fold", lines=tuple(line(each) for each in row.rows))
    return Line(
        row.kind,
        row.tag,
        before=tuple(part(piece, notes_of(piece)) for piece in row.before),
        after=tuple(part(piece, notes_of(piece)) for piece in row.after),
        inline=tuple(inline(row.inline)),
        place=place(row),
        moved=row.moved,
    )


def place(row: Row) -> str:
    if not row.was:
        return ""
    if row.was == row.tag:
        return _("Another kind of list, quotation or direction")
    return _("Was: %(before)s. Now: %(after)s.") % {
        "before": TAGS[row.was], "after": TAGS[row.tag],
    }  # fmt: skip


def inline(pieces: Iterable[Piece]) -> Iterator[Part]:
    """Words that are only set otherwise stand once, with a note of what changed."""
    for piece in pieces:
        if piece.other is None:
            yield part(piece, notes_of(piece))
        elif piece.kind == "new":
            yield part(piece, tuple(changes_of_setting(piece)))


def part(piece: Piece, notes: tuple[Note, ...]) -> Part:
    kind = piece.kind if piece.other is None else "look"
    text = piece.text.strip(" ")
    if kind in ("gone", "new"):
        text = re.sub("\n\n|\n", lambda br: SIGNS[br[0]] + br[0], text)
    text = PICTURES.sub(f"[{_('Picture')}]", text)
    words = text.rstrip("\n")
    tail = text[len(words) :] if kind != "gone" or words != SIGNS.get(piece.text) else " "
    styles = " ".join(sorted({re.split("[ :]", mark)[0] for mark in piece.marks}))
    lead = " " if piece.text.startswith(" ") else ""
    return Part(kind, words, lead, tail, styles, notes)


def notes_of(piece: Piece) -> tuple[Note, ...]:
    """The address of a link in what changed; of words set otherwise, whatever is only theirs."""
    if piece.kind == "same":
        return ()
    if piece.other is None:
        return tuple(note(mark) for mark in piece.marks if mark.startswith("a "))
    return tuple(note(mark) for mark in piece.marks if mark not in piece.other)


def changes_of_setting(piece: Piece) -> Iterator[Note]:
    other: tuple[Any, ...] = piece.other or ()
    for mark in other:
        if mark not in piece.marks:
            yield note(mark, _("no longer: %(what)s"))
    for mark in piece.marks:
        if mark not in other:
            yield note(mark, _("now: %(what)s"))


def note(mark: str, sentence: str = "%(what)s") -> Note:
    """`mark` as in `text.blocks.Token`, or the place of a paragraph that was joined or split."""
    name, *rest = mark.split()
    label = MARKS.get(name) or TAGS.get(name.split(":")[0], name)
    return Note(sentence % {"what": label}, rest[0] if name == "a" and rest else "")
