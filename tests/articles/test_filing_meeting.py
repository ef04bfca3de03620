"""The filing page sent from an old page, twice at once, or onto somebody else's words."""

from __future__ import annotations

import html
from uuid import uuid4

import pytest
from desk_form import sign_in
from django.test import Client
from makers import HEADLINE
from together import at_once

from newsroom.articles import redaction, writing
from newsroom.articles.models import Article, Edition, Revision

FILE = "/admin/file/"
HIDDEN = ("key", "language", "seen", "base", "page")
TEXT = "الفقرة الأولى هنا.\n\nعادت أربع محطات إلى العمل.\n\nالفقرة الثالثة هنا."


@pytest.fixture
def reporters(reporter):
    return sign_in(reporter)


@pytest.fixture
def filled(section, places):
    return {
        "headline": HEADLINE, "body": TEXT, "section": section.pk,
        "place": places["village"].pk, "signing": "desk", "save": "1",
    }  # fmt: skip


def opened(client: Client, key: str = "") -> dict:
    """What the page posts besides what a person fills in."""
    form = client.get(f"{FILE}{key}/" if key else FILE).context["form"]
    return {name: str(form[name].value() or "") for name in HIDDEN}


def begun(client: Client, filled: dict) -> tuple[dict, Edition]:
    """A story that was filed, and its page opened again."""
    page = opened(client) | filled
    assert client.post(FILE, page).status_code == 302
    return filled | opened(client, page["key"]), Edition.objects.get()


def polish(edition: Edition, editor, old: str, new: str) -> None:
    edition.refresh_from_db()
    body = edition.body.replace(old, new)
    assert body != edition.body
    writing.write(edition, by=editor, text={"body": body})


def body_of() -> str:
    return Edition.objects.get().body


def test_paragraphs_that_only_the_desk_changed_are_merged_in(reporters, filled, editor):
    page, edition = begun(reporters, filled)
    polish(edition, editor, "الأولى", "الأولى المصقولة")

    answer = reporters.post(FILE, page | {"body": TEXT.replace("أربع", "خمس")}, follow=True)

    assert "Merged with what \u2068Editor\u2069 saved at" in html.unescape(answer.content.decode())
    assert "الأولى المصقولة" in body_of()
    assert "خمس محطات" in body_of()


def test_merged_story_is_submitted_where_that_was_asked(reporters, filled, editor):
    page, edition = begun(reporters, filled)
    polish(edition, editor, "الأولى", "الأولى المصقولة")
    reporters.post(FILE, page | {"body": TEXT.replace("أربع", "خمس"), "submit": "1"})
    assert Edition.objects.get().state == "submitted"
    assert "الأولى المصقولة" in body_of()


def test_paragraph_that_both_changed_is_shown_twice_with_the_rest_merged(reporters, filled, editor):
    page, edition = begun(reporters, filled)
    polish(edition, editor, "أربع محطات", "ثلاث محطات")
    polish(edition, editor, "الأولى", "الأولى المصقولة")

    answer = reporters.post(FILE, page | {"body": TEXT.replace("أربع", "خمس")})

    assert answer.status_code == 409
    assert "خمس" not in body_of()
    shown = answer.context["form"]["body"].value()
    assert shown == TEXT.replace("أربع", "خمس").replace("الأولى", "الأولى المصقولة")
    [clash] = answer.context["clashes"]
    assert "خمس محطات" in clash.mine.words
    assert "ثلاث محطات" in clash.theirs.words
    again = {name: answer.context["form"][name].value() for name in (*HIDDEN, "body")}
    assert reporters.post(FILE, page | again).status_code == 302
    assert "خمس محطات" in body_of()
    assert "الأولى المصقولة" in body_of()


def test_third_save_meanwhile_is_a_second_conflict(reporters, filled, editor):
    page, edition = begun(reporters, filled)
    polish(edition, editor, "أربع", "ثلاث")
    answer = reporters.post(FILE, page | {"body": TEXT.replace("أربع", "خمس")})
    polish(edition, editor, "ثلاث", "سبع")
    again = {name: answer.context["form"][name].value() for name in (*HIDDEN, "body")}
    answer = reporters.post(FILE, page | again)
    assert answer.status_code == 409
    assert "سبع محطات" in answer.content.decode()
    assert "خمس محطات" in answer.content.decode()


def test_headings_made_in_the_full_form_survive_a_change_elsewhere(reporters, filled, editor):
    page, edition = begun(reporters, filled)
    polish(edition, editor, "<p>الفقرة الثالثة", "<h2>عنوان</h2><p>الفقرة الثالثة")
    assert reporters.post(FILE, page | {"body": TEXT.replace("أربع", "خمس")}).status_code == 302
    assert "<h2>عنوان</h2>" in body_of()
    assert "خمس محطات" in body_of()


def test_place_that_the_desk_changed_stays_where_the_reporter_did_not(
    reporters, filled, editor, places
):
    page, edition = begun(reporters, filled)
    article = Article.objects.get()
    writing.save_shared(article, by=editor, fields={"place": places["abu-kamal"]},
                        version=article.version)  # fmt: skip
    assert reporters.post(FILE, page | {"body": TEXT.replace("أربع", "خمس")}).status_code == 302
    assert Article.objects.get().place == places["abu-kamal"]
    assert "خمس محطات" in body_of()

    article = Article.objects.get()
    page = filled | opened(reporters, page["key"])
    writing.save_shared(article, by=editor, fields={"place": places["deir-ez-zor"]},
                        version=article.version)  # fmt: skip
    answer = reporters.post(FILE, page | {"place": places["susat"].pk})
    assert answer.status_code == 409
    page_says = answer.content.decode()
    assert page_says.count(str(places["deir-ez-zor"])) > 1
    assert Article.objects.get().place == places["deir-ez-zor"]


def test_words_taken_out_for_good_are_not_merged_back(reporters, filled, chief):
    page, edition = begun(reporters, filled)
    redaction.redact(edition, "أربع محطات", by=chief)
    answer = reporters.post(FILE, page | {"body": TEXT.replace("الأولى", "الأولى حقًا")})
    assert answer.status_code == 409
    assert "Words were taken out of this story for good" in answer.content.decode()
    assert "أربع" not in body_of()


def test_growing_text_of_one_page_is_no_conflict(reporters, filled):
    page = opened(reporters) | filled
    for number, more in enumerate(("", "\n\nرابعة.", "\n\nرابعة.\n\nخامسة.")):
        answer = reporters.post(FILE, page | {"body": TEXT + more, "sent": str(1000 + number)})
        assert answer.status_code == 302
    assert reporters.post(FILE, page | {"sent": "1001"}).status_code == 302
    assert body_of().endswith("<p>خامسة.</p>")
    assert Revision.objects.count() == 3


def test_growing_text_of_an_opened_story_is_no_conflict(reporters, filled):
    page, _edition = begun(reporters, filled)
    for more in ("\n\nرابعة.", "\n\nرابعة.\n\nخامسة."):
        assert reporters.post(FILE, page | {"body": TEXT + more}).status_code == 302
    assert body_of().endswith("<p>خامسة.</p>")


def test_older_post_after_the_submission_has_arrived(reporters, filled):
    page = opened(reporters) | filled
    later = page | {"body": TEXT + "\n\nرابعة.", "sent": "2000", "submit": "1"}
    assert reporters.post(FILE, later).status_code == 302
    answer = reporters.post(FILE, page | {"sent": "1000"}, follow=True)
    assert "The story has arrived. It is: Submitted." in answer.content.decode()
    assert body_of().endswith("<p>رابعة.</p>")


def test_saved_post_repeated_still_submits(reporters, filled):
    """The server was stopped between saving and submitting."""
    page = opened(reporters) | filled | {"sent": "1000"}
    reporters.post(FILE, page)
    reporters.post(FILE, page | {"submit": "1"})
    assert Edition.objects.get().state == "submitted"


def test_one_kept_page_files_many_stories(reporters, filled):
    kept = opened(reporters) | filled
    for number in range(3):
        page = kept | {"key": str(uuid4()), "headline": f"عنوان {number}", "sent": "1000"}
        assert reporters.post(FILE, page).status_code == 302
    assert Article.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_growing_text_from_several_connections_at_once_is_no_conflict(reporter, filled):
    page = opened(sign_in(reporter)) | filled

    def send(number: int) -> int:
        client = Client()
        client.force_login(reporter)
        words = TEXT + "".join(f"\n\nزيادة {n}." for n in range(number))
        return client.post(FILE, page | {"body": words, "sent": str(1000 + number)}).status_code

    assert at_once(6, send) == [302] * 6
    assert Article.objects.count() == 1
    assert body_of().endswith("<p>زيادة 4.</p>")
