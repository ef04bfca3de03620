"""A reader without a mouse: straight to the story, into the menu and out of it, and never lost."""

import pytest
from browsers import DESK, PHONE
from crawl import visiting

pytestmark = pytest.mark.django_db(transaction=True)
#: Where the focus is: whether it shows, and whether anything lies on it.
FOCUS = """() => {
  const on = document.activeElement;
  if (!on || on === document.body) return null;
  const style = getComputedStyle(on), box = on.getClientRects()[0];
  const shows = parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none"
    || on.matches("[type=radio]");
  const at = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(...at);
  const label = top?.closest("label");
  const seen = !!top && (on.contains(top) || top.contains(on) || !!label?.contains(on));
  return { what: on.outerHTML.slice(0, 100), shows, seen,
    inside: at[0] >= 0 && at[0] <= innerWidth && at[1] >= 0 && at[1] <= innerHeight };
}"""


@pytest.mark.parametrize(("language", "screen"), [("ar", PHONE), ("en", DESK)])
def test_the_focus_is_always_seen(site, open_browser, language, screen):
    page = open_browser(screen)
    for url in visiting.public(site, language, ("front", "article", "search")):
        page.goto(url)
        met = []
        for _ in range(60):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            if focus is None:
                break
            met.append(focus)
        assert len(met) > 5, url
        lost = [each for each in met if not (each["shows"] and each["seen"] and each["inside"])]
        assert not lost, (url, lost[:3])


def test_the_first_stop_skips_to_the_story(story, open_browser):
    page = open_browser(PHONE)
    page.goto(story("published").url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


def test_the_menu_opens_and_closes_by_keyboard(story, open_browser):
    page = open_browser(PHONE)
    page.goto(story("published").url)
    page.focus(".menu > summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('.menu').open")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.panel')")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('.menu').open")
    assert page.evaluate("document.activeElement.matches('.menu > summary')")


def test_without_scripts_the_menu_opens_too(story, open_browser):
    page = open_browser(PHONE, java_script_enabled=False)
    page.goto(story("published").url)
    page.focus(".menu > summary")
    page.keyboard.press("Space")
    assert page.locator(".panel input[type=search]").is_visible()
