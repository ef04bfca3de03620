"""The chief reads the audit trail; nobody else does, and nobody changes it."""

import pytest
from django.urls import reverse
from makers import BODY, HEADLINE

from newsroom.audit.models import Entry
from newsroom.audit.words import VERBS

LIST = reverse("admin:audit_entry_changelist")
TABLE = reverse("admin:audit_entry_table")
VERIFY = reverse("admin:audit_entry_verify")


@pytest.fixture
def enter(client, people):
    def sign_in(role):
        client.force_login(people[role])
        return client

    return sign_in


@pytest.mark.parametrize("role", ["reporter", "stranger", "translator", "photo", "editor"])
def test_nobody_but_the_chief(story, enter, role):
    story("published")
    client, line = enter(role), Entry.objects.first()
    one = [reverse(f"admin:audit_entry_{view}", args=[line.pk]) for view in ("history", "delete")]
    for url in (LIST, TABLE, *one):
        assert client.get(url).status_code in (302, 403), url
    assert client.post(VERIFY).status_code == 403
    assert client.get(LIST).status_code == 403


def test_chief_reads_who_did_what(story, enter, people):
    story("published")
    client = enter("chief")
    page = client.get(LIST)
    assert page.status_code == 200
    for name in ("Reporter", "Editor", "Chief"):
        assert name in page.text
    assert HEADLINE not in page.text
    assert Entry.objects.filter(verb="saw_audit", by=people["chief"].pk).count() == 1


def test_list_is_filtered_and_its_queries_do_not_grow(
    story, enter, people, django_assert_max_num_queries
):
    client = enter("chief")
    for _ in range(3):
        story("published")
    client.get(LIST)
    with django_assert_max_num_queries(14):
        client.get(LIST)
    looks = client.get(f"{LIST}?what=looks").context["cl"].result_list
    assert {entry.verb for entry in looks} == {"saw_audit"}
    by = client.get(f"{LIST}?who={people['editor'].pk}").context["cl"].result_list
    assert {entry.by for entry in by} == {people["editor"].pk}


@pytest.mark.parametrize("who", ["9" * 5000, "9" * 18, "٣", "-1", "x"])
def test_who_is_no_account_is_no_fault_of_the_server(enter, who):
    assert enter("chief").get(LIST, {"who": who}).status_code == 200


def test_table_has_every_line_and_no_word(story, enter):
    story("withdrawn")
    answer = enter("chief").get(TABLE)
    table = b"".join(answer.streaming_content).decode()
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert len(table.splitlines()) == Entry.objects.count() + 1
    assert HEADLINE not in table
    assert BODY not in table


def test_chief_verifies_it(story, enter):
    story("draft")
    page = enter("chief").post(VERIFY, follow=True)
    assert "سليم" in page.text or "whole" in page.text


@pytest.mark.parametrize("view", ["add", "change", "delete"])
def test_nobody_writes_it_by_a_form(story, enter, view):
    story("draft")
    line = Entry.objects.first()
    args = [] if view == "add" else [line.pk]
    client = enter("chief")
    before = list(Entry.objects.values_list("number", "seal"))
    url = reverse(f"admin:audit_entry_{view}", args=args)
    assert client.post(url, {"verb": "else", "post": "yes"}).status_code == 403
    assert (
        list(Entry.objects.filter(number__lte=before[0][0]).values_list("number", "seal")) == before
    )


def test_every_verb_that_was_written_has_words(story, people):
    for state in ("published", "withdrawn", "returned", "held", "spiked"):
        story(state)
    assert set(Entry.objects.values_list("verb", flat=True)) <= set(VERBS)
