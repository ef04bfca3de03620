"""Two versions of a text, paragraph by paragraph and word by word.

A word with its harakat, a number with its separators and each mark of punctuation count as one:
a haraka or a comma that changes marks that word, that comma, and nothing else.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from newsroom.text.align import Gap, Match, matches
from newsroom.text.blocks import PICTURE, Block, Token, blocks
from newsroom.text.pairing import Pair, paired

SAME, CHANGED, GONE, NEW = "same", "changed", "gone", "new"
#: A kept stretch of so few words, so many times shorter than what is rewritten on either side of
#: it, is an accident: "in", "of the", a comma.
FEW_WORDS, MUCH_SHORTER = 3, 3
#: Fewer unchanged paragraphs than this are shown, not folded.
FEW_ROWS = 2


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph; `marks` as in `blocks.Token`.

    `other`: where only the setting or the link differs, the marks on the other side; else None.
    A "\\n" in `text` is a line break, "\\n\\n" a paragraph's end within a row.
    """

    kind: str  # same | gone | new
    text: str
    marks: tuple[str, ...] = ()
    other: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Row:
    """A paragraph before, after, and both in one; where one was split or joined, all its parts.

    `was`: the tag before, where the paragraph's place changed: another tag, or the same one in
    another list, quotation, language or direction. `moved`: the same stands elsewhere as well,
    gone there where it is new here.
    """

    kind: str  # same | changed | gone | new
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    inline: tuple[Piece, ...]
    tag: str  # p | h2 | h3 | li | blockquote | figure | figcaption
    was: str = ""
    moved: bool = False


@dataclass(frozen=True)
class Fold:
    """Unchanged rows in a row that a reader of changes may skip."""

    rows: tuple[Row, ...]
    kind: str = "fold"

    @property
    def count(self) -> int:
        return len(self.rows)


def compare(before: str, after: str) -> list[Row]:
    """Rows in reading order. Takes HTML as `markup.sanitise` leaves it, or plain lines; spaces and
    empty lines do not count. Joined, the `before` pieces are the one text, the `after` the other.
    """
    return compare_blocks(blocks(before), blocks(after))


def compare_blocks(ours: list[Block], theirs: list[Block]) -> list[Row]:
    rows = list(_rows(ours, theirs, paired(ours, theirs)))
    gone = {_words(row.before) for row in rows if row.kind == GONE}
    both = gone & {_words(row.after) for row in rows if row.kind == NEW}
    return [replace(row, moved=True) if _is_among(row, both) else row for row in rows]


def folded_rows(rows: Sequence[Row], context: int = 1) -> list[Row | Fold]:
    """Rows with the unchanged ones folded that are further than `context` from any change."""
    shown = {
        near
        for at, row in enumerate(rows)
        if row.kind != SAME
        for near in range(at - context, at + context + 1)
    }
    folded: list[Row | Fold] = []
    for is_shown, run in groupby(range(len(rows)), lambda at: at in shown):
        stretch = tuple(rows[at] for at in run)
        folded += stretch if is_shown or len(stretch) < FEW_ROWS else [Fold(stretch)]
    return folded


def count_changes(rows: Iterable[Row]) -> tuple[int, int]:
    """(words added, words removed), leaving out what was only moved or set otherwise."""
    counts: Counter[str] = Counter()
    for row in rows:
        for piece in () if row.moved else row.inline:
            if piece.kind != SAME and piece.other is None:
                counts[piece.kind] += sum(map(_is_word, piece.text.split()))
    return counts[NEW], counts[GONE]


def _is_word(text: str) -> bool:
    return any(map(str.isalnum, text)) and not text.startswith(PICTURE)


def _is_among(row: Row, both: set[tuple[str, ...]]) -> bool:
    return row.kind in (GONE, NEW) and _words(row.inline) in both


def _words(pieces: Iterable[Piece]) -> tuple[str, ...]:
    return tuple(piece.text for piece in pieces)


def _rows(ours: list[Block], theirs: list[Block], pairs: list[Pair]) -> Iterator[Row]:
    """Between two pairs stands first what is gone, then what is new."""
    i = j = 0
    for pair in [*pairs, Pair(len(ours), len(ours), len(theirs), len(theirs))]:
        yield from (_whole(block, GONE) for block in ours[i : pair.a])
        yield from (_whole(block, NEW) for block in theirs[j : pair.b])
        if pair.a < pair.a_end:
            yield _changed(ours[pair.a : pair.a_end], theirs[pair.b : pair.b_end])
        i, j = pair.a_end, pair.b_end


def _whole(block: Block, kind: str) -> Row:
    pieces = _merged(Piece(kind, token.space + token.text, token.marks) for token in block.tokens)
    none: tuple[Piece, ...] = ()
    before, after = (none, pieces) if kind == NEW else (pieces, none)
    return Row(kind, before, after, pieces, block.tag)


def _changed(ours: list[Block], theirs: list[Block]) -> Row:
    steps = list(_steps(_joined(ours), _joined(theirs)))
    was = ours[0].tag if ours[0].shape != theirs[0].shape else ""
    is_same = not was and all(step.inline.kind == SAME for step in steps)
    return Row(
        SAME if is_same else CHANGED,
        before=_merged(step.before for step in steps if step.before),
        after=_merged(step.after for step in steps if step.after),
        inline=_merged(step.inline for step in steps),
        tag=theirs[0].tag,
        was=was,
    )


def _joined(parts: list[Block]) -> list[Token]:
    """Where a part stands elsewhere than the first, as a heading does, its end mark tells."""
    tokens = list(parts[0].tokens)
    for part in parts[1:]:
        elsewhere = () if part.shape == parts[0].shape else (part.shape,)
        tokens += [Token("\n\n", elsewhere), *part.tokens]
    return tokens


class Step(NamedTuple):
    """What one word is on either side, and in the text of both."""

    before: Piece | None
    after: Piece | None
    inline: Piece


def _steps(ours: list[Token], theirs: list[Token]) -> Iterator[Step]:
    whole = Gap(0, len(ours), 0, len(theirs))
    found = matches([token.text for token in ours], [token.text for token in theirs])
    kept = _without_accidents(ours, theirs, found, whole)
    for match in [*kept, Match(len(ours), len(theirs), 0)]:
        yield from (_gone(token) for token in ours[whole.a : match.a])
        yield from (_new(token) for token in theirs[whole.b : match.b])
        whole = whole._replace(a=match.a + match.size, b=match.b + match.size)
        both = zip(ours[match.a : whole.a], theirs[match.b : whole.b], strict=True)
        for is_same, run in groupby(both, lambda two: two[0].marks == two[1].marks):
            yield from _kept(list(run), is_same)


def _kept(both: list[tuple[Token, Token]], is_same: bool) -> Iterator[Step]:
    """The same words; where they are set otherwise, first all as they were, then as they are."""
    if is_same:
        for a, b in both:
            spaces = (a.space, b.space, a.space or b.space)
            yield Step(*(Piece(SAME, space + b.text, b.marks) for space in spaces))
        return
    for (old, new), run in groupby(both, lambda two: (two[0].marks, two[1].marks)):
        words = list(run)
        yield from (_gone(a, other=new) for a, _ in words)
        yield from (_new(b, other=old) for _, b in words)


def _gone(token: Token, other: tuple[str, ...] | None = None) -> Step:
    piece = Piece(GONE, token.space + token.text, token.marks, other)
    return Step(piece, None, piece)


def _new(token: Token, other: tuple[str, ...] | None = None) -> Step:
    piece = Piece(NEW, token.space + token.text, token.marks, other)
    return Step(None, piece, piece)


def _without_accidents(
    ours: list[Token], theirs: list[Token], found: list[Match], whole: Gap
) -> list[Match]:
    """Matches that a reader would take for kept text: a lone "in" or comma in the midst of what
    is otherwise new would only make the eye stumble."""
    kept: list[Match] = []
    for at, match in enumerate(found):
        last = kept[-1] if kept else Match(0, 0, 0)
        following = found[at + 1] if at + 1 < len(found) else Match(whole.a_end, whole.b_end, 0)
        left = Gap(last.a + last.size, match.a, last.b + last.size, match.b)
        right = Gap(match.a + match.size, following.a, match.b + match.size, following.b)
        here = ours[match.a : match.a + match.size]
        sides = min(_rewritten(ours, theirs, left), _rewritten(ours, theirs, right))
        is_short = sum(token.is_word for token in here) <= FEW_WORDS
        if not is_short or _letters(here) * MUCH_SHORTER >= sides:
            kept.append(match)
    return kept


def _rewritten(ours: list[Token], theirs: list[Token], gap: Gap) -> int:
    """Letters; 0 where words were only added or only taken out: they disturb nothing."""
    return min(_letters(ours[gap.a : gap.a_end]), _letters(theirs[gap.b : gap.b_end]))


def _letters(tokens: Iterable[Token]) -> int:
    return sum(len(token.text) for token in tokens)


def _merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    runs = groupby(pieces, lambda piece: (piece.kind, piece.marks, piece.other))
    return tuple(
        Piece(kind, "".join(piece.text for piece in run), marks, other)
        for (kind, marks, other), run in runs
    )
