"""A story written without a network: it waits on the phone, through restarts, and arrives once."""

from __future__ import annotations

import io
import random
import re
import time
from threading import Event

import pytest
from bad_link import Link
from browsers import PHONE
from django.conf import settings
from django.test import Client
from PIL import Image
from playwright.sync_api import expect

from newsroom.accounts.models import Account
from newsroom.articles import filing, filing_outbox, writing
from newsroom.articles.models import Article, Edition
from newsroom.media.models import Photo

pytestmark = pytest.mark.django_db(transaction=True)

HEADLINE = "عنوان كُتب بلا شبكة"
SENTENCE = "عادت المياه إلى الحي الشرقي عند الفجر."
FILE = "/admin/file/"
TRY_NOW = """() => [...document.querySelectorAll("#outbox button")]
  .filter((button) => button.textContent === "Try now").forEach((button) => button.click())"""


@pytest.fixture
def link(live_server):
    link = Link(int(live_server.url.rsplit(":", 1)[1]))
    yield link
    link.cut()


@pytest.fixture
def profile(tmp_path):
    return tmp_path / "profile"


@pytest.fixture
def start_phone(browser_type, browser_type_launch_args, whole_browser, link, profile):
    """A browser on that profile: closing it and starting another is the phone's restart."""
    running = []

    def started(*, is_whole: bool = False):
        for context in running:
            context.close()
        launched = whole_browser if is_whole else browser_type_launch_args
        context = browser_type.launch_persistent_context(
            profile, viewport=PHONE, base_url=link.url,
            executable_path=launched["executable_path"], args=launched["args"],
        )  # fmt: skip
        context.set_default_timeout(10_000)
        running[:] = [context]
        return context.pages[0]

    yield started
    for context in running:
        context.close()


@pytest.fixture
def reporter_in_english(reporter, network, section, places):
    Account.objects.filter(pk=reporter.pk).update(language="en")
    return reporter


def enter(page, account):
    """Signed in, by a cookie: the sign-in has tests of its own."""
    client = Client()
    client.force_login(account)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    host = {"domain": "127.0.0.1", "path": "/", "expires": time.time() + 3600}
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, **host}])


def open_once(page, account):
    enter(page, account)
    page.goto(FILE)
    page.wait_for_selector("body[data-kept=kept]")
    return page


@pytest.fixture
def phone(browser, link, reporter_in_english):
    """Signed in, and the filing page was opened once."""
    context = browser.new_context(viewport=PHONE, base_url=link.url, timezone_id="Asia/Damascus")
    context.set_default_timeout(10_000)
    yield open_once(context.new_page(), reporter_in_english)
    context.close()


def noise(seed: int, size=(700, 500)) -> bytes:
    """A picture that stays large however it is compressed."""
    out = io.BytesIO()
    pixels = random.Random(seed).randbytes(size[0] * size[1] * 3)
    Image.frombytes("RGB", size, pixels).save(out, "JPEG", quality=95)
    return out.getvalue()


def write(page, section, headline=HEADLINE, body=SENTENCE):
    page.fill("[name=headline]", headline)
    page.fill("[name=body]", body)
    page.select_option("[name=section]", str(section.pk))
    page.check("[name=signing][value=desk]")


def attach(page, tmp_path, number: int):
    file = tmp_path / f"{number}.jpg"
    file.write_bytes(noise(number))
    if number > 1:
        page.locator(".pics details").evaluate("element => { element.open = true; }")
    page.set_input_files(f"[name=picture_{number}]", file)
    page.fill(f"[name=caption_{number}]", f"صورة {number}")
    expect(page.locator(".pic small").nth(number - 1)).to_contain_text("KB")


def try_until(page, holds) -> None:
    """Presses "Try now" while there is such a button: it is tried again by itself, too."""
    for _each in range(300):
        if holds():
            return
        page.evaluate(TRY_NOW)
        page.wait_for_timeout(100)
    raise AssertionError("It never came to that.")


def test_page_opens_without_a_network_once_it_was_opened_with_one(phone, link, places):
    link.cut()
    phone.goto(FILE)
    expect(phone.locator("[name=headline]")).to_be_visible()
    assert phone.locator("[name=place] option").count() > 1
    phone.goto(f"{FILE}?language=ku")
    assert phone.get_attribute("[name=headline]", "lang") == "ku"
    assert phone.get_attribute("[name=headline]", "dir") == "ltr"
    phone.reload()
    expect(phone.locator("[name=language]")).to_have_value("ku")


def test_story_with_two_photos_written_without_a_network_arrives_once(
    link, start_phone, reporter_in_english, section, tmp_path
):
    phone = open_once(start_phone(), reporter_in_english)
    link.cut()
    phone.goto(FILE)
    write(phone, section)
    attach(phone, tmp_path, 1)
    attach(phone, tmp_path, 2)
    phone.click("[name=submit]")
    expect(phone.locator("#outbox")).to_contain_text("cannot be reached")
    expect(phone.locator(".where")).to_contain_text("Stories: 1, pictures: 2")
    assert not Article.objects.exists()

    phone = start_phone()
    phone.goto(FILE)
    expect(phone.locator("#outbox")).to_contain_text(HEADLINE)
    link.lost.append(b"POST /admin/file/")
    link.up()
    try_until(phone, lambda: not link.lost)
    link.cuts.append((b"?offset=65536", 20_000))
    try_until(phone, lambda: not link.is_up)
    assert Edition.objects.get().state == "submitted"
    assert not Photo.objects.exists()

    phone = start_phone()
    phone.goto(FILE)
    expect(phone.locator("#outbox")).to_contain_text("Text sent")
    link.lost.append(b"POST /admin/file/")
    link.up()
    try_until(phone, lambda: not link.lost)
    try_until(phone, lambda: Photo.objects.count() == 2)
    expect(phone.locator("#outbox")).to_contain_text("The newsroom has it.")

    edition = Edition.objects.get()
    assert (edition.state, edition.headline) == ("submitted", HEADLINE)
    assert SENTENCE in edition.body
    captions = [use.photo.caption_ar for use in edition.article.pictures.all()]
    assert captions == ["صورة 1", "صورة 2"]
    assert (Article.objects.count(), Photo.objects.count()) == (1, 2)


# Whose it is


def test_sign_in_that_ended_keeps_the_story_waiting_and_goes_on_after_it(phone, section, reporter):
    phone.context.clear_cookies(name="sessionid")
    write(phone, section)
    phone.click("[name=submit]")
    expect(phone.locator("#outbox")).to_contain_text("Sign in to go on")
    assert not Article.objects.exists()

    phone.click("#outbox a.go")
    phone.fill("[name=username]", reporter.username)
    phone.fill("[name=password]", "secret-word")
    phone.click("#login-form [type=submit]")

    expect(phone.locator("#outbox")).to_contain_text("The newsroom has it.")
    assert Edition.objects.get().created_by == reporter
    assert Edition.objects.get().state == "submitted"


def test_what_waits_is_neither_shown_nor_sent_to_somebody_else(
    phone, link, section, reporter, stranger
):
    link.cut()
    phone.goto(FILE)
    write(phone, section)
    phone.click("[name=submit]")
    expect(phone.locator("#outbox")).to_contain_text(HEADLINE)
    link.up()
    phone.context.clear_cookies(name="sessionid")
    other = phone.context.new_page()
    enter(other, stranger)
    other.goto("/admin/")

    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.locator(".where")).to_contain_text("Somebody else is signed in")
    for page in (phone, other):
        page.goto(FILE)
        page.wait_for_selector("body[data-kept=kept]")
        expect(page.locator("body")).not_to_contain_text(HEADLINE)
    link.cut()
    phone.goto(FILE)
    expect(phone.locator("[name=headline]")).to_be_visible()
    expect(phone.locator("body")).not_to_contain_text(HEADLINE)
    link.up()
    assert not Article.objects.exists()

    other.click("header form button")
    other.click("#leaving [value=go]")
    other.wait_for_url("**/admin/login/**")
    assert not Article.objects.exists()


def test_kept_page_of_somebody_else_shows_nothing_and_takes_no_word_for_them(
    phone, section, stranger, monkeypatch
):
    write(phone, section)
    bodies_kept(phone, SENTENCE)
    phone.context.clear_cookies(name="sessionid")
    enter(phone, stranger)
    known, token = Event(), filing_outbox.get_token
    with monkeypatch.context() as patch:
        patch.setattr(filing, "asked", lambda request: 1 / 0)
        patch.setattr(filing_outbox, "get_token", lambda asked: known.wait(8) and token(asked))
        phone.goto(FILE)
        phone.wait_for_selector("body[data-blank]")
        phone.fill("[name=body]", "كلمات شخص آخر.")
        phone.click("[name=save]")
        phone.wait_for_timeout(300)
        expect(phone.locator("#drafts")).to_be_hidden()
        known.set()
        expect(phone.locator(".where")).to_contain_text("kept for somebody else")
        expect(phone.locator("[name=body]")).to_have_value("كلمات شخص آخر.")
        expect(phone.locator("[name=save]")).to_have_count(0)
        try_until(phone, lambda: stranger.owner_mark in str(phone.evaluate(CACHED)))
        assert phone.evaluate(BODIES) == [SENTENCE]
        assert phone.evaluate("() => kept.ids('outbox')") == []
        phone.click("text=Open the page anew")
        expect(phone.locator("meta[name=owner]")).to_have_attribute("content", stranger.owner_mark)
    assert not Article.objects.exists()


# What stays on the phone


def test_what_was_typed_comes_back_after_the_tab_was_closed(phone, section, tmp_path):
    write(phone, section)
    phone.check("[name=how][value=resident]")
    phone.fill("[name=said_resident]", "عامل في المحطة")
    attach(phone, tmp_path, 1)
    expect(phone.locator(".where")).to_contain_text("Kept on this phone at")
    phone.wait_for_timeout(2200)
    again = phone.context.new_page()
    phone.close()

    again.goto(FILE)
    expect(again.locator("#drafts")).to_contain_text(HEADLINE)
    again.click("#drafts >> text=Open")

    expect(again.locator("[name=body]")).to_have_value(SENTENCE)
    expect(again.locator("[name=said_resident]")).to_have_value("عامل في المحطة")
    expect(again.locator("[name=section]")).to_have_value(str(section.pk))
    expect(again.locator("[name=caption_1]")).to_have_value("صورة 1")
    again.reload()
    expect(again.locator("[name=headline]")).to_have_value(HEADLINE)
    again.click("[name=submit]")
    again.wait_for_url(re.compile(r"/admin/file/[0-9a-f-]{36}/$"))
    assert Edition.objects.get().article.pictures.count() == 1


@pytest.mark.soak
def test_draft_that_differs_from_the_newsrooms_is_shown_beside_it(phone, section):
    write(phone, section)
    phone.click("[name=save]")
    phone.wait_for_url(re.compile(r"/admin/file/[0-9a-f-]{36}/$"))
    expect(phone.locator("#drafts")).to_be_hidden()
    phone.fill("[name=body]", f"{SENTENCE}\n\nجملة لم تصل بعد.")
    expect(phone.locator(".where")).to_contain_text("Kept on this phone")
    phone.goto("/admin/")
    phone.goto(f"/admin/file/{Article.objects.get().filing_key}/")

    expect(phone.locator("[name=body]")).to_have_value(SENTENCE)
    expect(phone.locator("#drafts mark")).to_have_text(["جملة لم تصل بعد."])
    phone.click("#drafts >> text=Go on with what is on this phone")
    expect(phone.locator("[name=body]")).to_have_value(f"{SENTENCE}\n\nجملة لم تصل بعد.")


BODIES = """async () => (await filing.rowsOf("drafts"))
  .map((row) => filing.one(row.fields, "body")).sort()"""


def bodies_kept(page, *wanted: str) -> None:
    try_until(page, lambda: page.evaluate(BODIES) == sorted(wanted))


def test_kept_draft_that_nobody_decided_on_outlives_typing_taking_over_and_saving(phone, section):
    write(phone, section)
    phone.click("[name=save]")
    phone.wait_for_url(re.compile(r"/admin/file/[0-9a-f-]{36}/$"))
    phone.fill("[name=body]", "نص أول.")
    bodies_kept(phone, "نص أول.")
    phone.goto("/admin/")
    story = f"/admin/file/{Article.objects.get().filing_key}/"

    phone.goto(story)
    expect(phone.locator("#drafts")).to_contain_text("نص أول.")
    phone.fill("[name=body]", "نص ثانٍ.")
    bodies_kept(phone, "نص أول.", "نص ثانٍ.")
    phone.click("#drafts >> text=Go on with what is on this phone")
    expect(phone.locator("[name=body]")).to_have_value("نص أول.")
    expect(phone.locator("#drafts")).to_contain_text("نص ثانٍ.")
    phone.type("[name=body]", " ")
    phone.goto("/admin/")

    phone.goto(story)
    expect(phone.locator("[name=body]")).to_have_value(SENTENCE)
    expect(phone.locator("#drafts li")).to_have_count(2)
    with phone.expect_navigation():
        phone.click("[name=save]")
    assert [body.strip() for body in phone.evaluate(BODIES)] == ["نص أول.", "نص ثانٍ."]


@pytest.mark.soak
def test_story_that_the_newsroom_has_is_waited_for_on_a_slow_link(phone, section, monkeypatch):
    write(phone, section)
    phone.click("[name=save]")
    phone.wait_for_url(re.compile(r"/admin/file/[0-9a-f-]{36}/$"))
    own = filing.own
    monkeypatch.setattr(filing, "own", lambda *found: time.sleep(4.5) or own(*found))

    phone.goto(f"/admin/file/{Article.objects.get().filing_key}/")

    expect(phone.locator("[name=body]")).to_have_value(SENTENCE)


@pytest.mark.soak
def test_full_phone_without_a_network_keeps_the_words_in_the_form(phone, link, section, tmp_path):
    assert phone.evaluate("() => filing.time(Date.UTC(2024, 0, 1, 22, 30))") == "2024-01-02 01:30"
    link.cut()
    phone.goto(FILE)
    write(phone, section)
    bodies_kept(phone, SENTENCE)
    phone.evaluate("() => { kept.was = kept.put; kept.put = async () => { throw Error(); }; }")
    file = tmp_path / "1.jpg"
    file.write_bytes(noise(1))
    phone.set_input_files("[name=picture_1]", file)
    expect(phone.locator(".pic small").first).to_contain_text("could not be kept")
    phone.click("[name=submit]")
    phone.wait_for_timeout(300)
    expect(phone.locator(".where")).to_contain_text("could not be kept")
    expect(phone.locator("[name=body]")).to_have_value(SENTENCE)

    phone.evaluate("() => { kept.put = kept.was; }")
    phone.click("[name=submit]")
    expect(phone.locator("#outbox")).to_contain_text("cannot be reached")
    phone.evaluate("""() => {
      kept.had = kept.ids;
      kept.ids = async () => { throw Error(); };
      dispatchEvent(new Event("online"));
    }""")
    phone.wait_for_timeout(300)
    phone.evaluate("() => { kept.ids = kept.had; }")
    link.up()
    phone.wait_for_url(re.compile(r"/admin/file/[0-9a-f-]{36}/$"))
    assert (Edition.objects.get().state, Photo.objects.count()) == ("submitted", 1)


@pytest.mark.soak
def test_refused_form_that_the_phone_could_not_queue_is_kept_as_it_came_back(phone, section):
    write(phone, section, headline="\u200b")
    bodies_kept(phone, SENTENCE)
    phone.evaluate("() => { kept.put = async () => { throw Error(); }; }")
    phone.click("[name=submit]")
    expect(phone.locator(".errorlist")).to_contain_text("A story needs a headline")
    expect(phone.locator(".where")).to_contain_text("Not saved")
    phone.wait_for_selector("body[data-kept=kept]")
    bodies_kept(phone, SENTENCE)
    expect(phone.locator(".where")).to_contain_text("Not saved")
    assert not Article.objects.exists()


def test_conflict_brings_the_words_back_beside_the_newsrooms(phone, section, editor):
    write(phone, section)
    phone.click("[name=save]")
    phone.wait_for_url(re.compile(r"/admin/file/[0-9a-f-]{36}/$"))
    writing.write(Edition.objects.get(), by=editor, text={"body": "<p>نص صقله الديسك.</p>"})

    phone.fill("[name=body]", "نص من الهاتف.")
    phone.click("[name=submit]")

    expect(phone.locator("article.marked")).to_contain_text("نص صقله الديسك.")
    expect(phone.locator("[name=body]")).to_have_value("نص من الهاتف.")
    phone.fill("[name=body]", "نص جمع الاثنين.")
    phone.click("[name=submit]")
    expect(phone.locator("main")).to_contain_text("نص جمع الاثنين.")
    assert Edition.objects.get().state == "submitted"


def test_refused_story_stands_in_the_form_again_with_the_reason(phone, section):
    write(phone, section, headline="\u200b")
    phone.click("[name=submit]")
    expect(phone.locator(".errorlist")).to_contain_text("A story needs a headline")
    expect(phone.locator("[name=body]")).to_have_value(SENTENCE)
    phone.fill("[name=headline]", HEADLINE)
    phone.click("[name=submit]")
    expect(phone.locator("main")).to_contain_text(SENTENCE)
    assert Edition.objects.get().state == "submitted"


@pytest.mark.soak
def test_broken_newsroom_is_told_apart_and_tried_again(phone, section, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(filing, "save", lambda request, form: 1 / 0)
        write(phone, section)
        phone.click("[name=submit]")
        expect(phone.locator("#outbox")).to_contain_text("Something at the newsroom does not work")
    phone.evaluate(TRY_NOW)
    expect(phone.locator("main")).to_contain_text(SENTENCE)
    assert Edition.objects.get().state == "submitted"


def test_picture_is_upright_and_says_nothing_of_its_camera_when_it_leaves_the_phone(
    phone, section, tmp_path
):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera of the reporter"
    file = tmp_path / "held.jpg"
    Image.frombytes("RGB", (600, 400), random.Random(1).randbytes(720_000)).save(
        file, "JPEG", quality=95, exif=exif
    )
    phone.set_input_files("[name=picture_1]", file)
    expect(phone.locator(".pic small").first).to_contain_text("Made smaller")
    sent = bytes(phone.evaluate(PICTURE))
    with Image.open(io.BytesIO(sent)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((400, 600), {})
    assert b"Camera" not in sent
    assert len(sent) < file.stat().st_size


PICTURE = """async () => {
  let [id] = await kept.ids("pictures");
  while (!id) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    [id] = await kept.ids("pictures");
  }
  return [...new Uint8Array(await kept.get("pictures", id))];
}"""
CACHED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const {url} of await cache.keys()) {
      found.push([new URL(url).pathname, await (await cache.match(url)).text()]);
    }
  }
  return found;
}"""


def test_device_keeps_the_empty_page_and_no_page_with_a_story(phone, section):
    write(phone, section)
    phone.click("[name=save]")
    phone.wait_for_url(re.compile(r"/admin/file/[0-9a-f-]{36}/$"))
    phone.goto(FILE)
    expect(phone.locator("main")).to_contain_text(HEADLINE)
    phone.wait_for_selector("body[data-kept=kept]")
    phone.goto("/admin/articles/edition/")

    phone.goto(FILE)
    found = phone.evaluate(CACHED)

    others = [path for path, _text in found if not path.startswith("/static/desk/")]
    assert others == ["/admin/file/blank/"]
    assert not [path for path, text in found if HEADLINE in text or SENTENCE in text]


@pytest.mark.soak
def test_kept_page_follows_a_newer_newsroom_and_its_owner(phone, stranger):
    phone.evaluate("""async () => {
      const cache = await caches.open("filing");
      const page = await cache.match("/admin/file/blank/");
      const headers = new Headers(page.headers);
      headers.set("X-Stamp", "of another day");
      await cache.put("/admin/file/blank/", new Response("old", {headers}));
      await cache.put("/static/desk/old.js", new Response("old"));
    }""")
    phone.goto(FILE)
    phone.wait_for_selector("body[data-kept=kept]")

    found = dict(phone.evaluate(CACHED))

    assert "data-blank" in found["/admin/file/blank/"]
    assert "/static/desk/old.js" not in found
    assert "/static/desk/file.js" in found


def test_wiping_takes_everything_at_once_and_says_so(phone, link, section):
    write(phone, section)
    phone.click("#wipe")
    phone.click("#leaving [value=go]")

    expect(phone.locator(".where")).to_have_text("Nothing is kept on this phone any more.")
    expect(phone.locator("[name=body]")).to_have_value("")
    assert phone.evaluate("() => indexedDB.databases()") == []
    assert phone.evaluate("() => caches.keys()") == []
    phone.goto(FILE)
    expect(phone.locator("#drafts")).to_be_hidden()


def test_browser_that_keeps_nothing_says_so_and_sends_as_ever(
    browser, link, reporter_in_english, section
):
    page = browser.new_context(base_url=link.url).new_page()
    page.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined})")
    enter(page, reporter_in_english)
    page.goto(FILE)
    expect(page.locator(".where")).to_contain_text("This browser keeps nothing")
    write(page, section)
    page.click("[name=submit]")
    page.wait_for_url(re.compile(r"/admin/file/[0-9a-f-]{36}/$"))
    assert Edition.objects.get().state == "submitted"
    page.context.close()


def test_after_the_sign_out_the_profile_holds_no_word_and_no_picture(
    link, section, start_phone, reporter_in_english, profile, tmp_path
):
    phone = open_once(start_phone(is_whole=True), reporter_in_english)
    link.cut()
    phone.goto(FILE)
    write(phone, section)
    attach(phone, tmp_path, 1)
    picture = bytes(phone.evaluate(PICTURE))
    phone.click("[name=submit]")
    expect(phone.locator("#outbox")).to_contain_text("cannot be reached")
    phone.goto(FILE)
    phone.fill("[name=body]", "مسودة ثانية لم تُرسل.")
    expect(phone.locator(".where")).to_contain_text("Kept on this phone")
    link.up()
    phone.click("header form button")
    expect(phone.locator("#leaving")).to_contain_text("kept on this device: 2")
    phone.click("#leaving [value=go]")
    phone.wait_for_url("**/admin/login/**")
    assert phone.evaluate("() => indexedDB.databases()") == []
    assert phone.evaluate("() => caches.keys()") == []
    assert phone.evaluate("() => navigator.serviceWorker.getRegistrations().then(all => all.length)"
                          ) == 0  # fmt: skip
    phone.context.close()

    words = [HEADLINE, SENTENCE, "مسودة ثانية لم تُرسل.", "صورة 1"]
    needles = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le")]
    needles += [picture[at : at + 64] for at in range(2000, len(picture) - 64, 5000)]
    files = {path: path.read_bytes() for path in profile.rglob("*") if path.is_file()}
    assert [path for path, data in files.items() if b"/admin/login/" in data], "it can be found"
    for path, data in files.items():
        assert not [needle for needle in needles if needle in data], path
