"""A mirror of a site that keeps its pages knows of what each is made all the same."""

import pytest
from makers import make_correspondent, make_photo
from mirrors import Mirrored
from public.test_mirror import holding, told

from newsroom.delivery import store as stores
from newsroom.delivery.draining import drain
from newsroom.delivery.store import store
from newsroom.media.models import Photo
from newsroom.workflow.moves import move

pytestmark = pytest.mark.django_db
ODD = ("/a//b/", "/sections", "/articles")


@pytest.fixture
def keeping(settings, tmp_path, db):
    settings.KEPT_PAGES, settings.KEPT_PAGES_DIR = "file", tmp_path / "kept"
    stores.made.cache_clear()
    yield
    stores.made.cache_clear()


def test_what_is_taken_back_is_in_no_page_of_the_next(keeping, story, people, client, tmp_path):
    nada = make_correspondent("nada", pen_name_ar="اسممكشوف", about_ar="")
    photo = make_photo(people["photo"], caption_ar="شرحمكشوف", cleared_by=people["editor"])
    edition = story("published", text=told("خبر"), correspondents=[nada], photos=[photo],
                    signing="pen_name")  # fmt: skip
    # To what cannot be a file, and to what is a folder: neither ends a mirror.
    links = "".join(f'<p><a href="http://testserver{to}">أخرى</a></p>' for to in ODD)
    story("published", text=told("آخر") | {"body": f"<p>نص.</p>{links}"})
    assert "اسممكشوف" in client.get(edition.url).text
    assert store().size()[0] > 0, "readers' pages are kept meanwhile"
    made = Mirrored(tmp_path)
    assert made().failed == []
    assert holding(made.folder, "اسممكشوف")
    assert holding(made.folder, "شرحمكشوف")
    nada.signing = "withheld"
    nada.save()
    move(Photo.objects.get(pk=photo.pk), "withdraw", by=people["editor"], note="طُلب ذلك")
    drain()
    again = made()
    assert again.failed == []
    assert holding(made.folder, "اسممكشوف") == []
    assert holding(made.folder, "شرحمكشوف") == []
    assert not list(made.folder.rglob("photos/*/*"))
