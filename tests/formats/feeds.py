"""What the specifications ask of a feed: RSS 2.0, Atom (RFC 4287), JSON Feed 1.1. Each takes the
answer's text and gives the pieces back as dictionaries of title, url, html."""

from __future__ import annotations

import json
import re
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit

from defusedxml import ElementTree

ATOM, CONTENT = "{http://www.w3.org/2005/Atom}", "{http://purl.org/rss/1.0/modules/content/}"
MEDIA, LANG = "{http://search.yahoo.com/mrss/}", "{http://www.w3.org/XML/1998/namespace}lang"
RFC822 = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} "
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d [+-]\d{4}"
)
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
LANGUAGE = re.compile(r"[a-z]{2,3}")
#: What a feed's program may load or lead to.
ADDRESSES = {"href", "src"}


def is_whole(url: str | None) -> bool:
    """An absolute address that needs no further escaping."""
    parts = urlsplit(url or "")
    return parts.scheme in ("http", "https") and bool(parts.netloc) and (url or "").isascii()


def one(element, name: str) -> str:
    """The text of a child that is there once and says something."""
    (found,) = element.findall(name)
    assert (found.text or "").strip(), name
    return found.text


def at_most_one(element, *names: str) -> None:
    for name in names:
        assert len(element.findall(name)) <= 1, name


class Html(HTMLParser):
    """Of a piece: one outermost element that has language and direction, whole addresses."""

    def __init__(self, html: str, language: str) -> None:
        super().__init__()
        self.depth, self.roots, self.text, self.pictures = 0, [], "", []
        self.feed(html)
        self.close()
        assert self.depth == 0
        ((tag, said),) = self.roots
        assert (tag, said["lang"]) == ("div", language)
        assert said["dir"] in ("rtl", "ltr")

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        assert tag not in ("script", "style", "iframe", "link")
        assert not [name for name in said if name.startswith("on") or name in ("class", "style")]
        assert all(is_whole(said[name]) for name in ADDRESSES & said.keys()), attrs
        if not self.depth:
            self.roots.append((tag, said))
        if tag == "br":
            self.text += "\n"
        if tag == "img":
            self.pictures.append(said)
        self.depth += tag not in ("img", "br")

    def handle_endtag(self, tag):
        self.depth -= 1

    def handle_data(self, data):
        assert self.depth or not data.strip()
        self.text += data


def rss(text: str) -> list[dict]:
    root = ElementTree.fromstring(text.encode())
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    for name in ("title", "description", "language"):
        one(channel, name)
    assert is_whole(one(channel, "link"))
    assert LANGUAGE.fullmatch(channel.findtext("language"))
    assert RFC822.fullmatch(one(channel, "lastBuildDate"))
    assert int(one(channel, "ttl")) > 0
    (own,) = channel.findall(f"{ATOM}link")
    assert own.get("rel") == "self"
    assert is_whole(own.get("href"))
    keys = [one(piece, "guid") for piece in channel.findall("item")]
    assert len(set(keys)) == len(keys)
    language = channel.findtext("language")
    return [rss_piece(piece, language) for piece in channel.findall("item")]


def rss_piece(piece, language: str) -> dict:
    at_most_one(piece, "title", "link", "description", "pubDate", "guid", "author", "enclosure")
    assert piece.find("author") is None, "RSS wants an e-mail address there"
    assert is_whole(one(piece, "link"))
    assert piece.find("guid").get("isPermaLink") == "true"
    assert is_whole(one(piece, "guid"))
    assert RFC822.fullmatch(one(piece, "pubDate"))
    parsedate_to_datetime(piece.findtext("pubDate"))
    assert all(category.text for category in piece.findall("category"))
    for picture in piece.findall(f"{MEDIA}content"):
        assert is_whole(picture.get("url"))
        assert picture.get("type") == "image/jpeg"
    html = one(piece, f"{CONTENT}encoded")
    return {"title": one(piece, "title"), "url": one(piece, "link"), "html": Html(html, language)}


def atom(text: str) -> list[dict]:
    root = ElementTree.fromstring(text.encode())
    assert root.tag == f"{ATOM}feed"
    assert LANGUAGE.fullmatch(root.get(LANG))
    check_dated(root)
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links.keys() == {"self", "alternate"}
    assert all(map(is_whole, links.values()))
    pieces = root.findall(f"{ATOM}entry")
    keys = [one(piece, f"{ATOM}id") for piece in pieces]
    assert len(set(keys)) == len(keys)
    assert root.find(f"{ATOM}author") is not None
    return [atom_piece(piece, root.get(LANG)) for piece in pieces]


def check_dated(element) -> None:
    assert is_whole(one(element, f"{ATOM}id"))
    one(element, f"{ATOM}title")
    assert RFC3339.fullmatch(one(element, f"{ATOM}updated"))
    for person in element.findall(f"{ATOM}author"):
        one(person, f"{ATOM}name")
        assert all(is_whole(uri.text) for uri in person.findall(f"{ATOM}uri"))


def atom_piece(piece, language: str) -> dict:
    check_dated(piece)
    at_most_one(piece, *(f"{ATOM}{name}" for name in ("content", "published", "summary", "rights")))
    assert RFC3339.fullmatch(one(piece, f"{ATOM}published"))
    assert all(category.get("term") for category in piece.findall(f"{ATOM}category"))
    links = piece.findall(f"{ATOM}link")
    (page,) = [link.get("href") for link in links if link.get("rel") == "alternate"]
    assert all(is_whole(link.get("href")) for link in links)
    (content,) = piece.findall(f"{ATOM}content")
    assert content.get("type") == "html"
    assert not len(content)
    return {
        "title": one(piece, f"{ATOM}title"), "url": page, "html": Html(content.text, language),
    }  # fmt: skip


def json_feed(text: str) -> list[dict]:
    told = json.loads(text)
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["title"]
    assert all(is_whole(told[name]) for name in ("home_page_url", "feed_url", "icon", "favicon"))
    assert LANGUAGE.fullmatch(told["language"])
    keys = [piece["id"] for piece in told["items"]]
    assert len(set(keys)) == len(keys)
    return [json_piece(piece) for piece in told["items"]]


def json_piece(piece: dict) -> dict:
    assert isinstance(piece["id"], str)
    assert all(is_whole(piece[name]) for name in ("url", "image") if name in piece)
    assert all(RFC3339.fullmatch(piece[f"date_{name}"]) for name in ("published", "modified"))
    assert all(author.get("name") or author.get("url") for author in piece.get("authors", []))
    assert all(isinstance(tag, str) and tag for tag in piece.get("tags", []))
    html = Html(piece["content_html"], piece["language"])
    return {"title": piece["title"], "url": piece["url"], "html": html}


FORMS = {"rss": rss, "atom": atom, "json": json_feed}
