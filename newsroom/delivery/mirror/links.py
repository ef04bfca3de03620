"""Links of a page rewritten so that they lead from file to file, wherever the folder lies."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

TAG = re.compile(r"<(a|area|img|source|script|link|form|meta)\b[^>]*>", re.I)
ATTRIBUTE = re.compile(r'\s(href|src|srcset|action|content)="([^"]*)"')
REL = re.compile(r'\srel="([^"]*)"')
CSS_URL = re.compile(r"""url\((["']?)([^)"']+)\1\)""")


@dataclass(frozen=True)
class Target:
    """What an address is in the mirror: the file, what comes behind it in the link, and the
    address under which the file is asked for."""

    file: str
    address: str
    query: str = ""


#: None: the mirror does not have it.
Resolve = Callable[[str], Target | None]


@dataclass
class Rewriter:
    """`site`: the site's own address without a slash at the end; `url`: where the mirror will
    stand, which then takes the site's place in all that has to be said as a whole address."""

    site: str
    url: str
    resolve: Resolve
    #: Addresses that the pages rewritten so far need.
    found: set[str] = field(default_factory=set)

    def page(self, text: str, at: str | None) -> str:
        """`at`: the page's own file; None: it is shown at whatever address was asked for."""
        return self.whole(TAG.sub(lambda tag: self.tag(tag[0], tag[1].lower(), at), text))

    def tag(self, tag: str, name: str, at: str | None) -> str:
        is_told = name == "meta" or name == "link" and self.is_told(tag)

        def changed(match: re.Match[str]) -> str:
            attribute, value = match[1], html.unescape(match[2])
            if (attribute == "content") != (name == "meta"):
                return match[0]
            if is_told:
                self.need(value, is_picture="og:image" in tag)
                return match[0]
            new = self.set(value, at) if attribute == "srcset" else self.link(value, at)
            return f' {attribute}="{html.escape(new)}"'

        return ATTRIBUTE.sub(changed, tag)

    def is_told(self, tag: str) -> bool:
        """What is there for engines, who want whole addresses."""
        rel = REL.search(tag)
        return "hreflang=" in tag or bool(rel and "canonical" in rel[1])

    def need(self, value: str, *, is_picture: bool) -> None:
        own = self.own(value) if is_picture else None
        target = self.resolve(own) if own else None
        if target:
            self.found.add(target.address)

    def own(self, value: str) -> str | None:
        """The path of an address of the site; None for anybody else's, and for places in the
        same page."""
        if value == self.site or value.startswith(f"{self.site}/"):
            return value.removeprefix(self.site) or "/"
        return value if value.startswith("/") and not value.startswith("//") else None

    def link(self, value: str, at: str | None) -> str:
        own = self.own(value)
        if own is None:
            return value
        address, hash, fragment = own.partition("#")
        target = self.resolve(address)
        if target is None:
            return f"{self.site}{own}"
        self.found.add(target.address)
        path = self.from_root(target.file) if at is None else relative(target.file, at)
        return f"{path}{f'?{target.query}' if target.query else ''}{hash}{fragment}"

    def from_root(self, file: str) -> str:
        """Wherever the mirror stands, if it is in the same folder of that host."""
        return f"{urlsplit(self.url).path}/{quote(file)}"

    def set(self, value: str, at: str | None) -> str:
        pieces = (piece.strip().partition(" ") for piece in value.split(","))
        return ", ".join(f"{self.link(url, at)}{gap}{rest}" for url, gap, rest in pieces)

    def sheet(self, text: str, at: str, address: str) -> str:
        """A style sheet; what it names is relative to its own address."""

        def changed(match: re.Match[str]) -> str:
            if match[2].startswith(("data:", "#")):
                return match[0]
            own = posixpath.normpath(posixpath.join(posixpath.dirname(address), match[2]))
            return f"url({self.link(own, at)})"

        return CSS_URL.sub(changed, text)

    def whole(self, text: str) -> str:
        if self.url == self.site:
            return text
        return re.sub(rf"{re.escape(self.site)}(?![\w.:-])", lambda _: self.url, text)


def relative(file: str, at: str) -> str:
    """The link to a file from another one, ready for an address."""
    return quote(posixpath.relpath(file, posixpath.dirname(at) or "."))
