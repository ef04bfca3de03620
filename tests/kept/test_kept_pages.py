"""Readers' requests, by WSGI: what is kept, what it is made of, who gets it."""

import gzip
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from kept.asking import asker
from kept.urls import press as the_press
from newsroom.delivery import away, rendering
from newsroom.delivery import store as stores
from newsroom.delivery.store import NoStore, store
from newsroom.delivery.wsgi import kept_first

ROOT = Path(__file__).parent.parent.parent
GZIP = {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br"}


def text(answer) -> str:
    packed = answer.headers.get("content-encoding") == "gzip"
    return (gzip.decompress(answer.body) if packed else answer.body).decode()


def test_a_page_is_made_once_and_has_the_headers_of_every_page(ask, press):
    first, second = ask("/press/", **GZIP), ask("/press/", **GZIP)
    assert press.made == 1
    assert first.body == second.body
    assert first.headers == second.headers
    assert second.status == 200
    assert second.headers["content-encoding"] == "gzip"
    assert second.headers["content-length"] == str(len(second.body))
    assert second.headers["vary"] == "Accept-Encoding"
    assert second.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert second.headers["last-modified"].endswith(":00 GMT"), "to the minute"
    for name in ("content-security-policy", "permissions-policy", "x-content-type-options"):
        assert second.headers[name]
    assert "first" in text(second)


def test_who_takes_no_gzip_gets_it_unpacked(ask, press):
    packed = ask("/press/", **GZIP)
    for accepted in ("", "identity", "br", "gzip;q=0", "*;q=0", "gzip;q=x"):
        plain = ask("/press/", HTTP_ACCEPT_ENCODING=accepted)
        assert "content-encoding" not in plain.headers, accepted
        assert plain.body == gzip.decompress(packed.body)
        assert plain.headers["content-length"] == str(len(plain.body))
        assert plain.headers["etag"] == packed.headers["etag"]
    for accepted in ("GZIP", "*", "gzip;q=0.5", "br;q=1, gzip;q=0.1"):
        found = ask("/press/", HTTP_ACCEPT_ENCODING=accepted)
        assert found.headers["content-encoding"] == "gzip", accepted
    assert press.made == 1


def test_head_says_what_get_says_without_a_body(ask, press):
    head, get = ask("/press/", method="HEAD", **GZIP), ask("/press/", **GZIP)
    assert head.body == b""
    assert head.headers == get.headers
    assert ask("/press/", method="HEAD").headers["content-length"] == str(len(ask("/press/").body))
    assert press.made == 1


@pytest.mark.parametrize("form", ["{0}", "{1}", '"x", {0}', '{1} , "y"', "*", 'W/"x",{0}'])
def test_who_has_the_page_is_told_so(ask, form):
    etag = ask("/press/").headers["etag"]
    asked = form.format(etag, etag.removeprefix("W/"))
    for method in ("GET", "HEAD"):
        answer = ask("/press/", method=method, HTTP_IF_NONE_MATCH=asked)
        assert answer.status == 304
        assert answer.body == b""
        assert answer.headers["etag"] == etag
        assert answer.headers["cache-control"]
        assert "content-length" not in answer.headers
        assert "content-type" not in answer.headers


def test_who_has_another_page_gets_this_one(ask):
    first = ask("/press/")
    dated = first.headers["last-modified"]
    for other in ('"x"', "", 'W/"x", "y"', "nonsense"):
        # The tag decides, whatever the time says.
        asked = {"HTTP_IF_NONE_MATCH": other, "HTTP_IF_MODIFIED_SINCE": dated}
        answer = ask("/press/", **asked)
        assert (answer.status, answer.body) == (200, first.body)


def test_who_asks_by_time_is_told_by_time(ask):
    dated = ask("/press/").headers["last-modified"]
    later = "Fri, 01 Jan 2100 00:00:00 GMT"
    for since in (dated, later):
        assert ask("/press/", HTTP_IF_MODIFIED_SINCE=since).status == 304
    for since in ("Thu, 01 Jan 2015 00:00:00 GMT", "yesterday", "", "Fri, 99 Jan 2100 00:00 GMT"):
        assert ask("/press/", HTTP_IF_MODIFIED_SINCE=since).status == 200, since


def test_two_versions_of_one_minute_are_not_mistaken_by_time(ask, press):
    dated = ask("/press/").headers["last-modified"]
    press.says = "second"
    stores.purge({"article:1"})
    answer = ask("/press/", HTTP_IF_MODIFIED_SINCE=dated)
    assert answer.status == 200
    assert "second" in text(answer)


def test_unknown_parameters_make_no_page_of_their_own(ask, press):
    plain = ask("/sections/press/")
    for query in ("utm_source=x", "a=1&b=2", "x", "before=", "&&&", "%00=1", "q=x"):
        assert ask("/sections/press/", query).body == plain.body, query
    assert press.made == 1
    assert "?" not in text(plain).replace("سطر", "")


def test_known_parameters_have_one_order_and_a_pool_of_their_own(ask, press):
    forms = ("before=5&after=7", "after=7&before=5", "x=1&after=7&before=4&before=5")
    answers = {ask("/sections/press/", query).body for query in forms}
    assert len(answers) == 1
    assert press.made == 1
    assert press.requests[0].GET.dict() == {"before": "5", "after": "7"}
    plain, queries = store().size()
    assert (plain, queries > 0) == (0, True)
    assert ask("/lite/press/", "part=2&before=3").body == ask("/lite/press/", "part=2").body


def test_a_question_mark_in_the_path_is_no_query(ask, press):
    """As servers hand over %3F."""
    ask("/sections/press/", "before=5")
    made, kept = press.made, store().size()
    for path in ("/sections/press/?before=5", "/sections/press/?x=1", "/search/?q=x"):
        assert ask(path).status == 404, path
    assert (press.made, store().size()) == (made, kept)


def test_searches_and_absurd_queries_are_not_kept(ask, press):
    for query in ("q=x", "section=news", "&".join(f"a{number}=1" for number in range(50))):
        ask("/search/", query)
        ask("/search/", query)
    assert press.made == 6
    long = "before=" + "1" * 2000
    ask("/sections/press/", long)
    ask("/sections/press/", long)
    assert press.made == 8
    assert store().size() == (0, 0)


@pytest.mark.parametrize(
    "path", ["/cookie/", "/private/", "/varies/", "/streams/", "/noteless/", "/nowhere/", "/moved/"]
)
def test_what_is_not_for_everybody_or_no_page_is_not_kept(ask, path):
    first = ask(path)
    assert ask(path).status == first.status < 500
    assert store().size() == (0, 0)


def test_the_desk_and_what_watches_are_never_kept(ask, press):
    for path in ("/admin/press/", "/healthz/", "/readyz/", "/static/public/site.css"):
        ask(path)
        ask(path)
    assert press.made == 2
    assert store().size() == (0, 0)


def test_a_withdrawn_page_is_kept_where_the_view_says_so(ask):
    for path, is_kept in (("/withdrawn/", False), ("/withdrawn/told/", True)):
        assert ask(path).status == 410
        assert bool(store().get(path)) is is_kept
        again = ask(path, HTTP_IF_NONE_MATCH="*")
        assert again.status == 410


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "get", "PURGE"])
def test_other_methods_are_neither_answered_from_the_store_nor_kept(ask, press, method):
    ask("/press/", method=method)
    assert store().size() == (0, 0)
    ask("/press/")
    answer = ask("/press/", method=method, HTTP_IF_NONE_MATCH="*")
    assert answer.status != 304
    assert "etag" not in answer.headers


def test_a_foreign_host_is_refused_whatever_is_kept(ask, press):
    for host in ("evil.example", "testserver.evil.example", "", "testserver@evil.example", "a b"):
        assert ask("/press/", HTTP_HOST=host).status == 400, host
    assert press.made == 0
    ask("/press/")
    for host in ("evil.example", "testserver:80@evil.example"):
        assert ask("/press/", HTTP_HOST=host).status == 400, host
    assert ask("/press/", HTTP_HOST="localhost").status == 200
    assert press.made == 1


def test_nothing_that_a_request_says_reaches_the_page(ask, press):
    answer = ask(
        "/press/", "evil=1", HTTP_HOST="localhost:8000", HTTP_X_FORWARDED_HOST="evil.example",
        HTTP_X_FORWARDED_PROTO="https", HTTP_X_ORIGINAL_URL="/evil/", HTTP_X_REWRITE_URL="/evil/",
        HTTP_X_HTTP_METHOD_OVERRIDE="DELETE", HTTP_RANGE="bytes=0-3", HTTP_ACCEPT="evil/evil",
        HTTP_ACCEPT_LANGUAGE="evil", HTTP_COOKIE="django_language=ku; theme=evil",
        HTTP_REFERER="https://evil.example/", HTTP_USER_AGENT="evil", HTTP_FORWARDED="host=evil",
    )  # fmt: skip
    (asked,) = press.requests
    said = {name for name in asked.META if name.startswith("HTTP_")}
    assert said == {"HTTP_HOST"}
    assert asked.META["HTTP_HOST"] == "testserver"
    assert not asked.COOKIES
    assert answer.status == 200
    assert "evil" not in text(answer)
    assert "evil" not in str(answer.headers)
    assert text(ask("/press/")) == text(answer)


def test_whoever_signed_in_gets_what_is_kept_and_is_the_cause_of_none(ask, press, settings):
    somebody = (
        {"HTTP_COOKIE": f"a=b; {settings.SESSION_COOKIE_NAME}=x"}, {"HTTP_AUTHORIZATION": "Basic x"}
    )  # fmt: skip
    for known in somebody:
        ask("/press/", **known)
        assert store().size() == (0, 0)
    made = press.made
    kept = ask("/press/")
    for known in somebody:
        assert ask("/press/", **known).body == kept.body
    assert press.made == made + 1


def test_over_tls_alone_where_that_is_asked_for(switched_on, press, db):
    switched_on.SECURE_SSL_REDIRECT = True
    switched_on.SITE_URL = "https://testserver"
    switched_on.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ask = asker(kept_first(WSGIHandler()))
    assert ask("/press/").status == 301
    assert press.made == 0
    assert ask("/press/", HTTP_X_FORWARDED_PROTO="https").status == 200
    assert "https://testserver/press/" in text(ask("/press/", HTTP_X_FORWARDED_PROTO="https"))
    assert ask("/press/").status == 301, "also when it is kept"
    assert ask("/press/", HTTP_X_FORWARDED_PROTO="http").status == 301
    switched_on.SECURE_PROXY_SSL_HEADER = None
    ask = asker(kept_first(WSGIHandler()))
    assert ask("/press/", HTTP_X_FORWARDED_PROTO="https").status == 301


def test_a_site_whose_name_is_refused_keeps_nothing(ask, press, settings):
    settings.SITE_URL = "https://elsewhere.example"
    assert ask("/press/").status == 200
    assert store().size() == (0, 0)


def test_a_change_makes_the_page_anew_and_no_other(ask, press):
    ask("/press/")
    ask("/withdrawn/told/")
    press.says = "second"
    assert "first" in text(ask("/press/"))
    assert stores.purge({"article:1"}) == 1
    assert "second" in text(ask("/press/"))
    assert press.made == 2


def test_a_page_ends_when_time_changes_it(ask, press):
    press.until = timezone.now() + timedelta(seconds=0.6)
    assert "first" in text(ask("/press/"))
    press.says, press.until = "second", datetime(2100, 1, 1, tzinfo=UTC)
    assert "first" in text(ask("/press/"))
    time.sleep(0.7)
    assert "second" in text(ask("/press/"))
    assert "second" in text(ask("/press/"))
    assert press.made == 2


def test_many_threads_have_one_renderer(ask, press):
    press.slow = 0.4
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _each: ask("/press/"), range(8)))
    assert press.made == 1
    assert len({answer.body for answer in answers}) == 1
    assert {answer.status for answer in answers} == {200}


def test_the_old_page_is_given_for_a_moment_while_the_new_one_is_made(ask, press):
    ask("/press/")
    press.says, press.slow = "second", 2.0
    stores.purge({"article:1"})
    with ThreadPoolExecutor(3) as threads:
        renderer = threads.submit(ask, "/press/")
        wait_until(lambda: press.made == 2)
        assert "first" in text(ask("/press/"))
        time.sleep(1.1)
        late = threads.submit(ask, "/press/")
        assert "second" in text(late.result()), "an old page is given for a second at most"
        assert "second" in text(renderer.result())
    assert press.made == 2


def wait_until(is_so):
    for _ in range(400):
        if is_so():
            return
        time.sleep(0.01)
    raise AssertionError("it never was so")


def test_what_is_gone_is_given_to_nobody_while_the_new_one_is_made(ask, press):
    ask("/press/")
    press.says, press.slow = "second", 0.5
    stores.purge({"article:1"}, gone=True)
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _each: ask("/press/"), range(4)))
    assert all("second" in text(answer) for answer in answers)
    assert press.made == 2


@pytest.mark.parametrize("error", [RuntimeError("it"), OperationalError("away")])
def test_a_page_that_fails_leaves_the_old_one_up(ask, press, error, monkeypatch):
    monkeypatch.setattr(rendering, "AGAIN", 0.5)
    ask("/press/")
    stores.purge({"article:1"})
    press.fails = error
    for _ in range(4):
        answer = ask("/press/")
        assert answer.status == 200
        assert "first" in text(answer)
    assert press.made == 2, "it is not tried with every request"
    press.fails, press.says = None, "second"
    time.sleep(0.6)
    assert "second" in text(ask("/press/"))


def test_a_page_that_fails_and_is_gone_is_a_clear_page(ask, press):
    ask("/press/")
    stores.purge({"article:1"}, gone=True)
    press.fails = OperationalError("away")
    answer = ask("/press/")
    assert answer.status == 503
    assert answer.headers["retry-after"]
    assert "first" not in text(answer)
    press.fails = None
    assert ask("/press/").status == 200


def test_gone_while_the_new_one_fails_is_gone(ask, press):
    ask("/press/")
    stores.purge({"article:1"})
    press.fails = OperationalError("away")
    press.between = lambda: stores.purge({"article:1"}, gone=True)
    answer = ask("/press/")
    assert answer.status == 503
    assert "first" not in text(answer)


def test_a_purge_while_the_page_is_made_keeps_nothing(ask, press):
    press.between = lambda: stores.purge({"article:1"})
    assert ask("/press/").status == 200
    assert store().size() == (0, 0)
    press.between, press.says = None, "second"
    assert "second" in text(ask("/press/"))
    assert store().size() != (0, 0)


def test_a_page_that_is_no_longer_there_is_not_given(ask, press, settings):
    ask("/press/")
    stores.purge({"article:1"})
    settings.ROOT_URLCONF = "newsroom.urls"
    assert ask("/press/").status == 404
    assert ask("/press/").status == 404
    assert store().get("/press/") is None


def test_those_who_wait_for_what_is_not_kept_do_not_wait_one_after_the_other(ask, press):
    """The renderer lets go, and all that waited go on together."""
    press.slow = 0.3
    seen = threading.Event()
    press.between = lambda: (stores.purge({"article:1"}), seen.set())
    began = time.monotonic()
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda _each: ask("/press/"), range(6)))
    assert seen.is_set()
    assert {answer.status for answer in answers} == {200}
    assert press.made == 6
    assert time.monotonic() - began < 6 * 0.3 + 5


def test_runserver_has_the_same_without_the_wrapper(switched_on, press, db):
    client = Client()
    first = client.get("/press/", headers={"accept-encoding": "gzip"})
    second = client.get("/press/", headers={"accept-encoding": "gzip"})
    assert press.made == 1
    assert first.content == second.content
    assert second["Content-Encoding"] == "gzip"
    assert client.get("/press/", headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get("/press/", headers={"host": "evil.example"}).status_code == 400


def test_off_is_off(press, db, settings):
    settings.ROOT_URLCONF = "kept.urls"
    assert isinstance(store(), NoStore)
    client = Client()
    assert client.get("/press/", headers={"if-none-match": "*"}).status_code == 200
    assert "ETag" not in client.get("/press/")
    assert press.made == 2


PROCESS = """
import sys, time
import django
django.setup()
from django.http import HttpResponse
from newsroom.delivery import rendering, store
from newsroom.delivery.embedded import EmbeddedStore
from newsroom.delivery.shared import SharedStore
from newsroom.delivery.record import note
kind, place, log = sys.argv[1:]
rendering.is_noted = lambda: True  # it has no database
pages = (EmbeddedStore if kind == "file" else SharedStore)(place, store.bounds(1 << 24))
def render(request):
    with open(log, "a") as file:
        file.write("made\\n")
    time.sleep(1)
    note("a:1")
    return HttpResponse("the page")
print("ready", flush=True)
sys.stdin.readline()
found = rendering.page(pages, "/a/", render)
print(type(found).__name__, found.stale_at, flush=True)
"""


def test_many_processes_have_one_renderer(kind, switched_on, tmp_path):
    place = switched_on.KEPT_PAGES_REDIS if kind == "redis" else str(tmp_path / "kept")
    log = tmp_path / "log"
    command = [sys.executable, "-c", PROCESS, kind, place, str(log)]
    started = [
        subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "/usr/bin:/bin"},
        )
        for _ in range(3)
    ]  # fmt: skip
    for each in started:
        assert each.stdout.readline() == "ready\n"
    for each in started:
        each.stdin.write("go\n")
        each.stdin.flush()
    told = [each.communicate(timeout=30)[0] for each in started]
    assert told == ["Kept None\n"] * 3
    assert log.read_text() == "made\n"


def test_real_pages_are_kept(switched_on, db, story):
    edition = story("published")
    ask = asker(kept_first(WSGIHandler()))
    for path in (edition.url, "/", "/feed.rss", "/sitemap.xml", "/topics/", "/corrections/",
                 f"/lite{edition.url}", "/en/", "/archive/"):  # fmt: skip
        raw = unquote(path).encode().decode("latin-1")
        first = ask(raw)
        assert first.status == 200, path
        assert store().get(raw), path
        assert ask(raw).body == first.body
        assert "csrf" not in text(first).lower()
    assert the_press.made == 0


def test_an_address_in_arabic_is_one_page_with_the_wrapper_and_without(switched_on, db, story):
    edition = story("published")
    assert "%D" in edition.url
    raw = unquote(edition.url).encode().decode("latin-1")
    kept = asker(kept_first(WSGIHandler()))(raw, HTTP_ACCEPT_ENCODING="gzip")
    assert kept.status == 200
    for url in (edition.url, edition.url.lower(), unquote(edition.url)):
        answer = Client().get(url, headers={"accept-encoding": "gzip"})
        assert answer["ETag"] == kept.headers["etag"]
        assert answer.content == kept.body


def test_nothing_is_kept_while_nobody_notes_changes(ask, press):
    ask("/press/1/")
    away.take_away(connection)
    try:
        ask("/press/2/")
        ask("/press/2/")
        assert press.made == 3
        ask("/press/1/")
        assert press.made == 3, "what is kept is given: the site stays up"
    finally:
        away.lay(connection)
    ask("/press/2/")
    ask("/press/2/")
    assert press.made == 4
