from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from newsroom.accounts import sessions, signin
from newsroom.defences import DESK
from newsroom.text.languages import DEFAULT, LANGUAGES

Answer = Callable[[HttpRequest], HttpResponse]


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


def of_path(path: str) -> str:
    first = path.split("/", 2)[1]
    return first if first in LANGUAGES and first != DEFAULT else DEFAULT


def of_person(request: HttpRequest) -> str:
    """The account's language; before the sign-in the browser's, as far as we speak it."""
    if request.user.is_authenticated:
        return request.user.language
    for tag, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if (code := tag.split("-")[0]) in LANGUAGES:
            return code
    return DEFAULT
