"""The search's index keeps up with the stories, whoever writes, and its order is that of lists."""

import random
from calendar import isleap, monthrange
from datetime import UTC, date, datetime, timedelta
from itertools import product
from math import ceil

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from hypothesis import given
from hypothesis.strategies import datetimes, integers
from makers import make_section

from newsroom.accounts.models import Account
from newsroom.articles import search, search_windows
from newsroom.articles.admin import filters
from newsroom.articles.invariants import is_index_whole, triggers_of_search
from newsroom.articles.models import Article, Edition, Revision
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


@pytest.mark.parametrize("state", ["draft", "published"])
@pytest.mark.parametrize("looked_through", [1, 5, 2000])
def test_places_come_in_the_order_of_lists_between_any_two(db, monkeypatch, state, looked_through):
    """However few stories PostgreSQL looks through at once."""
    monkeypatch.setattr(search_windows, "STORIES", looked_through)
    monkeypatch.setattr(search_windows, "COUNTED", 3)
    chance = random.Random(5)
    seconds = int((NOW - EARLY).total_seconds())
    old = [EARLY + timedelta(seconds=chance.randrange(seconds)) for _ in range(40)]
    # Many of the last days, and several of one second.
    new = [NOW - timedelta(hours=chance.randrange(24 * 90)) for _ in range(40)]
    said = ["جسر" + " نهر" * chance.randrange(2) for _ in range(80)]
    made = drafts(said, chance.sample(old + new, 80))
    if state == "published":
        Revision.objects.bulk_create(
            Revision(edition=each, headline=each.headline, body="<p></p>", by=each.created_by)
            for each in made
        )
        Edition.objects.update(
            state=state, published_at=F("moved_at"), moved_at=NOW, body="<p></p>",
            approved=Subquery(Revision.objects.filter(edition=OuterRef("pk")).values("pk")[:1]),
        )  # fmt: skip
        for each in made:
            each.refresh_from_db()
    for word in ("جسر", "نهر"):
        those = [each for each in made if word in each.headline]
        places = sorted(place(each.published_at or each.moved_at, each.pk) for each in those)
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


def covered(terms):
    """Every day that the index's words stand for, in order."""
    for term in terms:
        start = date.fromisoformat(
            f"{term[1:]:0<4}-01-01"
            if term[0] == "y"
            else f"{term[1:5]}-{term[5:]}-01"
            if term[0] == "m"
            else term[1:]
        )
        days = {
            "y": 366 if isleap(start.year) else 365,
            "d": 1,
            "m": monthrange(start.year, start.month)[1],
        }[term[0]]
        yield from (start + timedelta(days=each) for each in range(days))


@given(at=datetimes(datetime(1969, 1, 1), datetime(2031, 1, 1)), days=integers(0, 2500))
def test_days_are_covered_once_and_in_few_words(at, days):
    ends = at, at + timedelta(days=days)
    terms = search_windows.cover(*ends)
    assert list(covered(terms)) == [at.date() + timedelta(days=each) for each in range(days + 1)]
    assert search_windows.cover(*ends[::-1]) == terms
    assert len(terms) <= 2 * (30 + 11) + 6


def evenly(monkeypatch, apart):
    """The newsroom publishes one story after another, so far apart; back in time where negative."""
    monkeypatch.setattr(search_windows, "reach", lambda _at, _order, stories: apart * stories)


@pytest.mark.parametrize(
    ("days", "back", "on"),
    [
        (20, date(2025, 3, 12), date(2025, 4, 21)),
        (59, date(2025, 2, 1), date(2025, 5, 30)),
        (65, date(2025, 1, 1), date(2025, 6, 30)),
        (1095, date(2022, 1, 1), date(2028, 12, 31)),
    ],
)
def test_what_goes_far_ends_with_a_whole_month_or_year(monkeypatch, days, back, on):
    at = datetime(2025, 4, 1, 12, tzinfo=UTC)
    ends = datetime(1990, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)
    for order, end, edge, way in (("DESC", ends[0], back, -1), ("ASC", ends[1], on, 1)):
        away = way * timedelta(days=days)
        evenly(monkeypatch, away / 2000)
        walk = search_windows.Walk(at, end, order)
        window, seen = walk.next(), set()
        seen.update(covered(window.terms))
        assert {at.date(), edge} == {max(seen), min(seen)}
        following = set(covered(walk.next().terms))
        assert not seen & following
        assert edge + way * timedelta(days=1) in following


@pytest.mark.parametrize(("order", "way", "last"), [("DESC", -1, min), ("ASC", 1, max)])
def test_no_window_goes_past_the_end(monkeypatch, order, way, last):
    evenly(monkeypatch, way * timedelta(days=70) / 2000)
    end = datetime(2025, 1, 15, tzinfo=UTC)
    window = search_windows.Walk(end - way * timedelta(days=75), end, order).next()
    assert (last(covered(window.terms)), window.is_last) == (end.date(), True)


@pytest.mark.parametrize(
    ("twice", "edge"),
    [
        (date(2025, 12, 1), date(2026, 1, 1)),
        (date(2026, 10, 30), date(2026, 11, 1)),
        (date(2026, 11, 10), date(2026, 11, 20)),
    ],
)
def test_no_year_or_month_with_many_more_is_taken_in_whole(monkeypatch, twice, edge):
    """One story is planned for years ahead; behind it lie two thousand down to one day, and as many
    again down to another."""
    ends = {2000: date(2026, 11, 20), 4000: twice}
    monkeypatch.setattr(
        search_windows,
        "reach",
        lambda at, _order, stories: datetime.combine(ends[stories], at.timetz()) - at,
    )
    begins, last = datetime(2036, 11, 28, tzinfo=UTC), datetime(1990, 1, 1, tzinfo=UTC)
    window = search_windows.Walk(begins, last, "DESC").next()
    assert min(covered(window.terms)) == edge


def test_search_looks_as_far_as_what_it_has_found_promises(monkeypatch):
    evenly(monkeypatch, -timedelta(hours=1))
    walk = search_windows.Walk(NOW, EARLY, "DESC")
    spans = []
    for hits, lacking in ((3, 997), (140, 857), (797, 60)):
        spans.append(walk.stories)
        assert not walk.next().is_last
        walk.had(hits, lacking)
    # Three found: four times as many. Some of ten thousand: four times as many, as it would
    # take more. Then a rate that promises the rest in a few thousand.
    assert spans == [2000, 8000, 32000]
    assert walk.stories == ceil(60 * 1.3 * 42000 / 940)


@pytest.mark.parametrize("order", ["ASC", "DESC"])
@pytest.mark.parametrize("found", [[0], [2], [3, 5], [3, 60]], ids=str)
def test_search_for_what_few_have_looks_through_all_the_rest_at_once(monkeypatch, order, found):
    """As soon as few of the first stories have it, or of the first and the next."""
    way = 1 if order == "ASC" else -1
    evenly(monkeypatch, way * timedelta(hours=1))
    walk = search_windows.Walk(*(EARLY, NOW)[::way], order)
    for hits in found:
        seen = walk.next()
        assert not seen.is_last
        walk.had(hits, 996)
    rest = walk.next()
    assert (rest.terms, rest.is_last) == ((), True)
    edge = max(covered(seen.terms)) if order == "ASC" else min(covered(seen.terms))
    assert rest.since.date() == (edge + timedelta(days=1) if order == "ASC" else edge)


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
