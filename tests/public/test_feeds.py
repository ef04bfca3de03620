"""Feeds in all their forms: by the specifications' own rules, whole, and only what readers have."""

import pytest
from django.utils import timezone
from formats.feeds import FORMS, is_whole
from makers import make_correspondent, make_photo, make_topic
from readers import correct

from newsroom.articles import writing
from newsroom.articles.models import Article, Edition
from newsroom.media.models import Photo
from newsroom.public.feeds import stories as feed_stories
from newsroom.public.feeds.feed import TYPES
from newsroom.public.languages import address
from newsroom.text.languages import LANGUAGES
from newsroom.workflow.moves import move

LISTS = {
    "feed": (), "section_feed": ("news",), "region_feed": ("village",), "topic_feed": ("water",),
    "correspondent_feed": ("nada",), "corrections_feed": (),
}  # fmt: skip
QUERIES_AT_MOST = 9


@pytest.fixture
def stories(story, people, photo_editor):
    """Makes that many, each with all that a feed tells of one."""
    nada, water = make_correspondent(), make_topic()

    def make(count: int, **more) -> list[Edition]:
        photo = make_photo(people["reporter"], cleared_by=photo_editor, caption_ar="ضفة <النهر>")
        shared = {
            "correspondents": [nada], "signing": "pen_name", "topics": [water], "photos": [photo],
        } | more  # fmt: skip
        made = [story("published", hours=2 + number / 60, **shared) for number in range(count)]
        for edition in made:
            correct(edition, people)
        return made

    return make


def read(client, form: str, name: str = "feed", *args: str, language: str = "ar") -> list[dict]:
    response = client.get(address(language, name, *args, form))
    assert response.status_code == 200
    assert response["Content-Type"] == f"{TYPES[form]}; charset=utf-8"
    return FORMS[form](response.content.decode())


@pytest.mark.parametrize("form", FORMS)
def test_every_list_has_its_feed_in_every_form(client, stories, form):
    (edition,) = stories(1)
    for name, args in LISTS.items():
        (piece,) = read(client, form, name, *args)
        assert is_whole(piece["url"])
        assert f"/articles/{edition.article_id}/" in piece["url"]


def test_feed_without_a_story_is_one(client, network):
    for form in FORMS:
        for language in LANGUAGES:
            assert read(client, form, language=language) == []


@pytest.mark.parametrize("form", FORMS)
def test_piece_has_the_whole_story(client, stories, form):
    (edition,) = stories(1)
    (piece,) = read(client, form)
    text = piece["html"].text
    for said in (
        edition.standfirst, "عادت أربع محطات إلى العمل", "ضفة <النهر>", "طرفاء", "قلنا سنديانة.",
        "هي زيتونة.",
    ):  # fmt: skip
        assert said in text
    (picture,) = piece["html"].pictures
    assert (picture["alt"], picture["width"]) == ("النهر عند الفجر", "800")
    assert picture["src"].endswith("/article-800.jpg")


@pytest.mark.parametrize("form", FORMS)
def test_picture_and_story_that_are_taken_back_are_in_no_feed(client, stories, people, form):
    (edition,) = stories(1)
    photo = Photo.objects.get()
    assert photo.token in client.get(address("ar", "feed", form)).text
    move(photo, "withdraw", by=people["photo"], note="سبب")
    text = client.get(address("ar", "feed", form)).text
    assert photo.token not in text
    assert "ضفة" not in text
    move(Edition.objects.get(pk=edition.pk), "take_down", by=people["chief"], note="خطر")
    assert read(client, form) == []


@pytest.mark.parametrize("form", FORMS)
def test_withheld_byline_leads_to_nobody(client, stories, form):
    ward = make_correspondent(
        "ward", signing="withheld", pen_name_ar="وردة الفرات", role_line_ar="مراسل في الريف"
    )
    stories(1, correspondents=[ward])
    text = client.get(address("ar", "feed", form)).text
    assert "مراسل في الريف" in text
    assert "وردة الفرات" not in text
    assert "/correspondents/" not in text


def test_byline_withheld_while_the_feed_is_made_is_in_no_feed_of_the_person(
    client, stories, monkeypatch
):
    (edition,) = stories(1)
    read_by_keys = feed_stories.with_text

    def then_withheld(*asked):
        found = read_by_keys(*asked)
        assert found
        Article.objects.filter(pk=edition.article_id).update(signing="desk")
        return found

    monkeypatch.setattr(feed_stories, "with_text", then_withheld)
    assert read(client, "json", "correspondent_feed", "nada") == []


@pytest.mark.parametrize("form", FORMS)
def test_change_of_the_slug_makes_no_new_piece(client, stories, form):
    (edition,) = stories(1)
    key = f"/articles/{edition.article_id}/<" if form != "json" else f'{edition.article_id}/"'
    assert key in client.get(address("ar", "feed", form)).text
    Edition.objects.filter(pk=edition.pk).update(headline="عنوان آخر", slug="عنوان-آخر")
    text = client.get(address("ar", "feed", form)).text
    assert key in text
    assert "عنوان آخر" in text


@pytest.mark.parametrize("form", FORMS)
def test_feed_takes_the_same_queries_for_any_number_of_stories(
    client, stories, network, form, django_assert_max_num_queries
):
    counts = []
    for more in (1, 2):
        stories(more)
        client.get(address("ar", "feed", form))
        with django_assert_max_num_queries(QUERIES_AT_MOST) as captured:
            read(client, form)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_feed_takes_the_same_queries_for_any_number_of_corrected_translations(
    client, story, people, network, django_assert_max_num_queries
):
    """Of each that was changed since, somebody asks whether readers have the words compared."""
    counts = []
    for more in (1, 2):
        for _number in range(more):
            original = story("published")
            text = {"headline": "Water is back", "body": "<p>Four stations.</p>"}
            edition = story("published", language="en", article=original.article, text=text)
            correct(edition, people)
            edition = Edition.objects.get(pk=edition.pk)
            writing.write(edition, by=people["editor"], text={"headline": "The water is back"})
            move(edition, "update", by=people["chief"])
        client.get(address("en", "feed", "rss"))
        with django_assert_max_num_queries(QUERIES_AT_MOST) as captured:
            assert len(read(client, "rss", language="en")) == len(counts) * 2 + 1
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_changed_story_is_newer_than_it_came_out(client, stories):
    (edition,) = stories(1)
    edition.refresh_from_db()
    assert edition.updated_at > edition.published_at
    text = client.get("/feed.atom").text
    for at in (edition.updated_at, edition.published_at):
        assert timezone.localtime(at).isoformat() in text


def test_page_tells_of_its_feed_in_all_forms(client, stories, network):
    (edition,) = stories(1)
    pages = {
        "/en/": "/en/feed", "/sections/news/": "/sections/news/feed", edition.url: "/feed",
        "/corrections/": "/corrections/feed", "/topics/water/": "/topics/water/feed",
    }  # fmt: skip
    for url, feed in pages.items():
        page = client.get(url).text
        for form, kind in TYPES.items():
            assert f'<link rel="alternate" type="{kind}"' in page
            assert f'href="{feed}.{form}">' in page
        assert f'<a href="{feed}.rss"' in page or f'href="{feed}.rss" type=' in page
