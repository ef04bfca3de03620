"""What is left out of a text because nobody sees it."""

import re
import unicodedata

NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
#: Controls, lone surrogates and non-characters, which XML feeds refuse, and invisible junk.
#: ZWNJ and ZWJ stay (Sorani, Persian), and so do the direction marks.
JUNK = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff]"
)
#: WhatsApp wraps telephone numbers in embeddings; isolates do the same and leak no further.
OPENING, CLOSING = "\u2066\u2067\u2068", "\u2069"
ISOLATES = str.maketrans("\u202a\u202b\u202c\u202d\u202e", "\u2066\u2067\u2069\u2066\u2067")
#: Few texts have any: to look for one is far cheaper than to go through the text sign by sign.
EMBEDDING, ISOLATE = re.compile("[\u202a-\u202e]"), re.compile("[\u2066-\u2069]")
#: Of spaces: all that is not a single one already.
RUN = re.compile("\\s{2,}|[^\\S \u00a0\u202f]")


def legible(text: str) -> str:
    """Without what no reader sees and no feed carries; Word's soft line break is a newline."""
    text = JUNK.sub("", NEWLINES.sub("\n", text))
    return text.translate(ISOLATES) if EMBEDDING.search(text) else text


def balanced(text: str) -> str:
    """Without the isolates that nothing closes and the ends that close nothing: they would turn
    whatever stands beside the text. It never grows, so that what is cut to a length is cleaned
    after."""
    if not ISOLATE.search(text):
        return text
    open_at: list[int] = []
    dropped: set[int] = set()
    for at, char in enumerate(text):
        if char in OPENING:
            open_at.append(at)
        elif char == CLOSING:
            if open_at:
                open_at.pop()
            else:
                dropped.add(at)
    dropped.update(open_at)
    return "".join(char for at, char in enumerate(text) if at not in dropped) if dropped else text


def is_blank(text: str) -> bool:
    return all(char.isspace() or unicodedata.category(char) == "Cf" for char in text)


def spaced(text: str) -> str:
    """NFC, and each run of spaces one space; a single no-break space is somebody's intention."""
    return RUN.sub(" ", unicodedata.normalize("NFC", text))
