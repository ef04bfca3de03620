"""A password alone opens no session of who has a second factor; the secret is nowhere in clear."""

from __future__ import annotations

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from signing_in import (
    PASSWORD,
    SECRET,
    code,
    enter_code,
    give_phone,
    is_signed_in,
    recovery_codes,
    sign_in,
    verbs,
)

from newsroom.accounts import second_factor

CODE_PAGE, SET_UP = "/admin/account/code/", "/admin/account/set-up/"
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def test_password_alone_leads_to_the_code(client, careful):
    response = sign_in(client, "editor")
    assert (response.status_code, response.url) == (302, CODE_PAGE)
    assert "_auth_user_id" not in client.session
    assert not is_signed_in(client)
    assert "sign_in" not in verbs(careful)


def test_code_opens_the_desk_at_the_wanted_page(client, careful):
    client.post(
        "/admin/login/", {"username": "editor", "password": PASSWORD, "next": "/admin/file/"}
    )
    response = enter_code(client, code())
    assert (response.status_code, response.url) == (302, "/admin/file/")
    assert is_signed_in(client)
    assert verbs(careful) == ["sign_in"]


def test_code_is_read_in_the_digits_of_the_keyboard(client, careful):
    sign_in(client, "editor")
    enter_code(client, code().translate(ARABIC_DIGITS))
    assert is_signed_in(client)


def test_code_works_once(careful):
    used = code()
    for expected in (True, False):
        client = Client()
        sign_in(client, "editor")
        enter_code(client, used)
        assert is_signed_in(client) is expected


@pytest.mark.parametrize("wrong", ["000000", "", "abc", "1" * 400, "\u0000", "²³"])
def test_wrong_code_opens_nothing(client, careful, wrong):
    sign_in(client, "editor")
    assert enter_code(client, wrong).status_code == 200
    assert not is_signed_in(client)


def test_code_page_without_a_password_leads_back(client, careful):
    assert client.get(CODE_PAGE).url == "/admin/login/"
    assert enter_code(client, code()).url == "/admin/login/"
    assert not is_signed_in(client)


def test_recovery_code_works_once_and_is_told(careful):
    used = recovery_codes(careful)[3]
    for expected in (True, False):
        client = Client()
        sign_in(client, "editor")
        enter_code(client, used)
        assert is_signed_in(client) is expected
    assert len(recovery_codes(careful)) == 9
    assert verbs(careful) == ["recovery_code_used", "sign_in", "sign_in_failed"]


@pytest.mark.parametrize("change", ["password", "inactive", "second factor"])
def test_sign_in_between_password_and_code_is_dead_after_a_change(client, careful, change):
    sign_in(client, "editor")
    if change == "password":
        careful.set_password("another-word")
        careful.save()
    elif change == "inactive":
        careful.is_active = False
        careful.save()
    else:
        second_factor.reset(careful, by=None)
        give_phone(careful)
    enter_code(client, code())
    assert not is_signed_in(client)


def test_setting_up_shows_key_and_codes_and_ends_the_other_sessions(editor):
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        sign_in(client, "editor")
    page = here.get(SET_UP).content.decode()
    assert '<path d="M' in page
    assert "data:" not in page
    secret = re.search(r'class="key"[^>]*>([A-Z2-7]+)<', page)[1]
    assert here.post(SET_UP, {"code": "000000"}).status_code == 200
    assert not second_factor.has(editor)

    response = here.post(SET_UP, {"code": code(secret)}, follow=True)

    assert second_factor.has(editor)
    codes = recovery_codes(editor)
    assert len(codes) == 10
    assert all(each in response.content.decode() for each in codes)
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)
    assert "second_factor_set" in verbs(editor)
    assert secret not in json.dumps(dict(here.session))
    text = here.get(reverse("mfa_download_recovery_codes"))
    assert text.headers["Content-Disposition"].startswith("attachment")
    assert text.content.decode().split() == codes


def test_new_recovery_codes_replace_the_old(client, careful):
    sign_in(client, "editor")
    enter_code(client, code())
    before = recovery_codes(careful)
    client.post(reverse("mfa_generate_recovery_codes"))
    assert not set(before) & set(recovery_codes(careful))


@pytest.mark.parametrize("name", ["mfa_view_recovery_codes", "mfa_download_recovery_codes"])
def test_whoever_is_shown_the_recovery_codes_is_told_of(client, careful, name):
    client.force_login(careful)
    assert recovery_codes(careful)[0] in client.get(reverse(name)).text
    assert verbs(careful)[-1] == "saw_recovery_codes"


def test_taking_the_app_away_takes_the_codes_along_and_ends_the_other_sessions(careful):
    here, elsewhere = Client(), Client()
    for later, client in enumerate((here, elsewhere)):
        sign_in(client, "editor")
        enter_code(client, code(later=later))
    assert is_signed_in(elsewhere)
    here.post(reverse("mfa_deactivate_totp"))
    assert not careful.authenticator_set.exists()
    assert "second_factor_removed" in verbs(careful)
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


@pytest.mark.parametrize(
    "name", ["mfa_view_recovery_codes", "mfa_deactivate_totp", "mfa_generate_recovery_codes"]
)
def test_desk_left_open_asks_for_the_code_again(client, careful, name):
    client.force_login(careful)
    session = client.session
    session["began"] -= 3600
    session.save()
    response = client.get(reverse(name))
    assert response.url.startswith("/admin/account/again/code/")
    assert client.post(response.url, {"code": "000000"}).status_code == 200
    assert client.post(response.url, {"code": code()}).url == reverse(name)
    assert client.get(reverse(name)).status_code == 200


def test_password_is_not_enough_again_for_who_has_a_second_factor(client, careful):
    client.force_login(careful)
    response = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert response.url == reverse("mfa_reauthenticate")


def test_secrets_are_sealed_where_they_are_stored(client, careful):
    sign_in(client, "editor")
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        stored = " ".join(str(row[0]) for row in cursor.fetchall())
    assert SECRET not in stored
    assert not any(each in stored for each in recovery_codes(careful))
    assert stored.count("gAAAA") == 2
    sessions = " ".join(str(session.get_decoded()) for session in Session.objects.all())
    assert SECRET not in sessions
    assert PASSWORD not in sessions


def test_secret_sealed_with_another_key_is_refused(careful, settings):
    settings.PROTECTION_KEY = "another-" + "k" * 40
    with pytest.raises(InvalidToken):
        Authenticator.objects.get(type="totp").wrap().validate_code(code())


@pytest.mark.parametrize(("language", "word"), [("ar", "رمز الدخول"), ("en", "Your code")])
def test_code_page_speaks_the_persons_language(careful, language, word):
    client = Client(headers={"accept-language": language})
    sign_in(client, "editor")
    page = client.get(CODE_PAGE).content.decode()
    assert f"<h1>{word}</h1>" in page
    assert f'lang="{language}"' in page
