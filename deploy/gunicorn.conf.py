"""gunicorn -c deploy/gunicorn.conf.py newsroom.wsgi:application"""

from contextlib import suppress

from django.db import connection

bind = "127.0.0.1:8001"
workers = 3
# A bad link takes its time to send a picture; nginx holds the request until it is whole.
timeout = 60
# Otherwise a socket that steers the server stands in the home folder.
control_socket_disable = True

# Whether a proxy is believed is for the newsroom to say (TRUSTED_PROXIES), not for the server.
forwarded_allow_ips = ""
secure_scheme_headers = {}

# No line for a request: it would hold an address and the words of a search. What goes wrong is
# told by place and kind.
accesslog = None
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "root": {"handlers": ["console"], "level": "WARNING"},
    "formatters": {"bare": {"()": "newsroom.text.logs.PlaceAndKind"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "bare"}},
    "loggers": {
        "gunicorn.error": {"handlers": [], "level": "WARNING", "propagate": True},
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}


def post_worker_init(worker):
    """SQLite's first connection writes files beside the database: open before a disk is full, it
    lets readers go on."""
    with suppress(Exception), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
