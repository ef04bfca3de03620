"""From what is noted to the pages that go; and how many do."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from makers import make_bar, make_correspondent, make_photo

from newsroom.articles import writing
from newsroom.articles.models import Article, Correction, Edition
from newsroom.correspondents.models import Correspondent
from newsroom.delivery import draining, store
from newsroom.delivery.draining import drain, drain_quietly, forget_all
from newsroom.delivery.models import Change
from newsroom.delivery.record import recording, until
from newsroom.pages.models import Network
from newsroom.public.views import paging
from newsroom.workflow.moves import move


@pytest.fixture
def edition(story, people, shelf):
    correspondent = make_correspondent()
    photo = make_photo(people["photo"], cleared_by=people["photo"])
    edition = story("published", signing="pen_name", correspondents=[correspondent], photos=[photo])
    drain()
    return edition


def test_what_nobody_changed_stays(shelf, edition):
    first = shelf.get(edition.url)
    assert drain() == 0
    assert shelf.get(edition.url) == first
    assert shelf.rendered == [edition.url]


@pytest.mark.parametrize("what", ["story", "byline", "correspondent", "photo", "words", "place"])
def test_what_is_taken_from_readers_is_gone(what, shelf, edition, people):
    urls = [edition.url, "/", "/feed.rss"]
    for url in urls:
        shelf.get(url)
    if what == "story":
        move(edition, "take_down", by=people["chief"], note="سبب")
    elif what == "byline":
        writing.sign(edition.article, [])
    elif what == "correspondent":
        Correspondent.objects.update(signing="withheld")
    elif what == "photo":
        move(edition.article.photos.get(), "withdraw", by=people["photo"], note="سبب")
    elif what == "words":
        Edition.objects.update(body="<p>أقل</p>", redacted_at=timezone.now())
    else:
        Article.objects.update(precision=2)
    drain()
    assert shelf.gone >= set(urls)
    assert not shelf.pages


def test_change_of_words_is_not_gone(shelf, edition):
    shelf.get(edition.url)
    Edition.objects.update(standfirst="موجز")
    drain()
    assert not shelf.pages
    assert not shelf.gone


def test_whoever_dies_before_the_purge_loses_nothing(shelf, edition, monkeypatch):
    shelf.get(edition.url)

    def dies(*_args, **_more):
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(store, "purge", dies)
        Edition.objects.update(standfirst="موجز")
        drain_quietly()
        assert Change.objects.count() == 2
        with pytest.raises(ConnectionError):
            drain()
    assert edition.url in shelf.pages
    assert drain() == 2
    assert not shelf.pages
    assert not Change.objects.exists()


def test_change_that_is_undone_was_none(shelf, edition):
    with transaction.atomic():
        Edition.objects.update(standfirst="موجز")
        transaction.set_rollback(True)
    assert drain() == 0


def test_what_is_noted_while_others_are_purged_stays(shelf, edition, monkeypatch):
    Edition.objects.update(standfirst="موجز")
    purge = shelf.purge

    def meanwhile(tags, gone=False):
        Network.objects.update(email="desk@example.org")
        return purge(tags, gone)

    monkeypatch.setattr(store, "purge", meanwhile)
    drain()
    assert [each.tag for each in Change.objects.all()] == ["site"]


def test_of_too_many_changes_every_page_goes(shelf, edition, monkeypatch):
    monkeypatch.setattr(draining, "MOST", 3)
    shelf.get("/about/")
    shelf.get("/topics/")
    Edition.objects.update(standfirst="موجز")
    Article.objects.update(kind="report")
    assert drain() > 3
    assert not shelf.pages


def test_forgetting_all(shelf, edition):
    shelf.get(edition.url)
    Edition.objects.update(standfirst="موجز")
    forget_all()
    assert not shelf.pages
    assert not Change.objects.exists()


def test_move_purges_when_it_is_committed(
    shelf, edition, people, django_capture_on_commit_callbacks
):
    shelf.get(edition.url)
    with django_capture_on_commit_callbacks(execute=True):
        move(edition, "take_down", by=people["chief"], note="سبب")
    assert edition.url not in shelf.pages
    assert not Change.objects.exists()


def test_request_that_writes_purges_before_its_answer(shelf, edition):
    Network.objects.update(email="desk@example.org")
    Client().get("/")
    assert Change.objects.exists()
    Client().post("/search/")
    assert not Change.objects.exists()


def test_one_publication_makes_few_pages_anew(shelf, story, people, places, section):
    """Of thirty stories and all their lists: the front, the first pages of the lists that it is in,
    their feeds, and one story's page, which has a next one now."""
    for hours in range(30, 0, -1):
        story("published", hours=hours, text={"headline": f"مادة {hours}"})
    drain()
    stories = list(Edition.objects.published().newest())
    key = f"{int(stories[20].published_at.timestamp())}-{stories[20].pk}"
    first = ["/", "/feed.rss", "/sections/news/", "/regions/abu-kamal/", "/kinds/news/",
             "/regions/", "/topics/", "/news-sitemap.xml"]  # fmt: skip
    behind = [f"/sections/news/?before={key}", f"/kinds/news/?before={key}"]
    others = ["/en/", "/ku/sections/news/", "/about/", "/correspondents/", "/corrections/",
              "/archive/"]  # fmt: skip
    urls = [*first, *behind, *others, *(each.url for each in stories)]
    for url in urls:
        shelf.get(url)
    before = set(shelf.pages)
    fresh = story("approved", text={"headline": "الأحدث"})
    drain()
    assert set(shelf.pages) == before, "a draft makes none anew"
    move(fresh, "publish", by=people["chief"])
    drain()
    anew = before - set(shelf.pages)
    assert anew == {*first, stories[0].url}
    assert not shelf.wrong()


@pytest.fixture
def ends(shelf):
    """When the page at an address is no longer right."""
    return lambda url: shelf.render(url)[2].until


def in_hours(hours):
    return (timezone.now() + timedelta(hours=hours)).replace(microsecond=0)


LISTS = ("/", "/feed.rss", "/sections/news/", "/regions/abu-kamal/", "/kinds/news/",
         "/news-sitemap.xml")  # fmt: skip


@pytest.mark.parametrize("url", LISTS)
def test_lists_end_with_the_next_scheduled_story_of_their_language(url, ends, story, edition):
    scheduled = story("scheduled", hours=0.02)
    assert ends(url) == scheduled.published_at
    assert ends("/en/sections/news/") != scheduled.published_at


def test_newest_story_ends_with_the_next_and_no_other_does(ends, story, edition):
    newest = story("published", hours=0.01)
    scheduled = story("scheduled", hours=0.02)
    assert ends(newest.url) == scheduled.published_at
    assert ends(edition.url) != scheduled.published_at


def test_story_ends_with_its_scheduled_translation(ends, story, edition):
    text = {"headline": "Water stations", "body": "<p>Four stations work again.</p>"}
    at = in_hours(0.02)
    other = story("draft", article=edition.article, language="en", text=text)
    Edition.objects.filter(pk=other.pk).update(
        state="published", published_at=at, approved=other.latest
    )
    assert ends(edition.url) == at


def test_labels_photos_and_bars_end_their_pages(ends, edition, people):
    soon = in_hours(0.02)
    Article.objects.update(breaking_until=soon)
    assert ends(edition.url) == ends("/") == ends("/sections/news/") == soon
    Article.objects.update(breaking_until=None)
    edition.article.photos.update(rights_until=soon)
    assert ends(edition.url) == ends("/") == soon
    edition.article.photos.update(rights_until=None)
    bar = make_bar(people["chief"], hours=0.01)
    drain()
    assert ends("/about/") == ends("/corrections/") == bar.ends_at


def test_page_ends_with_the_day_that_stands_on_it(ends, edition):
    midnight = timezone.localtime(ends("/corrections/"))
    assert (midnight.hour, midnight.minute) == (0, 0)
    assert timedelta(0) < midnight - timezone.now() <= timedelta(days=1)


def test_earliest_end_counts():
    with recording() as record:
        for hours in (3, 1, 2):
            until(timezone.now() + timedelta(hours=hours))
        until(None)
    assert record.until < timezone.now() + timedelta(hours=1, seconds=5)


def test_notice_reaches_the_translations_page(shelf, story, edition, people):
    text = {"headline": "Water stations", "body": "<p>Four stations work again.</p>"}
    other = story("draft", article=edition.article, language="en", text=text)
    at = timezone.now() - timedelta(hours=1)
    Edition.objects.filter(pk=other.pk).update(
        state="published", published_at=at, approved=other.latest
    )
    other.refresh_from_db()
    drain()
    shelf.get(other.url)
    Correction.objects.create(
        edition=edition, kind="correction", right="صواب", by=people["editor"],
        brought_by=people["chief"], published_at=timezone.now(), before=edition.approved,
        after=edition.approved,
    )  # fmt: skip
    drain()
    assert other.url not in shelf.pages


def test_nothing_is_asked_for_a_page_that_nobody_keeps(
    client, edition, django_assert_max_num_queries
):
    client.get(edition.url)
    with django_assert_max_num_queries(30) as plain:
        client.get(edition.url)
    with recording(), django_assert_max_num_queries(len(plain) + 3):
        client.get(edition.url)
    assert connection.vendor in ("sqlite", "postgresql")


def test_change_waits_while_others_may_remember_what_was(shelf, edition, monkeypatch):
    """A page that they make meanwhile has the old words: it goes once more."""
    monkeypatch.setattr("newsroom.pages.purges.forget", lambda _key: False)
    shelf.get("/")
    Network.objects.update(tagline_ar="شعار آخر")
    assert drain() == 1
    assert not shelf.pages
    assert drain() == 0, "not before the cache is asked again"
    monkeypatch.setattr("newsroom.pages.purges.forget", lambda _key: True)
    shelf.get("/")
    Change.objects.update(again_at=timezone.now())
    assert drain() == 1
    assert not shelf.pages
    assert not Change.objects.exists()


@pytest.mark.parametrize("url", ["/kinds/news/", "/sections/news/"])
def test_page_that_says_there_is_more_goes_with_the_story_behind_it(
    url, shelf, story, edition, people, monkeypatch
):
    monkeypatch.setattr(paging, "PER_PAGE", 2)
    story("published", hours=30)
    last = story("published", hours=40)
    drain()
    assert b"before=" in shelf.get(url)
    move(last, "take_down", by=people["chief"], note="سبب")
    drain()
    assert b"before=" not in shelf.get(url)
