"""One way to sign in: whatever else allauth or Django would offer does not exist."""

from __future__ import annotations

import pytest
from allauth.account.adapter import get_adapter
from django.test import Client
from django.urls import NoReverseMatch, reverse
from signing_in import PASSWORD, code, enter_code, is_signed_in, sign_in

UNWANTED = [
    "account_signup", "account_logout", "account_inactive", "account_email", "account_set_password",
    "account_reset_password", "account_reset_password_done", "account_confirm_email",
    "account_change_password", "account_request_login_code", "account_confirm_login_code",
    "account_email_verification_sent", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_trust",
    "mfa_login_webauthn", "socialaccount_login", "socialaccount_connections",
]  # fmt: skip
PATHS = ["signup", "logout", "email", "password/reset", "password/change", "password/set",
         "confirm-email", "login", "login/code", "inactive", "2fa", "webauthn", "trust",
         "social/login"]  # fmt: skip
ELSEWHERE = ["https://evil.example/", "//evil.example/x", "/\\evil.example", "javascript:alert(1)",
             "http:///evil.example", "https://other.example.org/"]  # fmt: skip


@pytest.mark.parametrize("name", UNWANTED)
def test_unwanted_name_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("before", ["/admin/account/", "/accounts/", "/account/"])
def test_unwanted_address_is_not_there(client, administrator, path, before):
    client.force_login(administrator)
    assert client.get(f"{before}{path}/").status_code == 404
    assert client.post(f"{before}{path}/").status_code in (403, 404)


def test_nobody_signs_up(rf):
    assert get_adapter().is_open_for_signup(rf.get("/")) is False


def test_allauths_tables_are_no_part_of_the_admin(client, administrator):
    client.force_login(administrator)
    for table in ("mfa/authenticator", "account/emailaddress", "account/emailconfirmation"):
        assert client.get(f"/admin/{table}/").status_code == 404


@pytest.mark.parametrize("to", ELSEWHERE)
@pytest.mark.parametrize("query", [True, False])
def test_next_that_leads_elsewhere_is_refused(client, stranger, settings, to, query):
    settings.ALLOWED_HOSTS = ["testserver", "other.example.org"]
    address = f"/admin/login/?next={to}" if query else "/admin/login/"
    assert to not in client.get(address).content.decode()
    data = {"username": "stranger", "password": PASSWORD} | ({} if query else {"next": to})
    assert client.post(address, data).url == "/admin/"


@pytest.mark.parametrize("to", ELSEWHERE)
def test_next_is_refused_before_the_code_as_well(client, careful, to):
    client.post("/admin/login/", {"username": "editor", "password": PASSWORD, "next": to})
    assert enter_code(client, code()).url == "/admin/"


def test_code_leads_nowhere_else_either(client, careful):
    sign_in(client, "editor")
    response = client.post("/admin/account/code/?next=//evil.example/", {"code": code()})
    assert response.url == "/admin/"


def test_again_leads_nowhere_else_either(client, careful):
    client.force_login(careful)
    response = client.post(
        "/admin/account/again/code/?next=https://evil.example/", {"code": code()}
    )
    assert response.url == "/admin/"


def test_who_is_signed_in_is_led_on(client, editor):
    client.force_login(editor)
    assert client.get("/admin/login/").url == "/admin/"


def test_sign_in_wants_a_token(editor):
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client, "editor").status_code == 403
    assert enter_code(client, "123456").status_code == 403
    assert not is_signed_in(client)


@pytest.mark.parametrize("headers", [
    {"accept": "application/json"}, {"x-requested-with": "XMLHttpRequest"},
])  # fmt: skip
def test_no_answer_is_made_for_scripts(editor, headers):
    response = Client(headers=headers).get("/admin/login/")
    assert response.headers["Content-Type"].startswith("text/html")
