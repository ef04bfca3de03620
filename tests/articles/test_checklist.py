"""The checklist beside the form: live while one writes, answered where the story is saved, asked
again on Publish."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsroom.accounts.models import Account
from newsroom.articles.models import Edition, Override, Revision
from newsroom.workflow.moves import Refused, move

KILLED = "<p>قُتل خمسة عمال في المقلع، وكلّف 12 دولارًا.</p>"
WARNED = "W4:"


def sign_in(account: Account) -> Client:
    Account.objects.filter(pk=account.pk).update(language="en")
    client = Client()
    client.force_login(account)
    return client


def panel(edition: Edition) -> str:
    return reverse("admin:articles_edition_checks", args=[edition.pk])


def form(edition: Edition) -> str:
    return reverse("admin:articles_edition_change", args=[edition.pk])


def saved(client: Client, edition: Edition, **answers):
    """The form posted as it stands, with what was answered in the panel."""
    page = client.get(form(edition)).context["adminform"].form
    as_it_stands = {
        name: [getattr(row, "pk", row) for row in value]
        if isinstance(value, list | tuple) else getattr(value, "pk", value)
        for name in page.fields
        if not page.fields[name].disabled and (value := page[name].value()) is not None
    }  # fmt: skip
    return client.post(form(edition), as_it_stands | answers)


def asked(text: str) -> list[str]:
    """The names of the panel's fields."""
    return re.findall(r'name="((?:reason|day):[^"]*)"', text)


def test_panel_reads_words_that_are_not_saved_and_stores_nothing(story, editor):
    edition = story("in_review")
    before = Revision.objects.count(), edition.history.count(), Override.objects.count()
    client = sign_in(editor)
    assert "W4" not in client.post(panel(edition), {"headline": "عودة المياه"}).text
    response = client.post(panel(edition), {"headline": "عودة المياه", "body": KILLED})
    assert "The number \u2068خمسة عمال\u2069 stands in no figure." in response.text
    assert (Revision.objects.count(), edition.history.count(), Override.objects.count()) == before


@pytest.mark.parametrize(
    ("role", "status"),
    [("reporter", 200), ("editor", 200), ("chief", 200), ("stranger", 404), ("translator", 404),
     ("photo", 404)],
)  # fmt: skip
@pytest.mark.parametrize("state", ["draft", "in_review", "published"])
def test_panel_is_for_those_who_work_on_the_story(story, people, role, status, state):
    edition = story(state)
    assert sign_in(people[role]).post(panel(edition), {"body": KILLED}).status_code == status
    assert sign_in(people[role]).get(panel(edition)).status_code == 405


@pytest.mark.parametrize("body", ["\x00", "<p>" * 3000, b"\xff\xfe", ""])
def test_panel_reads_whatever_is_sent(story, editor, body):
    edition = story("in_review")
    text = sign_in(editor).post(panel(edition), {"body": body}).text
    assert "Checklist before publication" in text
    assert ">B1</abbr>" in text, "no headline was sent"
    assert Edition.objects.get(pk=edition.pk).body == edition.body


@pytest.mark.parametrize("field", ["body", "standfirst", "headline"])
def test_panel_says_that_a_text_is_too_long_and_reads_none_of_it(story, editor, field, monkeypatch):
    edition, client = story("in_review"), sign_in(editor)
    words = {"headline": "عودة المياه", "body": KILLED}
    longest = words | {field: "كلمة " * 10_000}
    assert "10,001 words" not in client.post(panel(edition), longest).text
    monkeypatch.setattr(Edition, "tidy", lambda _text: pytest.fail("read"))
    response = client.post(panel(edition), words | {field: "كلمة " * 10_001})
    assert response.status_code == 200
    assert "The text has 10,001 words; at most 10,000 fit into one story." in response.text
    assert "Until then the checklist does not read it." in response.text
    assert "W4" not in response.text


@pytest.mark.parametrize("is_live", [False, True])
def test_hints_stand_folded_below_and_ask_for_nothing(story, editor, is_live):
    edition = story("in_review", text={"headline": "مقتل", "body": KILLED})
    client = sign_in(editor)
    answer = client.post(panel(edition), {"body": KILLED}) if is_live else client.get(form(edition))
    text = answer.text
    above, hints = text.split('<details class="hints">')
    assert "خمسة عمال" in above
    assert "12 دولارًا" in hints
    assert asked(hints) == []
    assert text.count("Record the figure") == 2
    assert "<summary>1 hint</summary>" in hints


def test_number_leads_to_a_figure_filled_with_what_the_text_says(story, editor):
    edition, client = story("in_review"), sign_in(editor)
    body = "<p>وقُتل ما بين 60 و80 مسلحًا.</p>"
    text = client.post(panel(edition), {"body": body}).text
    (address,) = re.findall(r'<a href="([^"]*)">Record the figure</a>', text)
    values = client.get(address.replace("&amp;", "&")).context["form"]
    said = {name: values[name].value() for name in ("low", "high", "unit", "qualifier")}
    assert said == {"low": "60", "high": "80", "unit": "مسلحًا", "qualifier": "between"}


def test_figure_form_takes_no_nonsense_from_its_address(story, editor):
    edition, client = story("in_review"), sign_in(editor)
    address = reverse("admin:articles_edition_sourcing_add", args=[edition.pk, "figure"])
    response = client.get(address, {"low": "x<b>", "qualifier": "nobody", "source": "1"})
    assert "Add a figure" in response.text
    assert "x<b>" not in response.text
    assert response.context["form"]["source"].value() is None


def test_new_figure_rests_on_the_only_source(story, editor):
    edition, client = story("in_review"), sign_in(editor)
    address = reverse("admin:articles_edition_sourcing_add", args=[edition.pk, "figure"])
    one, other = edition.article.sources.all()
    assert client.get(address).context["form"]["source"].value() is None
    other.delete()
    assert client.get(address).context["form"]["source"].value() == one.pk


def test_who_may_not_record_gets_no_link_to_it(story, reporter):
    text = sign_in(reporter).post(panel(story("in_review")), {"body": KILLED}).text
    assert "خمسة عمال" in text
    assert "Record the figure" not in text


# Answers


def test_reason_is_kept_with_the_story_and_lets_it_out(story, editor, chief):
    edition = story("approved", text={"headline": "مقتل خمسة عمال", "body": KILLED})
    with pytest.raises(Refused):
        move(edition, "publish", by=chief)
    client = sign_in(chief)
    (name,) = asked(client.get(form(edition)).text)
    saved(client, edition, **{name: "العدد من مشفى هجين."})
    row = Override.objects.get()
    assert (row.check_id, row.passage, row.by) == ("W4", "خمسة عمال", chief)
    line = edition.history.get(verb="override")
    assert "العدد من مشفى هجين." in line.note
    assert "W4" in line.note
    text = client.get(form(edition)).text
    assert "Stands, because:" in text
    assert asked(text) == []
    move(Edition.objects.get(pk=edition.pk), "publish", by=chief)
    assert client.get("/admin/").text.count("\u2068خمسة عمال\u2069 stands in no figure") == 1


def test_reason_holds_only_for_the_words_it_was_given_to(story, editor):
    edition, client = story("in_review", text={"headline": "مقتل", "body": KILLED}), sign_in(editor)
    (name,) = asked(client.get(form(edition)).text)
    saved(client, edition, **{name: "من المشفى."})
    more = client.post(panel(edition), {"body": KILLED.replace("خمسة عمال", "سبعة عمال")}).text
    assert "سبعة عمال" in more
    assert len(asked(more)) == 1


@pytest.mark.parametrize("reason", ["", "   ", "\u200f"])
def test_blank_reason_is_no_reason(story, editor, reason):
    edition, client = story("in_review", text={"headline": "مقتل", "body": KILLED}), sign_in(editor)
    (name,) = asked(client.get(form(edition)).text)
    saved(client, edition, **{name: reason})
    assert not Override.objects.exists()


def test_reporter_is_warned_and_lets_nothing_stand(story, reporter):
    edition = story("draft", text={"headline": "مقتل", "body": KILLED})
    client = sign_in(reporter)
    text = client.get(form(edition)).text
    assert "خمسة عمال" in text
    assert asked(text) == []
    key = f"reason:{WARNED}خمسه عمال"
    saved(client, edition, **{key: "أنا متأكد"})
    assert not Override.objects.exists()


def test_weekday_is_answered_with_one_choice_and_the_date_is_stored(story, editor):
    words = {"headline": "عودة المياه", "body": "<p>عادت المياه يوم الأربعاء.</p>"}
    edition, client = story("in_review", text=words), sign_in(editor)
    (name,) = {each for each in asked(client.get(form(edition)).text) if each.startswith("day:")}
    today = timezone.localdate()
    meant = today - timedelta(days=(today.weekday() - 2) % 7)
    saved(client, edition, **{name: meant.isoformat()})
    stored = edition.days_meant.get()
    assert (stored.date, stored.by) == (meant, editor)
    assert not [each for each in asked(client.get(form(edition)).text) if each.startswith("day:")]


def test_answers_stand_in_a_form_that_was_refused(story, editor):
    words = {"headline": "عودة المياه", "body": "<p>قالت مصادر إن الماء عاد يوم الأربعاء.</p>"}
    edition, client = story("in_review", text=words), sign_in(editor)
    page = client.get(form(edition)).text
    (name,) = {each for each in asked(page) if each.startswith("day:")}
    day = re.findall(rf'name="{name}".*?<option value="(\d[^"]*)"', page)[0]
    said = {"reason:W2:مصادر": "سبب كتبه المحرر", name: day}
    response = saved(client, edition, headline="", **said)
    assert response.status_code == 200
    assert 'value="سبب كتبه المحرر"' in response.text
    assert f'<option value="{day}" selected>' in response.text
    assert not Override.objects.exists()


@pytest.mark.parametrize("answer", ["", "yesterday", "2026-13-40", "\x00"])
def test_answer_that_is_no_date_stores_nothing(story, editor, answer):
    words = {"headline": "عودة المياه", "body": "<p>عادت المياه يوم الأربعاء.</p>"}
    edition = story("in_review", text=words)
    saved(sign_in(editor), edition, **{"day:2": answer, "day:5": "2026-11-21"})
    assert not edition.days_meant.exists()
