"""Two who change the lists of one story at the same moment, neither with the lock of its article.
On SQLite nobody writes beside another."""

import threading
import time
from importlib import import_module

import pytest
from django.db import connection, connections, transaction
from makers import make_section, make_topic

from newsroom.articles.models import Article, Edition, Listing

LISTED = import_module("newsroom.articles.migrations.0018_lists")

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer"),
]


@pytest.fixture
def at_once():
    """Does the second while the first is done and not committed."""
    raised = []

    def beside(act):
        try:
            act()
        except Exception as error:
            raised.append(error)
        finally:
            connections.close_all()

    def both(first, second):
        with transaction.atomic():
            first()
            other = threading.Thread(target=beside, args=(second,))
            other.start()
            wait_for_it(other)
        other.join(30)
        assert not other.is_alive()
        assert raised == []

    return both


def wait_for_it(other) -> None:
    """Until it is done, or waits for the database."""
    while other.is_alive():
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
            if cursor.fetchone():
                return
        time.sleep(0.02)


def apart():
    """What stands in one of the index and its view alone."""
    with connection.cursor() as cursor:
        cursor.execute(LISTED.APART)
        return cursor.fetchall()


def test_two_links_of_one_story(story, at_once):
    edition, topics = story("published"), [make_topic("rivers"), make_topic("wells")]
    link = Article.topics.through.objects.create
    at_once(
        lambda: link(article=edition.article, topic=topics[0]),
        lambda: link(article=edition.article, topic=topics[1]),
    )
    assert apart() == []
    assert Listing.objects.filter(of__in=[f"topic:{each.pk}" for each in topics]).count() == 2


def test_story_that_comes_out_while_it_moves_to_another_section(story, at_once):
    edition, other = story("published"), make_section("other")
    Edition.objects.filter(pk=edition.pk).update(state="withdrawn")
    assert not Listing.objects.filter(edition=edition.pk).exists()
    at_once(
        lambda: Edition.objects.filter(pk=edition.pk).update(state="published"),
        lambda: Article.objects.filter(pk=edition.article_id).update(section=other),
    )
    assert apart() == []
    assert Listing.objects.filter(of=f"section:{other.pk}", edition=edition.pk).exists()


def test_the_other_way_round(story, at_once):
    edition, topic = story("published"), make_topic()
    Edition.objects.filter(pk=edition.pk).update(state="withdrawn")
    at_once(
        lambda: edition.article.topics.through.objects.create(article=edition.article, topic=topic),
        lambda: Edition.objects.filter(pk=edition.pk).update(state="published"),
    )
    assert apart() == []
    assert Listing.objects.filter(of=f"topic:{topic.pk}", edition=edition.pk).exists()
