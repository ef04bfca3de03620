"""No sentence that somebody types into an edition's form is lost: not with the network, the tab,
the sign-in, or a colleague's save. Two writers see each other."""

import pytest
from browsers import DESK, PHONE, overflow
from playwright.sync_api import expect

from newsroom.articles import writing
from newsroom.articles.models import Edition, WorkingCopy

pytestmark = pytest.mark.django_db(transaction=True)

FIRST, SECOND = "جملة كُتبت والشبكة تعمل.", "جملة كُتبت بعد انقطاعها."
LATE = "موجز كُتب بعد الضغط على الحفظ"
#: What the form's script does every fifteen seconds by itself.
HEARTBEAT = "() => dispatchEvent(new Event('online'))"
TYPES_ON = """words => addEventListener("formdata", () => setTimeout(() => {
  document.getElementById("id_standfirst").value = words;
  document.dispatchEvent(new CustomEvent("kept:flush", { detail: [] }));
}))"""
DRAFTS = "() => kept.ids('drafts')"
FULL = """() => {
  kept.put = () => Promise.reject(new DOMException("", "QuotaExceededError"));
}"""
#: More than browsers send for a page that is left.
LONG = """() => draft.post("/admin/", { words: "ك".repeat(40000) }, { keepalive: true })
  .then(({ status }) => status, () => 0)"""
#: As a third window would have it.
PUT = """([id, headline]) => kept.put("drafts", id, {
  words: { ...draft.written(), headline }, seen: draft.form.elements.seen.value, at: Date.now(),
})"""


def address(edition) -> str:
    return f"/admin/articles/edition/{edition.pk}/change/"


def type_into_body(page, words: str) -> None:
    page.locator(".prose [contenteditable=true]").click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(f" {words}")


def line(page):
    return expect(page.locator("#kept_line"))


def is_kept(page) -> None:
    line(page).to_contain_text("على هذا الجهاز منذ")
    page.wait_for_function(f"async () => (await ({DRAFTS})()).length")


def nothing_is_kept(page) -> None:
    page.wait_for_function(f"async () => !(await ({DRAFTS})()).length")


def offered(page):
    return expect(page.locator("#unsaved"))


def enter(page, account) -> None:
    page.fill("[name=username]", account.username)
    page.fill("[name=password]", "secret-word")


def test_words_survive_a_dead_link_and_a_closed_tab(story, people, signed_in):
    edition = story("draft")
    phone = signed_in(people["reporter"], PHONE)
    phone.goto(address(edition))
    line(phone).to_contain_text("حُفظ في غرفة الأخبار")
    type_into_body(phone, FIRST)
    is_kept(phone)
    phone.evaluate(HEARTBEAT)
    line(phone).to_contain_text("لدى غرفة الأخبار، لك وحدك")
    phone.context.set_offline(True)
    type_into_body(phone, SECOND)
    line(phone).to_contain_text("لا اتصال بالشبكة")
    phone.wait_for_timeout(2200)
    assert overflow(phone) <= 0
    context = phone.context
    phone.close()
    context.set_offline(False)
    phone = context.new_page()
    phone.goto(address(edition))
    offered(phone).to_contain_text(SECOND)
    expect(phone.locator("#unsaved ins").first).to_be_visible()
    assert overflow(phone) <= 0
    phone.click("[data-take]")
    offered(phone).to_be_hidden()
    phone.click("[name=_continue]")
    line(phone).to_contain_text("حُفظ في غرفة الأخبار")
    edition.refresh_from_db()
    assert FIRST in edition.body
    assert SECOND in edition.body
    assert edition.revisions.count() == 2
    nothing_is_kept(phone)
    offered(phone).to_be_hidden()
    assert WorkingCopy.objects.get().words is None


def test_words_survive_the_end_of_a_sign_in(story, people, signed_in):
    edition = story("draft")
    phone = signed_in(people["reporter"], PHONE)
    phone.goto(address(edition))
    phone.context.clear_cookies()
    type_into_body(phone, FIRST)
    is_kept(phone)
    phone.evaluate(HEARTBEAT)
    line(phone).to_contain_text("انتهى تسجيل دخولك")
    phone.goto(address(edition))
    enter(phone, people["reporter"])
    phone.click("#login-form [type=submit]")
    offered(phone).to_contain_text(FIRST)
    phone.context.clear_cookies()
    phone.click("[data-take]")
    offered(phone).to_be_hidden()
    phone.click("[name=_continue]")
    enter(phone, people["reporter"])
    phone.click("form.panel [type=submit]")
    phone.click("form.panel [type=submit]")
    line(phone).to_contain_text("حُفظ في غرفة الأخبار")
    edition.refresh_from_db()
    assert FIRST in edition.body
    nothing_is_kept(phone)


def test_back_offers_what_was_typed_and_the_browser_keeps_none_of_it(story, people, signed_in):
    edition = story("draft")
    phone = signed_in(people["reporter"], PHONE)
    phone.goto(address(edition))
    phone.fill("[name=headline]", "عنوان لم يُرسل بعد")
    is_kept(phone)
    phone.click("#site-name a")
    phone.wait_for_url("**/admin/")
    phone.go_back()
    offered(phone).to_contain_text("لم يُرسل بعد")
    expect(phone.locator("[name=headline]")).to_have_value(edition.headline)
    assert phone.evaluate("localStorage.length + sessionStorage.length") == 0
    phone.fill("[name=standfirst]", "موجز كُتب قبل القرار")
    phone.click("[data-take]")
    expect(phone.locator("[name=headline]")).to_have_value("عنوان لم يُرسل بعد")
    offered(phone).to_contain_text("موجز كُتب قبل القرار")
    phone.click("#unsaved [type=submit]")
    offered(phone).to_be_hidden()
    phone.reload()
    offered(phone).to_contain_text("لم يُرسل بعد")
    expect(phone.locator("#unsaved")).not_to_contain_text("موجز كُتب قبل القرار")


def test_new_story_is_offered_back_and_let_go_once_it_is_saved(network, people, section, signed_in):
    desk = signed_in(people["reporter"], DESK)
    add = "/admin/articles/edition/add/"
    desk.goto(add)
    desk.fill("[name=headline]", "عنوان مادة جديدة")
    type_into_body(desk, FIRST)
    is_kept(desk)
    desk.reload()
    offered(desk).to_contain_text(FIRST)
    desk.click("[data-take]")
    offered(desk).to_be_hidden()
    # What is typed while the save is on its way is no part of it.
    desk.evaluate(TYPES_ON, LATE)
    desk.click("[name=_save]")
    desk.wait_for_url("**/admin/articles/edition/")
    assert FIRST in Edition.objects.get().body
    desk.goto(add)
    offered(desk).to_contain_text(LATE)
    # Without such words, the page that comes after the save lets go.
    desk.click("#unsaved [type=submit]")
    desk.fill("[name=headline]", "عنوان مادة أخرى")
    is_kept(desk)
    desk.click("[name=_save]")
    desk.wait_for_url("**/admin/articles/edition/")
    nothing_is_kept(desk)


def test_two_writers_see_each_other_and_lose_nothing(story, people, signed_in):
    edition = story("in_review")
    one, other = signed_in(people["editor"], PHONE), signed_in(people["chief"], DESK)
    one.goto(address(edition))
    other.goto(address(edition))
    expect(other.locator("#presence")).to_contain_text("Editor")
    one.evaluate(HEARTBEAT)
    expect(one.locator("#presence")).to_contain_text("Chief")
    expect(one.locator("#presence")).not_to_contain_text("Editor")
    assert overflow(one) <= 0
    type_into_body(other, SECOND)
    one.fill("[name=standfirst]", FIRST)
    one.click("[name=_continue]")
    line(one).to_contain_text("حُفظ في غرفة الأخبار")
    other.evaluate(HEARTBEAT)
    change = f"?before={edition.latest_id}&after={edition.latest_id + 1}"
    expect(other.locator(f"#presence a[href$='{change}']")).to_be_visible()
    is_kept(other)
    other.click("[name=_continue]")
    other.wait_for_load_state()
    for sentence in (FIRST, SECOND):
        expect(other.locator("body")).to_contain_text(sentence)


@pytest.mark.soak
def test_two_windows_of_one_person_lose_nothing(story, people, signed_in):
    edition = story("draft")
    one = signed_in(people["reporter"], DESK)
    one.goto(address(edition))
    other = one.context.new_page()
    other.goto(address(edition))
    one.fill("[name=headline]", "عنوان النافذة الأولى")
    is_kept(one)
    other.fill("[name=headline]", "عنوان النافذة الثانية")
    is_kept(other)
    other.evaluate(HEARTBEAT)
    assert other.locator("#presence p").count() == 0
    other.close()
    one.reload()
    offered(one).to_contain_text("الثانية")
    one.click("#unsaved [type=submit]")
    offered(one).to_contain_text("الأولى")
    one.click("#unsaved [type=submit]")
    offered(one).to_be_hidden()


@pytest.mark.soak
def test_newer_words_of_the_newsroom_do_not_hide_behind_those_of_a_full_device(
    story, people, signed_in
):
    edition = story("draft")
    phone = signed_in(people["reporter"], PHONE)
    phone.goto(address(edition))
    phone.fill("[name=headline]", "عنوان قبل أن امتلأ الجهاز")
    is_kept(phone)
    phone.evaluate(FULL)
    phone.fill("[name=headline]", "عنوان بعد أن امتلأ الجهاز")
    line(phone).to_contain_text("هذا الجهاز ممتلئ")
    phone.evaluate(HEARTBEAT)
    line(phone).to_contain_text("لدى غرفة الأخبار، لك وحدك")
    context = phone.context
    phone.close()
    phone = context.new_page()
    phone.goto("/admin/articles/edition/add/")
    wrote = WorkingCopy.objects.get().page
    phone.evaluate(PUT, [f"edition/{edition.pk}/third", "عنوان نافذة ثالثة"])
    phone.goto(address(edition))
    offered(phone).to_contain_text("نافذة ثالثة")
    phone.click("#unsaved [type=submit]")
    offered(phone).to_contain_text("بعد أن امتلأ")
    assert WorkingCopy.objects.get().words, "another draft than what was thrown away"
    with phone.expect_response("**/keep/"):
        phone.click("[data-take]")
    offered(phone).to_contain_text("قبل أن امتلأ")
    copy = WorkingCopy.objects.get()
    assert copy.words["headline"] == "عنوان بعد أن امتلأ الجهاز"
    assert copy.page != wrote


@pytest.mark.soak
def test_older_words_on_a_slow_line_never_come_after_newer_ones(story, people, signed_in):
    edition = story("draft")
    phone = signed_in(people["reporter"], PHONE)
    phone.goto(address(edition))
    line(phone).to_contain_text("حُفظ في غرفة الأخبار")
    phone.wait_for_load_state("networkidle")
    slow = []
    phone.route("**/keep/", lambda route: slow.append(route), times=1)
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    for words in ("عنوان أول", "عنوان ثان", "عنوان ثالث"):
        phone.fill("[name=headline]", words)
        phone.evaluate(HEARTBEAT)
    phone.wait_for_timeout(300)
    assert len(asked) == 1, "the next one waits for the answer"
    with phone.expect_response(lambda answer: "ثالث" in (answer.request.post_data or "")):
        slow[0].continue_()
    assert WorkingCopy.objects.get().words["headline"] == "عنوان ثالث"
    assert phone.evaluate(LONG) > 0


@pytest.mark.soak
def test_draft_of_a_page_that_asks_what_goes_is_asked_again(story, people, signed_in):
    edition = story("draft")
    phone = signed_in(people["reporter"], PHONE)
    phone.goto(address(edition))
    writing.write(edition, by=people["editor"], text={"headline": "عنوان الديسك"})
    phone.fill("[name=headline]", "عنوان المراسلة")
    phone.click("[name=_continue]")
    expect(phone.locator("#clashes")).to_be_visible()
    is_kept(phone)
    phone.goto(address(edition))
    offered(phone).to_contain_text("المراسلة")
    phone.click("[data-take]")
    offered(phone).to_be_hidden()
    phone.click("[name=_continue]")
    expect(phone.locator("#clashes")).to_contain_text("الديسك")
    edition.refresh_from_db()
    assert edition.headline == "عنوان الديسك"


def test_sign_out_says_what_it_wipes(story, people, signed_in):
    edition = story("draft")
    phone = signed_in(people["reporter"], PHONE)
    phone.goto(address(edition))
    phone.fill("[name=headline]", "عنوان لم يُرسل بعد")
    phone.click("#logout-form button")
    expect(phone.locator("#leaving")).to_contain_text(
        "نصوص لم تُحفظ بعد ويُحتفظ بها على هذا الجهاز: 1"
    )
    phone.click("#leaving [value='']")
    expect(phone.locator("[name=headline]")).to_have_value("عنوان لم يُرسل بعد")
    phone.click("#logout-form button")
    phone.click("#leaving [value=go]")
    phone.wait_for_url("**/admin/login/**")
    assert phone.evaluate("() => indexedDB.databases()") == []
    enter(phone, people["reporter"])
    phone.click("#login-form [type=submit]")
    phone.wait_for_url("**/admin/")
    phone.click("#logout-form button")
    phone.wait_for_url("**/admin/login/**")


def test_save_that_leaves_the_text_as_it_was_lets_go_of_its_reason(story, people, signed_in):
    edition = story("published")
    chief = signed_in(people["chief"], DESK)
    chief.goto(address(edition))
    for time in ("first", "second"):
        chief.fill("[name=why]", f"the {time} reason, without a word of the text")
        is_kept(chief)
        with chief.expect_navigation(wait_until="networkidle"):
            chief.click("[name=_continue]")
        nothing_is_kept(chief)
        offered(chief).to_be_hidden()
        assert chief.locator("#unsaved [data-said]").inner_html().strip() == ""
