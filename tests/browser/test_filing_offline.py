"""A story written without a network: it waits on the phone, through restarts, and arrives once."""

from __future__ import annotations

import io
import random

import pytest
from bad_link import Link
from browsers import PHONE
from PIL import Image
from playwright.sync_api import expect

from newsroom.accounts.models import Account
from newsroom.articles.models import Article, Edition
from newsroom.media.models import Photo

pytestmark = pytest.mark.django_db(transaction=True)

HEADLINE = "عنوان كُتب بلا شبكة"
SENTENCE = "عادت المياه إلى الحي الشرقي عند الفجر."
FILE = "/admin/file/"
TRY_NOW = """() => [...document.querySelectorAll("#outbox button")]
  .filter((button) => button.textContent === "Try now").forEach((button) => button.click())"""


@pytest.fixture
def link(live_server, settings):
    link = Link(int(live_server.url.rsplit(":", 1)[1]))
    settings.SITE_URL = link.url
    yield link
    link.cut()


@pytest.fixture
def profile(tmp_path):
    return tmp_path / "profile"


@pytest.fixture
def start_phone(browser_type, browser_type_launch_args, link, profile):
    """A browser on that profile: closing it and starting another is the phone's restart."""
    running = []

    def started():
        for context in running:
            context.close()
        context = browser_type.launch_persistent_context(
            profile, viewport=PHONE, base_url=link.url,
            executable_path=browser_type_launch_args["executable_path"],
            args=browser_type_launch_args["args"],
        )  # fmt: skip
        context.set_default_timeout(10_000)
        running[:] = [context]
        return context.pages[0]

    yield started
    for context in running:
        context.close()


def sign_in(page, account):
    page.goto("/admin/login/")
    page.fill("[name=username]", account.username)
    page.fill("[name=password]", "secret-word")
    page.click("#login-form [type=submit]")
    page.wait_for_url("**/admin/")


@pytest.fixture
def reporter_in_english(reporter, network, section, places):
    Account.objects.filter(pk=reporter.pk).update(language="en")
    return reporter


@pytest.fixture
def phone(start_phone, reporter_in_english):
    """Signed in, and the filing page was opened once."""
    page = start_phone()
    sign_in(page, reporter_in_english)
    page.goto(FILE)
    page.wait_for_selector("body[data-kept=kept]")
    return page


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
    phone, link, start_phone, section, tmp_path
):
    link.cut()
    phone.goto(FILE)
    write(phone, section)
    attach(phone, tmp_path, 1)
    attach(phone, tmp_path, 2)
    phone.click("[name=submit]")
    expect(phone.locator("#outbox")).to_contain_text("No network")
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
