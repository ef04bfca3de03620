"""A prepared query has the rows that its queryset has, and makes of them what that makes."""

import gc
import pickle
import weakref
from copy import copy
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection, connections
from django.utils import timezone
from makers import make_correspondent, make_photo

from newsroom.articles.models import Byline, Edition
from newsroom.articles.on_cards import BYLINES, PICTURES, STORIES, cards, with_text
from newsroom.delivery.record import recording
from newsroom.prepared import Prepared, any_of, param

OUT = Prepared(
    lambda: (
        Edition.objects.published(param("now"))
        .filter(pk__in=any_of("keys"))
        .select_related("article__section", "article__place")
        .newest()
    )
)


def of_orm(now, keys):
    rows = Edition.objects.published(now).filter(pk__in=keys)
    return list(rows.select_related("article__section", "article__place").newest())


def everything(row) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.fixture
def editions(story):
    states = ("published", "published", "published", "scheduled", "draft")
    return [story(state, hours=at + 1) for at, state in enumerate(states)]


def test_rows_are_those_of_the_queryset(editions, django_assert_num_queries):
    now, keys = timezone.now(), [each.pk for each in editions]
    with django_assert_num_queries(1):
        found = list(OUT.all(now=now, keys=keys))
        made = [everything(row) for each in found for row in (each, each.article)]
        made += [everything(each.article.section) for each in found]
    plain = of_orm(now, keys)
    assert found == plain != []
    expected = [everything(row) for each in plain for row in (each, each.article)]
    assert made == expected + [everything(each.article.section) for each in plain]


@pytest.mark.parametrize("chosen", [slice(0), slice(1), slice(3), slice(1, 2)])
def test_each_time_it_is_asked_with_other_values(editions, chosen):
    keys = [each.pk for each in editions[chosen]]
    now = timezone.now()
    assert list(OUT.all(now=now, keys=keys)) == of_orm(now, keys)
    early = min(each.published_at for each in editions if each.published_at)
    assert list(OUT.all(now=early - timedelta(seconds=1), keys=keys)) == []


def test_rows_of_values_are_values(editions):
    heads = Prepared(
        lambda: Edition.objects.in_language(param("language")).values_list("pk", "published_at")
    )
    rows = [heads.made(row) for row in heads.rows(language="ar")]
    assert sorted(rows) == sorted(Edition.objects.values_list("pk", "published_at"))
    assert heads.rows(language="en") == []


def test_columns_that_are_left_out_are_asked_for_later(editions, django_assert_num_queries):
    row = STORIES.rows(keys=[editions[0].pk], now=timezone.now())[0]
    with django_assert_num_queries(1):
        assert STORIES.made(row).body == editions[0].body
    assert STORIES.columns("language", "article__kind")(row) == ("ar", "news")


def test_stories_with_their_text_come_in_the_order_that_is_asked_for(
    editions, django_assert_num_queries
):
    correspondent = make_correspondent()
    for each in editions:
        each.article.bylines.create(correspondent=correspondent)
    keys = [each.pk for each in reversed(editions)]
    readable = keys[2:]
    with django_assert_num_queries(3), recording() as record:
        found = with_text(keys, timezone.now())
        assert [each.pk for each in found] == readable, "the others are not with the readers"
        assert {each.body for each in found} == {editions[0].body}
        signed = [by.correspondent for each in found for by in each.article.bylines.all()]
        assert signed == [correspondent] * 3
    assert {f"edition:{key}" for key in keys} <= record.tags, "one that leaves meanwhile, too"
    with django_assert_num_queries(0):
        assert with_text([], timezone.now()) == []
        assert cards([], timezone.now()) == {}


def test_what_was_read_with_a_story_is_asked_anew_where_it_is_narrowed(
    story, django_assert_num_queries
):
    nada, sami = make_correspondent("nada"), make_correspondent("sami")
    both = story("published", correspondents=[nada, sami])
    story("published", correspondents=[nada])
    bylines = with_text([both.pk], timezone.now())[0].article.bylines
    with django_assert_num_queries(0):
        assert [each.correspondent for each in bylines.all()] == [nada, sami]
        assert len(bylines.all()) == 2
        assert bylines.all()[1].correspondent == copy(bylines.all())[1].correspondent == sami
        assert bylines.count() == 2
    with django_assert_num_queries(2):
        assert [each.correspondent for each in bylines.filter(correspondent=sami)] == [sami]
        assert bylines.exclude(correspondent=sami).count() == 1
    with django_assert_num_queries(0):
        assert [each.correspondent for each in bylines.all()] == [nada, sami]


def test_card_can_be_copied(editions):
    (card,) = cards([editions[0].pk], timezone.now()).values()
    assert copy(card).headline == pickle.loads(pickle.dumps(card)).headline == card.headline


def test_row_tells_which_of_its_times_are_to_come(editions):
    key = editions[0].pk
    asked_for = {"keys": [key], "now": timezone.now()}
    before = STORIES.rows(**asked_for)
    editions[0].article.breaking_until = timezone.now() + timedelta(hours=1)
    editions[0].article.save()
    soon = STORIES.rows(**asked_for)
    assert not any(before[0][-1])
    assert any(soon[0][-1])


def test_what_it_reads_is_noted_as_the_orm_notes_it(story, people):
    photo = make_photo(people["reporter"], cleared_by=people["photo"])
    photo.rights_until = timezone.now() + timedelta(days=3)
    photo.save()
    edition = story("published", correspondents=[make_correspondent()], photos=[photo])
    edition.article.breaking_until = timezone.now() + timedelta(days=2)
    edition.article.save()
    with recording() as plain:
        list(Edition.objects.published().select_related("article__section"))
        list(Byline.objects.all())
        list(edition.article.pictures.all())
    with recording() as record:
        STORIES.rows(keys=[edition.pk], now=timezone.now())
        BYLINES.rows(articles=[edition.article_id])
        PICTURES.rows(articles=[edition.article_id])
    assert record.tags == plain.tags != set()
    assert record.until == plain.until == edition.article.breaking_until


def test_what_a_thread_composed_holds_no_connection_of_it(editions):
    """Threads of a server come and go, and the query stays."""
    heads = Prepared(lambda: Edition.objects.published(param("now")).select_related("article"))
    held = []

    def compose():
        heads.shape()
        held.append(weakref.ref(connections["default"]))
        connection.close()

    thread = Thread(target=compose)
    thread.start()
    thread.join()
    del thread
    gc.collect()
    assert [each() for each in held] == [None]
    now = timezone.now()
    assert {each.article for each in heads.all(now=now)} == {
        each.article for each in Edition.objects.published(now)
    }
