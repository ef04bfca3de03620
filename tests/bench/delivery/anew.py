"""The newsroom as if something on each page had just changed: no process remembers one whole."""

import os

from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
settings.CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

from newsroom.wsgi import application  # noqa: E402, F401
