"""The page of a story's sources, claims and figures: who reads, who writes, what it keeps."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from desk_form import sign_in
from django.template.loader import render_to_string
from django.urls import reverse

from newsroom.articles.models import Claim, Edition, Figure, SourceRecord
from newsroom.articles.templatetags.sourcing import sourcing_panel
from newsroom.workflow.models import Transition

PANEL = "admin/articles/edition/_sourcing.html"
WORDING = "مصدر عسكري طلب عدم الكشف عن اسمه"
CLAIM = "بين الخارجين مقاتلون"


@pytest.fixture
def story(story):
    """Stories without the sources that a maker gives them on their way past the desk."""

    def make(state: str = "draft", **more) -> Edition:
        edition = story(state, **more)
        if "article" not in more:
            edition.article.sources.all().delete()
        return edition

    return make


def page(edition: Edition) -> str:
    return reverse("admin:articles_edition_sourcing", args=[edition.pk])


def add(edition: Edition, what: str) -> str:
    return reverse("admin:articles_edition_sourcing_add", args=[edition.pk, what])


def change(edition: Edition, what: str, record) -> str:
    return reverse("admin:articles_edition_sourcing_change", args=[edition.pk, what, record.pk])


def delete(edition: Edition, what: str, record) -> str:
    return reverse("admin:articles_edition_sourcing_delete", args=[edition.pk, what, record.pk])


def make_source(edition: Edition, **more) -> SourceRecord:
    words = {"kind": "military_unnamed", "terms": "unnamed", "wording_ar": WORDING} | more
    source = SourceRecord(article=edition.article, created_by=edition.created_by, **words)
    source.save()
    return source


def make_claim(edition: Edition, text: str = CLAIM, **more) -> Claim:
    claim = Claim(article=edition.article, text_ar=text, **more)
    claim.save()
    return claim


def source_fields(**more) -> dict:
    return {
        "kind": "official_unnamed", "terms": "unnamed", "wording": WORDING, "people": "1",
        "evidence": "none", "is_independent": "on",
    } | more  # fmt: skip


def claim_fields(**more) -> dict:
    words = {"text": CLAIM, "kind": "fact", "status": "single", "verb": "said", "is_told": "on"}
    return words | more


def posted(response) -> dict:
    """What a browser would post from the page's form, as it stands."""
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {
        name: [getattr(row, "pk", row) for row in value] if isinstance(value, list) else value
        for name, value in values.items()
        if value is not None and value is not False
    }


def lines(edition: Edition) -> list[Transition]:
    return list(edition.history.filter(verb="source"))


@pytest.mark.parametrize(
    ("who", "status"),
    [("reporter", 200), ("editor", 200), ("chief", 200), ("stranger", 404), ("translator", 404),
     ("photo", 404)],
)  # fmt: skip
@pytest.mark.parametrize("state", ["draft", "published"])
def test_sourcing_is_read_by_those_who_work_on_the_story(story, people, who, status, state):
    edition = story(state)
    make_source(edition)
    response = sign_in(people[who]).get(page(edition))
    assert response.status_code == status
    assert (WORDING in response.content.decode()) == (status == 200)


@pytest.mark.parametrize("who", ["reporter", "editor", "chief", "stranger", "translator", "photo"])
def test_source_of_a_draft_is_added_by_writer_and_desk(story, people, who):
    edition = story("draft")
    response = sign_in(people[who]).post(add(edition, "source"), source_fields())
    may = who in ("reporter", "editor", "chief")
    assert response.status_code == (302 if may else 404)
    assert edition.article.sources.count() == may


def test_source_of_a_submitted_story_is_no_longer_its_reporters_to_change(story, reporter):
    edition = story("submitted")
    source, client = make_source(edition), sign_in(reporter)
    shown = client.get(change(edition, "source", source))
    assert shown.status_code == 200
    assert "form" not in shown.context
    assert "not change it" in shown.content.decode()
    new = "مصدر عسكري آخر طلب عدم الكشف عن اسمه"
    refused = client.post(change(edition, "source", source), source_fields(wording=new))
    assert refused.status_code == 403
    assert new in refused.content.decode()
    assert client.post(delete(edition, "source", source)).status_code == 403
    source.refresh_from_db()
    assert source.wording_ar == WORDING


def test_translator_of_the_story_reads_its_sources_and_adds_none(story, people):
    edition = story("submitted")
    make_source(edition)
    sibling = story("draft", language="ku", article=edition.article, writer="translator")
    client = sign_in(people["translator"])
    assert WORDING in client.get(page(sibling)).content.decode()
    assert client.post(add(sibling, "source"), source_fields()).status_code == 403
    assert edition.article.sources.count() == 1


def test_record_of_another_story_is_not_found(story, editor):
    mine, other = story("draft"), story("draft")
    source, client = make_source(other), sign_in(editor)
    assert client.get(change(other, "source", source)).status_code == 200
    assert client.get(change(mine, "source", source)).status_code == 404
    assert client.post(delete(mine, "source", source)).status_code == 404
    assert client.get(add(mine, "secret")).status_code == 404
    assert SourceRecord.objects.filter(pk=source.pk).exists()


def test_claim_takes_no_source_and_no_conflict_of_another_story(story, editor):
    mine, other = story("draft"), story("draft")
    source, claim, client = make_source(other), make_claim(other), sign_in(editor)
    for field, row in (("sources", source), ("conflicts", claim)):
        response = client.post(add(mine, "claim"), claim_fields(**{field: [row.pk]}))
        assert response.context["form"].errors[field]
    wrong = {"low": "3", "qualifier": "exactly", "source": source.pk}
    assert client.post(add(mine, "figure"), wrong).context["form"].errors["source"]
    assert not mine.article.claims.exists()


def test_conflict_is_linked_from_both_claims(story, editor):
    edition = story("draft")
    first = make_claim(edition, "كلهم مدنيون")
    sign_in(editor).post(add(edition, "claim"), claim_fields(conflicts=[first.pk]))
    second = edition.article.claims.exclude(pk=first.pk).get()
    assert list(first.conflicts.all()) == [second]
    assert list(second.conflicts.all()) == [first]


@pytest.mark.parametrize("what", ["source", "claim"])
def test_stale_form_keeps_the_words_and_shows_the_stored_ones(story, editor, what):
    edition = story("draft")
    record = make_source(edition) if what == "source" else make_claim(edition)
    name, client = {"source": "wording", "claim": "text"}[what], sign_in(editor)
    old = posted(client.get(change(edition, what, record)))
    setattr(record, f"{name}_ar", "ما حفظه الزميل")
    record.save()
    late = client.post(change(edition, what, record), old | {name: "ما كتبته أنا"})
    assert late.status_code == 409
    assert "ما كتبته أنا" in late.content.decode()
    assert "ما حفظه الزميل" in late.content.decode()
    record.refresh_from_db()
    assert getattr(record, f"{name}_ar") == "ما حفظه الزميل"
    assert client.post(change(edition, what, record), posted(late)).status_code == 302
    record.refresh_from_db()
    assert getattr(record, f"{name}_ar") == "ما كتبته أنا"


def test_record_changed_meanwhile_is_not_deleted(story, editor):
    edition = story("draft")
    source, client = make_source(edition), sign_in(editor)
    seen = posted(client.get(change(edition, "source", source)))["seen"]
    source.known_to.add(editor)
    client.post(delete(edition, "source", source), {"seen": seen})
    assert edition.article.sources.count() == 1
    seen = posted(client.get(change(edition, "source", source)))["seen"]
    client.post(delete(edition, "source", source), {"seen": seen})
    assert edition.article.sources.count() == 0
    assert [line.note for line in lines(edition)] == ["source removed"]


@pytest.mark.parametrize(
    ("typed", "value"),
    [("٢٦٠٠", "2600"), ("٢٬٦٠٠", "2600"), ("2,600", "2600"), ("۲۶۰۰", "2600"), ("٢٫٥", "2.5"),
     ("2.5", "2.5"), ("−3", "-3")],
)  # fmt: skip
def test_figure_takes_digits_of_every_family(story, editor, typed, value):
    edition = story("draft")
    asked = {"low": typed, "qualifier": "about", "unit": "شخص", "as_of": "2026-11-18"}
    assert sign_in(editor).post(add(edition, "figure"), asked).status_code == 302
    figure = edition.article.figures.get()
    assert (figure.low, figure.unit_ar) == (Decimal(value), "شخص")
    assert figure.as_of == date(2026, 11, 18)


def test_people_of_a_source_are_counted_in_any_digits(story, editor):
    edition, client = story("draft"), sign_in(editor)
    client.post(add(edition, "source"), source_fields(people="٣"))
    assert edition.article.sources.get().people == 3
    nobody = client.post(add(edition, "source"), source_fields(people="0"))
    assert "people" in nobody.context["form"].errors


@pytest.mark.parametrize(
    ("more", "says"),
    [({"high": "5"}, "must be greater"), ({"high": "10"}, "must be greater"),
     ({"qualifier": "between"}, "needs a second number"), ({"low": "كثير"}, "Enter a number")],
)  # fmt: skip
def test_figure_that_cannot_be_is_refused_with_a_sentence(story, editor, more, says):
    edition = story("draft")
    response = sign_in(editor).post(
        add(edition, "figure"), {"low": "10", "qualifier": "exactly"} | more
    )
    assert says in response.content.decode()
    assert not Figure.objects.exists()


def test_history_tells_that_a_source_changed_and_no_word_of_it(story, editor):
    edition, client = story("draft"), sign_in(editor)
    client.post(add(edition, "source"), source_fields(reason="خشية على سلامته"))
    source = edition.article.sources.get()
    client.post(
        change(edition, "source", source),
        posted(client.get(change(edition, "source", source))) | {"wording": "مصدر آخر"},
    )
    assert [(line.note, line.by) for line in lines(edition)] == [
        ("source changed", editor), ("source added", editor),
    ]  # fmt: skip


def test_witness_is_added_with_one_tap_and_only_once(story, reporter):
    edition, client = story("draft"), sign_in(reporter)
    saw = client.get(page(edition)).context["saw"]
    assert client.post(add(edition, "source"), saw).status_code == 302
    source = edition.article.sources.get()
    assert (source.kind, source.first_hand, source.people) == ("witnessed", True, 1)
    assert list(source.known_to.all()) == [reporter]
    assert source.wording_ar
    assert client.get(page(edition)).context["saw"] is None


def test_kind_from_the_chips_stands_in_the_form(story, reporter):
    response = sign_in(reporter).get(add(story("draft"), "source"), {"kind": "military_unnamed"})
    form = response.context["form"]
    assert form["kind"].value() == "military_unnamed"
    assert form["terms"].value() == "unnamed"
    assert form["known_to"].value() == [reporter.pk]


def test_identity_is_known_to_reviewers_and_the_reporter_only(story, people):
    client = sign_in(people["reporter"])
    response = client.get(add(story("draft"), "source"))
    offered = set(response.context["form"].fields["known_to"].queryset)
    assert offered == {people["reporter"], people["editor"], people["chief"]}


def test_identity_has_no_field(story, editor):
    """Whoever adds one must first take up why there is none."""
    form = sign_in(editor).get(add(story("draft"), "source")).context["form"]
    assert set(form.fields) == {
        "seen", "kind", "wording", "terms", "reason", "side", "position", "first_hand", "people",
        "is_independent", "known_to", "evidence", "response",
    }  # fmt: skip
    assert "Never the name" in str(form["wording"].help_text)


def test_form_writes_the_language_of_the_edition_and_shows_the_other(story, editor):
    edition = story("draft")
    sibling = story("draft", language="ku", article=edition.article, writer="editor")
    source, client = make_source(edition), sign_in(editor)
    shown = client.get(change(sibling, "source", source))
    assert shown.context["form"]["wording"].value() == ""
    assert WORDING in shown.content.decode()
    client.post(change(sibling, "source", source), posted(shown) | {"wording": "Çavkaniyek"})
    source.refresh_from_db()
    assert (source.wording_ar, source.wording_ku) == (WORDING, "Çavkaniyek")


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_database_as_often_for_three_as_for_one(
    story, editor, count, django_assert_num_queries
):
    edition = story("draft")
    for number in range(count):
        source, claim = make_source(edition), make_claim(edition, f"رواية {number}")
        claim.sources.add(source)
        source.known_to.add(editor)
        Figure(article=edition.article, low=number, unit_ar="شاحنة", source=source).save()
    client = sign_in(editor)
    client.get(page(edition))
    # Three are the line of the audit trail, which in a test no commit remembers.
    with django_assert_num_queries(17):
        client.get(page(edition))


@pytest.mark.parametrize("count", [1, 3])
def test_panel_shows_the_records_with_as_few_queries_for_three(
    story, editor, count, django_assert_num_queries
):
    edition = story("draft")
    for _number in range(count):
        make_source(edition).known_to.add(editor)
        make_claim(edition).sources.add(edition.article.sources.first())
    with django_assert_num_queries(6):
        shown = render_to_string(PANEL, sourcing_panel(edition))
    assert shown.count(CLAIM) == shown.count("Editor") == count
    assert page(edition) in shown
