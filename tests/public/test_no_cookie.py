"""A reader gets no cookie, and no page depends on one."""

import pytest
from django.test import Client
from readers import NAMES, NAMES_ONCE, addresses, addresses_once, make_site
from turns import a_sample, by_turns

from newsroom.text.languages import LANGUAGES


@pytest.fixture(scope="module")
def site(shared):
    with shared as story:
        return make_site(story, story.people)


@pytest.fixture
def everywhere(site, db):
    """By name all that a language has, and what there is once."""
    return lambda code: addresses(code, site) | addresses_once()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_address_of_the_maps_is_walked(everywhere, code):
    assert set(everywhere(code)) >= NAMES | NAMES_ONCE


@pytest.mark.parametrize(
    ("who", "code"), by_turns(["reader", "editor", "stale session"], LANGUAGES, one_in=3)
)
def test_no_address_sets_a_cookie_or_depends_on_one(everywhere, editor, who, code):
    client = Client()
    if who == "editor":
        client.force_login(editor)
    elif who == "stale session":
        client.cookies["sessionid"] = "x" * 32
        client.cookies["messages"] = client.cookies["csrftoken"] = "y" * 32
    for name, url in everywhere(code).items():
        response = client.get(url)
        gone = {"gone": 410, "nowhere": 404, "preview": 404, "favicon": 301, "article_by_id": 301}
        assert response.status_code == gone.get(name.split(" ")[-1], 200), name
        assert "Set-Cookie" not in response.headers, name
        assert not response.cookies, name
        assert "cookie" not in response.get("Vary", "").lower(), name


@pytest.mark.parametrize("code", a_sample(LANGUAGES, one_in=2))
def test_pages_are_the_same_for_the_desk_and_for_readers(everywhere, editor, code):
    desk, reader = Client(), Client()
    desk.force_login(editor)
    for name, url in everywhere(code).items():
        assert desk.get(url).content == reader.get(url).content, name
