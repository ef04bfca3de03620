"""A story has one address; whatever else people and programs make of it leads there in one step."""

import re
import unicodedata
from urllib.parse import quote, unquote

import pytest

from newsroom.paths import article_path, short_path
from newsroom.public.languages import address
from newsroom.public.whereabouts import meant
from newsroom.regions.gazetteer import load

SECRET = "سنديانة"
HIDDEN = [
    "draft", "submitted", "in_review", "returned", "approved", "held", "scheduled", "withdrawn",
    "spiked",
]  # fmt: skip
HEADLINES = {
    "ar": "القوّاتُ تعود إلى «هجين»: ماذا بعد؟", "ckb": "ڕێگای قامیشلۆ دەکرێتەوە",
    "ku": "Rêya Qamişlo vedibe", "en": "Café in Qamishli’s old market re-opens",
}  # fmt: skip

SLUGS = ["", "ماذا-بعد", "nûçe-û-rapor", "a_b-2", "خانه\u200cکان", "0", "مُدَرِّسة"]


@pytest.mark.parametrize("language", HEADLINES)
@pytest.mark.parametrize("slug", SLUGS)
def test_address_is_what_django_would_write(language, slug):
    assert article_path(20, slug, language) == address(language, "article", 20, slug or "-")
    assert short_path(20, language) == address(language, "article_by_id", 20)


def spellings(url: str) -> list[str]:
    """Of a path as it is printed: what arrives in its place."""
    whole = unquote(url)
    bare = whole.rstrip("/")
    number = bare.rpartition("/")[0]
    return [
        bare, number, f"{number}/", f"{number}/old-slug", f"{number}/old-slug/", f"{number}/-/",
        whole.upper().replace("ARTICLES", "articles").replace("/EN/", "/en/")
        .replace("/KU/", "/ku/").replace("/CKB/", "/ckb/"),
        unicodedata.normalize("NFD", bare), quote(quote(whole)),
        *(f"{whole}{end}" for end in (")", ".", "»", ").", "،", "…", "%22", "*", ">")),
        *(f"{bare}{end}" for end in (")", ".", "»", "؟", "%0d%0aSet-Cookie:%20a=b", "%00", "%ff")),
        f"{number})", f"{number}.", f"{number}/{'ا' * 5000}/", f"{number}//",
        f"{number}/%5C%5Cevil.example",
        f"{number}/قوَّاتٌ", f"{number}/ﺍﻟﻘﻮﺍﺕ/", f"{number}/ｗｉｄｅ/", f"{number}/a%2520b/",
    ]  # fmt: skip


def test_all_spellings_of_an_address_end_at_it_in_one_step(client, story):
    for language, headline in HEADLINES.items():
        words = {"headline": headline, "body": "<p>Text.</p>"}
        url = story("published", language=language, text=words).url
        assert client.get(url).status_code == client.head(url).status_code == 200
        asked = [path for path in spellings(url) if unquote(path) != unquote(url)]
        assert len(asked) > 25
        for path in asked:
            answer = client.head(path)
            assert (answer.status_code, answer["Location"]) == (301, url), ascii(path[:90])
            assert "Set-Cookie" not in answer.headers
        assert client.get(f"{url.rstrip('/')}?fbclid=x")["Location"] == url


def test_phone_that_begins_with_a_capital_finds_the_page(client, story):
    url = story("published", language="en", text={"headline": "News"}).url
    for path in (url.replace("/articles", "/Articles"), url.replace("/en", "/En"), url.upper()):
        assert client.get(path)["Location"] == url
    assert client.get("/Nope/").status_code == client.get("/ADMIN/").status_code == 404


def test_nothing_leads_to_another_host(client, story):
    number = story("published").article_id
    for path in ("//evil.example/", "///evil.example", "/%5Cevil.example/", "/%2F%2Fevil.example/",
                 f"/articles/{number}/%2F%2Fevil.example/", f"//articles/{number}",
                 f"/articles/{number}/https:%2F%2Fevil.example", "/en//evil.example",
                 "/EN//evil.example/", "/regions//evil.example/"):  # fmt: skip
        answer = client.get("/", PATH_INFO=unquote(path))
        assert not answer.headers.get("Location", "/").startswith(("//", "/\\", "http")), path


def assert_silent(client, edition, state, asked=spellings):
    """It answers as a number that nobody has; of one that was withdrawn the notice stays."""
    for path in asked(edition.url):
        answer = client.get(path)
        assert answer.status_code == (410 if state == "withdrawn" else 404), ascii(path[:90])
        assert "Location" not in answer.headers
        # What was written into the address stands in the search, to be looked for.
        assert SECRET not in answer.text.replace(f'value="{SECRET}"', "")


def test_address_of_a_story_that_is_not_out_tells_nothing(client, story):
    for number, state in enumerate(HIDDEN):
        language = ("ar", "ckb", "ku", "en")[number % 4]
        edition = story(state, language=language, text={"headline": SECRET})
        assert_silent(client, edition, state, lambda url: [url, *spellings(url)[:4:3]])


@pytest.mark.soak
def test_address_in_no_language_tells_of_a_story_that_is_not_out(client, story):
    for state in HIDDEN:
        for language in ("ar", "ckb", "ku", "en"):
            edition = story(state, language=language, text={"headline": SECRET})
            assert_silent(client, edition, state)


def test_address_would_tell_if_published_were_broken(client, story, break_published):
    break_published()
    edition = story("draft", text={"headline": SECRET})
    assert quote(SECRET) in client.get(f"/articles/{edition.article_id}")["Location"]


def test_redirects_are_not_kept_for_long(client, story):
    """A headline that is changed and changed back must send no browser round in circles."""
    edition = story("published")
    for path in (f"/articles/{edition.article_id}", "/regions/قرية-النخيلات/"):
        assert client.get(path)["Cache-Control"] == "max-age=300"


# In another language


def in_english(story, state, article=None):
    words = {"headline": f"{SECRET} reopens", "body": "<p>Text.</p>"}
    return story(state, language="en", article=article, text=words)


def test_story_in_other_languages_is_offered_where_it_is_missing(client, story):
    arabic = story("published", text={"headline": "محطة واحدة"})
    words = {"headline": "Stasyonek", "body": "<p>Nivîs.</p>"}
    kurmanji = story("published", language="ku", article=arabic.article, text=words)
    for path in (f"/en/articles/{arabic.article_id}/old/", f"/en/articles/{arabic.article_id}"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "This story is not in this language" in answer.text
        link = f'<a href="{arabic.url}" lang="ar" dir="rtl" hreflang="ar">'
        assert link in answer.text
        assert f'<a href="{kurmanji.url}" lang="ku" dir="ltr" hreflang="ku">' in answer.text
        assert arabic.headline in answer.text
        assert kurmanji.headline in answer.text
        assert 'content="noindex"' in answer.text
        assert 'rel="canonical"' not in answer.text
        assert 'rel="alternate" hreflang' not in answer.text


def timeless(answer) -> str:
    """The page's head tells the minute."""
    return re.sub(r'datetime="[^"]+"', "", answer.text)


def test_story_that_is_hidden_in_a_language_is_as_one_that_was_never_written(client, story):
    arabic = story("published")
    english = f"/en/articles/{arabic.article_id}/"
    never = timeless(client.get(english))
    for state in HIDDEN:
        other = story("published")
        edition = in_english(story, state, other.article)
        answer = client.get(edition.url)
        if state == "withdrawn":
            assert answer.status_code == 410
            assert SECRET not in answer.text
            assert f'href="{other.url}" lang="ar"' in answer.text
            continue
        same = never.replace(f"/articles/{arabic.article_id}/", f"/articles/{other.article_id}/")
        assert (answer.status_code, timeless(answer)) == (404, same)


def test_pages_of_other_languages_offer_nothing_that_is_hidden(client, story):
    """A story that readers have in Arabic alone, and one that they have nowhere."""
    for state in HIDDEN:
        arabic = story("published")
        in_english(story, state, arabic.article)
        page = client.get(f"/ku/articles/{arabic.article_id}/")
        assert page.status_code == 404
        assert SECRET not in page.text
        assert f"/en/articles/{arabic.article_id}/" not in page.text
        alone = in_english(story, state)
        for code in ("ar", "ku", "ckb"):
            answer = client.get(address(code, "article_by_id", alone.article_id))
            assert answer.status_code == 404
            assert SECRET not in answer.text
            assert f"/articles/{alone.article_id}/" not in answer.text


def test_page_of_other_languages_would_tell_if_published_were_broken(
    client, story, break_published
):
    break_published()
    draft = in_english(story, "draft")
    assert SECRET in client.get(f"/ku/articles/{draft.article_id}/").text


def test_places_of_the_gazetteer_are_found_as_people_write_them(db):
    """With or without the article, in the spellings of the press; of one name the widest."""
    load()
    for text, slug in (
        ("ar-raqqa", "raqqa"), ("رقة", "raqqa"), ("AL-HASAKEH", "hasakah"),
        ("kobani", "ain-al-arab"), ("كوباني", "ain-al-arab"), ("qamişlo", "qamishli"),
        ("ديرالزور", "deir-ez-zor"), ("باغوز", "al-baghuz-fawqani"), ("manbij", "menbij"),
    ):  # fmt: skip
        assert meant("region", text).slug == slug, text
    assert meant("region", "ar") is None
