"""A session is dead at the next request when the account is changed, unused, or old."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from signing_in import PASSWORD, is_signed_in, sign_in, verbs

from newsroom.accounts import second_factor
from newsroom.accounts.sessions import SAVED_EVERY

NEW = "palm-by-the-river-9"


@pytest.fixture
def at(client, editor):
    """Whether the editor's session, opened now, is alive so many hours later."""
    start = timezone.now()
    client.force_login(editor)

    def alive(hours: float) -> bool:
        with patch.object(timezone, "now", lambda: start + timedelta(hours=hours)):
            return is_signed_in(client)

    return alive


def change_password(account):
    account.set_password(NEW)
    account.save()


def update(**values):
    return lambda account: type(account).objects.filter(pk=account.pk).update(**values)


CHANGES = {
    "disabled": update(is_active=False),
    "taken from the desk": update(is_staff=False),
    "made a demo account": update(is_demo=True),
    "password": change_password,
    "second factor": lambda account: second_factor.reset(account, by=None),
    "ended": lambda account: account.end_sessions(),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("path", ["/admin/", "/admin/file/", "/admin/account/"])
def test_every_session_is_dead_at_the_next_request(editor, stranger, change, path):
    phone, desk, other = Client(), Client(), Client()
    for client in (phone, desk):
        sign_in(client, "editor")
        assert client.get(path).status_code == 200
    sign_in(other, "stranger")

    CHANGES[change](editor)

    for client in (phone, desk):
        assert client.get(path).url.startswith("/admin/login/")
    assert other.get(path).status_code == 200


@pytest.mark.parametrize("taken", ["is_active", "is_staff"])
def test_session_of_who_was_taken_from_the_desk_stays_dead_when_they_come_back(
    editor, administrator, taken
):
    theirs, client = Client(), Client()
    sign_in(theirs, "editor")
    client.force_login(administrator)
    url = f"/admin/accounts/account/{editor.pk}/change/"
    here = {"username": "editor", "name": "Editor", "language": "ar", "is_active": "on",
            "is_staff": "on", "groups": [group.pk for group in editor.groups.all()]}  # fmt: skip
    assert client.post(url, here | {"name": "محرر"}).status_code == 302
    assert is_signed_in(theirs), "another name ends nothing"
    gone = {name: value for name, value in here.items() if name != taken}
    for data in (gone, here):
        assert client.post(url, data).status_code == 302
        assert not is_signed_in(theirs)
    assert sign_in(theirs, "editor").status_code == 302
    assert is_signed_in(theirs)


def test_words_that_a_dead_session_sends_are_kept(editor):
    client = Client()
    sign_in(client, "editor")
    CHANGES["disabled"](editor)
    response = client.post("/admin/file/", {"headline": "عنوان"})
    assert response.status_code == 403
    assert "عنوان" in response.content.decode()


def test_own_password_change_keeps_this_session_and_ends_the_others(editor):
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        sign_in(client, "editor")
    data = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert here.post("/admin/password_change/", data).url == "/admin/account/"
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)
    assert verbs(editor)[-1] == "password_changed"


def test_password_that_an_administrator_gives_ends_every_session(editor, administrator):
    theirs, client = Client(), Client()
    sign_in(theirs, "editor")
    client.force_login(administrator)
    response = client.post(
        f"/admin/accounts/account/{editor.pk}/password/",
        {"password1": NEW, "password2": NEW, "usable_password": "true", "set-password": "1"},
    )
    assert response.status_code == 302
    assert not is_signed_in(theirs)
    assert is_signed_in(client)
    assert "password_changed" in verbs(editor)


def test_unused_session_ends(at):
    assert not at(12.1)


def test_used_session_lives(at):
    assert all(at(hours) for hours in (11, 22, 33))


def test_session_ends_after_fourteen_days_however_much_it_is_used(at):
    assert all(at(hours) for hours in range(0, 14 * 24, 11))
    assert not at(14 * 24 + 0.1)


def test_reading_saves_the_session_now_and_then_only(client, at):
    before = Session.objects.get().expire_date
    assert at(SAVED_EVERY / 3600 - 0.01)
    assert Session.objects.get().expire_date == before
    assert at(SAVED_EVERY / 3600 + 0.01)
    assert Session.objects.get().expire_date > before


def test_session_without_a_beginning_is_over(client, editor):
    client.force_login(editor)
    session = client.session
    del session["began"]
    session.save()
    assert not is_signed_in(client)


def test_signing_out_is_told(client, editor):
    sign_in(client, "editor")
    assert client.post("/admin/logout/").url == "/admin/login/"
    assert client.get("/admin/logout/").status_code in (302, 405)
    assert verbs(editor) == ["sign_in", "signed_out"]
    assert not is_signed_in(client)


def test_public_page_touches_no_session(client, editor, network):
    client.force_login(editor)
    with CaptureQueriesContext(connection) as asked:
        response = client.get("/en/")
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not [query for query in asked if "django_session" in query["sql"]]
