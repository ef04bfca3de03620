from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from newsroom.accounts.models import Account
from newsroom.articles.models import Edition, Section
from newsroom.pages.models import Network
from newsroom.regions.models import Region


def setup(**options):
    call_command("setup", stdout=StringIO(), **options)


def test_setup_makes_an_empty_newsroom_that_works(db, client, monkeypatch):
    monkeypatch.setenv("ADMIN_PASSWORD", "أحصنة-النهر-7")
    setup(name="شبكة النهر", administrator="nahla")
    assert client.login(username="nahla", password="أحصنة-النهر-7")
    assert client.get("/admin/").status_code == 200
    assert (Section.objects.count(), Edition.objects.count()) == (12, 0)
    assert Region.objects.count() > 100
    assert "شبكة النهر" in client.get("/").content.decode()


def test_setup_may_run_again_and_changes_nothing(db, monkeypatch):
    monkeypatch.setenv("ADMIN_PASSWORD", "أحصنة-النهر-7")
    setup(name="شبكة النهر")
    Section.objects.filter(slug="news").update(name_ar="أخبارنا")
    setup(name="اسم آخر")
    assert Section.objects.get(slug="news").name_ar == "أخبارنا"
    assert Network.objects.get().name_ar == "شبكة النهر"
    assert Account.objects.filter(is_superuser=True).count() == 1


def test_setup_names_places_on_demand(db, monkeypatch):
    monkeypatch.setenv("ADMIN_PASSWORD", "أحصنة-النهر-7")
    setup(name="شبكة النهر")
    afrin = Region.objects.get(pcode="SY0203")
    afrin.name_ku = ""
    afrin.save()
    for asked, named in (({}, ""), ({"place_names": True}, "Efrîn")):
        setup(**asked)
        afrin.refresh_from_db()
        assert afrin.name_ku == named


def test_setup_without_anybody_to_ask_says_what_to_give(db, monkeypatch):
    monkeypatch.delenv("ADMIN_PASSWORD", raising=False)
    with pytest.raises(CommandError, match="ADMIN_PASSWORD"):
        setup(name="شبكة النهر")


def test_setup_refuses_a_weak_password(db, monkeypatch):
    monkeypatch.setenv("ADMIN_PASSWORD", "12345678")
    with pytest.raises(CommandError):
        setup(name="شبكة النهر")
    assert not Account.objects.filter(is_superuser=True).exists()
