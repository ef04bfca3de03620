"""The story's text: what is kept of a paste, and the plain forms of it.

`sanitise` runs wherever HTML is stored, whoever wrote it: form, import or API.
"""

import html
import re
import unicodedata
from html.parser import HTMLParser

import nh3

from newsroom.text.legible import ISOLATES, balanced, is_blank, legible, spaced
from newsroom.text.rebuild import BLOCKS, INLINE, RENAMED, rebuilt

#: Of spaces in HTML: all that is not a single one already.
RUN = re.compile("[ \t\r\n]{2,}|[\t\r\n]")
#: Signs without ink that stand for a letter of that direction.
MARKS = {"rtl": "\u200f", "ltr": "\u200e"}
STORED = {*BLOCKS, *INLINE, "br"}
DIRECTED = {*BLOCKS, "span"}
OWN = {"a": {"href"}, "figure": {"data-photos"}, "aside": {"dir", "lang", "data-box"}}
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
    figures that name photos by their keys (`text.pictures`), boxes are asides (`text.asides`).
    """
    return STRICT.clean(rebuilt(LOOSE.clean(legible(text))))


def clean_line(text: str) -> str:
    """A one-line field: no control characters, single spaces, NFC; "" if nothing is visible.

    Of direction controls it has marks and whole isolates alone: see `legible.balanced`.
    """
    text = " ".join(spaced(balanced(legible(text))).split())
    return "" if is_blank(text) else text


def clean_text(text: str) -> str:
    """A field of many lines: each clean, trimmed and with whole isolates, as each is set by itself;
    at most one empty line in a row."""
    lines = (spaced(balanced(line)).strip() for line in legible(text).split("\n"))
    joined = "\n".join("" if is_blank(line) else line for line in lines)
    return re.sub(r"\n{3,}", "\n\n", joined).strip()


def isolate(text: str, direction: str = "") -> str:
    """For a name or a number put into plain text: its direction cannot disturb the sentence.

    U+2068 … U+2069, as `<bdi>` does in HTML; U+2067 or U+2066 in front where the direction is
    known. Nothing around nothing.
    """
    opening = {"rtl": "\u2067", "ltr": "\u2066"}.get(direction, "\u2068")
    return f"{opening}{balanced(text.translate(ISOLATES))}\u2069" if text else ""


def led(text: str, direction: str) -> str:
    """For a line that stands alone where nothing tells its direction, as in a feed or a message:
    programs go by the first letter, so a mark leads where that is of the other direction."""
    first = next(filter(None, map(_strong, text)), direction)
    return text if first == direction else MARKS[direction] + text


def _strong(char: str) -> str:
    return {"L": "ltr", "R": "rtl", "AL": "rtl"}.get(unicodedata.bidirectional(char), "")


def as_paragraphs(text: str) -> str:
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
        self.text += RUN.sub(" ", data)


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
    return as_paragraphs(plain(text)) == text


def count_words(text: str) -> int:
    """Words of HTML or of plain text: what spaces and dashes part and has a letter or a digit."""
    return sum(any(map(str.isalnum, word)) for word in re.split(r"[\s—–/]+", plain(text)))
