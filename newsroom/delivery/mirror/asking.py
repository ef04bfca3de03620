"""A page as a stranger with a browser would get it, without a server in between."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import cast
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation


@dataclass(frozen=True)
class Answer:
    """`type` without its parameters; `location` of a redirect, as it was said."""

    status: int
    type: str
    content: bytes
    location: str = ""


def is_news(record: logging.LogRecord) -> bool:
    """That an address has nothing, or has to wait, is no news to whoever asks for all of them."""
    return record.levelno >= logging.ERROR and getattr(record, "status_code", 0) != 503


@cache
def handler() -> BaseHandler:
    made = BaseHandler()
    made.load_middleware()
    return made


@contextmanager
def quietly() -> Iterator[None]:
    log = logging.getLogger("django.request")
    log.addFilter(is_news)
    try:
        yield
    finally:
        log.removeFilter(is_news)


def ask(address: str) -> Answer:
    """By path and query; the host is the site's own. No cookie, nobody signed in."""
    site, asked = urlsplit(settings.SITE_URL), urlsplit(address)
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote_to_bytes(asked.path).decode("latin-1"),
            "QUERY_STRING": asked.query,
            "SERVER_NAME": site.hostname or "",
            "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": site.netloc,
            "HTTP_X_FORWARDED_PROTO": site.scheme,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": BytesIO(),
        }
    )
    with translation.override(translation.get_language()), quietly():
        response = handler().get_response(request)
        content = body(response)
    kind = response.get("Content-Type", "").partition(";")[0].strip()
    return Answer(response.status_code, kind, content, response.get("Location", ""))


def body(response: HttpResponseBase) -> bytes:
    if isinstance(response, HttpResponse):
        return response.content
    parts = cast(Iterable[bytes], cast(StreamingHttpResponse, response).streaming_content)
    content = b"".join(parts)
    # `response.close()` would end the connection to the database, too, as after any request.
    for close in response._resource_closers:  # type: ignore[attr-defined] # Django's own
        close()
    return content
