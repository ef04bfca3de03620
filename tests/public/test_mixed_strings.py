"""What mixed scripts and direction controls do to pages and feeds: nothing beside their element."""

import html
import re
import unicodedata
from html.parser import HTMLParser

import pytest
from crawl.judging import is_balanced
from crawl.strings import mixed
from django.urls import reverse
from django.utils import timezone
from formats import linked, sitemaps
from formats.feeds import FORMS
from makers import make_correspondent, make_photo, make_topic

from newsroom.articles.models import Edition
from newsroom.text.markup import clean_line, clean_text, led, plain, sanitise
from newsroom.workflow.moves import move

MOST_AT_ONCE = 10
VOID = {"meta", "link", "img", "input", "br", "hr", "source", "wbr"}
FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\ufffe\uffff]"
)
TEXT = {"title", "textarea"}


class Strict(HTMLParser):
    """Takes a page only if each tag that opens is closed in its place."""

    def __init__(self):
        super().__init__()
        self.open, self.said = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        names = [name for name, _value in attrs]
        assert len(names) == len(set(names)), f"twice the same attribute: {attrs}"
        self.said += [value for _name, value in attrs if value]

    def handle_endtag(self, tag):
        assert tag not in VOID
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.said.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")


def texts_of(page: str) -> list[str]:
    parser = Strict()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser.said


def check(texts) -> None:
    for text in texts:
        assert is_balanced(text), ascii(text)
        assert not FORBIDDEN.search(text), ascii(text)


@pytest.fixture
def shown(story, client, photo_editor):
    """Puts strings where readers meet them and returns what a story's page, a list and the feeds
    say: as a headline, a standfirst, a text, a byline and a caption."""
    person = make_correspondent()
    photo = make_photo(photo_editor, cleared_by=photo_editor)
    editions = [
        story("published", hours=hours, correspondents=[person], photos=[photo], signing="pen_name")
        for hours in range(1, MOST_AT_ONCE + 1)
    ]

    def show(strings: list[str]) -> tuple[list[Edition], list[str], dict[str, str]]:
        person.pen_name_ar = person.about_ar = strings[0]
        photo.caption_ar = photo.credit_ar = strings[-1]
        person.save()
        photo.save()
        for edition, string in zip(editions, strings, strict=False):
            edition.headline, edition.standfirst = string, f"{string}\n{string}"
            edition.body = f"<p>نص</p><p>{string}<strong>{string}</strong></p><p>{string}</p>"
            edition.tidy()
            columns = ("headline", "standfirst", "body")
            Edition.objects.filter(pk=edition.pk).update(
                **{name: getattr(edition, name) for name in columns}
            )
        rows = list(Edition.objects.filter(pk__in=[each.pk for each in editions]).order_by("pk"))
        pages = [client.get(path).text for path in (rows[0].url, "/sections/news/", "/")]
        return rows, pages, {form: client.get(f"/feed.{form}").content.decode() for form in FORMS}

    return show


def look(shown, strings: list[str]) -> None:
    rows, pages, feeds = shown(strings)
    for edition in rows[: len(strings)]:
        check([edition.headline, *edition.standfirst.split("\n"), *texts_of(edition.body)])
    for page in pages:
        check(texts_of(page))
    for form, feed in feeds.items():
        told = FORMS[form](feed)
        titles = {piece["title"] for piece in told}
        assert titles >= {led(edition.headline, "rtl") for edition in rows[: len(strings)]}
        check([*titles, *(piece["html"].text for piece in told)])


@pytest.mark.parametrize("rounds", [25, pytest.param(1000, marks=pytest.mark.soak, id="10,000")])
def test_mixed_strings_stay_in_their_element(shown, rounds):
    for number in range(rounds):
        look(shown, [mixed(number * MOST_AT_ONCE + each) for each in range(MOST_AT_ONCE)])


def test_cleaning_keeps_what_has_a_meaning_and_is_done_once():
    """Marks, whole isolates, joiners stay; done twice it is as done once; it never grows by a
    control, so that it fits where it fitted."""
    assert clean_line("أ\u200f\u2066+963\u2069\u200c") == "أ\u200f\u2066+963\u2069\u200c"
    for seed in range(600):
        string = mixed(seed)
        for clean in (clean_line, clean_text, sanitise):
            once = clean(string)
            assert clean(once) == once, ascii(string)
        assert len(clean_line(string)) <= len(unicodedata.normalize("NFC", string))


def test_parser_is_strict_and_the_check_notices():
    for broken in ("<p><b></p></b>", "<p>", '<p lang="ar" lang="en"></p>'):
        with pytest.raises((AssertionError, IndexError)):
            texts_of(broken)
    for text in ("\u2067a", "a\u2069", "\u202ea\u202c"):
        with pytest.raises(AssertionError):
            check([text])


#: What somebody pastes: quotes, markup, emoji, marks, an isolate, an override, control characters.
PASTED = (
    "قال \"نعم\" & 'لا' <b>غدًا</b> ]]> 😀 {} \u200f(1)\u200f \u2067+963\u2069"
    " \u202eعكس\u202c\x00\x0b\x1f\x85\ufffe &amp; {{ x }} </script>"
)


def pasted(where: str) -> str:
    return PASTED.replace("{}", where)


@pytest.fixture
def everywhere(story, photo_editor, network, section):
    """A story that has it in every field, saved as people save; it and its month."""
    nada, water = make_correspondent(), make_topic()
    words = {name: pasted(name) for name in ("alt", "caption", "credit")}
    photo = make_photo(photo_editor, **{f"{name}_ar": text for name, text in words.items()})
    move(photo, "publish", by=photo_editor)
    for thing, field in (
        (network, "name"), (network, "tagline"), (section, "name"), (water, "name"),
        (nada, "pen_name"), (nada, "about"),
    ):  # fmt: skip
        room = thing._meta.get_field(f"{field}_ar").max_length
        setattr(thing, f"{field}_ar", pasted(f"{type(thing).__name__} {field}")[: room or 80])
        thing.save()
    text = {name: pasted(name) for name in ("standfirst", "headline")} | {
        "short_headline": pasted("short")[:70],
        "body": f"<p>{pasted('body').replace('<b>', '&lt;b>').replace('</', '&lt;/')}</p>",
    }
    return story(
        "published", correspondents=[nada], signing="pen_name", topics=[water], photos=[photo],
        text=text,
    )  # fmt: skip


def test_what_was_pasted_comes_out_of_every_door_as_the_same_words(everywhere, client):
    edition, photo = everywhere, everywhere.photos[0]
    nada, water = edition.article.correspondents.get(), edition.article.topics.get()
    assert "\u2067+963\u2069" in edition.headline
    for form, read in FORMS.items():
        feed = client.get(f"/feed.{form}").content.decode()
        (piece,) = read(feed)
        assert piece["title"] == led(edition.headline, "rtl")
        for said in (edition.standfirst, photo.caption_ar, photo.credit_ar, plain(edition.body)):
            assert said in piece["html"].text
        assert piece["html"].pictures[0]["alt"] == photo.alt_ar
        said = [feed, html.unescape(feed), feed.replace('\\"', '"')]
        for name in (nada.pen_name_ar, water.name_ar, edition.section.name_ar):
            assert any(name in text for text in said), (form, name)
        check([piece["title"], piece["html"].text])
    page = client.get(edition.url).text
    told = linked.things(page)["NewsArticle"]
    assert (told["headline"], told["description"]) == (edition.headline, edition.standfirst)
    assert told["alternativeHeadline"] == edition.short_headline
    assert (told["articleSection"], told["keywords"]) == (edition.section.name_ar, [water.name_ar])
    assert told["author"][0]["name"] == nada.pen_name_ar
    assert told["image"][0]["caption"] == photo.caption_ar
    meta = dict(linked.Blocks(page).meta)
    assert meta["og:title"] == led(edition.headline, "rtl")
    assert meta["article:section"] == edition.section.name_ar
    (news,) = sitemaps.news(client.get("/news-sitemap.xml").text).values()
    assert news["title"] == edition.headline
    at = timezone.localtime(edition.published_at)
    for url in (reverse("sitemap_month", args=[at.year, at.month]), "/sitemap-pages.xml"):
        assert sitemaps.pages(client.get(url).text)
    for url in ("/", "/sections/news/", "/topics/water/", "/correspondents/nada/"):
        assert linked.things(client.get(url).text)
