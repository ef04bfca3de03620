"""The Redis that tests/kept may use."""

import os
from urllib.parse import urlsplit

import pytest
from django.conf import settings

DATABASES = 15


def redis_url() -> str:
    """A database of it for each process of the tests: they empty theirs."""
    if not settings.KEPT_PAGES_REDIS.startswith("redis"):
        pytest.skip("No Redis is given by CACHE_URL.")
    process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    return urlsplit(settings.KEPT_PAGES_REDIS)._replace(path=f"/{process % DATABASES}").geturl()
