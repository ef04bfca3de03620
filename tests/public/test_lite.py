"""The text-only edition: each page in one go, whole, and its links among its own."""

import random
import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from readers import addresses, make_site

from newsroom.articles.length import MOST_WORDS
from newsroom.articles.models import Edition
from newsroom.public import urls
from newsroom.public.languages import is_lite, lite
from newsroom.text.languages import LANGUAGES
from newsroom.text.markup import count_words

#: What a server sends before it waits for the first answer, headers and all.
ONE_GO, HEADERS = 14 * 1024, 1536
LINK = re.compile(r'href="([^"]*)"')
FILES = {pattern.name for pattern in urls.files}
#: What stories are written with: each name, word and ending anew in every sentence.
STORIES = settings.BASE_DIR / "newsroom/demo/stories"
WORD = re.compile(r"[\u0621-\u0652]{2,}")


@pytest.fixture
def site(story, people):
    return make_site(story, people)


def weight(url: str) -> int:
    response = Client(headers={"accept-encoding": "gzip"}).get(url)
    assert response.headers.get("Content-Encoding") == "gzip", url
    return len(response.content)


def long_text(words: int) -> str:
    """Harder to press together than a story: its words stand in no order."""
    known = sorted(set(WORD.findall("".join(file.read_text() for file in STORIES.glob("*.toml")))))
    chance = random.Random(7)
    said = [chance.choice(known) for _ in range(words)]
    return "".join(f"<p>{' '.join(said[at : at + 60])}.</p>" for at in range(0, words, 60))


@pytest.fixture
def with_text(story):
    """A published story as long as asked, whatever the desk's checks say of its words."""

    def make(words: int, **text):
        edition = story("published")
        Edition.objects.filter(pk=edition.pk).update(body=long_text(words), **text)
        edition.refresh_from_db()
        return edition

    return make


@pytest.fixture
def longest(with_text):
    """As long as the desk takes one, with a headline and a standfirst to match."""
    long = {"headline": "عنوان طويل " * 15, "standfirst": "موجز طويل جدًا " * 40}
    return with_text(MOST_WORDS, **long)


def test_every_page_comes_in_one_go_as_text_alone_with_links_of_its_own(client, site):
    """But for the link to the full page, and to files. A search is canonical without its words."""
    for language in LANGUAGES:
        for name, url in addresses(language, site).items():
            if not name.startswith("lite ") or "article_by_id" in name:
                continue
            assert weight(url) <= ONE_GO - HEADERS, url
            page = client.get(url).text
            assert not re.findall(r"<(?:img|script|style|iframe|svg|picture)|stylesheet", page), url
            assert "class=" not in page, url
            links = {urlsplit(unescape(link)) for link in LINK.findall(page)}
            own = {link.path for link in links if link.netloc in ("", "testserver")} - {""}
            full = {path for path in own if not is_lite(path) and not path.startswith("/media/")}
            front = "/" if language == "ar" else f"/{language}/"
            assert full <= {urlsplit(url).path.replace("/lite/", "/", 1), front}, (url, full)


def test_lists_full_of_long_headlines_come_in_one_go(story):
    for number in range(21):
        edition = story("published", hours=number + 1)
        said = {"headline": long_text(30)[3:170], "standfirst": long_text(60)[3:400]}
        Edition.objects.filter(pk=edition.pk).update(short_headline="", **said)
    for url in ("/lite/", "/lite/sections/news/", "/lite/search/?q=المياه"):
        assert weight(url) <= ONE_GO - HEADERS, url


def parts_of(client, edition) -> list[str]:
    """Its pages, followed from the first one by their links."""
    pages, url = [], lite(edition.url)
    while url:
        pages.append(client.get(url).text)
        onward = re.search(r'href="([^"]*\?part=\d+)" rel="next"', pages[-1])
        url = unescape(onward[1]) if onward else ""
    return pages


def test_the_longest_story_comes_in_parts_of_one_go_each(client, longest):
    pages = parts_of(client, longest)
    assert len(pages) > 2
    for number in range(len(pages)):
        assert weight(f"{lite(longest.url)}?part={number + 1}") <= ONE_GO - HEADERS
    short = client.get(f"/lite/articles/{longest.article_id}/?part=2", follow=True)
    assert short.text == pages[1]
    told = [paragraph for page in pages for paragraph in re.findall(r"<p>[^<]*\.</p>", page)]
    assert "".join(told) == longest.body
    assert count_words(longest.body) == MOST_WORDS


def test_a_story_of_the_usual_length_is_one_page(client, with_text):
    (page,) = parts_of(client, with_text(1500))
    assert "part=" not in page


@pytest.mark.parametrize(
    ("asked", "number"), [("0", 1), ("x", 1), ("-1", 1), ("٢", 1), ("9", -1), ("9" * 30, 1)]
)
def test_a_part_that_is_not_there_is_the_nearest(client, longest, asked, number):
    pages = parts_of(client, longest)
    wanted = pages[number - 1 if number > 0 else number]
    assert client.get(lite(longest.url), {"part": asked}).text == wanted


def test_the_first_kilobyte_of_every_full_page_leads_here(client, site):
    """At the root and behind the longest prefix."""
    everywhere = [each for code in ("ar", "ckb") for each in addresses(code, site).items()]
    for name, url in everywhere:
        if name in FILES or name.startswith("lite ") or name in ("gone", "nowhere"):
            continue
        response = client.get(url, follow=True)
        first = response.content[:1024].decode(errors="ignore")
        (found,) = re.findall(r'<link rel="alternate" href="([^"]*)"', first)
        assert client.get(unescape(found)).status_code == 200, url
        assert f'class="lite" href="{found}"' in response.text


def test_the_longest_slug_leaves_room_in_the_first_kilobyte(client, story):
    edition = story("published", text={"headline": "مجهولة " * 14})
    assert len(edition.slug) > 70
    first = client.get(edition.url).content[:1024].decode(errors="ignore")
    assert f'href="{lite(edition.url)}" title=' in first


def test_it_tells_all_that_the_full_page_tells(client, site):
    edition = site["told"]["ar"]
    full, page = client.get(edition.url).text, client.get(lite(edition.url)).text
    for words in (
        edition.headline, "زيتونة في الساحة.", "هي زيتونة.", "قلنا سنديانة.", "ندى الغَرَب",
        "النهر عند الفجر", ">المياه<", f"changes/{edition.corrections.get().pk}/",
    ):  # fmt: skip
        assert words in full, words
        assert words in page, words
    canonical = f'<link rel="canonical" href="http://testserver{edition.url}">'
    assert canonical in full
    assert canonical in page
    assert f'<a href="{edition.url}">' in page
