from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import Error, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from newsroom.accounts import broken_page, sessions, signin
from newsroom.accounts.languages import of_path, of_person
from newsroom.broken import failure_of
from newsroom.defences import DESK

Answer = Callable[[HttpRequest], HttpResponse]


class LastingSessions(SessionMiddleware):
    """Django's, but that a page is not lost with the database's power to keep its session.

    What the page did is done by then: whoever read goes on reading, and what was saved is saved.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            return super().process_response(request, response)
        except (SessionInterrupted, Error) as error:
            is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
            if failure_of(error) and is_known:
                return response
            raise


class WordsStay:
    """Answers where something under the newsroom has failed, with all that was sent inside.

    Django's handler500 answers the rest, and nothing where DEBUG is on.
    """

    def __init__(self, get_response: Answer):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(DESK):
            return self.get_response(request)
        try:
            _is_somebody = request.user.is_authenticated
        except Exception as error:
            if response := self.process_exception(request, error):
                return response
            raise
        if request.method != "POST":
            return self.get_response(request)
        # Our own, for the page that says whether anything was saved.
        writes = request.writes = broken_page.Writes()  # type: ignore[attr-defined]
        with connection.execute_wrapper(writes):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        is_answer = isinstance(error, Http404 | PermissionDenied | SuspiciousOperation)
        is_broken = not is_answer and failure_of(error)
        return broken_page.answer(request, error) if is_broken else None


def sessions_end(get_response: Answer) -> Answer:
    """Public pages touch no session."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(DESK) and request.user.is_authenticated:
            sessions.keep_or_end(request)
        return get_response(request)

    return middleware


def second_factor_first(get_response: Answer) -> Answer:
    """In front of every view of the desk, whoever wrote it; behind the check of CSRF tokens."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, *_view: object) -> HttpResponse | None:
        return signin.set_up_first(request) if request.path.startswith(DESK) else None

    # How Django wants it of a middleware that is a function, which has no such attribute for mypy.
    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def language_of_path_or_person(get_response: Answer) -> Answer:
    """A public page speaks the language its path begins with; the desk speaks the person's.

    Django's LocaleMiddleware would vary public pages by Accept-Language and by a cookie, so that
    nobody could keep them.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        language = of_person(request) if request.path.startswith(DESK) else of_path(request.path)
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware
