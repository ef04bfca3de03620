import os
import re
from collections.abc import Iterable
from contextlib import suppress

from django.core.wsgi import get_wsgi_application
from django.db import connection

from newsroom.delivery.asked import Environ
from newsroom.delivery.wsgi import Application, Start, kept_first

CHARSET = re.compile(r";\s*charset\*?\s*=[^;]*", re.IGNORECASE)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")


def in_utf8(application: Application) -> Application:
    """All that is sent here is in UTF-8. Django would believe whatever codec a request names, and
    fail before any middleware at one that is none of text."""

    def wrapped(environ: Environ, start_response: Start) -> Iterable[bytes]:
        told = environ.get("CONTENT_TYPE", "")
        if "charset" in told.lower():
            environ["CONTENT_TYPE"] = CHARSET.sub("", told)
        return application(environ, start_response)

    return wrapped


application = kept_first(in_utf8(get_wsgi_application()))


def hold_open() -> None:
    """SQLite's first connection writes files beside the database: open before a disk is full, it
    lets readers go on, whichever threads come and go."""
    with suppress(Exception):
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            connection.cursor().execute("SELECT 1 FROM django_migrations LIMIT 1")


hold_open()
