"""A process's own memory of pages."""

import time

from kept.pages import make_kept
from newsroom.delivery import near
from newsroom.delivery.near import Near


def test_what_was_read_under_another_stamp_is_not_given():
    pages = Near()
    pages.keep("/a/", "1", make_kept())
    assert pages.get("/a/", "1")
    assert pages.get("/a/", "2") is None
    assert pages.get("/b/", "1") is None
    pages.forget("/a/")
    assert pages.get("/a/", "1") is None


def test_neither_is_what_is_old_or_over():
    pages, now = Near(), time.time()
    pages.keep("/old/", "1", make_kept(stale_at=now))
    pages.keep("/over/", "1", make_kept(made_at=now - 20, until=now - 10))
    assert pages.size == 0
    assert pages.get("/old/", "1") is None
    assert pages.get("/over/", "1") is None


def test_it_has_a_bound(monkeypatch):
    monkeypatch.setattr(near, "MOST", 40 * make_kept().size)
    pages = Near()
    for number in range(200):
        pages.keep(f"/{number}/", "1", make_kept())
        assert pages.get(f"/{number}/", "1")
        assert len(pages.pages) <= 22
        pages.keep(f"/{number}/", "2", make_kept())
    for key in [*pages.pages]:
        pages.forget(key)
    assert pages.size == 0
