"""An editor puts pictures into a text with the keyboard and writes under them; a reader with a
phone finds them there."""

import re

import pytest
from browsers import DESK, PHONE, overflow, put_caret
from makers import make_photo
from playwright.sync_api import expect

from newsroom.articles.models import Edition
from newsroom.workflow.moves import move

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "<p>الفقرة الأولى هنا.</p><p>الفقرة الثانية هنا.</p>"


def place(page, number: int, *pictures: int) -> None:
    """Behind that paragraph, without a mouse from the button on."""
    put_caret(page.locator(".tiptap > p").nth(number))
    page.locator(".prose-menubar__button[data-name=figure]").focus()
    page.keyboard.press("Enter")
    choices = page.locator("dialog.pictures input")
    for picture in pictures:
        choices.nth(picture).focus()
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("dialog.pictures")).to_have_count(0)


def test_pictures_go_from_the_editor_to_a_readers_phone(
    story, people, signed_in, open_browser, editor, photo_editor, chief
):
    photos = [make_photo(editor, cleared_by=photo_editor) for _number in range(3)]
    lead, second, third = (photo.pk for photo in photos)
    edition = story("in_review", photos=photos, text={"body": BODY})
    page = signed_in(editor, DESK)
    page.goto(f"/admin/articles/edition/{edition.pk}/change/")

    place(page, 0, 1)
    page.keyboard.type("عامل عند المضخة")
    page.keyboard.press("Enter")
    page.keyboard.type("فقرة بعد الصورة.")
    place(page, 2, 1, 2)
    page.keyboard.type("ضفتا النهر")
    place(page, 0, 0)
    page.locator(".tiptap figure").first.locator(".tools button").last.click()
    expect(page.locator(".tiptap figure")).to_have_count(2)
    page.locator(".tiptap figure").last.locator(".tools button").first.click()
    page.locator(".tiptap figure").last.locator(".tools button").nth(1).click()
    expect(page.locator(".tiptap figure").last.locator("figcaption")).to_have_css(
        "direction", "rtl"
    )
    page.click("[name=_continue]")
    page.wait_for_load_state()
    expect(page.locator(".tiptap figure img")).to_have_count(3)

    edition.refresh_from_db()
    first, last = re.findall(r"<p>الفقرة .*?</p>", BODY)
    assert edition.body == (
        f'{first}<figure data-photos="{second}"><figcaption>عامل عند المضخة</figcaption></figure>'
        f"<p>فقرة بعد الصورة.</p>{last}"
        f'<figure data-photos="{second} {third}"><figcaption>ضفتا النهر</figcaption></figure>'
    )
    for verb, by in (("approve", editor), ("publish", chief)):
        move(Edition.objects.get(pk=edition.pk), verb, by=by, note="سبب مكتوب")

    reader = open_browser(PHONE)
    reader.goto(edition.url)
    assert overflow(reader) <= 0
    single, gallery = reader.locator(".body figure").all()
    expect(single.locator("figcaption span[lang=ar]")).to_have_text("عامل عند المضخة")
    expect(gallery.locator("figcaption")).to_have_text("ضفتا النهر")
    assert [single.locator("img").count(), gallery.locator("img").count()] == [1, 2]
    expect(reader.locator("figure.wide img")).to_have_count(1)
