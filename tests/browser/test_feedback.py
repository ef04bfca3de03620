"""A reader without scripts writes to the desk, from the full page and from the light one."""

import pytest
from browsers import PHONE
from playwright.sync_api import expect

from newsroom.pages.models import Feedback
from newsroom.public.languages import address, lite

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("language", "is_lite"), [("ar", False), ("ar", True), ("en", False),
                                                   ("en", True)])  # fmt: skip
def test_reader_without_scripts_writes_to_the_desk(
    story, open_browser, live_server, language, is_lite
):
    edition = story("published", language=language)
    form = address(language, "feedback", edition.article_id)
    reader = open_browser(PHONE, java_script_enabled=False)
    reader.goto(lite(edition.url) if is_lite else edition.url)
    reader.click(f'a[href="{lite(form) if is_lite else form}"]')
    reader.check("[value=addition]")
    reader.click("form[method=post] [type=submit]")
    expect(reader.get_by_role("alert")).to_be_visible()
    expect(reader.locator("[value=addition]")).to_be_checked()
    reader.fill("[name=text]", "الجسر مغلق منذ أمس")
    with reader.expect_request(lambda request: request.method == "POST") as sent:
        reader.click("form[method=post] [type=submit]")
    reader.wait_for_url("**/thanks/")
    told = sent.value.all_headers()
    assert told["origin"] == live_server.url, "without it nobody could tell whose form this is"
    assert "cookie" not in told
    assert reader.context.cookies() == []
    written = Feedback.objects.get()
    assert (written.edition, written.kind, written.text) == (
        edition, "addition", "الجسر مغلق منذ أمس",
    )  # fmt: skip


def test_trap_is_seen_by_nobody(story, open_browser):
    reader = open_browser(PHONE)
    reader.goto(f"/articles/{story('published').article_id}/feedback/")
    expect(reader.locator("[name=website]")).to_be_hidden()
    assert reader.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
