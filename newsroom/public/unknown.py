"""With DEBUG as without it, what leads nowhere gets the readers' page and not Django's list of all
addresses: whoever tries the newsroom for the first time mistypes one."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from newsroom.public.views.errors import not_found


class OurNotFound:
    """The last of all: Django makes its own page of whatever is raised beyond it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            resolve(request.path_info)
        except Resolver404:
            return not_found(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return not_found(request, error) if isinstance(error, Http404) else None
