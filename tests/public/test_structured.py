"""What pages tell programs of themselves: schema.org's words, OpenGraph's, and nothing more than
the page says."""

import pytest
from formats.linked import ARTICLES, Blocks, things
from makers import make_correspondent, make_photo, make_topic
from readers import correct

from newsroom.articles.models import Article
from newsroom.articles.models.article import Kind
from newsroom.pages.models import Network
from newsroom.public.cards.lettering import may_letter
from newsroom.regions.models import Region

HOST = "http://testserver"
SITE_WIDE = {"NewsMediaOrganization", "WebSite"}


def story_of(page: str) -> dict:
    (kind,) = things(page).keys() & ARTICLES
    return things(page)[kind]


def meta(page: str) -> dict[str, str]:
    return dict(Blocks(page).meta)


@pytest.fixture
def edition(story, people, network):
    photo = make_photo(people["reporter"], cleared_by=people["photo"], caption_ar="ضفة النهر")
    made = story(
        "published", hours=5, photos=[photo], topics=[make_topic()], signing="pen_name",
        correspondents=[make_correspondent()], text={"short_headline": "محطات المياه"},
    )  # fmt: skip
    correct(made, people)
    made.refresh_from_db()
    return made


def test_story_tells_what_its_page_says(client, edition):
    page = client.get(edition.url).text
    told, url = story_of(page), HOST + edition.url
    assert told["headline"] == edition.headline
    assert told["alternativeHeadline"] == "محطات المياه"
    assert told["description"] == edition.standfirst
    assert told["mainEntityOfPage"]["@id"] == told["url"] == url
    assert told["dateModified"] > told["datePublished"]
    person = {"@type": "Person", "name": "ندى الغَرَب", "url": f"{HOST}/correspondents/nada/"}
    assert told["author"] == [person]
    assert (told["articleSection"], told["keywords"]) == (edition.section.name_ar, ["المياه"])
    assert told["image"][0]["caption"] == "ضفة النهر"
    assert told["image"][0]["creditText"] == "طرفاء"
    (correction,) = told["correction"]
    assert "هي زيتونة." in correction["text"]
    network = things(page)["NewsMediaOrganization"]
    assert told["publisher"] == {"@id": network["@id"]}
    assert network["correctionsPolicy"] == f"{HOST}/corrections/"
    steps = [each["name"] for each in things(page)["BreadcrumbList"]["itemListElement"]]
    assert steps == [network["name"], edition.section.name_ar, edition.headline]


@pytest.mark.parametrize(
    ("kind", "word"),
    [("news", "NewsArticle"), ("report", "ReportageNewsArticle"),
     ("investigation", "ReportageNewsArticle"), ("analysis", "AnalysisNewsArticle"),
     ("opinion", "OpinionNewsArticle"), ("fact-check", "NewsArticle")],
)  # fmt: skip
def test_kind_of_story_has_its_word(client, edition, kind, word):
    assert kind in Kind
    Article.objects.filter(pk=edition.article_id).update(kind=kind)
    assert word in things(client.get(edition.url).text)


@pytest.mark.parametrize("signing", ["desk", "withheld"])
def test_for_a_story_without_a_name_the_network_answers(client, story, network, signing):
    person = make_correspondent("ward", pen_name_ar="وردة الفرات")
    edition = story("published", correspondents=[person], signing=signing)
    page = client.get(edition.url).text
    (author,) = story_of(page)["author"]
    assert author["@type"] == "NewsMediaOrganization"
    assert author["name"] == network.named("name", "ar")[0]
    assert "وردة الفرات" not in page


def test_place_is_told_no_finer_than_the_page_shows_it(client, story, places, network):
    page = client.get(story("published", precision=2).url).text
    told = story_of(page)
    assert told["dateline"] == told["contentLocation"]["name"] == places["abu-kamal"].name_ar
    around = told["contentLocation"]["containedInPlace"]["name"]
    assert around == places["deir-ez-zor"].name_ar
    assert places["village"].name_ar not in page
    Region.objects.filter(slug="abu-kamal").update(state="draft")
    assert places["abu-kamal"].name_ar not in client.get(story("published", precision=2).url).text


def test_translations_know_their_original_and_it_them(client, story, network):
    arabic = story("published", hours=3)
    words = {"headline": "Water", "body": "<p>Water.</p>"}
    english = story("published", article=arabic.article, language="en", text=words)
    hidden = story("draft", article=arabic.article, language="ku", text=words)
    told = story_of(client.get(arabic.url).text)
    (work,) = told["workTranslation"]
    assert (work["url"], work["inLanguage"]) == (HOST + english.url, "en")
    assert "translationOfWork" not in told
    told = story_of(client.get(english.url).text)
    assert told["translationOfWork"]["url"] == HOST + arabic.url
    assert "workTranslation" not in told
    assert hidden.url not in client.get(arabic.url).text


def test_front_and_lists_tell_what_they_are(client, edition):
    assert things(client.get("/").text).keys() == SITE_WIDE
    assert (
        "{words}"
        in things(client.get("/en/").text)["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    )
    for url in ("/sections/news/", "/regions/village/", "/topics/water/"):
        told = things(client.get(url).text)
        assert told.keys() == {"CollectionPage", "BreadcrumbList", *SITE_WIDE}
        (listed,) = told["CollectionPage"]["mainEntity"]["itemListElement"]
        assert listed["url"] == HOST + edition.url
    way = things(client.get("/regions/village/").text)["BreadcrumbList"]["itemListElement"]
    assert [each["position"] for each in way] == [1, 2, 3, 4, 5, 6]
    told = things(client.get("/correspondents/nada/").text)
    assert told["ProfilePage"]["mainEntity"]["name"] == "ندى الغَرَب"
    assert told["ProfilePage"]["mainEntity"]["description"] == "تكتب عن الرقة."


def test_networks_are_told_of_stories_lists_and_the_front(client, edition, network):
    for url in (edition.url, "/", "/sections/news/", "/correspondents/nada/"):
        said = meta(client.get(url).text)
        for name in ("og:title", "og:type", "og:url", "og:site_name", "og:locale"):
            assert said[name], (url, name)
        assert said["robots"] == "max-image-preview:large"
        if may_letter(edition.card_headline):
            assert said["twitter:card"] == "summary_large_image"
            assert said["og:image"].startswith(f"{HOST}/cards/")
            assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
            assert said["og:image:alt"]
    said = meta(client.get(edition.url).text)
    assert said["article:section"] == edition.section.name_ar
    assert said["article:tag"] == "المياه"
    assert said["article:modified_time"] > said["article:published_time"]
    assert said["article:author"] == f"{HOST}/correspondents/nada/"


def test_pages_that_are_not_for_engines_tell_them_nothing(client, edition, people):
    assert Network.objects.exists()
    for url in ("/search/?q=المياه", "/nope/", "/articles/987654/"):
        assert Blocks(client.get(url).text).blocks == []
        assert meta(client.get(url).text).get("robots") != "max-image-preview:large"
