"""The focal point by finger and by keys, and photos ticked in the library, on a phone."""

import pytest
from browsers import PHONE, overflow
from makers import make_photo
from playwright.sync_api import expect

from newsroom.media.models import Photo

pytestmark = pytest.mark.django_db(transaction=True)


def test_focus_is_set_by_a_tap_and_by_keys_and_words_reach_the_ticked(reporter, signed_in):
    photo, other = make_photo(reporter), make_photo(reporter)
    phone = signed_in(reporter, PHONE, has_touch=True)
    phone.goto(f"/admin/media/photo/{photo.pk}/change/")
    stage = phone.locator(".focus-stage img").bounding_box()
    phone.touchscreen.tap(stage["x"] + stage["width"] * 0.8, stage["y"] + stage["height"] * 0.25)
    expect(phone.locator("#id_focus_x")).to_have_value("80")
    phone.locator(".focus-point").focus()
    phone.keyboard.press("ArrowLeft")
    phone.keyboard.press("Shift+ArrowDown")
    assert overflow(phone) <= 0
    phone.click("[name=_save]")

    phone.wait_for_url("**/admin/media/photo/")
    expect(phone.locator(".library > li")).to_have_count(2)
    assert overflow(phone) <= 0
    phone.locator(f"[name=photo][value='{other.pk}']").check()
    phone.locator(".picked button").click()
    phone.fill("#id_credit_ar", "ندى")
    phone.locator(".pairs button").click()
    phone.wait_for_url("**/admin/media/photo/")

    photo.refresh_from_db()
    assert (photo.focus_x, photo.focus_y) == (79, 35)
    assert Photo.objects.get(pk=other.pk).credit_ar == "ندى"
    assert photo.credit_ar == "طرفاء"
