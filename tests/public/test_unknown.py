"""With DEBUG what leads nowhere looks as it does to readers."""

import pytest
from django.conf import settings as configured

OURS = "newsroom.public.unknown.OurNotFound"


@pytest.fixture
def debugging(settings):
    settings.DEBUG = True
    settings.MIDDLEWARE = [*configured.MIDDLEWARE, OURS]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/nowhere/", "/lite/nowhere/", "/articles/987654/", "/sections/x/"]
)
@pytest.mark.parametrize(("language", "words"), [("", "هذه الصفحة ليست هنا"), ("/en", "not here")])
def test_readers_page_answers_also_with_debug(client, debugging, path, language, words):
    page = client.get(language + path)
    assert page.status_code == 404
    assert words in page.text
    assert "Request Method" not in page.text


@pytest.mark.django_db
def test_missing_slash_is_mended_all_the_same(client, debugging):
    page = client.get("/admin")
    assert (page.status_code, page["Location"]) == (301, "/admin/")


@pytest.mark.django_db
def test_what_is_there_is_not_touched(client, debugging, story):
    edition = story("published")
    page = client.get(edition.url)
    assert page.status_code == 200
    assert edition.headline in page.text
