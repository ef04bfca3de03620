"""Guessing is slow, by name and by address, and tells nothing of which names exist."""

from __future__ import annotations

from collections import Counter
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from signing_in import LOGIN, PASSWORD, code, enter_code, give_phone, is_signed_in, sign_in, verbs

from newsroom.audit.models import Entry

ENGLISH = {"accept-language": "en"}
TOO_MANY = "Too many attempts that failed."
WRONG = "This name and password do not belong together."
BY_NAME, BY_ADDRESS = 5, 10


def address(number: int) -> dict[str, str]:
    return {"REMOTE_ADDR": f"198.51.100.{number}"}


def words(response, name: str) -> str:
    """The page without what is different each time."""
    page = response.content.decode().replace(name, "NAME")
    token = response.context["csrf_token"]
    return page.replace(str(token), "TOKEN")


def guess(name: str, times: int, **more) -> list[str]:
    client = Client(headers=ENGLISH)
    return [sign_in(client, name, "wrong", **more).content.decode() for _ in range(times)]


def test_known_and_unknown_names_are_answered_alike(editor):
    for number in range(1, BY_NAME + 3):
        pages = {
            words(sign_in(Client(headers=ENGLISH), name, "wrong", **address(number)), name)
            for name in ("editor", "nobody")
        }
        assert len(pages) == 1
        assert (TOO_MANY if number > BY_NAME else WRONG) in pages.pop()


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}, {"is_demo": True}])
def test_account_that_may_not_sign_in_is_answered_as_none(editor, change):
    type(editor).objects.filter(pk=editor.pk).update(**change)
    pages = {words(sign_in(Client(headers=ENGLISH), name), name) for name in ("editor", "nobody")}
    assert len(pages) == 1


@pytest.mark.parametrize(
    "change", [{}, {"is_active": False}, {"is_staff": False}, {"password": "!unusable"}]
)
def test_password_is_hashed_as_often_for_known_as_for_unknown(editor, change):
    type(editor).objects.filter(pk=editor.pk).update(**change)
    hashed: Counter[str] = Counter()
    encode = MD5PasswordHasher.encode
    for name in ("editor", "nobody"):

        def counted(self, password, salt, name=name):
            hashed[name] += 1
            return encode(self, password, salt)

        with patch.object(MD5PasswordHasher, "encode", counted):
            sign_in(Client(), name, "wrong")
    assert hashed == {"editor": 1, "nobody": 1}


def test_queries_of_a_failed_sign_in_are_as_many_for_both(editor, django_assert_num_queries):
    sign_in(Client(), "warm", "wrong")
    for name in ("editor", "nobody"):
        # The account for the password, again for the trail; of the trail head, line, head; whether
        # readers have something that changed.
        with django_assert_num_queries(6):
            sign_in(Client(), name, "wrong")


def test_name_is_throttled_from_all_addresses(editor):
    for number in range(BY_NAME):
        guess("editor", 1, **address(number))
    response = sign_in(Client(headers=ENGLISH), "editor", **address(99))
    assert TOO_MANY in response.content.decode()
    assert "_auth_user_id" not in response.client.session


def test_name_is_throttled_in_whatever_case(editor):
    for name in ("Editor", "EDITOR", "editor ", "eDitor", "editoR"):
        guess(name, 1)
    assert TOO_MANY in guess("editor", 1)[0]


def test_name_is_throttled_under_whatever_host(editor, settings):
    settings.ALLOWED_HOSTS = ["*"]
    for number in range(BY_NAME):
        guess("editor", 1, HTTP_HOST=f"h{number}.example.org")
    assert TOO_MANY in guess("editor", 1)[0]


def test_address_is_throttled_for_all_names(editor, reporter):
    for number in range(BY_ADDRESS):
        guess(f"name{number}", 1)
    assert TOO_MANY in sign_in(Client(headers=ENGLISH), "editor").content.decode()
    elsewhere = Client()
    sign_in(elsewhere, "editor", **address(1))
    assert is_signed_in(elsewhere)


def test_forwarded_address_is_not_believed(editor):
    for number in range(BY_ADDRESS):
        guess(f"name{number}", 1, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    assert TOO_MANY in guess("another", 1, HTTP_X_FORWARDED_FOR="198.51.100.77")[0]


def test_forwarded_address_is_believed_of_a_trusted_proxy(editor, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(BY_ADDRESS):
        guess(f"name{number}", 1, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, 198.51.100.7")
    forged = {"HTTP_X_FORWARDED_FOR": "203.0.113.99, 198.51.100.7"}
    assert TOO_MANY in guess("another", 1, **forged)[0]
    assert WRONG in guess("another", 1, HTTP_X_FORWARDED_FOR="198.51.100.8")[0]


def test_who_signs_in_is_not_counted(editor):
    for _ in range(BY_ADDRESS + 1):
        client = Client()
        sign_in(client, "editor")
        assert is_signed_in(client)


def test_guesses_of_the_code_are_throttled_too(careful):
    client = Client(headers=ENGLISH)
    sign_in(client, "editor")
    for _ in range(BY_NAME):
        enter_code(client, "000000")
    assert TOO_MANY in enter_code(client, code()).content.decode()
    assert not is_signed_in(client)
    assert verbs(careful) == ["sign_in_failed"] * BY_NAME


def test_guesses_beside_kept_words_are_throttled_and_keep_them(editor):
    """As many as on the plain page, and together with those there."""
    client = Client(headers=ENGLISH)
    kept = {"go_on_to": "/admin/file/", "headline": "Water returns", "username": "editor"}
    for _ in range(BY_NAME):
        client.post(LOGIN, kept | {"password": "wrong"})
    page = client.post(LOGIN, kept | {"password": PASSWORD}).content.decode()
    assert TOO_MANY in page
    assert "Water returns" in page
    assert not is_signed_in(client)
    assert TOO_MANY in guess("editor", 1)[0]


def test_guesses_of_the_code_beside_kept_words_are_throttled(editor):
    give_phone(editor)
    client = Client(headers=ENGLISH)
    sent = {"go_on_to": "/admin/file/", "headline": "Water", "username": "editor",
            "password": PASSWORD}  # fmt: skip
    for _ in range(BY_NAME):
        client.post(LOGIN, sent | {"one_time_code": "000000"})
    page = client.post(LOGIN, sent | {"one_time_code": code()}).content.decode()
    assert TOO_MANY in page
    assert not is_signed_in(client)


def test_old_password_is_not_guessed_at_a_desk_left_open(editor):
    type(editor).objects.update(language="en")
    client = Client()
    client.force_login(editor)
    new = {"new_password1": "palm-by-the-river-9", "new_password2": "palm-by-the-river-9"}
    for _ in range(BY_NAME):
        client.post("/admin/password_change/", new | {"old_password": "wrong"})
    page = client.post("/admin/password_change/", new | {"old_password": PASSWORD})
    assert TOO_MANY in page.content.decode()
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)


def test_trail_tells_failures_by_account_and_digest(editor):
    guess("editor", 2)
    guess("hunter2-my-password", 1)
    assert verbs(editor) == ["sign_in_failed"] * 2
    assert verbs() == ["sign_in_failed"]
    digests = list(Entry.objects.order_by("number").values_list("digest", flat=True))
    assert len(digests[0]) == 64
    assert digests[0] == digests[1] != digests[2]


def test_throttled_attempts_write_nothing(editor):
    guess("editor", BY_NAME + 3)
    assert len(verbs(editor)) == BY_NAME
