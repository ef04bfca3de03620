from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from makers import make_correspondent, make_photo, make_topic

from newsroom.articles import writing
from newsroom.articles.models import Edition, Topic
from newsroom.articles.on_cards import cards
from newsroom.regions.models import Region
from newsroom.text import dates
from newsroom.text.markup import clean_line
from newsroom.workflow.moves import move

# On PostgreSQL a search asks first where it may begin (docs/decisions/0081), and wider and wider.
FRONT_AT_MOST, ARTICLE_AT_MOST, LIST_AT_MOST = 12, 9, 10 + 2 * (connection.vendor == "postgresql")
LISTS = [
    "/sections/news/", "/regions/deir-ez-zor/", "/topics/water/", "/correspondents/nada/",
    "/search/?q=المياه", "/feed.rss",
]  # fmt: skip


@pytest.fixture
def stories(story, editor, photo_editor):
    """Makes that many published stories with everything a card can show."""
    nada, water = make_correspondent(), make_topic()

    def make(count):
        photo = make_photo(editor, cleared_by=photo_editor)
        return [
            story(
                "published", hours=1 + number / 60, correspondents=[nada], signing="pen_name",
                topics=[water], photos=[photo], text={"headline": f"محطات المياه رقم {number}"},
            )
            for number in range(count)
        ]  # fmt: skip

    return make


def queries(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return len(captured)


@pytest.fixture
def count(client):
    """How many queries an address takes while the network's chrome is at hand."""
    return lambda url: queries(client, url)


def test_front_takes_the_same_queries_for_any_number_of_stories(stories, count):
    found = []
    for more in (1, 2, 47):
        stories(more)
        found.append(count("/"))
    assert found[0] == found[1] == found[2] <= FRONT_AT_MOST


def test_article_takes_the_same_queries_for_any_number_of_stories(stories, count):
    (edition,) = stories(1)
    alone = count(edition.url)
    stories(2)
    few = count(edition.url)
    stories(47)
    assert alone == few == count(edition.url) <= ARTICLE_AT_MOST


@pytest.mark.parametrize("url", LISTS)
def test_list_takes_the_same_queries_for_any_number_of_stories(stories, count, url):
    found = []
    for more in (1, 2, 9):
        stories(more)
        found.append(count(url))
    assert found[0] == found[1] == found[2] <= LIST_AT_MOST


@pytest.mark.parametrize("url", ["/", "/en/", "/archive/", *LISTS, "/nope/", "/sitemap.xml"])
def test_public_page_depends_on_nobody(stories, client, editor, url):
    """No cookie, no session, nothing that varies by reader: also for one who is signed in."""
    stories(2)
    cache.clear()
    anonymous = client.get(url, HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(editor)
    signed_in = client.get(url, HTTP_ACCEPT_LANGUAGE="ar")
    assert not anonymous.cookies
    assert "Cookie" not in anonymous.get("Vary", "")
    assert "Accept-Language" not in anonymous.get("Vary", "")
    assert anonymous.content == signed_in.content


def test_list_pages_by_key_and_forgets_nothing(stories, client):
    made = stories(45)
    seen, url = [], "/sections/news/"
    for _page in range(4):
        response = client.get(url)
        seen += [edition.pk for edition in response.context["editions"]]
        url = response.context["older"]
        if not url:
            break
    newest_first = sorted(made, key=lambda edition: (edition.published_at, edition.pk))[::-1]
    assert seen == [edition.pk for edition in newest_first]


def test_older_page_stays_where_it_was_when_stories_arrive(stories, client):
    stories(25)
    older = client.get("/sections/news/").context["older"]
    before = [edition.pk for edition in client.get(older).context["editions"]]
    stories(3)
    newest = Edition.objects.order_by("-pk")[:3]
    for edition in newest:
        Edition.objects.filter(pk=edition.pk).update(published_at=timezone.now())
    caches["pages"].clear()  # nothing on it changed: it would be given as it was made
    assert [edition.pk for edition in client.get(older).context["editions"]] == before


@pytest.mark.parametrize("key", ["x", "12", "1-", "-", "99999999999999999999-1"])
def test_nonsense_key_is_not_found(stories, client, key):
    stories(1)
    assert client.get(f"/sections/news/?before={key}").status_code == 404


@pytest.mark.parametrize("words", ["الـمحطّات", "محطات", "للمياه", "والمياه", "المياة"])
def test_search_finds_a_word_in_any_form(stories, client, words):
    (edition,) = stories(1)
    assert list(client.get("/search/", {"q": words}).context["editions"]) == [edition]


@pytest.mark.parametrize("words", ['"', "'", "محطات'; --", "NEAR(", "*", "()", "a" * 5000, "\x00"])
def test_search_survives_whatever_is_typed(stories, client, words):
    stories(1)
    page = client.get("/search/", {"q": words})
    assert page.status_code == 200
    assert not page.context["results"] or words == "محطات'; --"
    assert page.context["query"] == clean_line(words[:200])


def test_old_slug_and_bare_number_lead_to_the_story(stories, client):
    (edition,) = stories(1)
    for url in (f"/articles/{edition.article_id}/", f"/articles/{edition.article_id}/old-slug/"):
        response = client.get(url)
        assert (response.status_code, response["Location"]) == (301, edition.url)


def test_story_without_an_edition_in_the_language_is_not_found(stories, client):
    (edition,) = stories(1)
    assert client.get(f"/en/articles/{edition.article_id}/").status_code == 404


def test_story_never_falls_back_to_another_language(story, client):
    arabic = story("published")
    english = story(
        "published", language="en", article=arabic.article,
        text={"headline": "Pumping stations return", "body": "<p>Four stations.</p>"},
    )  # fmt: skip
    page = client.get(english.url)
    assert page.headers["Content-Language"] == "en"
    assert arabic.headline not in page.content.decode()
    assert 'hreflang="ar"' in page.content.decode()
    assert arabic.headline not in client.get("/en/").content.decode()


def test_pending_change_is_not_with_the_readers(story, client, editor, people):
    edition = story("published")
    writing.write(edition, by=editor, text={"headline": "عنوان جديد لم يعتمد"})
    assert "عنوان جديد" not in client.get(edition.url).content.decode()
    assert "عنوان جديد" not in client.get("/").content.decode()


def test_uncleared_photo_is_on_no_page(story, client, editor):
    photo = make_photo(editor)
    edition = story("published", photos=[photo])
    for url in (edition.url, "/", "/sections/news/"):
        assert photo.token not in client.get(url).content.decode()


def test_archive_lists_months_since_the_first_story(story, client):
    story("published", hours=24 * 70)
    months = [
        month for year in client.get("/archive/").context["years"] for month in year["months"]
    ]
    assert 3 <= len(months) <= 4
    assert client.get(months[-1]["url"]).status_code == 200
    assert client.get("/archive/2026/13/").status_code == 404
    assert client.get("/archive/0/1/").status_code == 404


def test_feed_is_valid_and_carries_the_byline(story, client):
    story("published", correspondents=[make_correspondent()], signing="pen_name")
    response = client.get("/feed.rss")
    root = ElementTree.fromstring(response.content)
    assert root.findtext("channel/language") == "ar"
    assert "ندى" in response.content.decode()


@pytest.mark.parametrize(
    ("url", "language", "words"),
    [("/", "ar", "تعذّر عرض هذه الصفحة"), ("/en/", "en", "This page cannot be shown")],
)
def test_page_that_breaks_says_so_in_the_language_of_its_path(
    client, monkeypatch, url, language, words
):
    client.raise_request_exception = False

    def broken(*args, **kwargs):
        raise RuntimeError("سرّ")

    monkeypatch.setattr("newsroom.public.views.front.composed", broken)
    response = client.get(url)
    assert response.status_code == 500
    assert "سرّ" not in response.content.decode()
    assert f'<html lang="{language}"' in response.content.decode()
    assert words in response.content.decode()


def test_story_updated_after_a_time_keeps_its_place(story, people, client):
    """An update does not push a story to the top: its time of publication stays."""
    edition = story("published", hours=10)
    newer = story("published", hours=2)
    writing.write(edition, by=people["editor"], text={"body": "<p>نص أطول.</p>"})
    move(edition, "update", by=people["chief"])
    edition.refresh_from_db()
    assert edition.updated_at - edition.published_at > timedelta(hours=9)
    assert list(Edition.objects.published().newest()) == [newer, edition]


# What is not published is on no page


def test_place_that_is_not_published_is_told_by_no_story(story, client, places):
    """The dateline and the breadcrumb end at the next wider place that is published."""
    Region.objects.filter(slug__in=["village", "deir-ez-zor"]).update(state="draft")
    response = client.get(story("published").url)
    assert places["village"].name_ar not in response.text
    assert places["deir-ez-zor"].name_ar not in response.text
    assert response.context["dateline"]["text"] == places["susat"].name_ar
    assert places["deir-ez-zor"].name_ar not in client.get("/regions/susat/").text
    Region.objects.update(state="published")
    assert places["deir-ez-zor"].name_ar in client.get("/regions/susat/").text


def test_section_that_is_withdrawn_is_on_no_page_at_once(story, client, chief, section):
    """Its stories stay; its name, its links and its feed go with the very next page."""
    edition = story("published", topics=[make_topic()], correspondents=[make_correspondent()],
                    signing="pen_name")  # fmt: skip
    story("published", hours=3)
    urls = [edition.url, "/", "/regions/village/", "/feed.rss", "/search/?q=المياه", "/nope/"]
    for url in urls:
        assert section.name_ar in client.get(url).text, url
    move(section, "withdraw", by=chief, note="سبب")
    for url in urls:
        page = client.get(url).text
        assert section.name_ar not in page, url
        assert "/sections/news/" not in page, url
    assert client.get("/sections/news/").status_code == 404
    move(section, "publish", by=chief)
    assert section.name_ar in client.get("/").text


# Addresses


@pytest.mark.parametrize(
    "url",
    [f"/articles/{'9' * 23}/", f"/articles/{'9' * 23}/slug/", f"/articles/{'9' * 18}/",
     f"/en/articles/{'9' * 19}/", "/archive/1/1/", "/archive/0001/1/", "/archive/1969/12/",
     "/archive/9999/12/", f"/archive/{'9' * 23}/1/", "/sitemap-1-1.xml", "/sitemap-0001-1.xml",
     "/sitemap-9999-12.xml", f"/sitemap-2026-{'9' * 23}.xml"],
)  # fmt: skip
def test_number_beyond_all_bounds_is_not_found(section, client, url):
    assert client.get(url).status_code == 404


def test_number_beyond_all_bounds_in_a_key_is_no_error(stories, client):
    (edition,) = stories(1)
    for number in ("9" * 30, f"-{'9' * 30}"):
        page = client.get(f"/sections/news/?before=9999999999-{number}")
        assert page.status_code == 200
        assert [each.pk for each in page.context["editions"]] == [edition.pk]


@pytest.mark.parametrize("url", ["/archive/1970/1/", "/archive/2026/1/", "/archive/2026/01/"])
def test_month_within_bounds_is_there(db, client, url):
    page = client.get(url)
    assert page.status_code == 200
    assert page.context["heading"] == dates.month(int(url.split("/")[2]), 1, "ar")


@pytest.mark.parametrize(
    "url",
    ["/search", "/sections/news", "/archive", "/en",
     "/ckb/archive", "/en/search", "/ku/sections/news", "/en/archive/2026/5", "/search?q=a%20b"],
)  # fmt: skip
def test_missing_slash_is_added(section, client, url):
    response = client.get(url)
    path, mark, query = url.partition("?")
    assert (response.status_code, response["Location"]) == (301, f"{path}/{mark}{query}")
    assert not response.cookies
    assert not response.get("Vary")


@pytest.mark.parametrize(
    ("url", "language"),
    [("/nope", "ar"), ("/nope/", "ar"), ("/en/nope", "en"), ("/en/nope/deeper/", "en"),
     ("/ckb/nope", "ckb"), ("/ar/", "ar"), ("/feed.rss/", "ar")],
)  # fmt: skip
def test_address_that_is_none_is_not_found_in_the_language_of_its_path(db, client, url, language):
    response = client.get(url)
    assert response.status_code == 404
    assert f'<html lang="{language}"' in response.text


# What happens between two queries, and what people paste


def test_story_withdrawn_while_the_front_is_made_is_left_out(stories, section, client, monkeypatch):
    made = stories(3)

    def meanwhile(keys, now):
        Edition.objects.filter(pk=made[0].pk).update(state="withdrawn")
        return cards(keys, now)

    monkeypatch.setattr("newsroom.public.front_page.cards", meanwhile)
    response = client.get("/")
    assert response.status_code == 200
    assert response.context["lead"] == made[1]
    assert made[0].url not in response.text


def test_only_story_withdrawn_while_the_front_is_made_leaves_an_empty_front(
    stories, client, monkeypatch
):
    stories(1)
    monkeypatch.setattr("newsroom.public.front_page.cards", lambda keys, now: {})
    response = client.get("/")
    assert response.status_code == 200
    assert response.context["lead"] is None


def test_control_characters_in_names_break_no_feed(story, client, network, section):
    nada = make_correspondent(pen_name_ar="ندى\x0bالغَرَب")
    story("published", correspondents=[nada], signing="pen_name")
    section.name_ar, network.name_ar, network.tagline_ar = "أخ\x0bبار", "طر\x07فاء", "سطر\x0c"
    section.save()
    network.save()
    topic = Topic(slug="t", name_ar="ما\x08ء")
    topic.save()
    assert topic.name_ar == "ماء"
    for url in ("/feed.rss", "/sections/news/feed.rss"):
        response = client.get(url)
        assert response.status_code == 200
        ElementTree.fromstring(response.content)
    assert "طرفاء" in response.text
