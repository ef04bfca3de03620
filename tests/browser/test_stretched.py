"""Nothing is lost and nothing moves sideways: on 320 px, at 200 %, with a reader's own spacing, in
a reader's own colours."""

import pytest
from access.stretching import CUT, PLAIN_BUTTONS, SMALL, SPACED
from browsers import overflow
from crawl import visiting

from newsroom.text.languages import LANGUAGES

pytestmark = pytest.mark.django_db(transaction=True)
NARROW, ENLARGED = {"width": 320, "height": 640}, {"width": 640, "height": 450}
FEW = ("front", "article", "section", "search", "corrections", "nowhere")


def narrow(page, urls) -> list:
    """Pages that are wider than their window, or whose words do not fit with wider spacing."""
    wrong = []
    for url in urls:
        page.goto(url)
        if over := overflow(page):
            wrong.append((url, f"{over} px too wide"))
        page.add_style_tag(content=SPACED)
        if over := overflow(page):
            wrong.append((url, f"{over} px too wide with spacing"))
        wrong += [(url, cut) for cut in page.evaluate(CUT)]
    return wrong


@pytest.mark.parametrize(("language", "screen"), [("ar", NARROW), ("en", ENLARGED)])
def test_one_of_each_kind_fits(site, open_browser, language, screen):
    page = open_browser(screen, bypass_csp=True)
    assert narrow(page, visiting.with_twins(site, language, FEW)) == []


@pytest.mark.soak
@pytest.mark.parametrize("screen", [NARROW, ENLARGED], ids=["320", "200%"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_fits(site, open_browser, language, screen):
    page = open_browser(screen, bypass_csp=True)
    page.context.add_cookies([site.signed_in])
    assert narrow(page, visiting.with_twins(site, language)) == []


def test_what_does_not_fit_is_noticed(open_browser):
    page = open_browser(NARROW)
    page.set_content(
        '<p style="width:400px">a</p><p style="height:1em;overflow:hidden">a<br>b</p>'
        '<a href="/" style="display:block;width:20px;height:20px">a</a>'
        '<button style="border:0;inline-size:4rem;block-size:4rem">c</button>'
    )
    assert overflow(page)
    assert len(page.evaluate(CUT)) == 1
    assert len(page.evaluate(SMALL)) == 1
    page.emulate_media(forced_colors="active")
    assert len(page.evaluate(PLAIN_BUTTONS)) == 1


def test_a_finger_meets_what_it_means(site, open_browser):
    """24 px at least, but for links within a sentence."""
    page = open_browser({"width": 390, "height": 844})
    for url in visiting.public(site, "ar", FEW):
        page.goto(url)
        for menu in page.query_selector_all("details"):
            menu.evaluate("menu => menu.open = true")
        assert page.evaluate(SMALL) == [], url


def test_buttons_keep_their_edges_in_forced_colours(site, open_browser):
    page = open_browser({"width": 390, "height": 844})
    page.emulate_media(forced_colors="active")
    for url in visiting.public(site, "ar", ("front", "article", "search")):
        page.goto(url)
        assert page.evaluate(PLAIN_BUTTONS) == [], url


def test_nothing_moves_for_those_who_asked_for_that(site, open_browser):
    page = open_browser({"width": 390, "height": 844}, reduced_motion="reduce")
    for url in visiting.public(site, "en", FEW):
        page.goto(url)
        assert page.evaluate("document.getAnimations().length") == 0, url
        moving = """[...document.querySelectorAll("*")].filter((each) => {
          const style = getComputedStyle(each);
          return parseFloat(style.transitionDuration) > 0.01 || style.scrollBehavior === "smooth";
        }).map((each) => each.outerHTML.slice(0, 80))"""
        assert page.evaluate(moving) == [], url
