"""One page in several languages: what search engines are told, and what readers can switch to."""

import re
from xml.etree import ElementTree

from makers import make_correspondent, make_topic

from newsroom.articles.models import Edition
from newsroom.public.languages import address, alternates
from newsroom.text.languages import LANGUAGES

HOST = "http://testserver"
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')
XHTML, SITEMAP = "{http://www.w3.org/1999/xhtml}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NAMED = {"ar": "محطة", "ckb": "وێستگە", "ku": "Stasyon", "en": "Station"}


def in_languages(story, first, *more, **shared):
    made = {first: story("published", language=first, text={"headline": NAMED[first]}, **shared)}
    for language in more:
        words = {"headline": NAMED[language], "body": "<p>Text.</p>"}
        article = made[first].article
        made[language] = story("published", language=language, article=article, text=words)
    return made


def told(page) -> dict[str, str]:
    return dict(ALTERNATE.findall(page.text))


def test_alternates_are_reciprocal_answer_and_are_those_of_the_sitemap(client, story):
    in_languages(story, "ar", "ku", "en")
    in_languages(story, "ckb", "ku", hours=24 * 40)
    in_languages(story, "en")
    in_sitemap = {}
    months = ElementTree.fromstring(client.get("/sitemap.xml").content)
    for month in months.iter(f"{SITEMAP}loc"):
        answer = client.get(month.text.removeprefix(HOST))
        pages = ElementTree.fromstring(answer.content) if answer.status_code == 200 else ()
        for page in pages:
            links = page.findall(f"{XHTML}link")
            assert all(link.get("rel") == "alternate" for link in links)
            found = {link.get("hreflang"): link.get("href") for link in links}
            in_sitemap[page.findtext(f"{SITEMAP}loc")] = found
    stories = {url: found for url, found in in_sitemap.items() if "/articles/" in url}
    assert len(stories) == 6
    assert len(in_sitemap) > 6
    for url, found in in_sitemap.items():
        assert url.isascii()
        page = client.get(url.removeprefix(HOST))
        assert (page.status_code, told(page)) == (200, found)
        assert CANONICAL.findall(page.text) == [url]
        assert not found or url in found.values()
        for other in found.values():
            assert in_sitemap[other] == found
    sizes = sorted(len(found) for found in stories.values())
    assert sizes == [0, 3, 3, 4, 4, 4]


def test_reader_of_no_listed_language_gets_the_house_s_own_else_the_original():
    def default(original, *codes):
        return alternates({code: f"/{code}/" for code in codes}, original).get("x-default")

    assert default("ku", "ku", "ar", "en") == "/ar/"
    assert default("ku", "en", "ku") == "/ku/"
    assert default("ar", "ku", "en") == "/en/"
    assert default("ar", "ku", "ckb") == "/ckb/"
    assert default("ar", "ar") is None


def test_pages_that_every_language_has_say_so(client, story):
    in_languages(story, "ar", correspondents=[make_correspondent()], signing="pen_name")
    for name, args in (("front", []), ("section", ["news"]), ("archive", []), ("corrections", []),
                       ("search", []), ("month", [2026, 1])):  # fmt: skip
        for language in LANGUAGES:
            page = client.get(address(language, name, *args))
            urls = {code: HOST + address(code, name, *args) for code in LANGUAGES}
            assert told(page) == urls | {"x-default": urls["ar"]}, name


def test_list_is_told_of_in_languages_in_which_it_has_a_story(client, story):
    """The switch leads to the same list in all of them."""
    shared = {"correspondents": [make_correspondent()], "signing": "pen_name",
              "topics": [make_topic()]}  # fmt: skip
    made = in_languages(story, "ar", "ku", **shared)
    for name, slug in (("region", "village"), ("topic", "water"), ("correspondent", "nada")):
        urls = {code: HOST + address(code, name, slug) for code in ("ar", "ku")}
        for language in LANGUAGES:
            page = client.get(address(language, name, slug))
            expected = urls | {"x-default": urls["ar"]} if language in urls else {}
            assert told(page) == expected, (name, language)
            for code in LANGUAGES:
                assert f'href="{address(code, name, slug)}" lang="{code}"' in page.text
        Edition.objects.filter(pk=made["ku"].pk).update(state="withdrawn")
        assert told(client.get(address("ar", name, slug))) == {}
        Edition.objects.filter(pk=made["ku"].pk).update(state="published")


def test_search_goes_along_into_the_other_language(client, db):
    page = client.get("/search/", {"q": "ماء & خبز"})
    assert (
        '<a href="/en/search/?q=%D9%85%D8%A7%D8%A1+%26+%D8%AE%D8%A8%D8%B2" lang="en"' in page.text
    )
    assert told(page) == {}
    assert CANONICAL.findall(page.text) == [f"{HOST}/search/"]


def choices(page) -> dict[str, tuple[str, str]]:
    """Of the footer's switch: by language the address and what is said."""
    found = re.findall(
        r'<li><a href="([^"]+)" lang="(\w+)" dir="\w+" hreflang="\2"[^>]*>(.*?)</a></li>', page.text
    )
    return {code: (url, re.sub("<[^>]+>", "", said)) for url, code, said in found}


def test_switch_leads_to_the_same_story_and_says_where_there_is_none(client, story):
    made = in_languages(story, "ar", "ku")
    page = client.get(made["ar"].url)
    assert choices(page) == {
        "ar": (made["ar"].url, "العربية"),
        "ku": (made["ku"].url, "Kurmancî"),
        "ckb": ("/ckb/", "سۆرانی بەم زمانە نییە: پەڕەی سەرەکی"),
        "en": ("/en/", "English Not in this language: front page"),
    }
    # In the head briefly, for the eye; a screen reader is told the whole, once.
    assert '<small aria-hidden="true">(front page)</small>' in page.text
    assert '<span class="unseen">Not in this language: front page</span>' in page.text
    arabic = choices(client.get(in_languages(story, "en")["en"].url))["ar"]
    assert arabic == ("/", "العربية ليست بهذه اللغة: الصفحة الرئيسية")


def test_switch_says_nothing_of_the_kind_where_the_page_is_in_all_languages(client, story):
    made = in_languages(story, *LANGUAGES)
    for url in (made["ar"].url, "/", "/sections/news/", "/nope/", "/search/"):
        assert "ليست بهذه اللغة" not in client.get(url).text
        assert "Not in this language" not in client.get(url).text


def test_feed_gives_encoded_addresses(client, story):
    edition = in_languages(story, "ar")["ar"]
    root = ElementTree.fromstring(client.get("/feed.rss").content)
    assert [each.text for each in root.iterfind("channel/item/link")] == [HOST + edition.url]
    assert all(each.text.isascii() for each in root.iter("link"))
    assert edition.url.isascii()
