"""What changed in a text that somebody has translated: paragraph by paragraph, which sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from newsroom.text.blocks import Block, Token, blocks
from newsroom.text.compare import CHANGED, GONE, NEW, SAME, Row, compare_blocks
from newsroom.text.pairing import Pair, paired
from newsroom.text.paragraphs import paragraphs_of

ENDS = frozenset(".!?؟…")
#: What closes behind the end of a sentence.
CLOSES = frozenset("»”\"’')]›")


@dataclass(frozen=True)
class Passage:
    """A paragraph of the new text, or one that is gone from it.

    `number`: its place among the new text's (`paragraphs_of`), from 0; where it is gone, of the one
    that it stood before. `rows`: its sentences, none where nothing changed. `moved`: the same
    stands elsewhere as well, gone there where it is new here.
    """

    kind: str  # same | changed | gone | new
    number: int
    rows: tuple[Row, ...] = ()
    moved: bool = False


def changed_sentences(before: str, after: str) -> list[Passage]:
    """In reading order. Takes HTML as `markup.sanitise` leaves it."""
    ours, theirs = ([as_one(each.html) for each in paragraphs_of(text)] for text in (before, after))
    found = list(_passages(ours, theirs, paired(ours, theirs)))
    gone = {_words(each) for each in found if each.kind == GONE}
    both = gone & {_words(each) for each in found if each.kind == NEW}
    return [
        replace(each, moved=True) if each.kind in (GONE, NEW) and _words(each) in both else each
        for each in found
    ]


def as_one(html: str) -> Block:
    """A quotation, a point or a figure with its caption as one paragraph, each part a line."""
    parts = blocks(html)
    said = [token for part in parts for token in (Token("\n"), *part.tokens)]
    return Block(parts[0].shape if parts else "p", tuple(said[1:]))


def sentences(whole: Block) -> list[Block]:
    """Each a block of its own, where the whole one stands. A line's end ends one, too."""
    found: list[list[Token]] = [[]]
    for token, following in pairwise([*whole.tokens, None]):
        assert token
        found[-1].append(token)
        if following and (token.text == "\n" or _is_end(found[-1], following)):
            found.append([])
    return [Block(whole.shape, tuple(each)) for each in found if each]


def _is_end(said: list[Token], following: Token) -> bool:
    """A point that no space follows ends none: 3.2, an address."""
    if not following.space:
        return False
    closed = re.sub(rf"[{re.escape(''.join(CLOSES))}]+$", "", "".join(t.text for t in said[-4:]))
    return closed[-1:] in ENDS


def _passages(ours: list[Block], theirs: list[Block], pairs: list[Pair]) -> Iterator[Passage]:
    """Between two pairs stands first what is gone, then what is new."""
    i = j = 0
    for pair in [*pairs, Pair(len(ours), len(ours), len(theirs), len(theirs))]:
        for each in ours[i : pair.a]:
            yield Passage(GONE, j, tuple(compare_blocks(sentences(each), [])))
        for number in range(j, pair.b):
            yield Passage(NEW, number, tuple(compare_blocks([], sentences(theirs[number]))))
        yield from _paired(ours[pair.a : pair.a_end], theirs[pair.b : pair.b_end], pair.b)
        i, j = pair.a_end, pair.b_end


def _paired(ours: list[Block], theirs: list[Block], first: int) -> Iterator[Passage]:
    """One paragraph, or what it was split into or joined of: each sentence where it stands now."""
    rows = compare_blocks(_all_sentences(ours), _all_sentences(theirs))
    here: list[list[Row]] = [[] for _ in theirs]
    at, read = 0, 0
    for row in rows:
        if at + 1 < len(theirs) and row.after and read >= _letters(theirs[at]):
            at, read = at + 1, 0
        here[at].append(row)
        read += sum(len("".join(piece.text.split())) for piece in row.after)
    for number, said in enumerate(here):
        is_same = all(row.kind == SAME for row in said)
        yield Passage(SAME if is_same else CHANGED, first + number, () if is_same else tuple(said))


def _all_sentences(every: Iterable[Block]) -> list[Block]:
    return [sentence for each in every for sentence in sentences(each)]


def _letters(whole: Block) -> int:
    return sum(len("".join(token.text.split())) for token in whole.tokens)


def _words(passage: Passage) -> tuple[str, ...]:
    return tuple(piece.text.strip() for row in passage.rows for piece in row.inline)
