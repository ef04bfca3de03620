"""A page's own words are in the page's language: Arabic pages carry no English, nor the reverse.

Text inside an element with another `lang` is somebody's name or another language's story, and
stands there rightly.
"""

import re
from html.parser import HTMLParser

import pytest
from makers import make_correspondent, make_photo, make_topic

READ_ALOUD = {"alt", "title", "aria-label", "placeholder", "content"}
ARABIC_SCRIPT, LATIN = re.compile(r"[\u0620-\u064a\u066e-\u06d3]+"), re.compile(r"[A-Za-z]{2,}")
#: Names that are written in Latin letters in every language.
NAMES = {"RSS", "Atom", "JSON", "Feed", "WhatsApp", "Telegram", "Facebook", "summary_large_image"}
VOID = {
    "meta",
    "link",
    "img",
    "input",
    "br",
    "hr",
    "source",
    "wbr",
    "path",
    "circle",
    "use",
    "rect",
}
PATHS = [
    "/", "/sections/news/", "/regions/deir-ez-zor/", "/topics/water/", "/correspondents/nada/",
    "/search/", "/search/?q=zzz", "/archive/", "/nope/", "{article}",
]  # fmt: skip


class Words(HTMLParser):
    """Collects the text a person meets, with the language it is marked as."""

    def __init__(self):
        super().__init__()
        self.languages, self.skipping, self.found = ["?"], 0, []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        language = attrs.get("lang", self.languages[-1])
        if tag not in VOID:
            self.languages.append(language)
            self.skipping += tag in {"script", "style"}
        is_code = tag == "meta" and not attrs.get("name", "").startswith(
            ("description", "twitter:t")
        )
        for name in READ_ALOUD & attrs.keys():
            if not (
                name == "content"
                and is_code
                and attrs.get("property") not in {"og:title", "og:description"}
            ):
                self.found.append((language, attrs[name] or ""))

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.languages.pop()
            self.skipping -= tag in {"script", "style"}

    def handle_data(self, data):
        if data.strip() and not self.skipping:
            self.found.append((self.languages[-1], data))


def words(html: str, language: str) -> list[str]:
    parser = Words()
    parser.feed(html)
    return [text for marked, text in parser.found if marked == language]


@pytest.fixture
def site(story, editor, photo_editor):
    """A story in Arabic and in English, with a photo, a topic, a place and a pen name."""
    photo = make_photo(
        editor, cleared_by=photo_editor, alt_en="The river at dawn", credit_en="Tarfa",
        caption_en="A river bank",
    )  # fmt: skip
    arabic = story(
        "published", correspondents=[make_correspondent()], signing="pen_name",
        topics=[make_topic()], photos=[photo],
    )  # fmt: skip
    text = {"headline": "Pumping stations return", "body": "<p>Four stations work.</p>"}
    english = story("published", language="en", article=arabic.article, text=text, hours=0.5)
    words = ("السوق", "المدرسة", "الجسر", "الفرن", "المشفى", "الحقل", "النادي")
    more = [
        story("published", hours=n, text={"headline": f"خبر {word}"})
        for n, word in enumerate(words, 2)
    ]
    for number, other in enumerate(more):
        text = {"headline": "A story", "body": "<p>Text.</p>"}
        story("published", language="en", article=other.article, text=text, hours=number + 2)
    return {"ar": arabic.url, "en": english.url}


def foreign(client, path: str, language: str, betrays: re.Pattern[str]) -> set[tuple[str, str]]:
    """(path, word or text) of what the page says in another language than its own."""
    found = words(client.get(path).content.decode(), language)
    assert found, path
    said = {word for text in found for word in betrays.findall(text.replace("zzz", ""))}
    return {(path, word) for word in said - NAMES}


def test_arabic_pages_carry_no_english_word(site, client):
    paths = [path.format(article=site["ar"]) for path in PATHS]
    assert not set().union(*(foreign(client, path, "ar", LATIN) for path in paths))


def test_english_pages_carry_no_arabic_word(site, client):
    paths = [site["en"], *(f"/en{path}" for path in PATHS[:-1])]
    assert not set().union(*(foreign(client, path, "en", ARABIC_SCRIPT) for path in paths))


@pytest.mark.parametrize(
    ("language", "betrays"),
    [("ku", ARABIC_SCRIPT), ("ckb", re.compile(r"[ةىكي\u064b-\u065f\u0670]"))],
)
def test_kurdish_pages_carry_no_arabic_chrome(site, client, language, betrays):
    """Kurmanji is written in Latin letters; in Sorani, letters that only Arabic uses betray it."""
    paths = [f"/{language}{path}" for path in PATHS[:-1]]
    assert not set().union(*(foreign(client, path, language, betrays) for path in paths))


def test_words_notices_a_foreign_word():
    assert words('<html lang="ar"><p>نص Share <b lang="en">Share</b></p>', "ar") == ["نص Share "]
