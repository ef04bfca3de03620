"""Two people at one story in two browsers, and one who presses Save twice on a slow line."""

import pytest
from browsers import put_caret
from playwright.sync_api import expect

from newsroom.articles.models import Edition

pytestmark = pytest.mark.django_db(transaction=True)

ONE, TWO, THREE = "الفقرة الأولى هنا.", "عادت أربع محطات إلى العمل.", "الفقرة الثالثة هنا."
TEXT = f"<p>{ONE}</p><blockquote><p>{TWO}</p></blockquote><ul><li><p>{THREE}</p></li></ul>"
#: The second press comes while the first is on its way.
TWICE = """() => new Promise((done) => {
  const head = document.getElementById("id_headline");
  const save = document.querySelector("[name=_continue]");
  head.value = "الضغطة الأولى";
  save.click();
  setTimeout(() => { head.value = "الضغطة الثانية"; save.click(); done(); }, 40);
})"""


def write(page, number: int, words: str) -> None:
    put_caret(page.locator(".tiptap p").nth(number))
    page.keyboard.press("End")
    page.keyboard.type(f" {words}")


def save(page) -> None:
    page.click("[name=_continue]")
    page.wait_for_load_state()


@pytest.mark.soak
def test_two_people_at_one_story(story, reporter, editor, signed_in):
    edition = story("draft", text={"body": TEXT})
    url = f"/admin/articles/edition/{edition.pk}/change/"
    nada, karim = signed_in(reporter), signed_in(editor)
    for page in (nada, karim):
        page.goto(url)
    write(karim, 0, "أضاف المحرر.")
    save(karim)
    write(nada, 2, "أضافت المراسلة.")
    nada.click("[name=_move][value=submit]")
    nada.wait_for_load_state()

    expect(nada.locator(".messagelist")).to_contain_text("Editor")
    expect(nada.locator(".tiptap")).to_contain_text("أضاف المحرر.")
    edition.refresh_from_db()
    assert edition.state == "draft"
    assert edition.body == (
        f"<p>{ONE} أضاف المحرر.</p><blockquote><p>{TWO}</p></blockquote>"
        f"<ul><li><p>{THREE} أضافت المراسلة.</p></li></ul>"
    )

    for page, words in ((karim, "قال المحرر إن عشرة عادوا."), (nada, "قالت إن خمسة عادوا.")):
        if page is karim:
            page.goto(url)
        write(page, 0, words)
        save(page)
    clashes = nada.locator("#clashes")
    expect(clashes).to_contain_text("قال المحرر إن عشرة عادوا.")
    expect(clashes).to_contain_text("قالت إن خمسة عادوا.")
    nada.check("#clashes [value=both]")
    save(nada)
    expect(nada.locator(".errornote")).to_have_count(0)
    body = Edition.objects.get().body
    assert "قال المحرر إن عشرة عادوا." in body
    assert "قالت إن خمسة عادوا." in body


def test_save_pressed_twice_is_no_conflict(story, reporter, signed_in):
    edition = story("draft", text={"body": TEXT})
    nada = signed_in(reporter)
    nada.goto(f"/admin/articles/edition/{edition.pk}/change/")
    nada.wait_for_selector(".tiptap")
    nada.evaluate(TWICE)
    nada.wait_for_selector(".messagelist")
    expect(nada.locator(".errornote")).to_have_count(0)
    expect(nada.locator("#id_headline")).to_have_value("الضغطة الثانية")
    edition.refresh_from_db()
    assert edition.headline == "الضغطة الثانية"
