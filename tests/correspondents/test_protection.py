"""Protected words are written by the chief, read by nobody, and looked for everywhere."""

from __future__ import annotations

import json
import logging

import pytest
from django.contrib.admin.models import LogEntry
from django.core import serializers
from django.urls import reverse
from makers import make_correspondent

from newsroom.accounts.models import Account
from newsroom.audit.models import Entry
from newsroom.correspondents.models import Correspondent, ProtectedWord, WordKind
from newsroom.correspondents.protection import (
    LEAST,
    Words,
    exposed,
    near,
    protect,
    unprotect,
)
from newsroom.workflow.moves import Refused

NAME, LATIN, PHONE, VILLAGE = "محمد أحمد العلي", "Mohammad al-Ali", "0933 123 456", "الباغوز"
TYPED = (NAME, LATIN, PHONE, VILLAGE, "العلي", "933123456", "33123456")


@pytest.fixture
def nada(db):
    return make_correspondent()


@pytest.fixture
def kept(nada, chief):
    protect(nada, "name", [NAME, LATIN], by=chief)
    protect(nada, "phone", [PHONE], by=chief)
    protect(nada, "village", [VILLAGE], by=chief)
    return nada


def page(correspondent: Correspondent) -> str:
    return reverse("admin:correspondents_correspondent_change", args=[correspondent.pk])


def as_it_stands(client, correspondent) -> dict[str, object]:
    """What the form would post unchanged."""
    form = client.get(page(correspondent)).context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None}


def signed_in(client, account):
    Account.objects.filter(pk=account.pk).update(language="en")
    client.force_login(account)
    return client


def verbs() -> list[str]:
    told = Entry.objects.exclude(verb="changed").order_by("number")
    return list(told.values_list("verb", flat=True))


# What is kept


def test_rows_hold_nothing_of_the_words(kept):
    stored = serializers.serialize("json", ProtectedWord.objects.all())
    for typed in TYPED:
        assert typed not in json.dumps(json.loads(stored), ensure_ascii=False)


def test_rows_do_not_tell_how_long_a_name_is(nada, chief):
    protect(nada, "name", ["ريم خالد", "محمد أحمد عبد الله العلي", "Aa Bb Cc Dd Ee"], by=chief)
    protect(nada, "phone", [PHONE], by=chief)
    rows = ProtectedWord.objects.all()
    assert {len(row.digests) for row in rows} == {LEAST}
    assert {len(digest) for row in rows for digest in row.digests} == {64}
    assert all(row.digests == sorted(row.digests) for row in rows)


def test_same_word_has_other_rows_in_another_newsroom(nada, chief, settings):
    protect(nada, "name", [NAME], by=chief)
    assert exposed({"x": NAME}) == {"x"}
    settings.PROTECTION_KEY = "another-" + "x" * 40
    assert exposed({"x": NAME}) == set()


def test_word_kept_twice_is_kept_once(kept, chief):
    before = verbs()
    assert protect(kept, "name", [NAME, "العلي محمد"], by=chief) == 0
    assert ProtectedWord.objects.filter(kind="name").count() == 2
    assert verbs() == before


def test_line_that_cannot_be_kept_raises_and_keeps_none(nada, chief):
    with pytest.raises(ValueError, match="name"):
        protect(nada, "name", [NAME, "محمد"], by=chief)
    assert not ProtectedWord.objects.exists()


def test_what_is_forgotten_is_found_no_more(kept, chief):
    assert unprotect(kept, "name", by=chief) == 2
    assert exposed({"name": NAME, "phone": PHONE}) == {"phone"}
    assert unprotect(kept, "name", by=chief) == 0


@pytest.mark.parametrize("role", ["reporter", "editor", "translator", "photo"])
def test_nobody_but_the_chief_protects_or_forgets(kept, people, role):
    before = ProtectedWord.objects.count(), verbs()
    with pytest.raises(Refused):
        protect(kept, "name", ["Somebody Else"], by=people[role])
    with pytest.raises(Refused):
        unprotect(kept, "name", by=people[role])
    assert (ProtectedWord.objects.count(), verbs()) == before


def test_audit_trail_tells_who_protected_whom_and_nothing_more(kept, chief):
    unprotect(kept, "phone", by=chief)
    told = Entry.objects.filter(verb__in=["protected", "unprotected"]).order_by("number")
    assert [entry.verb for entry in told] == [*["protected"] * 3, "unprotected"]
    assert {(entry.by, entry.kind, entry.thing) for entry in told} == {
        (chief.pk, "correspondents.correspondent", kept.pk)
    }


# What is found


def test_name_and_number_are_found_of_anybody(kept):
    fields = {"headline": "ولمحمد العلي", "slug": "mohammad-al-ali", "body": f"<p>{PHONE}</p>",
              "alt": "محمد", "caption": VILLAGE}  # fmt: skip
    assert exposed(fields) == {"headline", "slug", "body"}


def test_village_is_found_on_the_stories_of_its_people_only(kept):
    other = make_correspondent("salem")
    fields = {"body": "وصلت القافلة إلى الباغوز", "headline": NAME}
    assert near(fields, [kept]) == near(fields, [other, kept]) == {"body"}
    assert near(fields, [other]) == near(fields, []) == set()


def test_looking_costs_two_queries(kept, django_assert_num_queries):
    with django_assert_num_queries(2):
        words = Words()
        words.exposed({"body": NAME})
        words.near({"body": VILLAGE}, {kept.pk})


# The page


def test_chief_writes_words_that_the_page_never_shows_again(nada, chief, client):
    signed_in(client, chief)
    fields = {"protect_names": f"{NAME}\n{LATIN}\n", "protect_phones": PHONE,
              "protect_villages": VILLAGE}  # fmt: skip
    response = client.post(page(nada), as_it_stands(client, nada) | fields)
    assert response["Location"] == reverse("admin:articles_edition_exposed")
    assert exposed({"x": NAME, "y": "mohammad alali", "z": PHONE}) == {"x", "y", "z"}
    for text in (client.get(page(nada)).text, client.get(response["Location"]).text):
        assert not any(typed in text for typed in TYPED)
    shown = client.get(page(nada)).context["adminform"].form
    assert [shown[name].value() for name in fields] == [None, None, None]
    assert "Kept so far: 2." in client.get(page(nada)).text


def test_chief_forgets_a_kind_and_writes_it_anew_in_one_go(kept, chief, client):
    signed_in(client, chief)
    posted = {"unprotect": ["name", "village"], "protect_names": "Somebody Else"}
    client.post(page(kept), as_it_stands(client, kept) | posted)
    kinds = ProtectedWord.objects.values_list("kind", flat=True)
    assert sorted(kinds) == ["name", "phone"]
    assert exposed({"old": NAME, "new": "somebody else"}) == {"new"}


def test_page_without_anything_written_keeps_what_is_kept(kept, chief, client):
    signed_in(client, chief)
    response = client.post(page(kept), as_it_stands(client, kept) | {"_save": "1"})
    assert response["Location"] == reverse("admin:correspondents_correspondent_changelist")
    assert ProtectedWord.objects.count() == 4


@pytest.mark.parametrize(("field", "line", "sentence"), [
    ("protect_names", "محمد", "A legal name needs two parts"),
    ("protect_names", f"{NAME}\nأبو محمد", "A legal name needs two parts"),
    ("protect_phones", "12345", "One telephone number a line"),
    ("protect_phones", "0933123456 0944112233", "One telephone number a line"),
    ("protect_villages", "تل", "A village needs three letters"),
])  # fmt: skip
def test_line_too_short_is_refused_with_a_sentence(nada, chief, client, field, line, sentence):
    signed_in(client, chief)
    response = client.post(page(nada), as_it_stands(client, nada) | {field: line})
    assert response.status_code == 200
    assert sentence in response.text
    assert not ProtectedWord.objects.exists()
    assert response.context["adminform"].form[field].value() == line


@pytest.mark.parametrize("role", ["reporter", "editor", "translator", "photo"])
def test_others_see_no_field_and_no_count(kept, people, client, role):
    signed_in(client, people[role])
    response = client.get(page(kept))
    for told in ("protect_names", "Kept so far", "Protected words", "unprotect"):
        assert told not in response.text
    assert client.get(reverse("admin:articles_edition_exposed")).status_code == 403


@pytest.mark.parametrize("role", ["reporter", "editor", "translator", "photo"])
def test_forged_form_of_others_does_nothing(kept, people, client, role):
    signed_in(client, people[role])
    before = list(ProtectedWord.objects.values_list("pk", flat=True)), verbs()
    forged = {"protect_names": "Somebody Else", "unprotect": ["name", "phone", "village"]}
    stands = as_it_stands(client, kept) if role == "editor" else {}
    response = client.post(page(kept), stands | forged)
    assert response.status_code == (302 if role == "editor" else 403)
    assert (list(ProtectedWord.objects.values_list("pk", flat=True)), verbs()) == before


def test_desks_own_log_says_nothing_of_it(nada, chief, editor, client):
    signed_in(client, chief)
    client.post(page(nada), as_it_stands(client, nada) | {"protect_names": NAME})
    assert ProtectedWord.objects.exists()
    assert not LogEntry.objects.exists()
    signed_in(client, editor)
    history = reverse("admin:correspondents_correspondent_history", args=[nada.pk])
    assert "rotect" not in client.get(history).text.partition('id="content"')[2]


def test_log_of_a_failure_does_not_quote_the_words(nada, chief, client, monkeypatch, caplog):
    signed_in(client, chief)
    stands = as_it_stands(client, nada)
    monkeypatch.setattr("newsroom.correspondents.protection.among_others", lambda found: found["x"])
    client.raise_request_exception = False
    with caplog.at_level(logging.DEBUG, "django.request"):
        assert client.post(page(nada), stands | {"protect_names": NAME}).status_code == 500
    assert not any(typed in caplog.text for typed in TYPED)
    assert not ProtectedWord.objects.exists()


# Saving what readers get


def test_correspondents_own_texts_may_not_hold_a_word(kept, editor, client):
    other = make_correspondent("salem")
    signed_in(client, editor)
    texts = {"pen_name_ar": NAME, "about_en": f"Call {PHONE}", "role_line_en": "In Raqqa"}
    response = client.post(page(other), as_it_stands(client, other) | texts)
    errors = response.context["adminform"].form.errors
    assert set(errors) == {"pen_name_ar", "about_en"}
    assert "holds something that is protected" in str(errors["about_en"])
    assert response.context["adminform"].form["pen_name_ar"].value() == NAME
    assert Correspondent.objects.get(pk=other.pk).pen_name_ar == "ندى الغَرَب"
    hit = Entry.objects.get(verb="protected_hit")
    assert (hit.by, hit.kind, hit.thing) == (
        editor.pk, "correspondents.correspondent", other.pk
    )  # fmt: skip
    assert hit.digest


def test_address_of_a_page_may_not_hold_a_word(kept, chief, client):
    signed_in(client, chief)
    response = client.post(page(kept), as_it_stands(client, kept) | {"slug": "mohammad-al-ali"})
    assert set(response.context["adminform"].form.errors) == {"slug"}


def test_every_kind_has_a_form_and_a_check():
    assert set(WordKind.values) == {"name", "phone", "village"}
