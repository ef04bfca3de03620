"""What gunicorn's master reads before it starts workers: one that takes a killed one's place is
there at once, and is killed at work and not while it reads the program. The database is opened by
each for itself."""

from importlib import import_module

import django
from django.conf import settings


def on_starting(server) -> None:
    django.setup()
    import_module(settings.ROOT_URLCONF)
