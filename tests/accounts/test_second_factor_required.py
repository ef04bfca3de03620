"""Editor, chief and administrator reach nothing at the desk without a second factor."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern
from signing_in import ROLES, code, give_phone, sign_in

from newsroom import settings as settings_file
from newsroom.accounts.signin import WITHOUT_SECOND_FACTOR
from newsroom.articles.models import Article

SET_UP = "/admin/account/set-up/"
OTHERS = ("reporter", "translator", "photo")
STAND_INS = {"uuid": str(uuid4()), "int": "1", "path": "1", "str": "1", "slug": "x"}
PART = re.compile(r"<(?:(\w+):)?\w+>")


def addresses() -> dict[str, str]:
    """Address to name, of every view of the desk, whoever wrote it."""
    found: dict[str, str] = {}

    def walk(patterns, before: str, space: str):
        for each in patterns:
            route = str(each.pattern)
            if isinstance(each, URLResolver):
                deeper = f"{space}{each.namespace}:" if each.namespace else space
                walk(each.url_patterns, before + route, deeper)
            elif isinstance(each, URLPattern) and (before + route).startswith("admin/"):
                if isinstance(each.pattern, RegexPattern):
                    route = "articles/" if "app_label" in route else "nowhere/"
                path = PART.sub(lambda part: STAND_INS[part[1] or "str"], before + route)
                found.setdefault("/" + path, space + (each.name or ""))

    walk(get_resolver().url_patterns, "", "")
    return found


@pytest.fixture
def person(people, administrator):
    everybody = people | {"administrator": administrator}
    return everybody.__getitem__


def led_to_set_up(client) -> set[str]:
    return {path for path in addresses() if client.get(path).headers.get("Location") == SET_UP}


def test_addresses_are_those_of_the_desk():
    found = addresses()
    assert len(found) > 100
    assert {"/admin/", "/admin/file/", "/admin/photos/1/", "/admin/preview/1/",
            "/admin/accounts/account/1/password/", "/admin/articles/"} <= set(found)  # fmt: skip
    assert not [path for path in found if re.search(r"[<>^$()]", path)]


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_reached_without(client, required, person, role):
    client.force_login(person(role))
    closed = {path for path, name in addresses().items() if name not in WITHOUT_SECOND_FACTOR}
    assert closed - led_to_set_up(client) == set()
    for path in closed:
        assert client.post(path, {"name": "x"}).status_code == 403, path


@pytest.mark.parametrize("role", ROLES)
def test_all_is_reached_with(client, required, person, role):
    account = person(role)
    give_phone(account)
    client.force_login(account)
    assert led_to_set_up(client) == set()
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("role", OTHERS)
def test_others_choose(client, required, person, role):
    client.force_login(person(role))
    assert led_to_set_up(client) == set()
    assert client.get(SET_UP).status_code == 200


def test_role_that_is_given_later_asks_for_it_at_the_next_request(client, required, people):
    reporter = people["reporter"]
    client.force_login(reporter)
    assert client.get("/admin/").status_code == 200
    reporter.groups.add(people["editor"].groups.get())
    assert client.get("/admin/").url == SET_UP


def test_who_lacks_it_sets_it_up_and_signs_out(client, required, editor):
    sign_in(client, "editor")
    page = client.get(SET_UP).content.decode()
    secret = re.search(r'class="key"[^>]*>([A-Z2-7]+)<', page)[1]
    client.post(SET_UP, {"code": code(secret)})
    assert client.get("/admin/").status_code == 200
    assert client.post(reverse("admin:logout")).url == "/admin/login/"


def test_who_lacks_it_may_sign_out(client, required, editor):
    client.force_login(editor)
    assert client.get("/admin/").url == SET_UP
    assert client.post(reverse("admin:logout")).url == "/admin/login/"
    assert client.get("/admin/").url.startswith("/admin/login/")


def test_words_sent_without_come_back_to_be_sent_again(required, editor, section):
    client = Client(headers={"accept-language": "en"})
    client.force_login(editor)
    words = {"headline": "Water returns", "body": 'One </textarea> <b>two</b> & "three"'}
    response = client.post("/admin/file/", words)
    page = response.content.decode()
    assert response.status_code == 403
    assert "One &lt;/textarea&gt; &lt;b&gt;two&lt;/b&gt;" in page
    assert 'action="/admin/file/"' in page
    assert not Article.objects.exists()


def test_words_of_a_forged_post_are_not_taken_up(required, editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    response = client.post(
        "/admin/file/", {"headline": "Forged"}, headers={"origin": "https://elsewhere.example"}
    )
    assert response.status_code == 403
    assert "Forged" not in response.content.decode()


def test_public_pages_ask_nobody(client, required, editor, network):
    client.force_login(editor)
    response = client.get("/en/")
    assert response.status_code == 200
    assert not response.cookies


def test_no_environment_switches_it_off():
    text = Path(settings_file.__file__).read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("SECOND_FACTOR_ROLES"))
    assert line == 'SECOND_FACTOR_ROLES = () if DEBUG else ("editor", "chief", "administrator")'
