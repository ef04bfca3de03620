"""A need-to-know story is there for its authors and those named on it, and for nobody else."""

import re

import pytest
from django.urls import reverse
from makers import make_correspondent

from newsroom.articles import writing
from newsroom.articles.access import may_translate
from newsroom.articles.models import Article, Edition
from newsroom.audit.models import Entry
from newsroom.workflow.models import State
from newsroom.workflow.moves import NotAllowed, move

SECRET = "سرّ المسودة"


@pytest.fixture
def restrict(people):
    def do(edition: Edition, *readers, by="reporter") -> Edition:
        article = Article.objects.get(pk=edition.article_id)
        fields = {"is_restricted": True, "readers": [people[each] for each in readers]}
        writing.save_shared(article, by=people[by], fields=fields, version=article.version)
        return Edition.objects.get(pk=edition.pk)

    return do


@pytest.fixture
def enter(client, people):
    def sign_in(role):
        client.force_login(people[role])
        return client

    return sign_in


@pytest.mark.parametrize("state", ["draft", "returned"])
@pytest.mark.parametrize("role", ["stranger", "translator", "photo", "editor", "chief"])
def test_unnamed_people_find_nothing_whatever_their_role(story, restrict, enter, role, state):
    edition = restrict(story(state, text={"headline": SECRET, "body": SECRET}))
    client = enter(role)
    for url in ("/admin/", "/admin/articles/edition/", f"/admin/articles/edition/?q={SECRET}"):
        page = client.get(url).text.replace(f'value="{SECRET}"', "")
        assert SECRET not in page
    for name in ("change", "history", "revisions", "compare", "sourcing", "notice"):
        if name == "notice" and role == "photo":
            continue
        answer = client.get(reverse(f"admin:articles_edition_{name}", args=[edition.pk]))
        none = client.get(reverse(f"admin:articles_edition_{name}", args=[987654]))
        assert (answer.status_code, SECRET in answer.text) == (none.status_code, False), name


@pytest.mark.parametrize("role", ["reporter", "editor", "stranger"])
def test_named_people_and_the_author_read_it(story, restrict, enter, role):
    edition = restrict(
        story("draft", text={"headline": SECRET, "body": SECRET}), "editor", "stranger"
    )
    url = reverse("admin:articles_edition_change", args=[edition.pk])
    assert SECRET in enter(role).get(url).text


def test_named_reporter_reads_and_changes_nothing(story, restrict, people):
    edition = restrict(story("draft"), "stranger")
    assert edition.is_known_to(people["stranger"])
    assert not edition.may_change(people["stranger"])


def test_nobody_moves_what_they_may_not_see(story, restrict, people):
    edition = restrict(story("draft"), "editor")
    move(edition, "submit", by=people["reporter"])
    for person in ("chief",):
        with pytest.raises(NotAllowed):
            move(edition, "take", by=people[person])
    move(edition, "take", by=people["editor"])
    assert edition.state == State.IN_REVIEW


def test_whoever_restricts_it_is_among_those_who_know(story, restrict, people):
    edition = restrict(story("in_review"), by="editor")
    assert edition.is_known_to(people["editor"])
    assert not edition.is_known_to(people["chief"])
    assert Entry.objects.filter(verb="restricted", thing=edition.article_id).exists()


def test_whoever_begins_a_language_had_to_know_it(story, restrict, people):
    """An author of an edition knows its sources: nobody becomes one by translating."""
    edition = restrict(story("published"), "editor")
    assert not may_translate(people["translator"], edition.article)
    assert not may_translate(people["stranger"], edition.article)
    assert may_translate(people["editor"], edition.article)
    assert may_translate(people["reporter"], edition.article)


def test_account_that_is_linked_to_a_bylined_person_opens_nothing(story, restrict, people):
    nada = make_correspondent(account=people["stranger"])
    edition = restrict(story("draft", correspondents=[nada], signing="pen_name"))
    assert edition.is_known_to(people["stranger"])
    nada.account = people["chief"]
    nada.save()
    assert not Edition.objects.get(pk=edition.pk).is_known_to(people["chief"])
    assert not Edition.objects.known_to(people["chief"]).filter(pk=edition.pk).exists()


def test_chief_has_the_means_for_what_readers_have(story, restrict, people):
    edition = restrict(story("published"), "editor", by="editor")
    assert edition.is_known_to(people["chief"])
    assert Edition.objects.known_to(people["chief"]).filter(pk=edition.pk).exists()
    assert edition.may_change(people["chief"])


def test_list_tells_nobody_who_is_behind_a_withheld_byline(story, restrict, people, client):
    nada = make_correspondent("siraj", signing="withheld", pen_name_ar="سراج الطرفاء")
    restrict(story("published", correspondents=[nada], signing="withheld"), by="reporter")
    client.force_login(people["editor"])
    page = client.get("/admin/articles/edition/")
    assert "سراج الطرفاء" not in re.sub("(?s)<details.*?</details>", "", page.text)
    found = client.get("/admin/articles/edition/?correspondent=siraj").context["cl"].result_list
    assert list(found) == []


@pytest.mark.parametrize("role", ["editor", "translator"])
def test_what_readers_have_is_seen_by_all_and_its_sources_by_those_named(
    story, restrict, people, role
):
    edition = restrict(story("published"), "stranger")
    assert Edition.objects.visible_to(people[role]).filter(pk=edition.pk).exists()
    assert not edition.is_known_to(people[role])
    assert not Edition.objects.known_to(people[role]).filter(pk=edition.pk).exists()


def test_unnamed_person_lifts_nothing(story, restrict, people):
    edition = restrict(story("draft"))
    assert not edition.article.may_change_shared(people["chief"])
    assert edition.article.may_change_shared(people["reporter"])


def test_reading_it_is_told_by_the_audit_trail(story, restrict, people, enter):
    edition = restrict(story("draft"), "editor")
    enter("editor").get(reverse("admin:articles_edition_change", args=[edition.pk]))
    told = Entry.objects.filter(verb="saw").first()
    assert (told.by, told.kind, told.thing) == (
        people["editor"].pk, "articles.edition", edition.pk,
    )  # fmt: skip


def test_naming_one_more_is_told_by_the_audit_trail_and_a_plain_save_is_not(
    story, restrict, people
):
    edition = restrict(story("draft"), "editor")
    told = Entry.objects.filter(verb="shared", thing=edition.article_id)
    restrict(edition, "editor", "reporter")
    before = told.count()
    restrict(edition, "editor", "reporter", "chief")
    assert told.count() == before + 1
    restrict(edition, "editor", "reporter", "chief")
    assert told.count() == before + 1
