"""A story is read before its readers have it by those who work on it, and by whoever has a link
that still works; by nobody else, and no engine keeps it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from makers import HEADLINE

from newsroom.articles import previews, writing
from newsroom.articles.models import Article, Edition, PreviewLink
from newsroom.audit.models import Entry
from newsroom.workflow.moves import Refused, move

UNPUBLISHED = ("draft", "submitted", "in_review", "returned", "approved", "scheduled", "held")


def link(edition, by, hours=24) -> str:
    return reverse("preview", args=[previews.lend(edition, by=by, hours=hours)])


@pytest.mark.parametrize("state", UNPUBLISHED)
def test_link_shows_the_story_to_somebody_without_an_account(story, people, client, state):
    response = client.get(link(story(state), people["editor"]))
    assert response.status_code == 200
    assert HEADLINE in response.text
    assert response["Cache-Control"] == "no-store, private"
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex' in response.text
    assert not response.cookies
    assert 'rel="canonical"' not in response.text
    assert "og:title" not in response.text


def test_link_shows_the_latest_words_and_the_language_of_the_edition(story, people, client):
    original = story("in_review")
    words = {"headline": "Av vegeriya", "body": "<p>Av vegeriya gund.</p>"}
    edition = writing.start(original.article, "ku", by=people["translator"], text=words)
    url = link(edition, people["editor"])
    writing.write(edition, by=people["translator"], text={"headline": "Av hat", "body": "<p>Av"})
    page = client.get(url)
    assert "Av hat" in page.text
    assert page["Content-Language"] == "ku"
    assert '<html lang="ku" dir="ltr">' in page.text


@pytest.mark.parametrize("ruin", [
    lambda token: token[:-1], lambda token: token + "A", lambda token: token.swapcase(),
    lambda token: "x" * 43, lambda token: "%00", lambda token: "1",
])  # fmt: skip
def test_guessed_link_opens_nothing(story, people, client, ruin):
    token = previews.lend(story("draft"), by=people["editor"], hours=24)
    assert client.get(f"/preview/{token}/").status_code == 200
    assert client.get(f"/preview/{ruin(token)}/").status_code == 404


def test_token_has_256_bits_and_is_stored_nowhere(story, people):
    token = previews.lend(story("draft"), by=people["editor"], hours=24)
    assert len(token) == 43
    row = PreviewLink.objects.values().get()
    assert all(token not in str(value) for value in row.values())


def run_out(row):
    PreviewLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def revoked(row):
    previews.revoke(row, by=row.made_by)


def maker_gone(row):
    row.made_by.is_active = False
    row.made_by.save()


@pytest.mark.parametrize("end", [run_out, revoked, maker_gone])
def test_link_that_ended_answers_as_none(story, people, client, end):
    url = link(story("draft"), people["editor"])
    assert client.get(url).status_code == 200
    end(PreviewLink.objects.get())
    gone, never = client.get(url), client.get("/preview/never/")
    assert gone.status_code == never.status_code == 404
    assert gone.text == never.text


def test_link_to_what_was_published_leads_there(story, people, client):
    edition = story("approved")
    url = link(edition, people["editor"])
    move(edition, "publish", by=people["chief"])
    assert client.get(url)["Location"] == edition.url


def test_link_to_a_spiked_story_opens_nothing(story, people, client):
    edition = story("in_review")
    url = link(edition, people["editor"])
    move(edition, "spike", by=people["editor"], note="سبب")
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(("role", "state", "may"), [
    ("reporter", "draft", False), ("editor", "draft", True), ("chief", "scheduled", True),
    ("stranger", "draft", False), ("translator", "submitted", False), ("photo", "draft", False),
    ("editor", "published", False), ("chief", "withdrawn", False),
])  # fmt: skip
def test_who_makes_a_link(story, people, client, role, state, may):
    edition = story(state)
    if may:
        assert previews.lend(edition, by=people[role], hours=1)
    else:
        with pytest.raises(Refused):
            previews.lend(edition, by=people[role], hours=1)
    client.force_login(people[role])
    sent = client.post(reverse("admin:articles_edition_preview_lend", args=[edition.pk]),
                       {"hours": 24})  # fmt: skip
    assert (sent.status_code == 200) == may
    assert PreviewLink.objects.count() == 2 * may


def test_no_link_is_made_of_what_was_spiked_meanwhile(story, people):
    edition = story("in_review")
    move(Edition.objects.get(pk=edition.pk), "spike", by=people["editor"], note="سبب")
    with pytest.raises(Refused):
        previews.lend(edition, by=people["editor"], hours=1)


def test_desk_shows_the_address_once(story, people, client):
    edition = story("in_review")
    client.force_login(people["editor"])
    url = reverse("admin:articles_edition_preview_lend", args=[edition.pk])
    page = client.post(url, {"hours": "24"})
    address = page.context["link"]
    assert address in page.text
    form = client.get(reverse("admin:articles_edition_change", args=[edition.pk]))
    assert address not in form.text
    row = PreviewLink.objects.get()
    taken = reverse("admin:articles_edition_preview_revoke", args=[edition.pk, row.pk])
    assert taken in form.text
    client.post(taken)
    client.logout()
    assert client.get(address.removeprefix("http://testserver")).status_code == 404
    told = Entry.objects.filter(kind="articles.previewlink").values_list("verb", flat=True)
    assert list(told) == ["preview_revoked", "preview_lent"]


@pytest.mark.parametrize("hours", ["", "0", "-1", "9999", "x", "1e3"])
def test_link_for_a_time_that_is_not_offered_is_refused(story, people, client, hours):
    edition = story("draft")
    client.force_login(people["editor"])
    client.post(reverse("admin:articles_edition_preview_lend", args=[edition.pk]), {"hours": hours})
    assert not PreviewLink.objects.exists()


@pytest.mark.parametrize(("role", "state", "answer"), [
    ("reporter", "draft", 200), ("editor", "submitted", 200), ("chief", "withdrawn", 200),
    ("stranger", "draft", 404), ("translator", "approved", 404), ("photo", "in_review", 404),
    ("stranger", "published", 404), ("editor", "published", 200),
])  # fmt: skip
def test_preview_at_the_desk_is_for_those_who_work_on_it(
    story, people, client, role, state, answer
):
    edition = story(state)
    client.force_login(people[role])
    response = client.get(reverse("desk_preview", args=[edition.pk]))
    assert response.status_code == answer
    assert (f"<h1>{HEADLINE}</h1>" in response.text) == (answer == 200)
    if answer == 200:
        assert response["Cache-Control"] == "no-store, private"


def test_preview_at_the_desk_shows_a_change_that_waits_and_saves_nothing(story, people, client):
    edition = story("published")
    writing.write(edition, by=people["editor"], text={"headline": "عنوان جديد"})
    client.force_login(people["editor"])
    assert "عنوان جديد" in client.get(reverse("desk_preview", args=[edition.pk])).text
    assert Edition.objects.get(pk=edition.pk).headline == HEADLINE


def test_preview_at_the_desk_of_a_need_to_know_story(story, people, client):
    edition = story("in_review")
    article = Article.objects.get(pk=edition.article_id)
    fields = {"is_restricted": True, "readers": [people["editor"]]}
    writing.save_shared(article, by=people["reporter"], fields=fields, version=article.version)
    for role, answer in (("editor", 200), ("chief", 404)):
        client.force_login(people[role])
        url = reverse("desk_preview", args=[edition.pk])
        assert client.get(url).status_code == answer


def test_stranger_is_led_to_the_sign_in(story, client):
    response = client.get(reverse("desk_preview", args=[story("draft").pk]))
    assert response["Location"].startswith(reverse("admin:login"))
