"""What people get when something under the newsroom has failed: which part, what is safe, and
everything that they sent. It asks no database, no session and no cache."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from newsroom.accounts import languages, signin
from newsroom.broken import Failure, failure_of
from newsroom.defences import DESK
from newsroom.text.markup import plain

log = logging.getLogger(__name__)
#: Seconds after which it is worth trying again.
AGAIN = 30
WRITES = ("INSERT", "UPDATE", "DELETE")


class Writes:
    """Watches a connection during one request: whether something was written, and kept."""

    def __init__(self) -> None:
        self.is_begun = self.is_kept = False

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool,
                 context: dict[str, Any]) -> Any:  # fmt: skip
        result = execute(sql, params, many, context)
        if sql.lstrip().upper().startswith(WRITES):
            self.is_begun = True
            transaction.on_commit(self.keep)  # at once where there is no transaction
        return result

    def keep(self) -> None:
        self.is_kept = True

    def nothing_was_saved(self, failure: Failure | None) -> bool:
        """Only what is certain: a connection or a disk may have failed after the commit."""
        was_undone = failure not in (Failure.DATABASE, Failure.DISK) and not self.is_kept
        return was_undone or not self.is_begun


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500."""
    return answer(request, sys.exc_info()[1] or Exception())


def answer(request: HttpRequest, error: BaseException) -> HttpResponse:
    failure = failure_of(error)
    if failure:
        log.error("%s: %s", failure.name, type(error).__name__)
    language = languages.without_asking(request)
    with translation.override(language):
        show = of_the_desk if request.path.startswith(DESK) else of_the_readers
        html = show(request, failure)
    response = HttpResponse(html, status=503 if failure else 500)
    response["Content-Language"] = language
    response["Cache-Control"] = "no-store"
    if failure:
        response["Retry-After"] = str(AGAIN)
    return response


def of_the_readers(request: HttpRequest, failure: Failure | None) -> str:
    return render_to_string("500.html", {"failure": failure, **page(request)})


def of_the_desk(request: HttpRequest, failure: Failure | None) -> str:
    is_ours = getattr(request, "csrf_processing_done", False) or signin.came_from_us(request)
    sent, files, is_whole = what_was_sent(request) if is_ours else ([], [], True)
    writes = getattr(request, "writes", Writes())
    context = {
        "what": failure.value if failure else _("Something went wrong on our side."),
        "is_sent": request.method == "POST" and bool(sent or not is_whole),
        "is_safe": writes.nothing_was_saved(failure),
        "kept": sent,
        "words": [as_words(text) for _name, text in signin.words_of(sent)],
        "lost_files": files,
        "csrf_token": get_token(request),
        **page(request),
        "to": signin.where_to(request) or request.get_full_path(),
    }
    return render_to_string("admin/broken.html", context)


def what_was_sent(request: HttpRequest) -> tuple[list[tuple[str, str]], list[str], bool]:
    """Fields, names of files, and whether the request could be read at all."""
    with suppress(Exception):
        return signin.kept(request), list(request.FILES), bool(request.POST)
    return [], [], False


def as_words(text: str) -> str:
    return plain(text) if "</" in text else text


def page(request: HttpRequest) -> dict[str, Any]:
    language = translation.get_language()
    return {
        "language": language,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "here": request.get_full_path(),
        "home": "/" if language == languages.DEFAULT else f"/{language}/",
        "static": settings.STATIC_URL,
    }
