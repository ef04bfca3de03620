"""The story's text: what is kept of a paste, and the plain forms of it.

`sanitise` runs wherever HTML is stored, whoever wrote it: form, import or API.
"""

import html
import re
from html.parser import HTMLParser

import nh3

from newsroom.text.legible import is_blank, legible, spaced
from newsroom.text.rebuild import BLOCKS, INLINE, RENAMED, rebuilt

STORED = {*BLOCKS, *INLINE, "br"}
DIRECTED = {*BLOCKS, "span"}
OWN = {"a": {"href"}, "figure": {"data-photos"}}
STRICT = nh3.Cleaner(
    tags=STORED,
    attributes={tag: {"dir", "lang"} for tag in DIRECTED} | OWN,
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="noopener nofollow",
)
#: What comes in: as strict about safety, and open to the tags that `rebuilt` turns into ours.
LOOSE = nh3.Cleaner(
    tags={*STORED, *RENAMED, "hr"},
    attributes={tag: {"dir", "lang"} for tag in {*DIRECTED, *RENAMED}} | OWN,
    clean_content_tags={
        *("script", "style", "title", "xml", "template", "noscript", "object", "iframe"),
        *("svg", "math", "textarea", "select", "audio", "video"),
    },
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel=None,
)


def sanitise(text: str) -> str:
    """HTML of a story as it is stored and shown: safe, and laid out in blocks; idempotent.

    Takes what Word, WhatsApp and browsers paste. Links keep only absolute addresses. A double
    line break parts paragraphs; images, tables and styles go, the words in them stay. Pictures are
    figures that name photos by their keys (`text.pictures`).
    """
    return STRICT.clean(rebuilt(LOOSE.clean(legible(text))))


def clean_line(text: str) -> str:
    """A one-line field: no control characters, single spaces, NFC; "" if nothing is visible.

    Direction isolates left open are closed: they would turn whatever is printed next to it.
    """
    text = " ".join(spaced(legible(text)).split())
    return "" if is_blank(text) else _closed(text)


def clean_text(text: str) -> str:
    """A field of many lines: each clean and trimmed, at most one empty line in a row."""
    lines = (spaced(line).strip() for line in legible(text).split("\n"))
    joined = "\n".join("" if is_blank(line) else line for line in lines)
    return re.sub(r"\n{3,}", "\n\n", joined).strip()


def _closed(text: str) -> str:
    depth, kept = 0, ""
    for char in text:
        depth += (char in "\u2066\u2067\u2068") - (char == "\u2069")
        if depth < 0:
            depth = 0
        else:
            kept += char
    return kept + "\u2069" * depth


def isolate(text: str) -> str:
    """For a name or a number put into plain text: its direction cannot disturb the sentence.

    U+2068 … U+2069, as `<bdi>` does in HTML; nothing around nothing.
    """
    return f"\u2068{_closed(text)}\u2069" if text else ""


def paragraphs(text: str) -> str:
    """A plain textarea as HTML: an empty line parts paragraphs, a single newline is a `<br>`.

    `sanitise` leaves the result as it is.
    """
    escaped = html.escape(clean_text(text), quote=False).replace("\u00a0", "&nbsp;")
    blocks = (block.replace("\n", "<br>") for block in escaped.split("\n\n") if block)
    return "".join(f"<p>{block}</p>" for block in blocks)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.text += "\n"
        elif tag in BLOCKS:
            self.text += "\n\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.text += "\n\n"

    def handle_data(self, data: str) -> None:
        self.text += re.sub(r"[ \t\r\n]+", " ", data)


def plain(text: str) -> str:
    """Stored HTML as text: blocks parted by empty lines, `<br>` as newline, entities decoded.

    For what `sanitise` made: of a script in other HTML it would return the code.
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return clean_text(reader.text)


def is_plain(text: str) -> bool:
    """Whether a textarea can edit this stored HTML without loss: paragraphs and breaks only."""
    return paragraphs(plain(text)) == text


def count_words(text: str) -> int:
    """Words of HTML or of plain text: what spaces and dashes part and has a letter or a digit."""
    return sum(any(map(str.isalnum, word)) for word in re.split(r"[\s—–/]+", plain(text)))
