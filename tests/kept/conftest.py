"""Every store passes the same tests; pages are asked for as a server asks, by WSGI."""

import pytest
import redis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from kept.asking import asker
from kept.own_redis import redis_url
from kept.urls import press as the_press
from newsroom.delivery import store as stores
from newsroom.delivery.embedded import EmbeddedStore
from newsroom.delivery.shared import PREFIX, SharedStore
from newsroom.delivery.store import bounds
from newsroom.delivery.wsgi import kept_first

MEGABYTE = 1024 * 1024


def empty(url: str) -> None:
    server = redis.Redis.from_url(url)
    for key in server.scan_iter(f"{PREFIX}*"):
        server.delete(key)
    server.close()


@pytest.fixture(params=["file", "redis"])
def kind(request):
    return request.param


@pytest.fixture
def made(kind, tmp_path):
    """Makes one more store of the same pages, as another process has it."""
    url = redis_url() if kind == "redis" else ""
    if url:
        empty(url)

    def make(most=16 * MEGABYTE, remembers=False):
        if url:
            return SharedStore(url, bounds(most), remembers)
        return EmbeddedStore(str(tmp_path / "kept"), bounds(most), remembers)

    yield make
    if url:
        empty(url)


@pytest.fixture
def pages(made):
    return made()


@pytest.fixture
def press():
    the_press.clean()
    yield the_press
    the_press.clean()


@pytest.fixture
def switched_on(kind, settings, tmp_path):
    """The whole newsroom keeps its pages."""
    if kind == "redis":
        settings.KEPT_PAGES_REDIS = redis_url()
        empty(settings.KEPT_PAGES_REDIS)
    settings.KEPT_PAGES_DIR = tmp_path / "kept"
    settings.KEPT_PAGES = kind
    settings.ROOT_URLCONF = "kept.urls"
    stores.made.cache_clear()
    # The connection of a test is its own, and stays open between requests.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield settings
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    stores.made.cache_clear()
    if kind == "redis":
        empty(settings.KEPT_PAGES_REDIS)


@pytest.fixture
def ask(switched_on, press, db):
    return asker(kept_first(WSGIHandler()))
