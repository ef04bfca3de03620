"""The main job, as people do it: a story goes from a reporter's phone to a reader's page."""

import re

import pytest
from browsers import DESK, PHONE, overflow, press
from makers import make_correspondent, picture_file
from playwright.sync_api import expect

from newsroom.articles.models import Edition
from newsroom.media.models import Photo

HEADLINE = "محطات المياه في قرية النخيلات تعود إلى العمل"
FIRST = "عادت أربع محطات لضخ المياه إلى العمل صباح السبت."
SECOND = "وقال عامل في المحطة إن الوقود يكفي أسبوعين."

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def siraj(reporter, network, section, places):
    """The reporter's correspondent, whose byline is always withheld."""
    return make_correspondent(
        "siraj", account=reporter, signing="withheld", pen_name_ar="سراج الطرفاء",
        role_line_ar="مراسل الشبكة في ريف دير الزور",
    )  # fmt: skip


def file_story(page, section, places, tmp_path):
    page.goto("/admin/file/")
    assert overflow(page) <= 0
    page.fill("[name=headline]", HEADLINE)
    page.fill("[name=body]", f"{FIRST}\n\n{SECOND}")
    page.select_option("[name=section]", str(section.pk))
    page.select_option("[name=place]", str(places["susat"].pk))
    page.check("[name=signing][value=withheld]")
    picture = tmp_path / "picture.jpg"
    picture.write_bytes(picture_file().read())
    page.set_input_files("[name=picture_1]", picture)
    page.fill("[name=caption_1]", "ضفة النهر")
    expect(page.locator("[name=said_witnessed]")).to_be_hidden()
    page.check("[name=how][value=witnessed]")
    page.fill("[name=said_witnessed]", "مراسل الشبكة")
    page.click("[name=submit]")
    expect(page.locator("main")).to_contain_text(HEADLINE)


def edition_page(page):
    edition = Edition.objects.get()
    page.goto(f"/admin/articles/edition/{edition.pk}/change/")
    return edition


def state():
    return Edition.objects.get().state


def test_story_goes_from_the_phone_to_the_readers(
    siraj, section, places, people, sign_in, open_browser, tmp_path
):
    phone = sign_in(people["reporter"], PHONE)
    file_story(phone, section, places, tmp_path)
    assert state() == "submitted"

    desk = sign_in(people["editor"], PHONE)
    desk.goto("/admin/articles/edition/")
    assert overflow(desk) <= 0
    desk.click(f"text={HEADLINE}")
    assert overflow(desk) <= 0
    press(desk, "take")
    press(desk, "return")
    desk.fill("[name=note]", "كم محطة من أصل كم؟")
    desk.click("form button[type=submit].go, form.panel button[type=submit]")
    assert state() == "returned"

    phone.goto("/admin/file/")
    phone.click(f"text={HEADLINE}")
    expect(phone.locator("body")).to_contain_text("كم محطة من أصل كم؟")
    phone.fill("[name=body]", f"{FIRST} وهي أربع من أصل إحدى عشرة.\n\n{SECOND}")
    phone.click("[name=submit]")
    expect(phone.locator("main")).to_contain_text("إحدى عشرة")

    edition_page(desk)
    press(desk, "take")
    tell_how_it_is_known(desk)
    answer_the_checklist(desk)
    press(desk, "approve")
    assert state() == "approved"

    clear_the_photo(sign_in(people["photo"], DESK))
    chief = sign_in(people["chief"], DESK)
    edition_page(chief)
    press(chief, "publish")
    chief.click("form.panel button[type=submit]")
    assert state() == "published"

    for screen in (PHONE, DESK):
        reader = open_browser(screen)
        reader.goto("/")
        reader.click(f"main >> text={HEADLINE}")
        read_the_story(reader)


def tell_how_it_is_known(desk):
    """A second source beside what the reporter saw, and the figure that the story tells."""
    desk.click("#sourcing h2 a")
    expect(desk.locator("#sources")).to_contain_text("مراسل الشبكة")
    desk.click("#sources a[href$='kind=told']")
    desk.fill("[name=wording]", "عامل في المحطة")
    desk.click("form.record button[type=submit]")
    expect(desk.locator("#sources")).to_contain_text("عامل في المحطة")
    desk.click("#figures a.tap")
    desk.fill("[name=low]", "4")
    desk.fill("[name=unit]", "محطات")
    desk.fill("[name=what]", "من أصل إحدى عشرة")
    desk.locator("[name=source]").select_option(index=1)
    desk.click("form.record button[type=submit]")
    expect(desk.locator("#figures")).to_contain_text("محطات")
    assert overflow(desk) <= 0


def answer_the_checklist(desk):
    """Says which Saturday is meant, and gives readers the box."""
    edition_page(desk)
    desk.locator("#checks select").select_option(index=1)
    desk.click("fieldset.collapse summary")
    desk.check("[name=shows_figures]")
    desk.click("button[name=_continue]")
    expect(desk.locator(".readers")).to_contain_text("4\u00a0محطات")
    expect(desk.locator("#checks li.warn:not(.stands)")).to_have_count(0)
    expect(desk.locator("#checks li.block abbr")).to_have_text(["B4", "B5"])


def clear_the_photo(page):
    photo = Photo.objects.get()
    page.goto(f"/admin/media/photo/{photo.pk}/change/")
    page.fill("[name=alt_ar]", "ضفة نهر عند الفجر")
    page.fill("[name=credit_ar]", "طرفاء")
    page.select_option("[name=rights]", "own")
    page.select_option("[name=depicts]", "nobody")
    page.click("button[name=_continue], input[name=_continue]")
    press(page, "publish")
    photo.refresh_from_db()
    assert photo.state == "published"


def read_the_story(reader):
    article = reader.locator("article.story")
    expect(article.locator("h1")).to_have_text(HEADLINE)
    expect(article).to_have_attribute("dir", "rtl")
    expect(article).to_contain_text("مراسل الشبكة في ريف دير الزور")
    expect(article).not_to_contain_text("سراج")
    expect(article).to_contain_text("سوسة")
    expect(article.locator("time").first).to_have_attribute("datetime", re.compile(r"\+03:00$"))
    expect(article.locator(".box dt")).to_have_text("4\u00a0محطات")
    expect(article.locator(".box")).to_contain_text("من أصل إحدى عشرة")
    assert article.locator("img").first.evaluate("image => image.naturalWidth") > 0
    assert reader.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert overflow(reader) <= 0


def test_public_pages_work_with_scripts_off(siraj, story, open_browser):
    edition = story("published", correspondents=[siraj], signing="withheld")
    reader = open_browser(PHONE, java_script_enabled=False)
    reader.goto("/")
    reader.click(f"main >> text={edition.headline}")
    expect(reader.locator("h1")).to_have_text(edition.headline)
    body = reader.locator("article .body p").first
    small = body.bounding_box()["height"]
    reader.locator("label:has(input[type=radio])").last.click()
    assert body.bounding_box()["height"] > small


def test_relative_time_is_right_arabic_beside_the_absolute(story, open_browser):
    edition = story("published", hours=2.1)
    reader = open_browser(PHONE)
    reader.goto(edition.url)
    expect(reader.locator("article.story header")).to_contain_text("قبل ساعتين")


def test_font_size_is_remembered(story, open_browser):
    edition = story("published")
    reader = open_browser(PHONE)
    reader.goto(edition.url)
    body = reader.locator("article .body p").first
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    usual = body.evaluate(size)
    reader.locator("label:has(input[type=radio])").last.click()
    reader.reload()
    assert body.evaluate(size) > usual


def test_prose_editor_writes_what_is_stored(story, people, signed_in):
    """Right to left in the editor, sanitised in the database."""
    edition = story("draft")
    page = signed_in(people["reporter"], DESK)
    page.goto(f"/admin/articles/edition/{edition.pk}/change/")
    area = page.locator(".prose [contenteditable=true]")
    assert area.evaluate("element => getComputedStyle(element).direction") == "rtl"
    area.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" وأضاف جملة أخيرة.")
    page.click("button[name=_continue]")
    page.wait_for_load_state()
    edition.refresh_from_db()
    assert edition.body.endswith("وأضاف جملة أخيرة.</p>")


def test_sign_in_that_ran_out_costs_a_password_and_no_words(
    siraj, section, places, people, signed_in
):
    """Without scripts; with them the words wait on the phone (test_filing_offline.py)."""
    phone = signed_in(people["reporter"], PHONE, java_script_enabled=False)
    phone.goto("/admin/file/")
    phone.fill("[name=headline]", HEADLINE)
    phone.fill("[name=body]", f"{FIRST}\n\n{SECOND}")
    phone.context.clear_cookies(name="sessionid")
    phone.click("[name=save]")
    phone.fill("[name=username]", "reporter")
    phone.fill("[name=password]", "secret-word")
    phone.click("form:has([name=go_on_to]) [type=submit]")
    phone.click("#content form [type=submit]")
    expect(phone.locator("[name=body]")).to_have_value(f"{FIRST}\n\n{SECOND}")
    assert Edition.objects.get().headline == HEADLINE
