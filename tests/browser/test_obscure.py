"""A face is covered by a finger on a phone; the arrow keys do what the finger does."""

import pytest
from browsers import PHONE, overflow
from makers import make_photo

from newsroom.media import obscuring
from newsroom.media.models import Photo

pytestmark = pytest.mark.django_db(transaction=True)


def swipe(page, start, end) -> None:
    """With one finger, over the picture; both points as fractions of it."""
    on = page.locator("svg[data-areas]").bounding_box()
    points = [
        {"x": on["x"] + on["width"] * x, "y": on["y"] + on["height"] * y}
        for x, y in (start, ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), end)
    ]
    phone = page.context.new_cdp_session(page)
    phone.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points[:1]})
    for point in points[1:]:
        phone.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    phone.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def numbers(page) -> list[float]:
    return [float(field.input_value()) for field in page.locator("[data-rows] input").all()]


def test_area_is_drawn_by_touch_moved_by_keys_and_burnt_in(photo_editor, signed_in):
    photo = make_photo(photo_editor)
    page = signed_in(photo_editor, PHONE, has_touch=True)
    page.goto(f"/admin/photos/{photo.pk}/obscure/")
    page.wait_for_function("document.querySelector('.canvas img').complete")
    assert overflow(page) <= 0

    swipe(page, (0.2, 0.3), (0.5, 0.7))
    assert numbers(page) == pytest.approx([20, 30, 30, 40], abs=1)
    swipe(page, (0.35, 0.5), (0.45, 0.5))
    assert numbers(page) == pytest.approx([30, 30, 30, 40], abs=1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    assert numbers(page) == pytest.approx([31, 30, 30, 41], abs=1)
    reach = page.locator(".chosen .reach").first.bounding_box()
    assert min(reach["width"], reach["height"]) >= 44

    page.click("#areas [type=submit]")
    page.wait_for_url("**/change/")
    (area,) = obscuring.covered(Photo.objects.get())
    assert [area[side] for side in ("x", "y", "width", "height")] == pytest.approx(
        [0.31, 0.3, 0.3, 0.41], abs=0.01
    )
