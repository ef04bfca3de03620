"""Lays pasted HTML out anew, in the few shapes that a story's text has.

Safety is nh3's business, before and after (see `newsroom.text.markup`): this is about order.
"""

import html
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import groupby

from newsroom.text.asides import kind_of
from newsroom.text.attributes import attributes
from newsroom.text.legible import balanced, is_blank, legible, spaced
from newsroom.text.pictures import stored

LEAVES = {"p", "h2", "h3"}
LISTS = {"ul", "ol"}
BLOCKS = {*LEAVES, *LISTS, "li", "blockquote", "figure", "figcaption", "aside"}
INLINE = {"strong", "em", "cite", "a", "span"}
#: Everything else that HTML parts from its neighbours becomes a paragraph, else words would
#: meet; so does a figure that names no photos of ours, and an aside that is no box of ours.
RENAMED = {
    **dict.fromkeys(
        (
            *("address", "article", "aside", "caption", "center", "dd", "details", "dialog"),
            *("div", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header"),
            *("hgroup", "legend", "main", "nav", "pre", "section", "summary", "td", "th", "tr"),
        ),
        "p",
    ),
    "b": "strong",
    "i": "em",
    "h1": "h2",
    "h4": "h3",
    "h5": "h3",
    "h6": "h3",
}
#: Nested elements beyond this are flattened.
DEEPEST = 6


class Node:
    """An element being rebuilt."""

    def __init__(self, tag: str, attrs: dict[str, str]) -> None:
        self.tag, self.attrs = tag, attrs
        self.children: list[Node | str] = []


class Rebuilder(HTMLParser):
    """Reads what nh3 balanced and lays it out anew, in the few shapes a story's text has."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("", {})]  # the blocks around the reading position
        self.source: list[Node | None] = []  # what each start tag led to; None: nothing
        self.inlines: list[Node] = []  # wanted around text here
        self.chain: list[Node] = []  # those of them that stand in the current block
        self.breaks, self.is_filled = 0, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        photos, box = stored(given.get("data-photos")), kind_of(given.get("data-box"))
        tag = RENAMED.get(tag, tag)
        if photos:
            self.source.append(self._apart(Node("figure", {"data-photos": photos})))
        elif box:
            own = {"data-box": box, **attributes("aside", attrs)}
            self.source.append(self._apart(Node("aside", own)))
        elif tag == "br":
            self.breaks += self.is_filled
        elif tag == "hr":
            self.breaks += 2 * self.is_filled
        elif tag in INLINE:
            self.source.append(self._inline(Node(tag, attributes(tag, attrs))))
        else:
            self.source.append(self._block(tag, attributes(tag, attrs)))

    def handle_endtag(self, tag: str) -> None:
        node = self.source.pop()
        if node and node in self.inlines:
            self.inlines.remove(node)
            del self.chain[len(self.inlines) :]
        elif RENAMED.get(tag, tag) not in INLINE:
            self._leave_leaf()
            if node in self.open:
                del self.open[self.open.index(node) :]

    def handle_data(self, data: str) -> None:
        text = legible(data)
        if is_blank(text):
            if text and self.is_filled and not self.breaks:
                self._append(text)
            return
        self._make_room()
        if self.breaks > 1 and self.open[-1].tag == "p":
            self._block("p", self.open[-1].attrs)
        elif self.breaks:
            self._append(Node("br", {}))
        self.breaks, self.is_filled = 0, True
        self._append(text)

    def _inline(self, node: Node) -> Node | None:
        """None for what says nothing: a bare span or link, strong within strong."""
        is_bare = node.tag in ("a", "span") and not node.attrs
        is_twice = node.tag != "span" and any(node.tag == other.tag for other in self.inlines)
        if is_bare or is_twice or len(self.inlines) >= DEEPEST:
            return None
        self.inlines.append(node)
        return node

    def _apart(self, node: Node) -> Node:
        """A figure or a box stands in no list, no quotation and no box: whatever is open around it
        ends."""
        self._leave_leaf()
        self.open = [self.open[0], node]
        self.open[0].children.append(node)
        return node

    def _caption(self, attrs: dict[str, str]) -> Node:
        """All words within a figure are its one caption, whatever blocks they came in."""
        figure = self.open[-1]
        if not figure.children:
            figure.children.append(Node("figcaption", attrs))
        caption = figure.children[0]
        assert isinstance(caption, Node)
        self.open.append(caption)
        self.breaks = self.is_filled = _has_text(caption)
        return caption

    def _block(self, tag: str, attrs: dict[str, str]) -> Node:
        self._leave_leaf()
        if self.open[-1].tag == "figure":
            return self._caption(attrs)
        if tag == "li":
            if self.open[-1].tag == "li":  # one that loose text in the list had opened
                self.open.pop()
            tag = "li" if self.open[-1].tag in LISTS else "p"
        else:
            self._open_item(tag)
            if tag in ("h2", "h3") and self.open[1:] and self.open[1].tag == "aside":
                tag = "h2"
            tag = tag if tag in LEAVES or len(self.open) <= DEEPEST else "p"
        node = Node(tag, attrs)
        self.open[-1].children.append(node)
        self.open.append(node)
        return node

    def _leave_leaf(self) -> None:
        if self.open[-1].tag in {*LEAVES, "figcaption"}:
            self.open.pop()
        self.chain, self.breaks, self.is_filled = [], 0, False

    def _make_room(self) -> None:
        self._open_item()
        if self.open[-1].tag not in {*LEAVES, "li", "figcaption"}:
            self._block("p", {})

    def _open_item(self, tag: str = "") -> None:
        """A list holds items only; a list straight in a list (Word) belongs to the item before."""
        top = self.open[-1]
        if top.tag in LISTS:
            last = top.children[-1] if top.children and tag in LISTS else Node("li", {})
            if last not in top.children:
                top.children.append(last)
            assert isinstance(last, Node)
            self.open.append(last)

    def _append(self, child: Node | str) -> None:
        for wanted in self.inlines[len(self.chain) :]:
            node = Node(wanted.tag, wanted.attrs)
            (self.chain or self.open)[-1].children.append(node)
            self.chain.append(node)
        (self.chain or self.open)[-1].children.append(child)


def _has_text(child: Node | str) -> bool:
    if isinstance(child, str):
        return not is_blank(child)
    return child.tag == "figure" or any(map(_has_text, child.children))


def _kept(children: list[Node | str]) -> Iterator[Node | str]:
    """Without empty elements; a space stays in their place, so that no words meet."""
    for child in children:
        if isinstance(child, str) or child.tag == "br" or _has_text(child):
            yield child
        elif child.tag in INLINE:
            yield from _kept(child.children)
        else:
            yield " "


def _tidy(node: Node) -> None:
    kept, node.children = _kept(node.children), []
    for is_text, run in groupby(kept, lambda child: isinstance(child, str)):
        children = list(run)
        node.children += [spaced(balanced("".join(map(str, children))))] if is_text else children
    for child in node.children:
        if isinstance(child, Node):
            _tidy(child)
    if node.tag not in INLINE:
        _trim(node)


def _trim(node: Node) -> None:
    trimmed: list[Node | str] = []
    parts = {*BLOCKS, "br"}
    for is_part, run in groupby(node.children, lambda c: isinstance(c, Node) and c.tag in parts):
        children = list(run)
        if not is_part:
            _strip(children, 0)
            _strip(children, -1)
        trimmed += children
    node.children = trimmed


def _strip(children: list[Node | str], end: int) -> None:
    """Takes the space off one end (0 or -1) of a run, also inside its inline elements."""
    while children:
        child = children[end]
        if isinstance(child, Node):
            _strip(child.children, end)
            return
        children[end] = text = child.rstrip() if end else child.lstrip()
        if text:
            return
        del children[end]


def _written(child: Node | str) -> str:
    if isinstance(child, str):
        return html.escape(child, quote=False)
    inside = "".join(map(_written, child.children))
    attrs = "".join(f' {name}="{html.escape(value)}"' for name, value in child.attrs.items())
    if not child.tag:
        return inside
    return "<br>" if child.tag == "br" else f"<{child.tag}{attrs}>{inside}</{child.tag}>"


def rebuilt(balanced: str) -> str:
    """Paragraphs, headings, quotations, lists, figures and boxes out of balanced HTML."""
    reader = Rebuilder()
    reader.feed(balanced)
    reader.close()
    root = reader.open[0]
    _tidy(root)
    return _written(root)
