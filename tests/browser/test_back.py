"""What a browser gives back of the desk: the words that somebody is typing, to them; nothing to
whoever holds the phone after the sign-out."""

import pytest
from browsers import PHONE
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)

HEADLINE = "عنوان لم يُرسل بعد"


def test_back_gives_typed_words_back(network, section, places, reporter, sign_in):
    phone = sign_in(reporter, PHONE)
    phone.goto("/admin/file/")
    phone.fill("[name=headline]", HEADLINE)
    phone.click("header a")
    phone.wait_for_url("**/admin/")
    phone.go_back()
    expect(phone.locator("[name=headline]")).to_have_value(HEADLINE)


def test_back_after_the_sign_out_shows_no_draft(network, story, reporter, sign_in):
    edition = story("draft")
    phone = sign_in(reporter, PHONE)
    phone.goto(f"/admin/articles/edition/{edition.pk}/change/")
    expect(phone.locator("body")).to_contain_text(edition.headline)
    phone.click("#logout-form button")
    phone.wait_for_url("**/admin/login/**")
    phone.go_back()
    expect(phone.locator("[name=username]")).to_be_visible()
    expect(phone.locator("body")).not_to_contain_text(edition.headline)
