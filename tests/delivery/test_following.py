"""What follows from a change: how much is asked for that, and what becomes of it where it fails."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.articles import purges
from newsroom.articles.models import Edition
from newsroom.delivery import draining
from newsroom.delivery.draining import TRIES, drain
from newsroom.delivery.models import Change


@pytest.fixture
def stories(story, shelf):
    made = [story("published", hours=hours, text={"headline": f"مادة {hours}"})
            for hours in range(1, 13)]  # fmt: skip
    drain()
    return made


def asked_to_drain() -> int:
    with CaptureQueriesContext(connection) as queries:
        assert drain() > 0
    return len(queries)


def move_up(stories) -> None:
    keys = [each.pk for each in stories]
    Edition.objects.filter(pk__in=keys).update(published_at=timezone.now() - timedelta(minutes=1))


def test_as_much_is_asked_for_many_stories_as_for_two(stories):
    move_up(stories[:2])
    few = asked_to_drain()
    move_up(stories)
    assert asked_to_drain() == few


def test_of_too_many_nothing_is_asked_but_what_there_is(stories, monkeypatch):
    """Each batch is read, and deleted again in pieces."""
    monkeypatch.setattr(draining, "MOST", 4)
    monkeypatch.setattr(draining, "BATCH", 10)
    move_up(stories)
    batches, rest = divmod(Change.objects.count(), 10)
    assert batches > 2
    assert rest > 4
    assert asked_to_drain() == 2 * (batches + 1)


def test_neighbours_are_the_nearest_in_the_same_language(stories, story):
    story("published", language="en", hours=5)
    ordered = list(Edition.objects.published().in_language("ar").newest())
    for number, edition in enumerate(ordered):
        [found] = purges.with_neighbours({edition.article_id})
        assert set(found.above) == {each.pk for each in ordered[:number]}
        assert found.below == [each.pk for each in ordered[number + 1 : number + 2]]


@pytest.fixture
def bad(stories, monkeypatch):
    """A story of which nothing can be said."""
    bad = stories[3]
    follows = purges.follows

    def fails(tags):
        if f"lists:{bad.article_id}" in tags:
            raise ValueError("a word of a story")
        return follows(tags)

    monkeypatch.setattr(purges, "follows", fails)
    return bad


def later(monkeypatch, seconds: float) -> None:
    at = timezone.now() + timedelta(seconds=seconds)
    monkeypatch.setattr(draining.timezone, "now", lambda: at)


def test_one_bad_story_keeps_no_other_waiting(shelf, stories, bad, caplog):
    urls = ["/", stories[0].url, bad.url]
    for url in urls:
        shelf.get(url)
    move_up([stories[0], bad])
    drain()
    assert not set(urls) & shelf.pages.keys()
    assert "top:all:ar" in set().union(*shelf.purged)
    assert {each.tag.partition(":")[0] for each in Change.objects.all()} >= {"lists"}
    assert not Change.objects.exclude(tag__contains=str(bad.article_id)).exists()
    assert "ValueError" in caplog.text
    assert "lists" in caplog.text
    assert "word of a story" not in caplog.text
    assert str(bad.article_id) not in caplog.text
    assert drain() == 0, "it waits a little"


def test_it_is_tried_again_and_then_every_page_goes(shelf, stories, bad, monkeypatch):
    move_up([bad])
    for tries in range(1, TRIES + 1):
        shelf.get("/corrections/")
        assert drain() > 0
        assert {each.tries for each in Change.objects.all()} == {tries}
        assert ("/corrections/" in shelf.pages) == (tries < TRIES)
        later(monkeypatch, 2**tries + 1)
    assert drain() == 0
    assert Change.objects.exists()


def test_it_is_done_when_it_can_be(stories, bad, monkeypatch):
    move_up([bad])
    drain()
    monkeypatch.undo()
    later(monkeypatch, 3)
    assert drain() > 0
    assert not Change.objects.exists()


def test_the_newsroom_is_told_of_it(stories, bad, capsys):
    move_up([bad])
    drain()
    with pytest.raises(CommandError):
        call_command("check_newsroom")
    told = capsys.readouterr().out
    assert "from a change (lists) cannot be said: it was tried 1 times" in told
    assert bad.headline not in told
    call_command("check_newsroom", mend=True)
    assert not Change.objects.exists()


def test_database_that_is_away_is_no_bad_story(stories, monkeypatch):
    move_up(stories)

    def away(tags):
        raise OperationalError

    monkeypatch.setattr(purges, "follows", away)
    with pytest.raises(OperationalError):
        drain()
    assert set(Change.objects.values_list("tries", flat=True)) == {0}
