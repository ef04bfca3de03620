import os
from contextlib import suppress

from django.core.wsgi import get_wsgi_application
from django.db import connection

from newsroom.delivery.wsgi import kept_first

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = kept_first(get_wsgi_application())


def hold_open() -> None:
    """SQLite's first connection writes files beside the database: open before a disk is full, it
    lets readers go on, whichever threads come and go."""
    with suppress(Exception):
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            connection.cursor().execute("SELECT 1 FROM django_migrations LIMIT 1")


hold_open()
