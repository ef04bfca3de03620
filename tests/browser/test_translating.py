"""The translator's job: a story is picked, translated beside its original, and follows it."""

import re

import pytest
from browsers import DESK, PHONE, overflow, press
from makers import make_photo
from playwright.sync_api import expect

from newsroom.articles import writing
from newsroom.articles.checks.checklist import run
from newsroom.articles.checks.overriding import open_warnings, override
from newsroom.articles.checks.reading import read
from newsroom.articles.models import Edition
from newsroom.workflow.moves import move

pytestmark = pytest.mark.django_db(transaction=True)

FIRST, SECOND = "Çar rawestgeh sibehê vegeriyan.", "Karkerekî got ku mazot têra du hefteyan dike."

TAP = """each => each.dispatchEvent(
    new PointerEvent("click", {bubbles: true, pointerType: "touch"})
)"""
LONG = "Mobile teams begin a measles vaccination campaign east of Deir ez-Zor today. "
FIELDS = "[...document.querySelectorAll('#id_headline, #id_standfirst')]"
#: As in a browser whose fields do not fit themselves to their text.
FIXED = f"{FIELDS}.forEach((field) => {{ field.style.fieldSizing = 'fixed'; }})"
HIDDEN = f"{FIELDS}.map((field) => Math.max(0, field.scrollHeight - field.clientHeight))"
BLOCKS = ".prose [contenteditable=true] > *"


def let_out(edition, editor, chief, **text):
    writing.write(Edition.objects.get(pk=edition.pk), by=editor, text=text)
    waits = Edition.objects.get(pk=edition.pk)
    found = open_warnings(waits, run(read(waits, waits.latest)))
    override(waits, {each.key: "سبب" for each in found}, by=editor)
    move(waits, "update", by=chief)


def tops(page, selector: str) -> list[float]:
    return page.locator(selector).evaluate_all(
        "all => all.map((each) => each.getBoundingClientRect().top)"
    )


def settled(page, is_right) -> bool:
    """Whether the paragraphs of both come to stand so: how soon, is for the browser and its fonts
    to say."""
    for _tenth in range(100):
        if is_right(tops(page, ".original.body > .level"), tops(page, BLOCKS)):
            return True
        page.wait_for_timeout(100)
    return False


def are_level(levels: list[float], blocks: list[float]) -> bool:
    return are_there(levels, blocks) and all(
        abs(one - other) < 2 for one, other in zip(levels, blocks, strict=True)
    )


def are_in_turn(levels: list[float], blocks: list[float]) -> bool:
    if not are_there(levels, blocks):
        return False
    in_turn = [top for two in zip(levels, blocks, strict=True) for top in two]
    return in_turn == sorted(in_turn)


def are_there(levels: list[float], blocks: list[float]) -> bool:
    """The page stands before the editor in it does."""
    return len(levels) == len(blocks) == 3


def test_translator_follows_a_kurmanji_original_into_arabic(story, people, signed_in):
    words = {"alt_ku": "Çem", "credit_ku": "Tarfa"}
    photo = make_photo(people["photo"], cleared_by=people["chief"], **words)
    body = f'<p>{FIRST}</p><figure data-photos="{photo.pk}"></figure><p>{SECOND}</p>'
    kurmanji = story(
        "published", language="ku", text={"headline": "Av vegeriya", "body": body}, photos=[photo]
    )
    page = signed_in(people["translator"], DESK)
    page.goto("/admin/")
    page.click(".desk-nav a[href$='/translations/']")
    assert overflow(page) <= 0
    page.click(f"a.step[href*='article={kurmanji.article_id}'][href$='language=ar']")
    expect(page.locator(".original.body")).to_have_attribute("dir", "ltr")

    page.fill("[name=headline]", "عادت المياه إلى القرية")
    page.locator(".prose [contenteditable=true]").click()
    page.keyboard.type("عادت أربع محطات صباحًا.")
    page.keyboard.press("Enter")
    page.keyboard.type("وقال عامل إن الوقود يكفي أسبوعين.")
    expect(page.locator(".level.here")).to_have_count(1)
    expect(page.locator("#paragraphs")).to_contain_text("3")
    page.click("#take_pictures")
    expect(page.locator(".prose figure")).to_have_count(1)
    expect(page.locator("#take_pictures")).to_be_hidden()
    assert settled(page, are_level)
    assert overflow(page) <= 0
    page.click("button[name=_continue]")
    page.wait_for_url(re.compile("/change/"))
    arabic = Edition.objects.get(language="ar")
    assert f'<figure data-photos="{photo.pk}">' in arabic.body
    press(page, "submit")
    page.wait_for_load_state()
    arabic.refresh_from_db()
    assert arabic.state == "submitted"
    move(arabic, "take", by=people["editor"])
    move(arabic, "return", by=people["editor"], note="سبب")

    let_out(kurmanji, people["editor"], people["chief"], body=body.replace("Çar", "Pênc"))
    phone = signed_in(people["translator"], PHONE)
    phone.goto("/admin/articles/edition/translations/")
    assert overflow(phone) <= 0
    phone.locator(".row.pending h3 a").click()
    expect(phone.locator("#out-of-date del")).to_contain_text("Çar")
    expect(phone.locator("#out-of-date ins")).to_contain_text("Pênc")
    assert settled(phone, are_in_turn)
    assert overflow(phone) <= 0
    copies_and_writes(phone)
    phone.click(".no-change button")
    expect(phone.locator("#out-of-date")).to_have_count(0)
    assert Edition.objects.get(pk=arabic.pk).latest.follows.body.startswith("<p>Pênc")


def copies_and_writes(phone) -> None:
    """The words of the original can be marked there; a tap on them leads to one's own below."""
    first = phone.locator(".original.body > .level").first
    first.dblclick(position={"x": 40, "y": 20})
    assert phone.evaluate("getSelection().toString().trim()") in first.inner_text().split()
    phone.locator("#no_change_why").focus()
    phone.evaluate("getSelection().removeAllRanges()")
    phone.locator(".original.body > .level").last.evaluate(TAP)
    expect(phone.locator(".prose [contenteditable=true]")).to_be_focused()
    phone.keyboard.type(" نعم")
    expect(phone.locator(BLOCKS).last).to_have_text(re.compile("نعم$"))


@pytest.mark.parametrize("fits", ["the browser", "the script"])
def test_headline_beside_its_original_is_seen_whole(story, people, signed_in, fits):
    arabic = story("published")
    text = {"headline": LONG, "standfirst": LONG * 6}
    english = story("draft", language="en", article=arabic.article, text=text)
    page = signed_in(people["chief"], DESK)
    if fits == "the script":
        page.add_init_script("CSS.supports = () => false")
    page.goto(f"/admin/articles/edition/{english.pk}/change/")
    page.wait_for_selector(".original.headline")
    if fits == "the script":
        page.evaluate(FIXED)
    for screen in (DESK | {"width": 1100}, DESK, PHONE):
        page.set_viewport_size(screen)
        page.wait_for_timeout(200)
        assert page.evaluate(HIDDEN) == [0, 0], screen
    page.fill("[name=headline]", LONG * 2)
    assert page.evaluate(HIDDEN) == [0, 0]
