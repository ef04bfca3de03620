"""The chief takes words out of a story for good; that they were, stays."""

import pytest
from django.urls import reverse

from newsroom.articles import corrections, writing
from newsroom.articles.models import Edition
from newsroom.articles.redaction import redact
from newsroom.workflow.moves import Refused, StaleState, move

SECRET = "بيت أبي سالم"
BODY = f"<p>خرجوا من {SECRET} فجرًا، ثم عادوا إلى بيتِ أبي سالم.</p>"


@pytest.fixture
def said(story, people):
    """Published with it, corrected about it, and said once more in a change that waits."""
    edition = story("published", text={"headline": "عودة", "body": BODY})
    corrections.propose(edition, by=people["editor"], kind="note", right=f"قرب {SECRET}.")
    move(edition, "correct", by=people["chief"])
    writing.write(edition, by=people["editor"], text={"standfirst": SECRET}, why=SECRET)
    return Edition.objects.get(pk=edition.pk)


def test_words_are_in_no_row_of_the_story(said, people):
    assert redact(said, SECRET, by=people["chief"]) == 2
    edition = Edition.objects.get(pk=said.pk)
    kept = [edition.text(), edition.folded, edition.slug]
    kept += [(row.text(), row.why) for row in edition.revisions.all()]
    kept += [(row.said, row.right) for row in edition.corrections.all()]
    kept += [row.note for row in edition.history.all()]
    assert "سالم" not in str(kept)
    assert edition.body.count("[…]") == 2
    assert edition.is_pending
    assert edition.text() == edition.approved.text()


def test_table_of_the_search_forgets_them(said, people):
    assert Edition.objects.search("سالم", "ar").exists()
    redact(said, SECRET, by=people["chief"])
    assert not Edition.objects.search("سالم", "ar").exists()


def test_no_comparison_for_readers_brings_them_back(said, people, client):
    redact(said, SECRET, by=people["chief"])
    for url in (said.url, "/corrections/", "/corrections/feed.rss", "/feed.rss"):
        assert "سالم" not in client.get(url).text


def test_page_is_the_chiefs(said, people, client):
    url = reverse("admin:articles_edition_redact", args=[said.pk])
    for role, answer in (("stranger", 404), ("reporter", 403), ("editor", 403), ("chief", 200)):
        client.force_login(people[role])
        assert client.get(url).status_code == answer
        if role != "chief":
            assert client.post(url, {"words": SECRET, "is_sure": "on"}).status_code == answer
    asked = client.post(url, {"words": SECRET})
    assert asked.status_code == 200
    assert asked.context["count"] == 3
    assert SECRET in Edition.objects.get(pk=said.pk).body
    assert client.post(url, {"words": SECRET, "is_sure": "on"}).status_code == 302
    assert SECRET not in Edition.objects.get(pk=said.pk).body
    page = client.get(reverse("admin:articles_edition_revisions", args=[said.pk]))
    assert "حُذف منه شيء" in page.text or "Something was taken out" in page.text


@pytest.mark.parametrize("words", ["", "  ", "و", "ab", "…"])
def test_too_little_is_refused(said, people, words):
    with pytest.raises(Refused):
        redact(said, words, by=people["chief"])


def test_only_the_chief(said, people):
    with pytest.raises(Refused):
        redact(said, SECRET, by=people["editor"])


def test_nothing_of_them_is_left_in_a_published_line(said, people):
    redact(said, SECRET, by=people["chief"])
    line = said.corrections.get()
    assert line.right == "قرب […]."
    assert line.redacted_by == people["chief"]


def test_form_that_was_open_before_brings_nothing_back(said, people):
    opened = Edition.objects.select_related("latest", "article").get(pk=said.pk)
    redact(said, SECRET, by=people["chief"])
    with pytest.raises(StaleState):
        writing.write(opened, by=people["editor"], text={"headline": "غيره"})


def test_move_that_was_begun_before_brings_nothing_back(said, people):
    begun = Edition.objects.select_related("latest", "article").get(pk=said.pk)
    redact(said, SECRET, by=people["chief"])
    with pytest.raises(StaleState):
        move(begun, "update", by=people["chief"])
    assert SECRET not in Edition.objects.get(pk=said.pk).standfirst


def test_other_languages_lose_them_too(said, people):
    words = {"headline": "عودة", "body": f"<p>{SECRET}</p>"}
    sibling = writing.start(said.article, "ckb", by=people["translator"], text=words)
    redact(said, SECRET, by=people["chief"])
    assert "سالم" not in str(Edition.objects.get(pk=sibling.pk).text())
