"""Which language a page speaks: a public one that of its path, the desk that of the person."""

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from newsroom.defences import DESK
from newsroom.text.languages import DEFAULT, LANGUAGES


def of_path(path: str) -> str:
    first = path.split("/", 2)[1]
    return first if first in LANGUAGES and first != DEFAULT else DEFAULT


def of_person(request: HttpRequest) -> str:
    """The account's language; before the sign-in the browser's, as far as we speak it."""
    return request.user.language if request.user.is_authenticated else of_browser(request)


def of_browser(request: HttpRequest) -> str:
    for tag, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if (code := tag.split("-")[0]) in LANGUAGES:
            return code
    return DEFAULT


def without_asking(request: HttpRequest) -> str:
    """As far as that is known without a database, which may be what is broken."""
    if not request.path.startswith(DESK):
        return of_path(request.path)
    # Where Django keeps whoever it has looked up already.
    known = getattr(request, "_cached_user", None)
    return getattr(known, "language", "") or of_browser(request)
