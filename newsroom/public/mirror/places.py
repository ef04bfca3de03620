"""Where each address of the site lies in a mirror."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, unquote

from newsroom.delivery.mirror.links import Target
from newsroom.public.languages import LITE, parted
from newsroom.public.mirror.pages import Key, Pages

#: What stays the site's own: it needs a server.
ELSEWHERE = re.compile(r"/(admin|preview|healthz|readyz)(/|\Z)|/favicon\.ico\Z")
FEEDBACK = re.compile(r"articles/[0-9]+/feedback/")
PART = re.compile(r"[0-9]{1,6}")
KEY = re.compile(r"[0-9]{1,18}-[0-9]{1,18}")


class Places:
    """`lists`: by the address of its first page, the keys of each list."""

    def __init__(self, lists: Mapping[str, Sequence[Key]]) -> None:
        self.lists = lists

    def resolve(self, address: str) -> Target | None:
        path, _, query = address.partition("?")
        if ELSEWHERE.match(path):
            return None
        language, rest = parted(path)
        within = rest.removeprefix(f"{LITE}/")
        if within == "search/":
            found = f"/{language}search/"
            return Target(file_of(found), found, query)
        if FEEDBACK.match(within):
            found = f"/{language}feedback/"
            return Target(file_of(found), found)
        found = path + self.asked(f"/{language}{within}", dict(parse_qsl(query)))
        return Target(file_of(found), found)

    def asked(self, path: str, query: Mapping[str, str]) -> str:
        """Of a query, what leads to a page of its own; a place in a list to the page with it."""
        if PART.fullmatch(query.get("part", "")):
            return f"?part={query['part']}"
        for name in ("before", "after"):
            if path in self.lists and KEY.fullmatch(query.get(name, "")):
                pages = Pages(self.lists[path])
                key = getattr(pages, name)(query[name])
                return f"?before={key}" if key else ""
        return ""


def file_of(address: str) -> str:
    """Under the site's own paths: whoever serves a mirror as a site has the same addresses."""
    path, _, query = address.partition("?")
    inside = unquote(path).lstrip("/")
    folders = "".join(f"{name}/{value}/" for name, value in parse_qsl(query))
    return f"{inside}{folders}index.html" if inside.endswith("/") or not inside else inside
