"""What the public pages' script writes: the same times as the server, and digits as chosen."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from browsers import DESK, PHONE, overflow
from django.contrib.staticfiles import finders

from newsroom.public.page import script_words
from newsroom.text.languages import LANGUAGES
from newsroom.text.relative import UNITS, ago

NOW = datetime(2026, 11, 18, 14, 40, tzinfo=UTC)
SECONDS = sorted({n * size + more for size in UNITS.values() for n in range(61) for more in (0, 7)})
BODY = (
    "<p>زرع الفلاحون 12,600 شجرة و3.5 دونم في 18/11/2026 عند 17:40، بنسبة 40%.</p>"
    "<p>اكتبوا إلى desk24@example.org أو Covid-19 أو <strong>2026</strong>.</p>"
)


def test_the_script_keeps_to_its_budget():
    script = Path(finders.find("public/site.js")).read_bytes()
    assert len(gzip.compress(script)) <= 4 * 1024


def test_the_script_writes_the_times_that_the_server_says(open_browser):
    page = open_browser()
    page.clock.set_fixed_time(NOW)
    pages: dict[str, str] = {}
    page.route("**/*-times", lambda route: route.fulfill(
        body=pages[urlsplit(route.request.url).path], content_type="text/html; charset=utf-8"
    ))  # fmt: skip
    for language in LANGUAGES:
        moments = [NOW - timedelta(seconds=seconds) for seconds in SECONDS]
        times = "".join(
            f'<p><time datetime="{at.isoformat()}" data-ago="beside">x</time></p>' for at in moments
        )
        words = json.dumps(script_words(language))
        html = (
            f'<!doctype html><html lang="{language}"><style>p{{line-height:2}}</style>'
            f'<body>{times}<script id="words" type='
            f'"application/json">{words}</script><script src="/static/public/site.js"></script>'
        )
        pages[f"/{language}-times"] = html
        page.goto(f"/{language}-times")
        said = page.locator(".ago").all_text_contents()
        assert said == [ago(moment, NOW, language) for moment in moments]


def test_a_reader_chooses_the_digits(open_browser, story, settings):
    settings.CHECKS_OFF = {"W8"}  # no desk has kept a record of the trees
    edition = story("published", hours=3, text={"body": BODY, "headline": "عودة 4 محطات"})
    page = open_browser(PHONE)
    page.goto(edition.url)
    before = page.inner_text("main")
    stamps = "Array.from(document.querySelectorAll('time'), (each) => each.dateTime)"
    dates = page.evaluate(stamps)
    page.click(".digits")

    body = page.inner_text(".body")
    assert "١٢٬٦٠٠ شجرة و٣٫٥ دونم في ١٨/١١/٢٠٢٦ عند ١٧:٤٠، بنسبة ٤٠%" in body
    assert "desk24@example.org أو Covid-19 أو ٢٠٢٦" in body
    assert page.inner_text("h1") == "عودة ٤\u00a0محطات"
    assert page.inner_text(".ago") == "قبل ٣ ساعات"
    assert page.evaluate(stamps) == dates
    assert overflow(page) <= 0

    page.goto("/")
    assert "عودة ٤\u00a0محطات" in page.inner_text("main")
    page.goto("/en/")
    assert not set("٠١٢٣٤٥٦٧٨٩") & set(page.inner_text("main"))
    page.goto(edition.url)
    assert page.get_attribute(".digits", "aria-pressed") == "true"
    page.click(".digits")
    assert page.inner_text("main") == before
    page.reload()
    assert page.inner_text("main") == before


def test_digits_stay_chosen_while_times_move_on(open_browser, story):
    edition = story("published", hours=3)
    page = open_browser(DESK)
    page.clock.install()
    page.goto(edition.url)
    page.click(".digits")
    page.clock.run_for(2 * 3600 * 1000)
    assert page.inner_text(".ago") == "قبل ٥ ساعات"


def test_what_a_reader_has_selected_stays_selected_while_minutes_pass(open_browser, story):
    """In the text, and in a time that still says the same."""
    edition = story("published", hours=3, text={"body": "<p>عاد 4 من Covid-19 في 2026.</p>"})
    page = open_browser(DESK)
    page.clock.install()
    page.goto(edition.url)
    for press in (False, True):
        if press:
            page.click(".digits")
        for where in (".body p", ".ago"):
            page.evaluate(
                "where => getSelection().selectAllChildren(document.querySelector(where))", where
            )
            chosen = page.evaluate("getSelection().toString()")
            assert chosen == page.inner_text(where).strip()
            page.clock.run_for(5 * 60 * 1000)
            assert page.evaluate("getSelection().toString()") == chosen
    assert page.inner_text(".body p") == "عاد ٤ من Covid-19 في ٢٠٢٦."
    page.click(".digits")
    assert page.inner_text(".body p") == "عاد 4 من Covid-19 في 2026."


def test_every_page_has_the_button_of_a_choice_that_holds_on_every_page(open_browser, story):
    edition = story("published", text={"headline": "عودة 4 محطات"})
    for viewport in (PHONE, DESK):
        page = open_browser(viewport)
        for path in ("/", "/archive/", edition.url, "/ckb/", "/nothing-here/"):
            page.goto(path)
            assert page.locator(".digits").is_visible(), path
            assert page.locator(".digits").count() == 1
            assert overflow(page) <= 0


def test_nobody_is_offered_what_a_script_would_have_to_do_or_a_language_has_not(
    open_browser, story
):
    page = open_browser(PHONE, java_script_enabled=False)
    page.goto(story("published").url)
    assert page.locator(".digits").is_hidden()
    page = open_browser(PHONE)
    page.goto(story("published", language="ku").url)
    assert page.locator(".digits").count() == 0
