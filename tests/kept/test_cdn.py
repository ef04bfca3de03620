"""What leaves the house for a CDN, and what does not."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from kept.pages import make_kept
from newsroom.delivery import cdn
from newsroom.delivery import store as stores
from newsroom.delivery.duties import tell_the_cdn
from newsroom.delivery.store import store


class Interface(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), json.loads(body)))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.send_header("Location", "http://127.0.0.1:9/evil/")
        self.end_headers()

    def log_message(self, *_args):
        pass


@pytest.fixture
def interface():
    server = HTTPServer(("127.0.0.1", 0), Interface)
    server.asked, server.status = [], 200
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(params=["fastly", "cloudflare"])
def backend(request):
    return request.param


@pytest.fixture
def behind(switched_on, interface, backend, monkeypatch):
    """The newsroom behind a CDN; nothing is told but by `cdn.tell` and the worker's duty."""
    switched_on.CDN = {
        "backend": backend, "zone": "zone1", "token": "secret-token",
        "api": f"http://127.0.0.1:{interface.server_port}",
    }  # fmt: skip
    monkeypatch.setattr(cdn, "soon", lambda _store: None)
    return switched_on


def told_to(interface) -> list[str]:
    names = {"surrogate_keys", "tags"}
    return [
        mark for _path, _headers, body in interface.asked for mark in body[(names & {*body}).pop()]
    ]


def marks_of(answer) -> list[str]:
    text = answer.headers.get("surrogate-key") or answer.headers["cache-tag"]
    return text.replace(",", " ").split()


def seconds_of(answer) -> int:
    told = answer.headers.get("surrogate-control") or answer.headers["cdn-cache-control"]
    return 0 if told == "no-store" else int(told.rpartition("max-age=")[2])


def nothing_waits():
    """What is new, a store or a version of the program, has told of the whole site."""
    store().seen()
    assert set(store().untold(5)) == {"site"}
    store().told(store().untold(5))


def test_without_one_nothing_is_told(ask):
    headers = ask("/press/").headers
    assert not {"surrogate-key", "cache-tag", "surrogate-control", "cdn-cache-control"} & {*headers}
    stores.purge({"article:1"})
    assert cdn.tell(store()) == 0


def test_an_answer_says_its_own_mark_and_no_tag(behind, ask):
    first, second = ask("/press/1/"), ask("/press/2/")
    assert marks_of(first)[1:] == marks_of(second)[1:] == ["site"]
    assert marks_of(first) != marks_of(second)
    assert marks_of(ask("/press/1/")) == marks_of(first)
    assert "article:1" not in str(first.headers)
    assert "/press/1/" not in str(first.headers)
    assert 24 * 3600 - 60 < seconds_of(first) <= 24 * 3600


def test_what_was_not_kept_or_is_old_is_not_kept_there(behind, ask, press):
    for path in ("/noteless/", "/nowhere/", "/cookie/", "/admin/login/", "/moved/"):
        assert seconds_of(ask(path)) == 0, path
    press.between = lambda: stores.purge({"article:1"})
    assert seconds_of(ask("/press/")) == 0, "it was purged while it was made"
    press.between = None
    assert seconds_of(ask("/press/")) > 0
    stores.purge({"article:1"})
    press.fails = RuntimeError("it")
    assert seconds_of(ask("/press/")) == 0, "an old page"


def test_files_have_their_own_headers(behind, ask):
    headers = ask("/static/public/site.css").headers
    assert not {"surrogate-control", "cdn-cache-control"} & {*headers}


def test_a_purge_tells_the_pages_it_hit_and_tells_them_again(
    behind, ask, interface, backend, monkeypatch
):
    nothing_waits()
    mark, _site = marks_of(ask("/press/1/"))
    ask("/withdrawn/told/")
    stores.purge({"article:1"}, gone=True)
    assert cdn.tell(store()) == 1
    assert told_to(interface) == [mark]
    path, headers, _body = interface.asked[0]
    assert "zone1" in path
    wanted = {"fastly": "Fastly-Key", "cloudflare": "Authorization"}[backend]
    assert "secret-token" in headers[wanted]
    assert cdn.tell(store()) == 1, "an answer may have been on its way"
    monkeypatch.setattr(cdn, "AGAIN", 0.0)
    assert tell_the_cdn(None) == 1
    assert tell_the_cdn(None) == 0
    assert told_to(interface) == [mark] * 3


def test_to_clear_tells_of_the_whole_site(behind, ask, interface):
    ask("/press/")
    stores.clear()
    cdn.tell(store())
    assert set(told_to(interface)) == {"site"}


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (401, "refused"),
        (403, "refused"),
        (429, "busy"),
        (503, "busy"),
        (302, "failed"),
        (0, "away"),
    ],
)
def test_what_fails_is_told_by_kind_and_tried_again(
    behind, ask, interface, status, word, caplog, monkeypatch
):
    nothing_waits()
    ask("/press/")
    stores.purge({"article:1"})
    if status:
        interface.status = status
    else:
        behind.CDN = behind.CDN | {"api": "http://127.0.0.1:9"}
    assert cdn.tell(store()) == 0
    assert caplog.messages[-1].endswith(f"purged pages: {word}")
    assert "secret-token" not in caplog.text
    assert len(interface.asked) == (1 if status else 0), "no redirect is followed"
    interface.status = 200
    behind.CDN = behind.CDN | {"api": f"http://127.0.0.1:{interface.server_port}"}
    assert cdn.tell(store()) == 1


def test_who_purges_does_not_wait_for_the_cdn(switched_on, ask, interface, monkeypatch):
    switched_on.CDN = {
        "backend": "kept.cdn.Slow", "zone": "z", "token": "t", "api": "",
    }  # fmt: skip
    ask("/press/")
    started = threading.Event()
    released = threading.Event()

    def purge(_self, marks):
        started.set()
        released.wait(10)

    monkeypatch.setattr("kept.cdn.Slow.purge", purge)
    monkeypatch.setattr(cdn, "AGAIN", 0.01)
    stores.purge({"article:1"})
    assert started.wait(10), "beside the request"
    assert store().get("/press/").stale_at, "and the purge has returned meanwhile"
    released.set()
    for _ in range(200):
        if not cdn.teller.is_busy:
            break
        time.sleep(0.02)
    assert not cdn.teller.is_busy
    assert store().untold(5) == {}


@pytest.mark.parametrize(
    ("backend", "most"), [("fastly", 256), ("cloudflare", 30)], indirect=["backend"]
)
def test_many_are_told_in_the_portions_that_the_cdn_takes(switched_on, interface, backend, most):
    api = f"http://127.0.0.1:{interface.server_port}"
    cdn.made(backend, "z", "t", api).purge([str(number) for number in range(600)])
    sizes = [len(next(iter(body.values()))) for _path, _headers, body in interface.asked]
    assert sum(sizes) == 600
    assert max(sizes) == most


def test_a_page_ends_at_the_cdn_when_it_ends(behind):
    now = time.time()
    kept = make_kept(made_at=now, until=now + 90.5)
    (told,) = [text for name, text in cdn.headers(kept, now) if "Control" in name]
    assert told.endswith("max-age=90")
