"""Who lost phone and recovery codes is helped by a chief or an administrator, and it is told."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from signing_in import give_phone, is_signed_in, verbs

from newsroom.accounts import second_factor


def address(account) -> str:
    return f"/admin/accounts/account/{account.pk}/second-factor/"


@pytest.fixture
def signed_in(client):
    def as_(account) -> Client:
        client.force_login(account)
        return client

    return as_


@pytest.mark.parametrize("role", ["chief", "administrator"])
def test_reset_asks_and_then_ends_every_session(signed_in, careful, chief, administrator, role):
    helper = {"chief": chief, "administrator": administrator}[role]
    theirs = Client()
    theirs.force_login(careful)
    client = signed_in(helper)
    account_page = client.get(f"/admin/accounts/account/{careful.pk}/change/").content.decode()
    assert address(careful) in account_page

    assert client.get(address(careful)).status_code == 200
    assert second_factor.has(careful)
    assert client.post(address(careful)).status_code == 302

    assert not careful.authenticator_set.exists()
    assert not is_signed_in(theirs)
    assert verbs(careful)[-1] == "second_factor_removed"
    assert (
        address(careful)
        not in client.get(f"/admin/accounts/account/{careful.pk}/change/").content.decode()
    )


@pytest.mark.parametrize("role", ["reporter", "translator", "photo", "editor"])
def test_no_other_role_resets(signed_in, careful, people, role):
    client = signed_in(people[role])
    assert client.get(address(careful)).status_code == 404
    assert client.post(address(careful)).status_code == 404
    assert second_factor.has(careful)


def test_chief_brings_no_administrator_down_to_a_password(signed_in, chief, administrator):
    give_phone(administrator)
    assert signed_in(chief).post(address(administrator)).status_code == 404
    assert second_factor.has(administrator)


def test_account_without_a_second_factor_has_nothing_to_reset(signed_in, editor, administrator):
    assert signed_in(administrator).post(address(editor)).status_code == 404


def test_chief_changes_nothing_else_of_an_account(signed_in, chief, editor):
    client = signed_in(chief)
    page = f"/admin/accounts/account/{editor.pk}/"
    assert client.post(f"{page}change/", {"username": "x", "is_superuser": "on"}).status_code == 403
    assert client.post(f"{page}password/", {"password1": "x"}).status_code == 403
    shown = client.get(f"{page}change/").content.decode()
    assert editor.username in shown
    assert editor.password.split("$")[0] not in shown


def test_command_resets_for_the_last_administrator(administrator):
    give_phone(administrator)
    theirs = Client()
    theirs.force_login(administrator)
    call_command("reset_second_factor", "admin", stdout=StringIO())
    assert not second_factor.has(administrator)
    assert not is_signed_in(theirs)
    assert verbs(administrator)[-1] == "second_factor_removed"


@pytest.mark.parametrize("name", ["admin", "nobody"])
def test_command_says_where_there_is_nothing(administrator, name):
    with pytest.raises(CommandError, match=name):
        call_command("reset_second_factor", name)
