"""The front page is arranged by keyboard alone, by dragging, and without scripts."""

import pytest
from browsers import DESK, PHONE, overflow
from makers import arrange, make_bar

from newsroom.pages.models import Arrangement, Pin

#: Nothing scrolls under the mouse.
TALL = DESK | {"height": 2000}
PAGE = "/admin/pages/arrangement/?language=ar"


@pytest.fixture
def stories(story, transactional_db):
    return [
        story("published", hours=number + 1, text={"headline": f"مادة {number}"})
        for number in range(6)
    ]


def save(page) -> list[tuple[str, int]]:
    page.click("button[value=save]")
    page.wait_for_selector(".messagelist")
    newest = Arrangement.objects.first()
    return [(pin.spot, pin.edition_id) for pin in Pin.objects.filter(arrangement=newest)]


def press(page, value: str) -> None:
    page.locator(f"button[value='{value}']").focus()
    page.keyboard.press("Enter")


def test_by_keyboard(stories, signed_in, editor):
    first, second, third = (each.pk for each in stories[2:5])
    page = signed_in(editor)
    page.goto(PAGE)
    for key in (first, second, third):
        press(page, f"add:{key}")
    press(page, f"up:{third}")
    assert page.evaluate("document.activeElement.value") == f"up:{third}"
    press(page, f"lead:{first}")
    press(page, f"remove:{second}")
    assert save(page) == [("lead", first), ("second", third)]
    assert page.request.get("/").text().find(stories[2].headline) > 0


def test_by_dragging(stories, signed_in, editor):
    page = signed_in(editor, TALL)
    page.goto(PAGE)
    for story, spot in ((stories[3], "lead"), (stories[1], "opinion")):
        row = page.locator(f"[data-key='{story.pk}'] .says")
        row.drag_to(page.locator(f"[data-where={spot}]"))
    assert save(page) == [("lead", stories[3].pk), ("opinion", stories[1].pk)]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_without_scripts_and_on_a_phone(stories, signed_in, editor, language):
    editor.language = language
    editor.save()
    page = signed_in(editor, PHONE, java_script_enabled=False)
    page.goto(PAGE)
    page.select_option("[name=into]", "lead")
    page.click(f"button[value='add:{stories[4].pk}']")
    page.click("button[value=preview]")
    phone, desk = page.locator("iframe").all()
    for frame in (phone, desk):
        headline = frame.content_frame.locator("#top ~ .lead h3")
        assert stories[4].headline in headline.inner_text()
    assert (phone.get_attribute("width"), desk.get_attribute("width")) == ("390", "1280")
    assert save(page) == [("lead", stories[4].pk)]


def test_no_page_is_wider_than_its_window(stories, signed_in, editor):
    arrange("ar", by=editor, lead=stories[:1], second=stories[1:3])
    for viewport in (PHONE, DESK):
        page = signed_in(editor, viewport)
        page.goto(PAGE)
        assert overflow(page) <= 0


def test_the_bar_hides_when_its_time_is_over(stories, open_browser, editor):
    make_bar(editor)
    page = open_browser(PHONE)
    page.clock.install()
    page.goto("/")
    bar = page.locator(".bar")
    assert bar.is_visible()
    below = page.locator("main").bounding_box()
    page.clock.fast_forward("04:00:00")
    assert not bar.is_visible()
    assert page.locator("main").bounding_box() == below


def test_page_ends_where_its_last_panel_does(stories, signed_in, editor):
    """What is hidden in the list that scrolls would make the page as long as the list."""
    page = signed_in(editor)
    page.goto(PAGE)
    page.evaluate("""() => { for (const row of document.querySelectorAll('.pool .pin'))
        row.style.marginBlockEnd = '60rem' }""")
    below = """document.documentElement.scrollHeight
        - document.querySelector('#content-main').getBoundingClientRect().bottom - scrollY"""
    assert page.evaluate(below) < 200
