"""The page that keeps somebody's words is no way around the second factor."""

from __future__ import annotations

import pytest
from django.test import Client
from signing_in import LOGIN, PASSWORD, code, is_signed_in, recovery_codes, verbs

ENGLISH = {"accept-language": "en"}
WORDS = {"headline": "Water returns", "body": "One\n\ntwo"}
SENT = WORDS | {"go_on_to": "/admin/file/", "username": "editor", "password": PASSWORD}
NOT_RIGHT = "Name, password or code is not right."


@pytest.fixture
def client():
    return Client(headers=ENGLISH)


def keeps_the_words(response) -> bool:
    page = response.content.decode()
    return all(value in page for value in ("Water returns", "One\n\ntwo"))


def test_form_has_a_place_for_the_code(client, careful):
    page = client.post("/admin/file/", WORDS).content.decode()
    assert "Code from your app, if you use one" in page
    assert 'name="one_time_code"' in page


@pytest.mark.parametrize("typed", ["", "000000", "abc", " "])
def test_password_without_the_right_code_opens_nothing(client, careful, typed):
    response = client.post(LOGIN, SENT | {"one_time_code": typed})
    assert response.status_code == 403
    assert NOT_RIGHT in response.content.decode()
    assert keeps_the_words(response)
    assert not is_signed_in(client)
    assert "sign_in" not in verbs(careful)


def test_wrong_password_is_answered_as_a_wrong_code(client, careful):
    response = client.post(LOGIN, SENT | {"password": "wrong", "one_time_code": code()})
    assert NOT_RIGHT in response.content.decode()
    assert not is_signed_in(client)


@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_code_opens_the_desk_and_the_words_go_on(client, careful, kind):
    typed = code() if kind == "app" else recovery_codes(careful)[0]
    response = client.post(LOGIN, SENT | {"one_time_code": typed})
    assert response.status_code == 200
    assert keeps_the_words(response)
    assert typed not in response.content.decode()
    assert is_signed_in(client)
    assert verbs(careful)[-1] == "sign_in"
    assert ("recovery_code_used" in verbs(careful)) == (kind == "recovery")


def test_who_uses_no_code_leaves_it_empty(client, editor):
    assert client.post(LOGIN, SENT).status_code == 200
    assert is_signed_in(client)


def test_who_needs_one_and_has_none_sets_it_up_before_the_words_arrive(client, required, editor):
    type(editor).objects.update(language="en")
    again = client.post(LOGIN, SENT)
    assert keeps_the_words(again)
    held = client.post("/admin/file/", WORDS)
    assert held.status_code == 403
    assert "Your role needs a second factor first." in held.content.decode()
    assert keeps_the_words(held)
