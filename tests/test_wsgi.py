"""What a request says of its own encoding changes nothing."""

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from newsroom.wsgi import application

CODECS = [
    "; charset=base64", "; charset=rot13", ";CHARSET = undefined", "; charset*=utf-8''base64",
    "; charset=utf-7", "; x=1; charset=base64; y=2", "; charset", "; charset=",
]  # fmt: skip


@pytest.fixture
def answer(network):
    """The connection of a test is its own, and stays open between requests."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)

    def ask(kind, **more):
        environ = (
            RequestFactory(headers={"host": "testserver"}).get("/search/", {"q": "الماء"}).environ
        )
        told = []
        body = application(
            environ | {"CONTENT_TYPE": kind, **more}, lambda *head: told.append(head)
        )
        return told[0][0], b"".join(body).decode()

    yield ask
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("charset", CODECS)
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
def test_any_codec_is_read_as_utf_8(answer, charset, kind):
    status, body = answer(kind + charset)
    assert status == "200 OK"
    assert "الماء" in body
    assert answer(kind + charset, REQUEST_METHOD="POST")[0] == "403 Forbidden"


def test_django_by_itself_believes_a_codec():
    """Otherwise the test above could not fail."""
    environ = RequestFactory().get("/search/", {"q": "1"}).environ
    with pytest.raises(LookupError):
        WSGIRequest(environ | {"CONTENT_TYPE": "text/plain; charset=base64"})
