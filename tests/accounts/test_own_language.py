"""The language in which the desk speaks to somebody is theirs to choose, and nobody else's."""

import re

import pytest
from django.test import Client

from newsroom.accounts.models import Account
from newsroom.audit.models import Entry
from newsroom.text.languages import LANGUAGES

PAGE = "/admin/account/"
TITLES = {"ar": "دخولك إلى الديسك", "en": "Your sign-in", "ku": "Têketina te",
          "ckb": "چوونەژوورەوەت"}  # fmt: skip


def languages() -> dict[str, str]:
    return dict(Account.objects.values_list("username", "language"))


def test_everybody_chooses_their_own_and_the_desk_speaks_it(client, people, make_account):
    everybody = people | {"admin": make_account("admin", is_superuser=True)}
    for number, person in enumerate(everybody.values()):
        client.force_login(person)
        code = ("en", "ku", "ckb")[number % 3]
        before = languages()
        sent = {"language": code, "pk": people["chief"].pk, "username": "chief", "name": "Mallory"}
        answer = client.post(f"{PAGE}?pk={people['chief'].pk}", sent, follow=True)
        page = answer.content.decode()
        assert answer.redirect_chain == [(PAGE, 302)]
        assert TITLES[code] in page
        assert f'<html lang="{code}"' in page
        assert languages() == before | {person.username: code}
        assert not Account.objects.filter(name="Mallory").exists()
        line = Entry.objects.latest("number")
        assert (line.verb, line.by, line.thing) == ("account_changed", person.pk, person.pk)
        assert f'<html lang="{code}"' in client.get("/admin/").content.decode()


def test_the_page_offers_each_language_by_its_own_name(client, reporter):
    client.force_login(reporter)
    page = client.get(PAGE).content.decode()
    for code, language in LANGUAGES.items():
        name = f'<bdi lang="{code}" dir="{language.direction}">{language.endonym}</bdi>'
        assert name in page
    assert re.search(r'value="ar"[^>]* checked', page)


@pytest.mark.parametrize("sent", [{"language": "xx"}, {"language": ""}, {}])
def test_a_language_that_the_desk_does_not_speak_gets_a_sentence(client, reporter, sent):
    client.force_login(reporter)
    Account.objects.filter(pk=reporter.pk).update(language="en")
    lines = Entry.objects.count()
    page = client.post(PAGE, sent).content.decode()
    assert "The desk does not speak that language. Choose one of these." in page
    assert not re.search(r"[\"> ]xx[\"< ]", page)
    assert languages()["reporter"] == "en"
    assert Entry.objects.count() == lines


def test_a_page_of_somebody_elses_cannot_choose_it(reporter):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reporter)
    assert client.post(PAGE, {"language": "en"}).status_code == 403
    assert languages()["reporter"] == "ar"


def test_without_a_session_it_changes_nobody(client, people):
    before = languages()
    client.post(PAGE, {"language": "en"})
    assert languages() == before


def test_the_fields_of_a_story_keep_the_direction_of_its_language(client, story, editor):
    edition = story("in_review", language="ar")
    client.force_login(editor)

    def fields() -> list[str]:
        page = client.get(f"/admin/articles/edition/{edition.pk}/change/").content.decode()
        field = r'<(?:input|textarea)[^>]*name="(?:headline|standfirst|body)"[^>]*>'
        tags = re.findall(field, page)
        return [" ".join(re.findall(r'(?:name|lang|dir)="[^"]*"', tag)) for tag in tags]

    before = fields()
    assert len(before) == 3
    assert all('dir="rtl"' in each for each in before)
    client.post(PAGE, {"language": "en"})
    assert fields() == before
