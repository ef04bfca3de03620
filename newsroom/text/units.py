"""Stored text cut into the pieces that two people change apart from each other."""

from __future__ import annotations

import re
from collections import Counter

from newsroom.text.blocks import Block, blocks
from newsroom.text.rebuild import BLOCKS, LEAVES

#: A tag as `sanitise` writes it; a ">" within an attribute ends none.
TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"]*")*)\s*>')
#: One paragraph without blocks in it: its tags and what is between them.
LEAF = re.compile(rf"(<({'|'.join(sorted(LEAVES))})(?: [^>]*)?>)(.*)(</\2>)", re.DOTALL)
#: Where a sentence may end: its mark, what closes behind it, and a space.
END = re.compile(r"[.!?؟…][»”\"’')\]]*(?= )")
#: What the desk's editor does not keep of stored text.
UNSET = re.compile(r' (?:lang|dir)="[^"]*"')
UNKEPT = re.compile(r"</?span>|(?<=<li>)<p>|</p>(?=</li>)")

Units = tuple[str, ...]


def units(text: str) -> Units:
    """The outermost blocks; lists, quotations, figures, boxes whole. Joined they are the text."""
    found, depth, start = [], 0, 0
    for tag in TAG.finditer(text):
        if tag[2] not in BLOCKS:
            continue
        if depth == 0 and start < tag.start():
            found.append(text[start : tag.start()])
            start = tag.start()
        depth = max(0, depth - 1 if tag[1] else depth + 1)
        if depth == 0:
            found.append(text[start : tag.end()])
            start = tag.end()
    return (*found, text[start:]) if start < len(text) else tuple(found)


def as_before(base: str, mine: str) -> str:
    """`mine` with the languages and directions of those paragraphs that are the same but for what
    the editor does not keep."""
    known = {_kept(unit): unit for unit in units(base)}
    return "".join(known.get(_kept(unit), unit) for unit in units(mine))


def _kept(unit: str) -> str:
    return UNKEPT.sub("", UNSET.sub("", unit))


def block(unit: str) -> Block:
    """As one paragraph, also where it is a list or, within a paragraph, a sentence."""
    tag = TAG.match(unit)
    found = blocks(unit if tag and tag[2] in BLOCKS else f"<p>{unit}</p>")
    tokens = tuple(token for block in found for token in block.tokens)
    return Block(found[0].shape if found else "p", tokens)


def sentences(text: str) -> Units:
    """Parted by the one space behind each; what is set bold or linked is never cut."""
    found, start = [], 0
    for end in END.finditer(text):
        before = text[start : end.end()]
        tags = [tag[1] for tag in TAG.finditer(before) if tag[2] != "br"]
        if tags.count("/") * 2 == len(tags):
            found.append(before)
            start = end.end() + 1
    return (*found, text[start:])


def said(pieces: Units) -> Counter[str]:
    """How often each sentence stands there; a list, a quotation or a figure counts as one."""
    found: Counter[str] = Counter()
    for unit in pieces:
        leaf = LEAF.fullmatch(unit)
        found.update(sentences(leaf[3]) if leaf else (unit,))
    return found
