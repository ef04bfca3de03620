"""The index of lists says what the adjectives of `Edition` say, whoever wrote what and however."""

import random
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from makers import make_correspondent, make_section, make_topic

from newsroom.articles import writing
from newsroom.articles.models import Article, Edition, Listing, Section, Topic
from newsroom.articles.models.article import Kind
from newsroom.articles.reindexing import list_anew
from newsroom.correspondents.models import Correspondent, Signing
from newsroom.regions.models import Region
from newsroom.text.languages import LANGUAGES
from newsroom.workflow.moves import move


@pytest.fixture(scope="module")
def made(shared):
    with shared as story:
        return [edition.pk for edition in six(story)]


@pytest.fixture
def stories(made, db):
    """Six, of two sections, places and people, under topics."""
    rows = Edition.objects.in_bulk(made)
    return [rows[pk] for pk in made]


def six(story):
    people = [
        make_correspondent(), make_correspondent("salem", signing="named"),
        make_correspondent("hidden", signing="withheld"),
    ]  # fmt: skip
    made = [
        story(
            "scheduled" if number == 5 else "published", correspondents=[people[number % 3]],
            signing=("named", "pen_name", "desk")[number // 2], hours=number + 1,
        )
        for number in range(6)
    ]  # fmt: skip
    water, other = make_topic(), make_section("society")
    made[0].article.topics.add(water)
    Article.objects.filter(pk=made[1].article_id).update(section=other, kind="opinion")
    return made


def lists():
    """Each thing that has a list, with the stories that readers find in it by looking at all."""
    published = Edition.objects.published()
    for section in Section.objects.all():
        yield section, published.in_section(section)
    for topic in Topic.objects.all():
        yield topic, published.in_topic(topic)
    for region in Region.objects.all():
        yield region, published.in_region(region)
    for person in Correspondent.objects.all():
        yield person, published.by(person)
    for kind in Kind.values:
        yield kind, published.of_kind(kind)


def is_told() -> int:
    """How many rows of lists there are, all of which must be the right ones."""
    rows = 0
    for thing, looked_up in lists():
        for code in LANGUAGES:
            listed = Listing.objects.of(thing).published().in_language(code).newest()
            keys = list(listed.values_list("edition", flat=True))
            wanted = looked_up.in_language(code).newest().values_list("pk", flat=True)
            assert keys == list(wanted), (thing, code)
            rows += len(keys)
    return rows


def raw(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_published_stories_stand_in_their_lists_and_scheduled_ones_in_time(stories):
    assert is_told() > 30
    [later] = [each for each in stories if each.is_scheduled]
    rows = Listing.objects.of(later.section)
    assert later.pk in rows.values_list("edition", flat=True)
    assert later.pk not in rows.published().values_list("edition", flat=True)
    at = later.published_at + timedelta(seconds=1)
    assert later.pk in rows.published(at).values_list("edition", flat=True)


def test_withheld_correspondent_has_no_list(stories):
    hidden = Correspondent.objects.get(slug="hidden")
    assert hidden.bylines.exists()
    assert not Listing.objects.of(hidden).exists()


def test_pen_name_lists_what_is_signed_with_the_name_and_a_name_does_not(stories):
    nada, salem = (Correspondent.objects.get(slug=slug) for slug in ("nada", "salem"))
    signings = {each: set() for each in (nada, salem)}
    for person, found in signings.items():
        keys = Listing.objects.of(person).values("edition")
        rows = Edition.objects.filter(pk__in=list(keys.values_list("edition", flat=True)))
        found |= set(rows.values_list("article__signing", flat=True))
    assert signings == {nada: {"named", "pen_name"}, salem: {"named"}}


def test_withdrawn_story_is_in_no_list_at_once(stories, people):
    edition = Edition.objects.get(pk=stories[1].pk)
    move(edition, "take_down", by=people["chief"], note="خطر.")
    assert not Listing.objects.filter(edition=edition.pk).exists()
    assert is_told()


def test_shared_fields_of_the_form_move_a_story_to_other_lists(stories, people, places):
    article = Article.objects.get(pk=stories[0].article_id)
    fields = {"section": make_section("culture"), "place": places["abu-kamal"], "topics": []}
    writing.save_shared(article, by=people["editor"], fields=fields, version=article.version)
    writing.sign(article, [])
    culture = Listing.objects.of(fields["section"]).values_list("edition", flat=True)
    assert list(culture) == [stories[0].pk]
    assert not Listing.objects.of(Topic.objects.get()).exists()
    assert is_told()


def changes(chance: random.Random):
    """One change past every rule of the program, as `update()` and SQL make them."""
    edition = chance.choice(list(Edition.objects.all()))
    rows, article = Edition.objects.filter(pk=edition.pk), edition.article
    articles = Article.objects.filter(pk=article.pk)
    person = chance.choice(list(Correspondent.objects.all()))
    people = Correspondent.objects.filter(pk=person.pk)
    yield lambda: rows.update(state=chance.choice(["published", "withdrawn", "draft"]))
    yield lambda: rows.update(published_at=timezone.now() - timedelta(hours=chance.random() * 99))
    yield lambda: rows.update(language=chance.choice(list(LANGUAGES)))
    yield lambda: articles.update(section=chance.choice([None, *Section.objects.all()]))
    yield lambda: articles.update(kind=chance.choice(Kind.values))
    yield lambda: articles.update(signing=chance.choice(Signing.values))
    yield lambda: people.update(signing=chance.choice(["named", "pen_name", "withheld"]))
    yield lambda: people.update(state=chance.choice(["published", "withdrawn"]))
    yield lambda: article.listed_in.set(chance.sample(list(Region.objects.all()), 2))
    yield lambda: article.topics.set(chance.choice([[], Topic.objects.all()]))
    yield lambda: article.bylines.get_or_create(correspondent=person)
    yield lambda: article.bylines.all().delete()
    yield lambda: raw("DELETE FROM articles_article_listed_in WHERE article_id = %s", article.pk)


def test_whatever_is_changed_past_the_program_the_lists_follow(stories):
    chance = random.Random(20)
    for _turn in range(25):
        for change in changes(chance):
            if chance.random() < 0.4:
                change()
        is_told()
    Edition.objects.update(state="published")
    assert is_told()


def test_lost_index_is_made_anew(stories):
    rows = is_told()
    Listing.objects.all().delete()
    with pytest.raises(AssertionError):
        is_told()
    list_anew()
    assert is_told() == rows


@pytest.mark.parametrize("before", ["", "?before=%s"])
@pytest.mark.parametrize("path", [
    "/sections/news/", "/regions/syria/", "/correspondents/nada/", "/kinds/news/",
])  # fmt: skip
def test_page_of_a_list_reads_no_body_and_its_list_by_key(client, stories, path, before):
    if before:
        newest = Edition.objects.published().newest().first()
        path += before % Edition.objects.key_of(newest)
    client.get(path)  # what is kept of the network is there by now
    with Watched() as watched:
        assert client.get(path).status_code == 200
    told = "\n".join(watched.statements)
    assert '"articles_listing"' in told
    assert '"articles_edition"."headline"' in told
    assert '"articles_edition"."body"' not in told
    assert '"articles_edition"."folded"' not in told


class Watched:
    """The statements that are sent to the database meanwhile."""

    def __enter__(self):
        self.statements = []
        self.watching = connection.execute_wrapper(self.note)
        self.watching.__enter__()
        return self

    def note(self, execute, sql, params, many, context):
        self.statements.append(sql)
        return execute(sql, params, many, context)

    def __exit__(self, *error):
        self.watching.__exit__(*error)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite alone takes one bound of two.")
def test_page_far_down_a_list_is_as_many_steps_as_the_first(section):
    begun = timezone.now() - timedelta(days=40)
    Listing.objects.bulk_create(
        Listing(of=f"section:{section.pk}", language="ar", edition_id=number,
                published_at=begun + timedelta(minutes=10 * number))
        for number in range(1, 5001)
    )  # fmt: skip
    rows = Listing.objects.of(section).published().in_language("ar")
    deep = rows.older_than(begun + timedelta(minutes=1000), 100)
    first = steps(lambda: list(rows.newest()[:20]))
    assert 0 < steps(lambda: list(deep.newest()[:20])) < 1.3 * first
    up = rows.newer_than(begun + timedelta(minutes=1000), 100)
    assert steps(lambda: list(up[:20])) < 1.3 * first


def steps(ask) -> int:
    """Of SQLite's machine, in tens."""
    seen = 0

    def count():
        nonlocal seen
        seen += 1

    connection.ensure_connection()
    connection.connection.set_progress_handler(count, 10)
    try:
        ask()
    finally:
        connection.connection.set_progress_handler(None, 10)
    return seen
