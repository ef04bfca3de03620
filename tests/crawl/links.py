"""Follows every link of our own once, from the front on, and tells which lead nowhere."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

#: What stands in an address's place and is none.
NO_ADDRESS = ("mailto:", "tel:", "data:", "javascript:")


class Links(HTMLParser):
    """Addresses and ids of one page. `links` are those that a reader or an engine follows, `files`
    those that a browser fetches by itself."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.files: list[str] = []
        self.ids: set[str] = set()
        self.feed(content)

    def handle_starttag(self, tag, attrs) -> None:
        said = {name: value or "" for name, value in attrs}
        if "id" in said:
            self.ids.add(said["id"])
        rel = said.get("rel", "")
        is_file = tag == "link" and not re.search("alternate|canonical", rel)
        for name in ("href", "action"):
            if name in said:
                (self.files if is_file else self.links).append(said[name])
        if tag == "meta" and said.get("property") in ("og:url", "og:image"):
            self.links.append(said["content"])
        self.files += [said["src"]] if said.get("src") else []
        for each in said.get("srcset", "").split(","):
            self.files += each.split()[:1]


class Walk:
    """`ask(path)` answers with (status, content type, text); a redirect is followed by it."""

    def __init__(self, ask: Callable, site: str, foreign: set[str]) -> None:
        self.ask, self.site, self.foreign = ask, site, foreign
        self.wrong: dict[str, str] = {}
        self.ids: dict[str, set[str]] = {}
        self.wanted: dict[str, list[tuple[str, str]]] = {}

    def go(self, *starts: str) -> Walk:
        ways = deque((start, "the start") for start in starts)
        seen = set(starts)
        while ways:
            path, origin = ways.popleft()
            for found in self.visit(path, origin):
                if found not in seen:
                    seen.add(found)
                    ways.append((found, path))
        for path, anchors in self.wanted.items():
            for anchor, origin in anchors:
                if path in self.ids and anchor not in self.ids[path]:
                    self.wrong[f"{path}#{anchor}"] = f"no such place on the page, from {origin}"
        return self

    def visit(self, path: str, origin: str) -> list[str]:
        status, kind, text = self.ask(path)
        # The log of corrections leads to withdrawn stories: their pages say so, as gone.
        if status != 200 and not (status == 410 and "/corrections/" in origin):
            self.wrong[path] = f"{status}, from {origin}"
        if kind.startswith("text/html"):
            page = Links(text)
            self.ids[path] = page.ids
            return [*self.own(page.links, path), *self.own(page.files, path, is_file=True)]
        if "xml" in kind:
            marked = re.findall(r"<(?:loc|link|guid[^>]*)>([^<]+)<|\bhref=\"([^\"]+)\"", text)
            return self.own([one or other for one, other in marked], path)
        return []

    def own(self, links: list[str], path: str, *, is_file: bool = False) -> list[str]:
        found = []
        for link in links:
            if link.startswith(NO_ADDRESS) or not link:
                continue
            whole, anchor = urldefrag(urljoin(self.site + path, link))
            parts = urlsplit(whole)
            if f"{parts.scheme}://{parts.netloc}" != self.site:
                if is_file or parts.hostname not in self.foreign:
                    self.wrong[link] = f"a foreign host, from {path}"
                continue
            own = whole.removeprefix(self.site) or "/"
            if anchor:
                self.wanted.setdefault(own, []).append((unquote(anchor), path))
            found.append(own)
        return found
