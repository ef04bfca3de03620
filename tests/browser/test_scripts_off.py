"""All that a reader does, with scripts off, on a phone; on the full pages and on the text alone."""

import re
from urllib.parse import urlsplit

import pytest
from browsers import PHONE
from django.utils.translation import gettext, override
from playwright.sync_api import expect
from readers import make_site

from newsroom.public.languages import address, lite
from newsroom.public.views import paging

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(story, people, monkeypatch):
    monkeypatch.setattr(paging, "PER_PAGE", 1)
    return make_site(story, people)


@pytest.fixture
def reader(open_browser):
    return open_browser(PHONE, java_script_enabled=False)


def size_of(reader) -> float:
    return reader.locator(".body p").first.evaluate(
        "element => parseFloat(getComputedStyle(element).fontSize)"
    )


def test_the_full_pages(site, reader):
    told, whole = site["told"]["ar"], site["whole"]["ar"]
    reader.goto("/")
    reader.locator(".menu > summary").click()
    reader.locator(".menu nav a[href='/sections/news/']").click()
    # Lists are left and paged by plain links.
    reader.locator(".pager .on").click()
    expect(reader).to_have_url(re.compile(r"\?before="))
    expect(reader.locator("main .card")).to_have_count(1)
    reader.locator(".pager .back").click()
    expect(reader.locator("main .card")).to_have_count(1)
    expect(reader.locator(".pager .back")).to_have_count(0)

    reader.locator(".menu > summary").click()
    reader.locator(".menu [type=search]").fill("المياه")
    reader.locator(".menu [type=search]").press("Enter")
    expect(reader).to_have_url(re.compile(r"/search/\?q="))
    reader.locator("main .card h2 a").first.click()
    expect(reader.locator("h1")).to_have_text(told.headline)

    reader.goto(told.url)
    expect(reader.locator(".signed time").first).to_contain_text("20")
    usual = size_of(reader)
    reader.locator("label:has(#size-4)").click()
    assert size_of(reader) > usual
    expect(reader.locator(".share ul")).to_be_hidden()
    reader.locator(".share > summary").click()
    expect(reader.locator(".share a[href^='https://wa.me/']")).to_be_visible()
    expect(reader.locator(".share .copy")).to_be_hidden()

    reader.locator(".told-link").click()
    expect(reader).to_have_url(re.compile(r"#correction-\d+$"))
    reader.locator(".told-after .more").click()
    expect(reader.locator(".compared ins").first).to_be_visible()

    reader.goto(whole.url)
    reader.locator(".strip .languages a[lang=en]").click()
    expect(reader).to_have_url(re.compile(re.escape(site["whole"]["en"].url)))
    reader.locator(".foot a[href='/en/corrections/']").click()
    expect(reader.locator("main .correction").first).to_be_visible()
    reader.locator(".foot a[href='/en/archive/']").click()
    reader.locator("main a[href*='/archive/']").first.click()
    expect(reader.locator("main .card")).to_have_count(1)


def test_the_text_alone(site, reader):
    told = site["told"]["ar"]
    reader.goto(told.url)
    reader.locator(".strip .lite").click()
    expect(reader.locator("h1")).to_have_text(told.headline)
    reader.locator("a[href^='#correction-']").click()
    reader.locator("section a[href*='/changes/']").click()
    expect(reader.locator("ins").first).to_be_visible()
    reader.locator("a[href='#more']").click()
    reader.locator("footer [type=search]").fill("المياه")
    reader.locator("footer button").click()
    expect(reader.locator("main li a").first).to_be_visible()
    assert "/lite/search/" in reader.url
    reader.locator("main a[rel=next]").click()
    expect(reader).to_have_url(re.compile("before="))
    reader.locator("main li a").first.click()
    reader.locator("footer a[hreflang=en]").last.click()
    assert "/en/lite/" in reader.url
    reader.goto(lite(told.url))
    with override("ar"):
        reader.get_by_role("link", name=gettext("Full site")).click()
    expect(reader.locator(".body")).to_be_visible()
    assert "/lite/" not in reader.url


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_search_is_narrowed_and_widened(site, reader, language):
    """From the form on its own page to what no story has, and back."""
    reader.goto(address(language, "search"))
    form = reader.locator("main form")
    form.locator("[name=q]").fill("زيتونة")
    form.locator("[name=section]").select_option("news")
    form.locator("[name=kind]").select_option("opinion")
    form.locator(".fields button").click()
    expect(reader).to_have_url(re.compile("section=news&.*kind=opinion"))
    expect(reader.locator("main .card")).to_have_count(0)
    expect(reader.locator(".taken a")).to_have_count(2)
    reader.locator(".taken a").last.click()
    expect(reader.locator("main .card")).to_have_count(1)
    reader.locator(".narrow > summary").click()
    expect(form.locator("[name=section]")).to_have_value("news")
    form.locator("[name=kind]").select_option("opinion")
    form.locator(".fields button").click()
    reader.locator("main [role=status] .chips a").first.click()
    expect(reader.locator("main .card")).to_have_count(1)
    expect(reader.locator(".taken a")).to_have_count(0)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_same_search_in_the_text_alone(site, reader, language):
    reader.goto(address(language, "search"))
    reader.locator(".strip .lite").click()
    form, found = reader.locator("main form"), reader.locator("main li h2 a")
    for kind, count in (("opinion", 0), ("news", 1)):
        form.locator("[name=q]").fill("زيتونة")
        form.locator("summary").click()
        form.locator("[name=kind]").select_option(kind)
        form.locator("button").click()
        expect(reader).to_have_url(re.compile(f"/lite/search/.*kind={kind}"))
        expect(reader.locator("main nav li")).to_have_count(1)
        expect(found).to_have_count(count)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_reading_and_passing_on(site, reader, language):
    """A list page by page, a story of it, the other language, its text alone and back."""
    other = {"ar": "en", "en": "ar"}[language]
    reader.goto(address(language, "section", "news"))
    headlines = {reader.locator("main .card h2").inner_text()}
    while reader.locator(".pager .on").count():
        reader.locator(".pager .on").click()
        headlines.add(reader.locator("main .card h2 a").get_attribute("href"))
    assert len(headlines) > 1
    story = site["whole"][language]
    reader.goto(story.url)
    expect(reader.locator("h1")).to_have_text(story.headline)
    reader.locator(f".strip .languages a[lang={other}]").click()
    expect(reader).to_have_url(re.compile(re.escape(site["whole"][other].url)))
    reader.locator(f".also a[lang={language}]").click()
    reader.locator(".strip .lite").click()
    assert urlsplit(reader.url).path == lite(story.url)
    with override(language):
        reader.get_by_role("link", name=gettext("Full site")).click()
    assert urlsplit(reader.url).path == story.url
