"""A sign-in leads on to the desk and nowhere else."""

import pytest
from django.test import Client
from django.urls import reverse

LOGIN = reverse("admin:login")
ELSEWHERE = [
    "https://evil.example/", "http://evil.example/", "//evil.example/", "///evil.example/",
    "\\\\evil.example/", "/\\evil.example/", "\\/evil.example", "javascript:alert(1)",
    "JavaScript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x",
    "/\t/evil.example/", "https:evil.example", "https:///evil.example", "\x01//evil.example",
    "http://testserver@evil.example/", "https://testserver.evil.example/", "ftp://testserver/",
]  # fmt: skip
SIGNED = {"username": "editor", "password": "secret-word"}


@pytest.mark.parametrize("to", ELSEWHERE)
@pytest.mark.parametrize("where", ["query", "form"])
def test_sign_in_does_not_lead_elsewhere(editor, to, where):
    query, form = ({"next": to}, {}) if where == "query" else ({}, {"next": to})
    response = Client().post(LOGIN, SIGNED | form, query_params=query)
    assert response.status_code == 302
    assert response["Location"] == reverse("admin:index")


@pytest.mark.parametrize("to", ELSEWHERE)
def test_who_is_signed_in_already_is_not_led_elsewhere(editor, to):
    client = Client()
    client.force_login(editor)
    assert client.get(LOGIN, {"next": to})["Location"] == reverse("admin:index")


@pytest.mark.parametrize("to", ELSEWHERE)
def test_kept_words_are_not_sent_elsewhere(editor, to):
    response = Client().post(LOGIN, SIGNED | {"go_on_to": to, "headline": "سرّ"})
    assert "action" not in response.text or "evil" not in response.text
    assert "script:alert" not in response.text
    assert "سرّ" not in response.text


@pytest.mark.parametrize("to", ["/admin/file/", "/admin/articles/edition/?q=a"])
def test_sign_in_leads_on_to_the_desk(editor, to):
    assert Client().post(LOGIN, SIGNED | {"next": to})["Location"] == to
    sent = Client().post(LOGIN, SIGNED | {"go_on_to": to, "headline": "سرّ"})
    assert f'action="{to}"' in sent.text


def test_kept_words_stay_with_the_desk(editor):
    """An address of ours outside the desk takes no words either."""
    response = Client().post(LOGIN, SIGNED | {"go_on_to": "/search/", "headline": "سرّ"})
    assert "سرّ" not in response.text
