"""In front of Django: a page that is kept and right is answered without it.

Everything else goes on: what is missing, old, for somebody, or refused.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from newsroom.delivery.answering import answer, status_line
from newsroom.delivery.asked import Environ, Rules, key_of
from newsroom.delivery.store import store

Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]


def kept_first(application: Application) -> Application:
    pages, rules = store(), Rules.of_settings()

    def wrapped(environ: Environ, start_response: Start) -> Iterable[bytes]:
        key = key_of(environ, rules, environ.get("PATH_INFO") or "/")
        kept = pages.get(key) if key else None
        now = time.time()
        if kept is None or kept.old_since(now) is not None:
            return application(environ, start_response)
        status, headers, body = answer(kept, environ, now, rules.has_cdn)
        # A copy: servers and wrappers may add to it.
        start_response(status_line(status), headers.copy())
        return [body] if body else []

    return wrapped
