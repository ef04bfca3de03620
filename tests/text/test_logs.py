"""What goes wrong is told by its place and kind: nobody's words, and nobody's address."""

import logging
from io import StringIO

import pytest
from django.conf import settings
from django.core import mail
from django.db import DatabaseError
from django.http import HttpRequest
from django.test import Client
from django.urls import path

from newsroom import urls
from newsroom.text.logs import PlaceAndKind

SECRET, ADDRESS = "سنديانة", "203.0.113.77"


def failing(request: HttpRequest, slug: str):
    said = request.POST.get("body", "")  # noqa: F841 (a report of Django's shows local variables)
    try:
        raise DatabaseError(f'row ("{SECRET}") of {request.META["REMOTE_ADDR"]}')
    except DatabaseError as error:
        raise RuntimeError(f"{SECRET} {request.META['REMOTE_ADDR']}") from error


urlpatterns = [path("failing/<str:slug>/", failing), *urls.urlpatterns]
handler404 = urls.handler404


@pytest.fixture
def written(settings, monkeypatch):
    """The log as production has it: every handler of every logger writes in here."""
    settings.ADMINS = [("Admin", "admin@example.org")]
    settings.ROOT_URLCONF = __name__
    out = StringIO()
    (console,) = ours(logging.getLogger())
    monkeypatch.setattr(console, "stream", out)
    return out


def ours(logger: logging.Logger) -> list[logging.Handler]:
    """Without what the tests themselves listen with."""
    return [each for each in logger.handlers if not type(each).__module__.startswith("_pytest")]


def test_no_handler_but_the_bare_one():
    root = logging.getLogger()
    names = ("django", "django.request", "django.security", "django.server", "django.template")
    assert [handler for name in names for handler in ours(logging.getLogger(name))] == []
    assert all(logging.getLogger(name).propagate for name in names)
    assert [type(handler.formatter) for handler in ours(root)] == [PlaceAndKind]
    assert settings.DEBUG is False


def test_an_error_tells_no_word_of_the_request(written, network):
    client = Client(raise_request_exception=False, REMOTE_ADDR=ADDRESS)
    response = client.post(
        f"/failing/{SECRET}/?q={SECRET}", {"body": SECRET, "password": SECRET},
        headers={"user-agent": SECRET.encode().hex(), "referer": f"https://x.example/{ADDRESS}"},
    )  # fmt: skip
    assert response.status_code == 500
    told = written.getvalue()
    assert "django.request ERROR 500 failing/<str:slug>/" in told
    assert "RuntimeError" in told
    assert "test_logs.py" in told
    for text in (told, response.text):
        assert SECRET not in text
        assert SECRET.encode().hex() not in text
        assert "%D8%B3" not in text
        assert ADDRESS not in text
    assert "RuntimeError" not in response.text
    assert mail.outbox == []


def test_refusals_tell_no_word_either(written, network):
    client = Client(enforce_csrf_checks=True, REMOTE_ADDR=ADDRESS)
    assert client.get(f"/{SECRET}/?q={SECRET}").status_code == 404
    assert client.get("/", headers={"host": "tree.example"}).status_code == 400
    assert client.post(f"/admin/login/?next={SECRET}", {"username": SECRET}).status_code == 403
    told = written.getvalue()
    assert "django.request WARNING 404" in told
    assert "django.security.DisallowedHost ERROR 400" in told
    assert "django.security.csrf WARNING 403 admin/login/" in told
    for word in (SECRET, "%D8", "tree", ADDRESS):
        assert word not in told


def record(name: str, message: str, *args: object) -> logging.LogRecord:
    made = logging.LogRecord(name, logging.WARNING, "/srv/x/base.py", 274, message, args, None)
    made.exc_text = f"Traceback … {SECRET}"
    return made


def test_the_web_servers_lines_name_no_address():
    """What granian says of a broken request or of an error, it says as a message."""
    line = record("_granian", f"Invalid request from ip={ADDRESS}: {SECRET}")
    assert PlaceAndKind().format(line) == "_granian WARNING base.py:274"
    line = record("_granian", "Error handling request %s", f"/search/?q={SECRET}")
    assert PlaceAndKind().format(line) == "_granian WARNING base.py:274"


def test_our_own_sentences_are_written_as_they_are():
    line = record("newsroom.media.clearance", "Photo %s: renditions not in step", 7)
    assert PlaceAndKind().format(line) == "Photo 7: renditions not in step"
