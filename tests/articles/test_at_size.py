"""What is asked so that a large archive costs what a small one does, finds what the plain question
finds."""

import random
from datetime import timedelta

import pytest
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from makers import make_correspondent, make_feedback, make_section

from newsroom.articles import queue, translations, writing
from newsroom.articles.admin import filters
from newsroom.articles.following import out_of_date, translated
from newsroom.articles.models import Article, Byline, Edition
from newsroom.articles.templatetags.desk import WAITING, what_waits
from newsroom.pages.models import Feedback
from newsroom.public.neighbours import RELATED, neighbourhood
from newsroom.public.views.around import shown_place
from newsroom.text.languages import LANGUAGES
from newsroom.workflow.models import State
from newsroom.workflow.paging import FirstPages

pytestmark = pytest.mark.django_db
STATES = ("draft", "submitted", "in_review", "returned", "approved", "scheduled", "published",
          "withdrawn", "spiked")  # fmt: skip


@pytest.fixture
def archive(story, reporter, stranger, editor, places):
    """A story in each state and more that readers have: of two sections, of several people and
    places, some need-to-know and some on hold."""
    nada, salem = make_correspondent(account=stranger), make_correspondent("salem")
    other = make_section("society")
    made = [
        story(
            state, correspondents=[(nada, salem)[number % 2]], hours=number % 5 + 1,
            place=list(places.values())[number % len(places)],
        )
        for number, state in enumerate([*STATES, *["published"] * 9])
    ]  # fmt: skip
    keys = [each.article_id for each in made]
    Article.objects.filter(pk__in=keys[1::3]).update(section=other)
    Article.objects.filter(pk__in=keys[::4]).update(is_restricted=True)
    Article.objects.get(pk=keys[4]).readers.add(stranger)
    Edition.objects.filter(pk__in=[made[1].pk, made[2].pk]).update(on_hold=True)
    Article.objects.filter(pk=keys[10]).update(breaking_until=timezone.now() + timedelta(hours=1))
    return made


def keys(rows) -> set[int]:
    return set(rows.values_list("pk", flat=True))


def test_own_and_need_to_know_are_found_by_lists_of_keys_too(archive, people):
    restricted = Article.objects.filter(is_restricted=True)
    for person in people.values():
        bylined = Byline.objects.filter(
            correspondent__account=person, article__is_restricted=False
        ).values("article")
        own = Q(created_by=person) | Q(submitted_by=person) | Q(article__in=bylined)
        named = Q(article__in=restricted.filter(readers=person))
        known = own | named
        if person.has_perm("articles.see_every_edition"):
            kept = Q(article__in=restricted) & ~named & ~own
            if person.has_perm("articles.redact_revision"):
                kept &= ~(Q(state="published", published_at__lte=timezone.now()))
                kept &= ~Q(state="withdrawn")
            known |= ~kept
        assert keys(Edition.objects.known_to(person)) == keys(Edition.objects.filter(known))


def test_queue_is_chosen_from_all_that_can_wait(archive, people, monkeypatch):
    now, waits = timezone.now(), 0
    for person in people.values():
        found = [(each.edition.pk, each.why) for each in queue.queue(person, now).rows]
        with monkeypatch.context() as plain:
            plain.setattr(queue, "perhaps", lambda rows, *_asked: rows)
            assert [(each.edition.pk, each.why) for each in queue.queue(person, now).rows] == found
        waits += len(found)
    assert waits


def test_what_waits_counts_what_waits(archive, editor):
    seen = Edition.objects.known_to(editor).exclude(
        state=State.PUBLISHED, published_at__lte=timezone.now()
    )
    wanted = {name: seen.filter(rule).count() for name, rule in WAITING.items()}
    told = {each["url"].rpartition("=")[2]: each["count"] for each in what_waits(editor)}
    assert told == {name: count for name, count in wanted.items() if count}
    assert wanted["held"] == 2


@pytest.mark.parametrize("most", [0, 1000])
def test_stories_of_a_section_or_person_are_the_same_by_key_and_by_age(archive, monkeypatch, most):
    monkeypatch.setattr(filters, "MOST_SORTED", most)
    every = Edition.objects.order_by("-moved_at", "-pk")
    found = filters.of_stories(every, Article.objects.filter(section__slug="society"))
    assert list(found) == list(every.filter(article__section__slug="society")) != []
    found = filters.of_stories(every, Article.objects.filter(correspondents__slug="nada"))
    assert list(found) == list(every.filter(article__correspondents__slug="nada")) != []


def test_filter_for_what_is_rare_finds_what_is_not(archive, monkeypatch):
    """Also together with another filter, which may want none of the first."""
    monkeypatch.setattr(filters, "MOST_LISTED", 2)
    held = Edition.objects.filter(pk__in=[each.pk for each in archive[:6]])
    last = archive[5]
    Edition.objects.filter(pk=last.pk).update(language="ku")
    found = filters.few(Edition.objects.all(), held)
    assert keys(found) == {each.pk for each in archive[:6]}
    assert keys(found.filter(language="ku")) == {last.pk}
    rare = filters.few(Edition.objects.all(), Edition.objects.filter(pk=last.pk))
    assert keys(rare) == {last.pk}


def test_pages_of_keys_are_pages(archive):
    rows = Edition.objects.order_by("-moved_at", "-pk")
    quick, plain = FirstPages(rows, 4), Paginator(rows, 4)
    assert quick.count == plain.count == len(archive)
    assert list(quick.page_range) == list(plain.page_range)
    for number in plain.page_range:
        assert list(quick.page(number)) == list(plain.page(number))


def related(edition: Edition) -> list[Edition]:
    """Among all that is older."""
    at, pk = edition.published_at, edition.pk
    rows = Edition.objects.published().in_language(edition.language)
    older = rows.filter(Q(published_at__lt=at) | Q(published_at=at, pk__lt=pk)).newest()
    alike = Q(article__section=edition.article.section_id)
    if edition.article.place and (shown := shown_place(edition)):
        alike |= Q(article__in=Article.objects.filter(listed_in=shown))
    return list(older.filter(alike).exclude(pk__in=[each.pk for each in older[:1]])[:RELATED])


def test_neighbours_and_related_are_those_of_the_whole_archive(archive):
    # Some of one second: their keys tell them apart.
    same = [each.pk for each in archive[10:14]]
    Edition.objects.filter(pk__in=same).update(published_at=archive[12].published_at)
    order = list(Edition.objects.published().newest())
    assert len({each.published_at for each in order}) < len(order)
    for at, edition in enumerate(order):
        with translation.override(edition.language):
            previous, following, found = neighbourhood(edition)
        assert previous == (order[at + 1] if at + 1 < len(order) else None)
        assert following == (order[at - 1] if at else None)
        assert found == related(edition)
    assert any(related(each) for each in order)


def test_notice_is_of_what_readers_have_no_more(archive, chief):
    told = Q(corrections__kind="withdrawal", corrections__published_at__isnull=False)
    out = Edition.objects.published().values("pk")
    plain = Edition.objects.filter(told).exclude(pk__in=list(out.values_list("pk", flat=True)))
    assert keys(Edition.objects.taken_back()) == keys(plain) != set()


def test_out_of_date_are_translations_alone(story, editor):
    original = story("published")
    for code in [each for each in LANGUAGES if each != original.language][:2]:
        made = Edition.objects.create(
            article=original.article,
            language=code,
            created_by=editor,
            headline="x",
            body="<p>x</p>",
        )
        writing.write(made, by=editor, text={"headline": "y"})
        revision = made.latest
        type(revision).objects.filter(pk=revision.pk).update(follows=original.approved)
    type(revision).objects.filter(pk=original.approved_id).update(headline="z")
    writing.write(original, by=editor, text={"headline": "w"})
    every = Edition.objects.all()
    assert keys(out_of_date(every)) == keys(out_of_date(every.filter(pk__in=translated())))
    assert keys(every.filter(pk__in=translated())) == keys(every) - {original.pk}


def test_stories_for_translators_are_those_they_may_open(archive, people):
    for person in people.values():
        rows = Edition.objects.visible_to(person).filter(translations.is_open(person))
        wanted = set(rows.values_list("article", flat=True))
        assert keys(translations.stories(person)) == wanted


def test_feedback_is_of_stories_that_the_person_knows(archive, people):
    for edition in random.Random(1).sample(archive, 6):
        make_feedback(edition)
    for person in people.values():
        known = keys(Edition.objects.known_to(person))
        told = Feedback.objects.visible_to(person).values_list("edition", flat=True)
        assert set(told) == known & set(Feedback.objects.values_list("edition", flat=True))


def test_list_of_the_desk_asks_so_often(archive, editor):
    desk = Client()
    desk.force_login(editor)
    asked = []
    for query in ("", "?section=society"):
        desk.get(f"/admin/articles/edition/{query}")
        with CaptureQueriesContext(connection) as caught:
            assert desk.get(f"/admin/articles/edition/{query}").status_code == 200
        asked.append(len(caught))
    # A section's is asked for its key, and for the keys of its stories.
    assert asked == [11, 13]
