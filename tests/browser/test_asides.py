"""An editor makes boxes and quotations set apart with the keyboard; a reader finds them there."""

import re

import pytest
from browsers import DESK, PHONE, overflow, put_caret
from playwright.sync_api import expect

from newsroom.articles.models import Edition
from newsroom.workflow.moves import move

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "<p>الفقرة الأولى هنا.</p><p>الفقرة الثانية هنا.</p>"


def begin(page, kind: str, paragraph: str) -> None:
    """Behind that paragraph, without a mouse from the button on."""
    put_caret(page.locator(".tiptap p", has_text=paragraph).last)
    page.locator(f".prose-menubar__button[data-name=aside-{kind}]").focus()
    page.keyboard.press("Enter")


def test_boxes_go_from_the_editor_to_a_readers_phone(
    story, people, signed_in, open_browser, editor, chief
):
    edition = story("in_review", text={"body": BODY})
    page = signed_in(editor, DESK)
    page.goto(f"/admin/articles/edition/{edition.pk}/change/")

    begin(page, "context", "الأولى")
    page.keyboard.type("ما المحطة؟")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("تروي أربع قرى.")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("فقرة بعد الإطار.")
    begin(page, "quote", "الثانية")
    page.keyboard.type("شربته الطريق")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("أم عايد")
    begin(page, "facts", "بعد الإطار")
    page.keyboard.type("لا حاجة إليه")
    boxes = page.locator(".tiptap aside")
    expect(boxes).to_have_count(3)
    expect(boxes.first.locator(".said")).to_have_css("direction", "rtl")
    boxes.nth(1).locator(".tools button").last.click()
    expect(boxes).to_have_count(2)
    page.click("[name=_continue]")
    page.wait_for_load_state()
    expect(page.locator(".tiptap aside")).to_have_count(2)

    edition.refresh_from_db()
    first, last = re.findall(r"<p>الفقرة .*?</p>", BODY)
    assert edition.body == (
        f'{first}<aside data-box="context"><h2>ما المحطة؟</h2><p>تروي أربع قرى.</p></aside>'
        f"<p>فقرة بعد الإطار.</p>{last}"
        '<aside data-box="quote"><blockquote><p>شربته الطريق</p></blockquote><p>أم عايد</p></aside>'
    )
    page.locator(".tiptap aside").first.locator(".tools button").nth(1).click()
    expect(page.locator(".tiptap aside")).to_have_count(1)
    expect(page.locator(".tiptap > h2")).to_have_text("ما المحطة؟")

    for verb, by in (("approve", editor), ("publish", chief)):
        move(Edition.objects.get(pk=edition.pk), verb, by=by, note="سبب مكتوب")
    reader = open_browser(PHONE)
    reader.goto(edition.url)
    expect(reader.locator(".body aside.context h2")).to_have_text("ما المحطة؟")
    expect(reader.locator(".body figure.pull figcaption")).to_have_text("أم عايد")
    assert overflow(reader) <= 0
