"""One page as it is kept, and ready to be answered with."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

Headers = list[tuple[str, str]]

#: Seconds after which a page is made anew whatever happened, or did not.
LONGEST = 24 * 3600.0
#: What stands for all of a kind, and for everything.
ALL = "*"
#: Of one kind on one page; a page with more depends on all of that kind.
MOST_OF_A_KIND = 300
#: What a browser is not told again with "304 Not Modified".
OF_THE_BODY = ("content-type", "content-language", "content-disposition")


@dataclass(frozen=True)
class Kept:
    """Times are seconds since 1970. `headers` are final, but for what the body and the validators
    say; `body` is gzip. `until`: not right from then on; None: until something changes.
    `mark`: what a CDN knows the page by."""

    status: int
    headers: Headers
    body: bytes
    etag: str
    last_modified: str
    tags: frozenset[str]
    made_at: float
    until: float | None = None
    mark: str = ""
    #: Since when it is an old page; None: it is right.
    stale_at: float | None = None
    #: An old page whose making failed is not made before that.
    again_at: float = 0.0
    #: Whether no other version of that page can have the same `last_modified`.
    is_dated: bool = True

    @cached_property
    def ends_at(self) -> float:
        latest = self.made_at + LONGEST
        return latest if self.until is None else min(self.until, latest)

    def old_since(self, now: float) -> float | None:
        """None where the page is right."""
        if self.stale_at is not None:
            return min(self.stale_at, self.ends_at)
        return self.ends_at if now >= self.ends_at else None

    @property
    def size(self) -> int:
        return len(self.body) + sum(len(name) + len(text) for name, text in self.headers) + 500

    @cached_property
    def common(self) -> Headers:
        return [
            *self.headers,
            ("ETag", self.etag),
            ("Last-Modified", self.last_modified),
            ("Vary", "Accept-Encoding"),
        ]

    @cached_property
    def packed_headers(self) -> Headers:
        length = str(len(self.body))
        return [*self.common, ("Content-Encoding", "gzip"), ("Content-Length", length)]

    @cached_property
    def plain_headers(self) -> Headers:
        # The last four bytes of gzip are the length of what is in it.
        length = str(int.from_bytes(self.body[-4:], "little"))
        return [*self.common, ("Content-Length", length)]

    @cached_property
    def bodiless_headers(self) -> Headers:
        return [each for each in self.common if each[0].lower() not in OF_THE_BODY]


@dataclass(frozen=True)
class Packed:
    """What of a page never changes, as bytes: JSON, a newline, the body."""

    bytes: bytes = field(repr=False)

    @classmethod
    def of(cls, kept: Kept) -> Packed:
        told = [
            kept.status, kept.headers, kept.etag, kept.last_modified, sorted(kept.tags),
            kept.made_at, kept.until, kept.mark,
        ]  # fmt: skip
        return cls(json.dumps(told, separators=(",", ":")).encode() + b"\n" + kept.body)

    def kept(self, **more: Any) -> Kept:
        head, _line, body = self.bytes.partition(b"\n")
        status, headers, etag, last_modified, tags, made_at, until, mark = json.loads(head)
        pairs = [(name, text) for name, text in headers]
        page = Kept(status, pairs, body, etag, last_modified, frozenset(tags), made_at, until, mark)
        return replace(page, **more)


def collapsed(tags: Iterable[str]) -> frozenset[str]:
    """The tags that a page is kept under: few, whatever stands on it."""
    kinds: dict[str, set[str]] = {}
    for tag in tags:
        kinds.setdefault(tag.partition(":")[0], set()).add(tag)
    few: set[str] = set()
    for kind, found in kinds.items():
        few |= {f"{kind}:{ALL}"} if len(found) > MOST_OF_A_KIND else found
    return frozenset(few)


def reached(tags: Iterable[str]) -> set[str]:
    """The tags that a change of these reaches: a page with too many of a kind has all of it."""
    asked = set(tags)
    return asked | {f"{kind}:{ALL}" for kind, colon, _thing in map(parted, asked) if colon}


def parted(tag: str) -> tuple[str, str, str]:
    return tag.partition(":")
