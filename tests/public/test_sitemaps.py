"""What search engines are told to fetch, by the rules of those who read it."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from formats import sitemaps
from makers import make_correspondent, make_photo, make_topic

from newsroom.articles.models import Edition
from newsroom.media.models import Photo
from newsroom.public import sitemaps as views
from newsroom.text.languages import LANGUAGES
from newsroom.workflow.moves import move

HOST = "http://testserver"


@pytest.fixture
def site(story, people, network):
    """One story in Arabic and Kurmanji, with all that has a page of its own."""
    photo = make_photo(people["reporter"], cleared_by=people["photo"], alt_ku="Çem")
    arabic = story("published", hours=3, photos=[photo], topics=[make_topic()],
                   correspondents=[make_correspondent()], signing="pen_name")  # fmt: skip
    words = {"headline": "Av vedigere", "body": "<p>Av.</p>"}
    return arabic, story("published", language="ku", article=arabic.article, text=words)


def month_of(edition: Edition) -> str:
    at = timezone.localtime(edition.published_at)
    return reverse("sitemap_month", args=[at.year, at.month])


def test_index_leads_to_the_pages_and_to_the_months(client, site):
    found = sitemaps.index(client.get("/sitemap.xml").text)
    assert found[0] == f"{HOST}/sitemap-pages.xml"
    assert f"{HOST}{month_of(site[0])}" in found
    for url in found:
        assert sitemaps.pages(client.get(url.removeprefix(HOST)).text)


def test_story_is_told_with_its_change_its_languages_and_its_pictures(client, site, people):
    arabic, kurmanji = site
    found = sitemaps.pages(client.get(month_of(arabic)).text)
    told = found[HOST + arabic.url]
    assert told["links"]["ku"] == HOST + kurmanji.url
    assert told["links"]["x-default"] == HOST + arabic.url
    assert told["changed"] == timezone.localtime(arabic.published_at).isoformat()
    photo = Photo.objects.get()
    assert told["pictures"] == [HOST + photo.src]
    move(photo, "withdraw", by=people["photo"], note="سبب")
    told = sitemaps.pages(client.get(month_of(arabic)).text)[HOST + arabic.url]
    assert told["pictures"] == []


def test_pages_are_told_in_the_languages_in_which_they_have_something(client, site):
    found = sitemaps.pages(client.get("/sitemap-pages.xml").text)
    paths = {url.removeprefix(HOST) for url in found}
    for path in ("/", "/en/", "/corrections/", "/ckb/archive/", "/en/sections/news/"):
        assert path in paths
    for folder in ("topics/water", "regions/village", "correspondents/nada"):
        listed = {
            code for code in LANGUAGES if f"{'' if code == 'ar' else f'/{code}'}/{folder}/" in paths
        }
        assert listed == {"ar", "ku"}
    for url, told in found.items():
        page = client.get(url.removeprefix(HOST))
        assert page.status_code == 200
        links = dict(re.findall(r'hreflang="([^"]+)" href="(http[^"]+)"', page.text))
        assert links == told["links"]


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_pages_tell_of_nothing_that_readers_do_not_have(client, site, state):
    arabic, _kurmanji = site
    Edition.objects.update(state="withdrawn")
    paths = sitemaps.pages(client.get("/sitemap-pages.xml").text).keys()
    assert not [url for url in paths if re.search("(topics|regions|correspondents)/.", url)]
    Edition.objects.update(state="published")
    for thing in (arabic.article.topics.get(), arabic.article.correspondents.get()):
        type(thing).objects.filter(pk=thing.pk).update(state=state)
    paths = sitemaps.pages(client.get("/sitemap-pages.xml").text).keys()
    assert not [url for url in paths if re.search("(topics|correspondents)/.", url)]


def test_news_are_of_two_days_and_in_the_name_of_their_language(client, site, story, network):
    arabic, kurmanji = site
    old = story("published", hours=49)
    to_come = story("scheduled", hours=1)
    found = sitemaps.news(client.get("/news-sitemap.xml").text)
    assert found.keys() == {HOST + arabic.url, HOST + kurmanji.url}
    assert old.url not in found
    assert to_come.url not in found
    told = found[HOST + kurmanji.url]
    assert (told["title"], told["language"]) == ("Av vedigere", "ku")
    assert told["name"] == network.named("name", "ku")[0]
    assert told["at"] == kurmanji.published_at


def test_news_and_pages_end_where_engines_stop_reading(client, site, monkeypatch):
    monkeypatch.setattr(views, "MOST_NEW", 1)
    monkeypatch.setattr(views, "MOST", 1)
    assert len(sitemaps.news(client.get("/news-sitemap.xml").text)) == 1
    assert len(sitemaps.pages(client.get("/sitemap-pages.xml").text)) == 1
    assert len(sitemaps.pages(client.get(month_of(site[0])).text)) == 1


@pytest.mark.parametrize("name", ["sitemap", "sitemap_pages", "news_sitemap", "month"])
def test_map_takes_the_same_queries_for_any_number_of_stories(
    client, site, story, people, name, django_assert_max_num_queries
):
    url = month_of(site[0]) if name == "month" else reverse(name)
    counts = []
    for more in (0, 2):
        for _each in range(more):
            photo = make_photo(people["reporter"], cleared_by=people["photo"])
            story("published", hours=3, photos=[photo])
        client.get(url)
        with django_assert_max_num_queries(8) as captured:
            client.get(url)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_robots_lead_to_the_maps_and_off_every_search(client, network):
    lines = client.get("/robots.txt").text.splitlines()
    assert lines[0] == "User-agent: *"
    for path in ("/admin/", "/preview/", *(f"{at}/search/?" for at in ("", "/ckb", "/ku", "/en"))):
        assert f"Disallow: {path}" in lines
    for path in ("/sitemap.xml", "/news-sitemap.xml"):
        assert f"Sitemap: {HOST}{path}" in lines
        assert client.get(path).status_code == 200
