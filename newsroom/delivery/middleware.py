"""The first of all middlewares: what it keeps are final answers, with every header on them."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from newsroom.delivery import cdn
from newsroom.delivery.answering import answer
from newsroom.delivery.asked import Rules, is_somebody, key_of, may_render
from newsroom.delivery.kept import Kept
from newsroom.delivery.record import current
from newsroom.delivery.rendering import page
from newsroom.delivery.store import NoStore, store
from newsroom.delivery.version import version

Answer = Callable[[HttpRequest], HttpResponseBase]


class KeptPages:
    """Answers from the store, or makes the page for it. In front of it `wsgi.py` gives what is
    there already, without Django; without that wrapper this does the same."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.rules = Rules.of_settings()
        if not isinstance(store(), NoStore):
            store().begin(version())

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        pages = store()
        # Whoever records what a page is made of, as a mirror does, wants it made.
        is_recorded = current.get() is not None
        key = None if is_recorded or isinstance(pages, NoStore) else self.key(request)
        if key is None:
            return unkept(request, self.get_response(request))
        now = time.time()
        kept = pages.get(key)
        if kept and kept.old_since(now) is None:
            return self.told(kept, request)
        if is_somebody(request.META) or not may_render():
            return unkept(request, self.get_response(request))
        found = page(pages, key, self.get_response)
        if isinstance(found, Kept):
            return self.told(found, request)
        return unkept(request, packed(request, found))

    def key(self, request: HttpRequest) -> str | None:
        if not isinstance(request, WSGIRequest):
            return None
        # Django has put the path that it decoded in place of the server's.
        path = request.path_info.encode("utf-8", "surrogateescape").decode("latin-1")
        return key_of(request.META, self.rules, path)

    def told(self, kept: Kept, request: HttpRequest) -> HttpResponse:
        status, headers, body = answer(kept, request.META, time.time(), self.rules.has_cdn)
        response = HttpResponse(body, status=status)
        del response["Content-Type"]
        for name, text in headers:
            response[name] = text
        return response


def unkept(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Nor by a CDN, which has ideas of its own; files have their own headers."""
    if cdn.is_used() and not request.path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        for name, text in cdn.headers(None, time.time()):
            response[name] = text
    return response


def packed(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """It was made for a request that takes no gzip."""
    # Django's middleware takes and gives whatever it is given; its types know one of them.
    return GZipMiddleware(lambda _request: response)(request)  # type: ignore[return-value]
