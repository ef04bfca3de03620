"""The search's index keeps up with the stories, whoever writes, and its order is that of lists."""

import random
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from makers import make_section

from newsroom.accounts.models import Account
from newsroom.articles import search
from newsroom.articles.admin import filters
from newsroom.articles.invariants import is_index_whole, triggers_of_search
from newsroom.articles.models import Article, Edition
from newsroom.articles.reindexing import index_again
from newsroom.articles.search import FIRST, LAST, MARK, Search, key_at, keys, place
from newsroom.audit.faults import missing_triggers
from newsroom.text.folding import fold
from newsroom.text.languages import LANGUAGES
from newsroom.text.terms import query
from newsroom.workflow.models import State
from newsroom.workflow.moves import move

EARLY, NOW = datetime(1971, 3, 1, tzinfo=UTC), datetime(2026, 11, 28, 3, tzinfo=UTC)


def found(*wanted):
    assert is_index_whole()
    return {key_at(place) for place in Search([wanted]).newest(50)}


def drafts(words, at=None):
    """By the only words that they have."""
    by = Account.objects.get_or_create(username="writer")[0]
    made = []
    for number, said in enumerate(words):
        article = Article.objects.create(created_by=by)
        moved = at[number] if at else NOW
        made.append(Edition(article=article, language="ar", headline=said, created_by=by,
                            moved_at=moved))  # fmt: skip
        made[-1].save()
    return made


def test_triggers_of_the_search_are_there(db):
    assert len(triggers_of_search()) >= 3
    assert not missing_triggers(triggers_of_search())


def test_places_come_in_the_order_of_lists_between_any_two(db):
    chance = random.Random(5)
    seconds = int((NOW - EARLY).total_seconds())
    old = [EARLY + timedelta(seconds=chance.randrange(seconds)) for _ in range(40)]
    # Many of the last days, and several of one second.
    new = [NOW - timedelta(hours=chance.randrange(24 * 90)) for _ in range(40)]
    said = ["جسر" + " نهر" * chance.randrange(2) for _ in range(80)]
    made = drafts(said, chance.sample(old + new, 80))
    for word in ("جسر", "نهر"):
        places = sorted(place(each.moved_at, each.pk) for each in made if word in each.headline)
        asked = Search([query(word, "ar")])
        ends = [
            FIRST,
            LAST,
            *chance.sample(places, 8),
            *(at + 1 for at in chance.sample(places, 4)),
        ]
        for above, below, most in product(ends, ends, (1, 7, 100)):
            between = [at for at in places if above < at < below]
            assert asked.newest(most, above, below) == between[::-1][:most]
            assert asked.oldest(most, above, below) == between[:most]


def test_what_narrows_follows_every_change(story, places):
    edition = story("draft", kind="report")
    article, pk = edition.article, edition.pk
    other = make_section("other")
    region, far = places["abu-kamal"], places["syria"]
    kept = [search.in_state("draft"), search.in_language("ar"), search.of_kind("report")]
    assert found(*kept, search.in_section(article.section_id), search.in_region(region.pk)) == {pk}
    Article.objects.filter(pk=article.pk).update(section=other, kind="fact-check")
    assert found(search.in_section(article.section_id)) == set()
    assert found(search.in_section(other.pk), search.of_kind("fact-check")) == {pk}
    article.listed_in.set([far])
    article.listed_in.add(far)
    assert found(search.in_region(region.pk)) == set()
    assert found(search.in_region(far.pk)) == {pk}
    Article.objects.filter(pk=article.pk).update(section=None)
    article.listed_in.clear()
    assert found(search.in_section(other.pk)) == found(search.in_region(far.pk)) == set()
    assert found(search.of_kind("fact-check")) == {pk}


def test_readers_lose_words_in_the_transaction_that_takes_them(story, people):
    edition = story("published")
    had = search.with_readers("ar")
    asked = (had, *query("محطات", "ar"))
    assert found(*asked) == found(had) == {edition.pk}
    with transaction.atomic():
        move(edition, "take_down", by=people["chief"], note="خطر على المصدر")
        assert found(*asked) == found(had) == set()
    assert found(*query("محطات", "ar"), search.in_state("withdrawn")) == {edition.pk}


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_have_what_is_published_in_their_language(story, language):
    """Whichever of its two ways the index goes for that; all say the same word."""
    text = {"headline": "Kobane 26", "body": "<p>26</p>"}
    for state in ("draft", "withdrawn", "scheduled", "published"):
        for code in LANGUAGES:
            story(state, language=code, text=text)
    mine = Edition.objects.filter(language=language)
    assert found(search.in_language(language), *query("26", language)) == {each.pk for each in mine}
    out = {each.pk for each in mine.filter(state=State.PUBLISHED)}
    assert len(out) == 2
    assert found(search.with_readers(language), *query("26", language)) == out


def test_stories_that_go_leave_nothing_in_whatever_order(db):
    first, second = drafts(["جسر", "جسر"])
    Article.objects.filter(pk=first.article_id)._raw_delete("default")
    Edition.objects.filter(pk=first.pk)._raw_delete("default")
    assert found(*query("جسر", "ar")) == {second.pk}
    second.article.delete()
    assert found(*query("جسر", "ar")) == set()


def test_an_article_may_come_after_its_editions(db):
    """As a backup brings its rows back, table by table."""
    (edition,) = drafts(["جسر"])
    article = edition.article
    Article.objects.filter(pk=article.pk)._raw_delete("default")
    Edition.objects.filter(pk=edition.pk)._raw_delete("default")
    Edition.objects.bulk_create([edition])
    Article.objects.bulk_create([article])
    assert found(*query("جسر", "ar"), search.of_kind("news")) == {edition.pk}


def test_no_word_is_taken_for_what_narrows():
    for code in LANGUAGES:
        assert MARK not in fold(f"{MARK}lar a{MARK}b", code)
        assert query(f"{MARK}lar", code) == query("lar", code)


def test_desk_looks_among_what_it_is_narrowed_to(story, monkeypatch):
    """However many newer ones have the words in another state."""
    monkeypatch.setattr(search, "MOST", 2)
    draft = story("draft")
    newer = [story("submitted").pk for _ in range(3)]
    assert keys("محطات", LANGUAGES) == newer[:0:-1]
    assert keys("محطات", LANGUAGES, filters.wanted({"state": "draft"})) == [draft.pk]
    asked = {"state": "nope", "language": "'", "section": "\ue000"}
    assert filters.wanted(asked) == []
    assert len(filters.wanted({"state": "draft", "language": "ar", "section": "news"})) == 3


def test_index_is_made_anew(story):
    edition = story("published")
    index_again()
    assert found(search.with_readers("ar"), *query("محطات", "ar")) == {edition.pk}


def test_every_state_can_be_narrowed_to(db):
    said = {search.in_state(state) for state in State.values}
    assert len(said) == len(State.values)
    assert all(term.removeprefix(MARK).isalnum() for (term,) in said)


def test_search_comes_along_when_the_index_is_made_and_unmade(transactional_db):
    made = drafts(["جسر الكرامة", "جسر"], [timezone.now(), EARLY])
    before = list(Edition.objects.order_by("pk").values())
    MigrationExecutor(connection).migrate([("articles", "0016_topics_tell")])
    assert list(Edition.objects.order_by("pk").values()) == before
    made += drafts(["جسر قديم"])
    call_command("migrate", verbosity=0)
    assert found(*query("جسر", "ar")) == {each.pk for each in made}
    assert list(Edition.objects.order_by("pk").values())[:2] == before
