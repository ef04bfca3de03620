"""Stored text taken apart for reading and comparing: paragraphs, and the words in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import NamedTuple

from newsroom.text.rebuild import BLOCKS, INLINE

#: Letters and digits, with what Unicode counts as neither: harakat, other marks, the joiners.
LETTER = (
    r"\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    r"\u06ea-\u06ed\u08d3-\u08ff\u200c\u200d"
)
#: Stands before a photo's key among the words of a figure. `legible` lets none of it into a
#: text, so that nobody writes one by hand.
PICTURE = "\ufff9"
#: A word, a number with its separators and percent, an address, a photo,
#: or one mark of any other kind.
TOKEN = re.compile(
    rf"(?P<space>[^\S\n]*)(?P<text>{PICTURE}[0-9]+|https?://[^\s«»\"<>]*[^\s\W]/?"
    rf"|[{LETTER}]+(?:['’ʼ][{LETTER}]+|(?<=\d)[.,:/٫٬](?=\d)[{LETTER}]+)*(?:(?<=\d)[%٪‰°])?"
    rf"|\n|\S)"
)
HARAKAT = re.compile(r"[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
#: What `sanitise` leaves begins and ends with one of its blocks.
STORED_HTML = re.compile(
    rf"<({'|'.join(sorted(BLOCKS - {'li'}))})[ >].*</({'|'.join(sorted(BLOCKS))})>", re.DOTALL
)
#: What tells how something is set.
SETTING = ("href", "lang", "dir", "data-box")
#: Words, and how they are set.
Run = tuple[str, tuple[str, ...]]


class Token(NamedTuple):
    """`marks`: how it is set ("strong", "a https://…", "span ckb"), "" where plainly."""

    text: str
    marks: tuple[str, ...] = ()
    space: str = ""

    @property
    def is_word(self) -> bool:
        return any(map(str.isalnum, self.text))


@dataclass(frozen=True)
class Block:
    """One paragraph. `shape` is where it stands, from outside in: "p", "ol li", "blockquote p". The
    photos of a figure are one ("figure"), its caption is the next ("figure figcaption")."""

    shape: str
    tokens: tuple[Token, ...]

    @property
    def tag(self) -> str:
        """p, h2, h3, li, blockquote, figure or figcaption: what a reader would call it."""
        names = [part.split(":")[0] for part in self.shape.split()]
        if names[-1] in ("h2", "h3", "figure", "figcaption"):
            return names[-1]
        return "li" if "li" in names else "blockquote" if "blockquote" in names else "p"

    @property
    def key(self) -> tuple[object, ...]:
        return self.shape, tuple((token.text, token.marks) for token in self.tokens)


def blocks(text: str) -> list[Block]:
    """Of stored HTML (see `markup.sanitise`) its paragraphs; of anything else its filled lines."""
    if STORED_HTML.fullmatch(text.strip()):
        reader = _Reader()
        reader.feed(text)
        reader.close()
        reader.leave()
        return reader.found
    lines = (tuple(tokens([(line, ())])) for line in text.splitlines())
    return [Block("p", line) for line in lines if line]


def tokens(runs: list[Run]) -> Iterator[Token]:
    """The words and marks of a paragraph, given as runs of one setting each.

    A word is one even where only a part of it is set so; its mark then ends in "part".
    """
    text = "".join(words for words, _ in runs)
    settings = [marks for words, marks in runs for _ in words]
    for found in TOKEN.finditer(text):
        start, end = found.span("text")
        space = " " if found["space"] and start > len(found["space"]) else ""
        yield Token(found["text"], together(settings[start:end]), space)


def together(settings: list[tuple[str, ...]]) -> tuple[str, ...]:
    if settings.count(settings[0]) == len(settings):
        return settings[0]
    marks = sorted({mark for setting in settings for mark in setting})
    return tuple(m if all(m in each for each in settings) else f"{m} part" for m in marks)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self.around: list[tuple[str, str]] = []  # open blocks: tag, its part of the shape
        self.marks: list[str] = []
        self.runs: list[Run] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = [value or "" for name, value in attrs if name in SETTING]
        if tag in BLOCKS:
            self.leave()
            self.around.append((tag, ":".join([tag, *said])))
            keys = dict(attrs).get("data-photos") or ""
            self.runs = [(" ".join(f"{PICTURE}{key}" for key in keys.split()), ())]
        elif tag == "br":
            self.runs.append(("\n", ()))
        elif tag in INLINE:
            self.marks.append(" ".join([tag, *said]))

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.leave()
            if self.around and self.around[-1][0] == tag:
                self.around.pop()
        elif tag in INLINE and self.marks:
            self.marks.pop()

    def handle_data(self, data: str) -> None:
        self.runs.append((re.sub(r"[ \t\r\n]+", " ", data), tuple(sorted(self.marks))))

    def leave(self) -> None:
        """What was read since the last block began or ended is a paragraph, unless it is empty."""
        if found := tuple(tokens(self.runs)):
            shape = " ".join(part for _, part in self.around)
            self.found.append(Block(shape or "p", found))
        self.runs = []
