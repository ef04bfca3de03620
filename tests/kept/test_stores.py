"""What both stores promise."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from kept.pages import make_kept
from newsroom.delivery import shared, tables
from newsroom.delivery import store as stores
from newsroom.delivery.embedded import EmbeddedStore
from newsroom.delivery.kept import ALL, MOST_OF_A_KIND


def keep(pages, key="/a/", **more):
    assert pages.put(key, make_kept(**more), pages.seen())


def test_what_is_put_is_got_as_it_was(pages, made):
    kept = make_kept(body=b"\x1f\x8b\n\x00" * 99, until=1_900_000_000.5, tags=("a:1", "b:2"))
    assert pages.put("/مقال/?before=3", kept, pages.seen())
    for each in (pages, made()):
        assert each.get("/مقال/?before=3") == kept
        assert each.get("/مقال/") is None


def test_a_purge_makes_the_pages_with_its_tag_old_and_no_other(pages, made):
    keep(pages, "/a/", tags=("article:1", "site"))
    keep(pages, "/b/", tags=("article:2", "site"))
    other = made()
    assert other.get("/a/").stale_at is None
    before = time.time()
    assert pages.purge({"article:1"}) == 1
    for each in (pages, other):
        assert before - 0.1 <= each.get("/a/").stale_at <= time.time() + 0.1
        assert each.get("/b/").stale_at is None


def test_since_when_a_page_is_old_does_not_move_with_a_second_purge(pages):
    keep(pages)
    pages.purge({"article:1"})
    first = pages.get("/a/").stale_at
    time.sleep(0.05)
    assert pages.purge({"article:1"}) == 1
    assert pages.get("/a/").stale_at == pytest.approx(first, abs=0.02)


def test_gone_never_comes_back(pages, made):
    other = made()
    keep(pages)
    assert other.get("/a/") is not None
    since = other.seen()
    assert pages.purge({"article:1"}, gone=True) == 1
    assert pages.get("/a/") is None
    assert other.get("/a/") is None
    assert not other.put("/a/", make_kept(), since), "rendered before it was gone"
    assert other.get("/a/") is None


def test_gone_takes_a_page_that_was_old_already(pages):
    keep(pages)
    pages.purge({"article:1"})
    pages.purge({"article:1"}, gone=True)
    assert pages.get("/a/") is None


def test_a_page_rendered_before_a_purge_is_not_kept_after_it(pages, made):
    since = pages.seen()
    made().purge({"article:1"})
    assert not pages.put("/a/", make_kept(), since)
    assert pages.put("/b/", make_kept(tags=("article:2",)), since), "it has nothing of that"
    assert pages.put("/a/", make_kept(), pages.seen())


def test_a_purge_of_everything_reaches_everything(pages):
    keep(pages, "/a/", tags=("x",))
    since = pages.seen()
    assert pages.purge({ALL}) == 1
    assert pages.get("/a/").stale_at is not None
    assert not pages.put("/b/", make_kept(tags=("y",)), since)


def test_many_of_a_kind_are_kept_as_all_of_it(pages):
    many = {f"region:{number}" for number in range(MOST_OF_A_KIND + 1)}
    keep(pages, "/many/", tags=(*many, "site"))
    keep(pages, "/few/", tags=("region:1", "site"))
    assert pages.purge({"region:99999"}) == 1
    assert pages.get("/many/").stale_at is not None
    assert pages.get("/few/").stale_at is None


def test_who_began_before_what_is_remembered_keeps_nothing(pages, monkeypatch):
    module = tables if isinstance(pages, EmbeddedStore) else shared
    since = pages.seen()
    pages.purge({"other:1"})
    monkeypatch.setattr(module, "REMEMBERS", -1.0)
    pages.purge({"other:2"})
    assert not pages.put("/a/", make_kept(), since)
    assert pages.put("/a/", make_kept(), pages.seen())


def test_cleared_is_empty_and_what_was_being_rendered_is_not_kept(pages, made):
    keep(pages)
    other = made()
    assert other.get("/a/") is not None
    since = other.seen()
    pages.clear()
    time.sleep(0.002)
    assert pages.get("/a/") is None
    assert other.get("/a/") is None
    assert pages.size() == (0, 0)
    assert not other.put("/a/", make_kept(), since)
    keep(other)
    assert pages.get("/a/") is not None


def test_one_of_many_threads_may_render(made):
    found = [made() for _ in range(6)]
    for number in range(15):
        with ThreadPoolExecutor(6) as threads:
            leased = threads.map(lambda each, key=f"/{number}/": each.lease(key), found)
            assert sum(leased) == 1


def test_a_claim_ends_when_it_is_let_go_or_its_time_is_over(pages, made, monkeypatch):
    other = made()
    assert pages.lease("/a/")
    other.release("/a/")
    assert other.is_leased("/a/"), "it is not for others to let go"
    assert not other.lease("/a/")
    assert other.lease("/b/")
    pages.release("/a/")
    assert not other.is_leased("/a/")
    monkeypatch.setattr(f"{type(pages).__module__}.LEASE", 0.1)
    assert other.lease("/a/")
    assert not pages.lease("/a/")
    time.sleep(0.15)
    assert pages.lease("/a/"), "whoever died lets go"


def test_both_shelves_have_a_bound_and_the_oldest_go_first(made):
    pages = made(most=800_000)
    plain, queries = stores.bounds(800_000)
    body = b"x" * 8000
    for number in range(150):
        keep(pages, f"/{number}/", body=body, made_at=1_800_000_000.0 + number)
        assert pages.size()[0] <= plain
    assert pages.get("/149/") is not None
    assert pages.get("/0/") is None
    before = pages.size()[0]
    for number in range(150):
        keep(pages, f"/a/?before={number}", body=body, made_at=1_800_001_000.0 + number)
        assert pages.size()[1] <= queries
    assert pages.size()[0] == before, "who invents queries pushes out no plain page"
    assert pages.get("/a/?before=149") is not None
    assert pages.get("/a/?before=0") is None


def test_what_is_larger_than_its_part_of_its_pool_is_not_kept(made):
    pages = made(most=800_000)
    assert not pages.put("/a/", make_kept(body=b"x" * 200_000), pages.seen())
    assert pages.size() == (0, 0)


def test_the_bytes_are_counted_whatever_happens(pages):
    for _ in range(3):
        keep(pages, "/a/", body=b"x" * 1000)
    one = pages.size()[0]
    assert 1000 < one < 2500
    keep(pages, "/b/", body=b"x" * 1000)
    pages.drop("/a/")
    assert pages.size()[0] == one
    pages.purge({"article:1"}, gone=True)
    assert pages.size() == (0, 0)


def test_a_dropped_page_is_not_there(pages, made):
    keep(pages)
    other = made()
    assert other.get("/a/")
    pages.drop("/a/")
    assert other.get("/a/") is None


def test_postponed_tells_everybody(pages, made):
    keep(pages)
    pages.purge({"article:1"})
    again = time.time() + 5
    pages.postpone("/a/", again)
    assert made().get("/a/").again_at == pytest.approx(again, abs=0.5)
    pages.postpone("/nowhere/", again)
    assert pages.get("/nowhere/") is None


def test_pages_of_another_version_are_apart_and_purged_all_the_same(made):
    old, new = made(), made()
    old.begin("one")
    keep(old)
    new.begin("two")
    assert new.get("/a/") is None
    assert old.get("/a/") is not None
    keep(new)
    assert made().purge({"article:1"}) == 2
    assert old.get("/a/").stale_at
    assert new.get("/a/").stale_at


def test_a_date_that_two_versions_may_have_is_not_believed(pages):
    """By the minute it is right only where no other version was made in it."""
    now = 1_800_000_010.0
    keep(pages, made_at=now, etag='W/"1"')
    assert pages.get("/a/").is_dated
    keep(pages, made_at=now + 20, etag='W/"2"')
    assert not pages.get("/a/").is_dated
    keep(pages, made_at=now + 60, etag='W/"3"')
    assert pages.get("/a/").is_dated


def test_a_date_after_a_purge_of_the_same_minute_is_not_believed(pages):
    keep(pages, "/a/", made_at=time.time())
    pages.purge({"article:1"}, gone=True)
    keep(pages, "/a/", made_at=time.time())
    assert not pages.get("/a/").is_dated
    keep(pages, "/b/", made_at=time.time(), tags=("article:2",))
    assert pages.get("/b/").is_dated


def test_a_cdn_is_told_of_what_is_no_longer_here(made):
    pages = made(most=800_000, remembers=True)
    # What is new has told of the whole site.
    pages.seen()
    pages.told(pages.untold(10))
    keep(pages, "/first/", mark="first", body=b"x" * 50_000, made_at=1_800_000_000.0)
    for number in range(20):
        keep(pages, f"/{number}/", mark=str(number), tags=("other:1",), body=b"x" * 50_000,
             made_at=1_800_000_001.0 + number)  # fmt: skip
    assert pages.get("/first/") is None
    assert pages.purge({"article:1"}) == 0
    assert set(pages.untold(10)) == {"first"}
    assert pages.get("/first/") is None
    marks = pages.untold(10)
    pages.told({"first": marks["first"] - 1})
    assert set(pages.untold(10)) == {"first"}, "it was purged again meanwhile"
    pages.told(marks)
    assert pages.untold(10) == {}


def test_without_a_cdn_nothing_is_to_be_told(pages):
    keep(pages)
    pages.purge({"article:1"})
    pages.clear()
    assert pages.untold(10) == {}


def test_to_clear_tells_a_cdn_of_everything(made):
    pages = made(remembers=True)
    keep(pages)
    pages.clear()
    assert set(pages.untold(10)) == {"site"}


def test_purging_nothing_does_nothing(pages):
    since = pages.seen()
    assert pages.purge(set()) == 0
    assert pages.seen() == since


def test_random_purges_and_puts_leave_no_old_page_as_right(made):
    """Readers and purgers at once: no page that counts as right is older than a purge."""
    tags = [f"t:{number}" for number in range(4)]
    versions = dict.fromkeys(tags, 0)
    deadline = time.monotonic() + 1.5

    def write():
        own, number = made(), 0
        while time.monotonic() < deadline:
            tag = tags[number % 4]
            number += 1
            versions[tag] += 1
            own.purge({tag}, gone=number % 3 == 0)
        return number

    def read(_number):
        own, wrong, checked = made(), 0, 0
        while time.monotonic() < deadline:
            for tag in tags:
                least = versions[tag] - 1  # the last one may not be done yet
                kept = own.get(f"/{tag}/")
                if kept and kept.stale_at is None:
                    checked += 1
                    wrong += int(kept.etag) < least
                    continue
                since = own.seen()
                kept = replace(make_kept(tags=(tag,)), etag=str(versions[tag]))
                own.put(f"/{tag}/", kept, since)
        return wrong, checked

    with ThreadPoolExecutor(4) as threads:
        writer = threads.submit(write)
        results = list(threads.map(read, range(3)))
        assert writer.result() > 4
    assert sum(checked for _wrong, checked in results) > 0
    assert [wrong for wrong, _checked in results] == [0, 0, 0]
