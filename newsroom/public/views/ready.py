"""For what watches the newsroom from outside: whether it lives, and whether its parts answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

from django.core.cache import caches
from django.core.files.storage import storages
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from newsroom.caches import WithSpare
from newsroom.storage import WholeFiles

#: Seconds for which an answer holds: whoever asks more often costs no file and no query.
HOLDS = 5.0
lock = Lock()
last: tuple[float, dict[str, bool]] = (0.0, {})


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """503 where a part does not answer; which one, and no more."""
    found = parts()
    return JsonResponse(found, status=200 if all(found.values()) else 503)


def parts() -> dict[str, bool]:
    global last
    with lock:
        at, found = last
        if not found or time.monotonic() - at > HOLDS:
            found = {name: works(ask) for name, ask in PARTS.items()}
            last = (time.monotonic(), found)
    return found


def works(ask: Callable[[], bool]) -> bool:
    try:
        return ask()
    except Exception:
        return False


def database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def cache() -> bool:
    """False while its spare stands in."""
    ours = caches["default"]
    return ours.answers() if isinstance(ours, WithSpare) else True


def storage() -> bool:
    for place in (storages["default"], storages["vault"]):
        if isinstance(place, WholeFiles):
            place.probe()
        else:
            place.exists("ready")
    return True


PARTS = {"database": database, "cache": cache, "storage": storage}
