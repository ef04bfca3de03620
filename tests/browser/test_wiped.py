"""Wiped means wiped: of what was typed at the desk nothing is found in the browser's folder on the
device, byte by byte: not after the button, not after the sign-out, not even before."""

from pathlib import Path

import pytest
from browsers import PHONE
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)

ARABIC, LATIN = "زعفرانة الوادي ثلاثة أبواب", "zqxsaffron valley three gates"
WORDS = f"{ARABIC} {LATIN}"


def hits(folder: Path) -> set[str]:
    """Names of the files that hold a sentence, in either way in which browsers write text."""
    wanted = [word.encode(code) for word in (ARABIC, LATIN) for code in ("utf-8", "utf-16-le")]
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    assert len(files) > 20, "a profile"
    contents = ((path, path.read_bytes()) for path in files)
    return {path.name for path, content in contents if any(each in content for each in wanted)}


@pytest.fixture
def device(browser_type, whole_browser, live_server, tmp_path, settings):
    """A phone that is switched on and off: its profile's folder stays."""
    settings.SITE_URL = live_server.url
    on = []

    def switched_on(name: str):
        context = browser_type.launch_persistent_context(
            tmp_path / name, base_url=live_server.url, viewport=PHONE, **whole_browser
        )
        on.append(context)
        return context.pages[0], tmp_path / name

    yield switched_on
    for context in on:
        context.close()


def sign_in(page, account) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", account.username)
    page.fill("[name=password]", "secret-word")
    page.click("#login-form [type=submit]")
    page.wait_for_url("**/admin/")


def write(page, edition) -> None:
    """In every field, kept on the device and at the newsroom."""
    page.goto(f"/admin/articles/edition/{edition.pk}/change/")
    for name in ("headline", "short_headline", "standfirst", "why"):
        page.fill(f"[name={name}]", f"{WORDS} {name}")
    page.locator(".prose [contenteditable=true]").click()
    page.keyboard.insert_text(WORDS)
    expect(page.locator("#kept_line")).to_contain_text("على هذا الجهاز منذ")
    page.evaluate("() => dispatchEvent(new Event('online'))")
    expect(page.locator("#kept_line")).to_contain_text("لدى غرفة الأخبار، لك وحدك")


def test_search_finds_what_a_page_keeps_in_the_clear(device, network, reporter):
    page, folder = device("control")
    sign_in(page, reporter)
    page.evaluate("words => { localStorage.words = words; document.title = words; }", WORDS)
    page.context.close()
    assert hits(folder)


def test_nothing_typed_is_found_on_the_device(device, story, people):
    edition, reporter = story("draft"), people["reporter"]
    page, folder = device("phone")
    sign_in(page, reporter)
    write(page, edition)
    page.context.close()
    assert hits(folder) == set(), "switched off in the middle"

    page, folder = device("phone")
    page.goto(f"/admin/articles/edition/{edition.pk}/change/")
    expect(page.locator("#unsaved")).to_contain_text(LATIN)
    page.click("[data-take]")
    # It goes to the headline first: under a finger that is down the page would move away.
    expect(page.locator("#unsaved")).to_be_hidden()
    page.click("#kept_line + [data-wipe]")
    page.click("#leaving [value=go]")
    expect(page.locator(".kept-line")).to_contain_text("مُسح")
    assert page.evaluate("() => indexedDB.databases()") == []
    page.fill("[name=standfirst]", f"{WORDS} بعد المسح")
    page.wait_for_timeout(2200)
    assert page.evaluate("() => indexedDB.databases()") == []
    page.context.close()
    assert hits(folder) == set(), "wiped by the button"

    page, folder = device("phone")
    write(page, edition)
    page.click("[name=_continue]")
    page.wait_for_load_state()
    for view in ("history", "compare", "revisions"):
        page.goto(f"/admin/articles/edition/{edition.pk}/{view}/")
    page.goto(f"/admin/preview/{edition.pk}/")
    page.goto("/admin/")
    # What was typed after the wipe lies at the newsroom, was offered, and nobody decided on it.
    page.click("#logout-form button")
    page.click("#leaving [value=go]")
    page.wait_for_url("**/admin/login/**")
    page.context.close()
    edition.refresh_from_db()
    assert LATIN in edition.body
    assert hits(folder) == set(), "signed out"
