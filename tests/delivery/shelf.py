"""A store in memory that keeps pages as the real ones do, by the clock of a test."""

from __future__ import annotations

import re
from difflib import ndiff
from urllib.parse import unquote_to_bytes

from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils import timezone

from newsroom.delivery.asked import bare
from newsroom.delivery.kept import ALL, collapsed, reached
from newsroom.delivery.record import Record, recording
from newsroom.delivery.rendering import may_be_kept

#: What differs between two renderings of the same page.
NONCE = re.compile(rb'nonce="[^"]*"')


class Shelf:
    """`pages`: by key (body, tags, until). `rendered`: keys, in turn. `compared`: pages held
    against a fresh one."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[bytes, frozenset[str], object]] = {}
        self.rendered: list[str] = []
        self.compared = 0
        self.gone: set[str] = set()
        self.purged: list[set[str]] = []
        self.handler = WSGIHandler()

    def purge(self, tags, gone=False) -> int:
        tags = reached(tags)
        self.purged.append(tags)
        reach = {ALL} & tags
        hit = [key for key, (_body, had, _until) in self.pages.items() if reach or tags & had]
        for key in hit:
            del self.pages[key]
        self.gone |= set(hit) if gone else set()
        return len(hit)

    def clear(self) -> None:
        self.pages.clear()

    def get(self, key: str) -> bytes:
        """Kept or rendered."""
        if key in self.pages:
            body, _tags, until = self.pages[key]
            if until is None or timezone.now() < until:
                return body
            del self.pages[key]
        body, response, record = self.render(key)
        self.rendered.append(key)
        if may_be_kept(response, record):
            self.pages[key] = (body, collapsed(record.tags), record.until)
        return body

    def render(self, key: str) -> tuple[bytes, object, Record]:
        with recording() as record:
            response = self.handler.get_response(WSGIRequest(bare(as_wsgi(key))))
        return NONCE.sub(b"", response.content), response, record

    def wrong(self) -> list[str]:
        """Kept pages that say something else than they would if they were rendered now."""
        now = timezone.now()
        found = []
        # A page or fragment that was wrong would be wrong on both.
        for name in ("pages", "fragments", "stories"):
            caches[name].clear()
        for key, (body, _tags, until) in list(self.pages.items()):
            is_right = until is None or now < until
            self.compared += is_right
            if is_right and (fresh := self.render(key)[0]) != body:
                found.append(f"{key}: {difference(body, fresh)}")
        return found


def as_wsgi(url: str) -> str:
    path, mark, query = url.partition("?")
    return f"{unquote_to_bytes(path).decode('latin-1')}{mark}{query}"


def difference(kept: bytes, fresh: bytes) -> list[str]:
    lines = ndiff(kept.decode().splitlines(), fresh.decode().splitlines())
    return [line[:300] for line in lines if line[0] in "+-"][:4]
