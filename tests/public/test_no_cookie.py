"""A reader gets no cookie, and no page depends on one."""

import pytest
from django.test import Client
from readers import NAMES, NAMES_ONCE, addresses, addresses_once, make_site

from newsroom.text.languages import LANGUAGES


@pytest.fixture
def everywhere(story, people):
    site = make_site(story, people)
    found = {
        f"{code} {name}": url for code in LANGUAGES for name, url in addresses(code, site).items()
    }
    return found | addresses_once()


def test_every_address_of_the_maps_is_walked(everywhere):
    assert (
        set(everywhere) >= {f"{code} {name}" for code in LANGUAGES for name in NAMES} | NAMES_ONCE
    )


@pytest.mark.parametrize("who", ["reader", "editor", "stale session"])
def test_no_address_sets_a_cookie_or_depends_on_one(everywhere, editor, who):
    client = Client()
    if who == "editor":
        client.force_login(editor)
    elif who == "stale session":
        client.cookies["sessionid"] = "x" * 32
        client.cookies["messages"] = client.cookies["csrftoken"] = "y" * 32
    for name, url in everywhere.items():
        response = client.get(url)
        gone = {"gone": 410, "nowhere": 404, "preview": 404, "favicon": 301, "article_by_id": 301}
        assert response.status_code == gone.get(name.split(" ")[-1], 200), name
        assert "Set-Cookie" not in response.headers, name
        assert not response.cookies, name
        assert "cookie" not in response.get("Vary", "").lower(), name


def test_pages_are_the_same_for_the_desk_and_for_readers(everywhere, editor):
    desk, reader = Client(), Client()
    desk.force_login(editor)
    for name, url in everywhere.items():
        assert desk.get(url).content == reader.get(url).content, name
