from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError


@pytest.fixture
def demo_editor(make_account):
    return make_account("demo-editor", "editor", is_demo=True)


def test_demo_account_cannot_sign_in_without_debug(client, demo_editor):
    assert not client.login(username="demo-editor", password="secret-word")


def test_demo_account_signs_in_with_debug(client, demo_editor, settings):
    settings.DEBUG = True
    assert client.login(username="demo-editor", password="secret-word")


def test_session_of_a_demo_account_ends_where_debug_is_turned_off(client, demo_editor, settings):
    settings.DEBUG = True
    client.force_login(demo_editor)
    assert client.get("/admin/").status_code == 200
    settings.DEBUG = False
    assert client.get("/admin/").status_code == 302


def test_account_made_inactive_is_out_at_once(client, editor):
    client.force_login(editor)
    editor.is_active = False
    editor.save()
    assert client.get("/admin/").status_code == 302


def test_deploy_check_reports_demo_accounts(demo_editor):
    with pytest.raises(SystemCheckError, match=r"newsroom\.E001.*demo-editor"):
        call_command("check", deploy=True, tags=["security"], stderr=StringIO())


def test_deploy_check_is_silent_in_a_real_newsroom(editor):
    call_command("check", deploy=True, tags=["security"], stdout=StringIO(), stderr=StringIO())
