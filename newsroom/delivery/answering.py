"""The answer to one request from a page that is kept: whole or "304", gzip or not, GET or HEAD."""

from __future__ import annotations

import gzip
from functools import cache, lru_cache
from http import HTTPStatus

from django.utils.http import parse_http_date_safe

from newsroom.delivery import cdn
from newsroom.delivery.asked import Environ
from newsroom.delivery.kept import Headers, Kept


def answer(kept: Kept, environ: Environ, now: float, has_cdn: bool) -> tuple[int, Headers, bytes]:
    headers, body = kept.packed_headers, kept.body
    status = kept.status
    if is_known(kept, environ):
        status, headers, body = 304, kept.bodiless_headers, b""
    elif not takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
        headers, body = kept.plain_headers, gzip.decompress(body)
    if has_cdn:
        headers = headers + cdn.headers(kept, now)
    if environ["REQUEST_METHOD"] == "HEAD":
        body = b""
    return status, headers, body


@cache
def status_line(status: int) -> str:
    return f"{status} {HTTPStatus(status).phrase}"


def is_known(kept: Kept, environ: Environ) -> bool:
    """Whether who asks has this very page (RFC 9110, 13.2.2): by its tag, else by its time."""
    if kept.status != 200:
        return False
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags is not None:
        return has_tag(kept.etag, tags)
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    return since is not None and kept.is_dated and is_not_after(kept.last_modified, since)


def has_tag(etag: str, asked: str) -> bool:
    """Weak comparison: what is gzip for one and plain for another is the same page."""
    if asked == etag:
        return True
    given = {each.strip().removeprefix("W/") for each in asked.split(",")}
    return "*" in given or etag.removeprefix("W/") in given


def is_not_after(own: str, asked: str) -> bool:
    """What is no date was not asked."""
    if own == asked:
        return True
    time, since = parse_http_date_safe(own), parse_http_date_safe(asked)
    return time is not None and since is not None and time <= since


@lru_cache(200)
def takes_gzip(accepted: str) -> bool:
    """`gzip`, or `*` where gzip is not named, with a weight that is not 0."""
    if "gzip" in accepted and ";" not in accepted:
        return "gzip" in [each.strip().lower() for each in accepted.split(",")]
    weights: dict[str, float] = {}
    for each in accepted.lower().split(","):
        name, _semicolon, weight = each.partition(";")
        weights[name.strip()] = quality(weight)
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def quality(weight: str) -> float:
    name, _equals, number = weight.strip().partition("=")
    try:
        return float(number) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
