"""Several pictures sent from a phone: one that is broken and a link that breaks cost no other."""

import pytest
from browsers import PHONE, overflow
from makers import picture_file
from PIL import Image
from playwright.sync_api import expect

from newsroom.media.models import Photo

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def chosen(tmp_path) -> list[str]:
    """Two pictures, the first of them twice, and a file that is none."""
    (tmp_path / "first.jpg").write_bytes(picture_file(size=(300, 200)).read())
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    Image.new("RGB", (200, 300), (20, 60, 120)).save(tmp_path / "second.webp")
    (tmp_path / "again.jpg").write_bytes((tmp_path / "first.jpg").read_bytes())
    names = ("first.jpg", "broken.jpg", "second.webp", "again.jpg")
    return [str(tmp_path / name) for name in names]


def test_each_picture_goes_by_itself(signed_in, reporter, chosen):
    reporter.language = "en"
    reporter.save()
    page = signed_in(reporter, PHONE)
    page.goto("/admin/media/photo/add/")
    page.set_input_files("#pictures", chosen[:3])
    page.locator(".drop").evaluate("drop => drop.dispatchEvent(new DragEvent('dragover'))")
    expect(page.locator("#sent li")).to_have_count(3)
    assert not Photo.objects.exists(), "nothing goes before the person says so"
    tries = []

    def breaks_once(route):
        tries.append(route)
        if len(tries) == 3:
            route.abort()
        else:
            route.continue_()

    page.route("**/photo/send/", breaks_once)
    page.click("summary")
    page.fill("[name=caption]", "The river")
    page.click("#send [type=submit]")

    rows = page.locator("#sent li")
    expect(rows.nth(0)).to_contain_text("Arrived.")
    expect(rows.nth(1)).to_contain_text("no picture that we can read")
    expect(rows.nth(2)).to_contain_text("It did not arrive")
    assert Photo.objects.count() == 1
    rows.nth(2).get_by_text("Send it again").click()
    expect(rows.nth(2)).to_contain_text("Arrived.")
    page.set_input_files("#pictures", chosen[3:])
    page.click("#send [type=submit]")
    expect(rows.nth(3)).to_contain_text("The same picture again: it is here once.")
    assert overflow(page) <= 0
    assert page.locator("#sent img").first.evaluate("image => image.complete")
    assert [photo.caption_en for photo in Photo.objects.all()] == ["The river"] * 2
