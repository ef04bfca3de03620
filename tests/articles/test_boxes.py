"""The boxes of a story: what they say, in which language, and the way of a change to readers."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from newsroom.accounts.models import Account
from newsroom.articles import box_words, writing
from newsroom.articles.boxes import TICKS, boxes
from newsroom.articles.models import Article, Claim, Edition, Figure, SourceRecord
from newsroom.workflow.moves import move

NAME = "اسم لا يُقال"
ALL = dict.fromkeys(TICKS, True)


def again(edition: Edition) -> Edition:
    return Edition.objects.get(pk=edition.pk)


def tick(article: Article, by: Account, **columns) -> None:
    article = Article.objects.get(pk=article.pk)
    writing.save_shared(article, by=by, fields=columns, version=article.version)


def make_source(article: Article, wording: str = "مسؤول محلي", **more) -> SourceRecord:
    words = {"kind": "official_unnamed", "terms": "unnamed", "wording_ar": wording} | more
    source = SourceRecord(article=article, created_by=article.created_by, **words)
    source.save()
    return source


def make_claim(article: Article, text: str, *sources: SourceRecord, **more) -> Claim:
    claim = Claim(article=article, **{"text_ar": text, "status": "disputed"} | more)
    claim.save()
    claim.sources.set(sources)
    return claim


def make_figure(article: Article, low: str = "26", **more) -> Figure:
    figure = Figure(article=article, low=Decimal(low), **{"unit_ar": "شاحنة"} | more)
    figure.save()
    return figure


@pytest.fixture
def article(story) -> Article:
    """A story of the reporter's with every box ticked and nothing recorded but its sources."""
    edition = story("draft")
    Article.objects.filter(pk=edition.article_id).update(**ALL)
    return Article.objects.get(pk=edition.article_id)


@pytest.fixture
def sides(article) -> tuple[Claim, Claim]:
    """Two accounts that contradict each other."""
    official = make_claim(article, "كلهم مدنيون", make_source(article, "الإدارة المحلية"))
    military = make_claim(article, "بينهم مقاتلون", make_source(article, "مصدر عسكري"))
    official.conflicts.add(military)
    return official, military


# What they say


def test_nothing_ticked_says_nothing(article, sides):
    make_figure(article)
    make_claim(article, "لم نره", status="unverified")
    assert set(boxes(article, "ar")) == {"figures", "accounts", "unverified"}

    for name in ALL:
        setattr(article, name, False)
    assert boxes(article, "ar") == {}


def test_ticked_box_without_records_is_left_out(article):
    assert boxes(article, "ar") == {}


def test_figure_is_plain_strings_and_codes(article):
    make_figure(
        article, "2600.500", high=Decimal(3000), qualifier="between", what_ar="على الطريق",
        counted_by_ar="مراسل الشبكة", as_of=date(2026, 11, 18),
        source=make_source(article, "مسؤول محلي"),
    )  # fmt: skip

    said = boxes(article, "ar")["figures"]

    assert said == [
        {
            "low": "2600.5", "high": "3000", "qualifier": "between", "unit": "شاحنة",
            "what": "على الطريق", "counted_by": "مراسل الشبكة", "as_of": "2026-11-18",
            "source": "مسؤول محلي",
        }
    ]  # fmt: skip
    assert json.loads(json.dumps(said)) == said


def test_who_counted_and_told_is_named_once(article):
    make_figure(article, counted_by_ar="البلدية", source=make_source(article, "البلدية"))

    assert "source" not in boxes(article, "ar")["figures"][0]


def test_language_without_words_gets_no_row(article, sides):
    make_figure(article)
    make_claim(article, "لم نره", status="unverified")

    assert boxes(article, "ar")
    assert boxes(article, "en") == {}


@pytest.mark.parametrize(
    "words",
    [{"what_en": "on the road"}, {"unit_en": "trucks", "what_ar": "على الطريق"}],
    ids=["without its unit", "without what was counted"],
)
def test_figure_that_would_say_less_than_elsewhere_is_left_out(article, words):
    make_figure(article, **words)
    assert boxes(article, "ar")["figures"]

    assert boxes(article, "en") == {}


def test_figure_that_only_another_language_tells_more_of_stays(article):
    make_figure(article, what_en="on the road")

    assert boxes(article, "ar")["figures"] == [
        {"low": "26", "qualifier": "exactly", "unit": "شاحنة"}
    ]


def test_account_whose_other_side_lacks_the_language_is_left_out(article, sides):
    official, _military = sides
    Claim.objects.filter(pk=official.pk).update(text_en="All are civilians")
    official.sources.update(wording_en="the administration")

    assert len(boxes(article, "ar")["accounts"][0]) == 2
    assert boxes(article, "en") == {}


def test_account_without_those_who_give_it_is_left_out_with_its_conflict(article, sides):
    assert boxes(article, "ar")
    sides[0].sources.clear()

    assert boxes(article, "ar") == {}


def test_claim_that_the_story_leaves_out_is_in_no_box(article, sides):
    make_claim(article, "لم نره", status="unverified", is_told=True)
    make_claim(article, NAME, status="unverified", is_told=False)
    Claim.objects.filter(pk=sides[0].pk).update(is_told=False, text_ar=NAME)

    said = boxes(article, "ar")

    assert [row["text"] for row in said["unverified"]] == ["لم نره"]
    assert "accounts" not in said
    assert NAME not in str(said)


def test_three_accounts_of_one_matter_stand_together(article, sides):
    third = make_claim(article, "لا أحد يعلم", make_source(article, "أحد السكان"))
    third.conflicts.add(sides[1])

    (group,) = boxes(article, "ar")["accounts"]

    assert [account["text"] for account in group] == [
        "كلهم مدنيون", "بينهم مقاتلون", "لا أحد يعلم",
    ]  # fmt: skip
    assert group[0]["sources"] == ["الإدارة المحلية"]


def test_two_conflicts_are_two_groups(article, sides):
    one = make_claim(article, "عند الفجر", make_source(article, "حارس"))
    one.conflicts.add(make_claim(article, "عند المغرب", make_source(article, "سائق")))

    assert [len(group) for group in boxes(article, "ar")["accounts"]] == [2, 2]


def test_off_record_source_is_in_no_box(article, sides):
    secret = make_source(article, NAME, terms="off_record")
    make_figure(article, unit_ar="رقم سري", source=secret)
    make_claim(article, "قاله وحده", secret, status="unverified")
    sides[0].sources.add(secret)
    make_claim(article, "قاله معه آخر", secret, make_source(article), status="unverified")

    said = str(boxes(article, "ar"))

    assert "قاله معه آخر" in said
    assert "كلهم مدنيون" in said
    for kept in (NAME, "رقم سري", "قاله وحده"):
        assert kept not in said


def test_desks_own_notes_are_in_no_box(article, editor):
    source = make_source(article, side=NAME, position=NAME)
    source.known_to.add(editor)
    make_figure(article, source=source, derived_from=NAME)
    make_claim(article, "لم نره", source, status="unverified")

    said = str(boxes(article, "ar"))

    assert "مسؤول محلي" in said
    assert NAME not in said
    assert editor.username not in said


def test_readers_are_told_why_a_source_has_no_name(article):
    reason = {"reason_ar": "غير مخوّل بالتصريح"}
    unnamed = make_source(article, "مصدر عسكري", kind="military_unnamed", terms="unnamed", **reason)
    named = make_source(article, "مدير الوحدة", kind="official", terms="on_record", **reason)
    make_claim(article, "لم نره", unnamed, named, status="unverified")
    (claim,) = boxes(article, "ar")["unverified"]
    assert claim["sources"] == ["مصدر عسكري (غير مخوّل بالتصريح)", "مدير الوحدة"]


# In words


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ({"low": "26", "unit": "trucks"}, "26 trucks"),
        ({"low": "2600", "qualifier": "about", "unit": "people"}, "About 2,600 people"),
        ({"low": "5", "qualifier": "at_least"}, "At least 5"),
        ({"low": "5", "high": "7", "qualifier": "up_to", "unit": "km"}, "Up to 5–7 km"),
        ({"low": "5", "high": "7", "qualifier": "between", "unit": "km"}, "Between 5 and 7 km"),
        ({"low": "0.5", "unit": "km"}, "0.5 km"),
    ],
)
def test_amount_reads(figure, said):
    with translation.override("en"):
        amount = box_words.amount({"qualifier": "exactly"} | figure)
    assert amount.replace(box_words.NO_BREAK, " ").replace("\u2060", "") == said


def test_amount_breaks_neither_before_its_unit_nor_after_its_qualifier():
    with translation.override("en"):
        amount = box_words.amount({"low": "9", "qualifier": "about", "unit": "cubic metres"})
    assert amount.split(" ") == ["About\u00a09\u00a0cubic", "metres"]


@pytest.mark.parametrize(
    ("qualifier", "said"),
    [
        ("exactly", "60\u2060–\u206080\u00a0men"),
        ("between", "Between\u00a060\u00a0and\u00a080\u00a0men"),
    ],
)
def test_amount_breaks_not_between_its_two_numbers(qualifier, said):
    figure = {"low": "60", "high": "80", "qualifier": qualifier, "unit": "men"}
    with translation.override("en"):
        assert box_words.amount(figure) == said


# Into the revisions, and to readers


def test_new_language_begins_with_its_boxes(article, translator):
    make_figure(article, unit_en="trucks")

    english = writing.start(article, "en", by=translator, text={"headline": "Trucks"})

    assert english.latest.boxes == english.boxes == boxes(article, "en")
    assert english.boxes["figures"][0]["unit"] == "trucks"


def test_tick_on_a_published_story_waits_for_a_second_person(story, editor, chief):
    edition = story("published")
    make_figure(edition.article, source=edition.article.sources.first())

    tick(edition.article, editor, shows_figures=True)

    waiting = again(edition)
    assert waiting.is_pending
    assert waiting.boxes == {}
    assert waiting.latest.boxes["figures"]
    assert waiting.latest.by == editor
    assert not waiting.history.filter(verb="share").exists()
    move(waiting, "update", by=chief)
    assert again(edition).boxes["figures"]


def test_change_of_an_approved_story_takes_the_approval_away(story, editor):
    edition = story("approved")
    make_figure(edition.article)

    tick(edition.article, editor, shows_figures=True)

    assert again(edition).state == "in_review"
    assert again(edition).approved is None


def test_scheduled_story_leaves_the_schedule(story, editor):
    edition = story("scheduled", hours=5)
    make_figure(edition.article)

    tick(edition.article, editor, shows_figures=True)

    assert (again(edition).state, again(edition).published_at) == ("in_review", None)


def test_nothing_changed_is_no_revision_and_keeps_the_approval(story, editor):
    edition = story("approved")
    make_figure(edition.article)

    tick(edition.article, editor, kind="report")
    writing.refresh_boxes(edition.article, by=editor)

    assert again(edition).state == "approved"
    assert edition.revisions.count() == 1


def test_every_language_follows_but_the_spiked(story, editor, translator):
    arabic = story("draft")
    article = arabic.article
    kurdish = story("spiked", article=article, language="ku", writer="translator")
    english = story("published", article=article, language="en", writer="translator")
    make_figure(article, unit_en="trucks", unit_ku="kamyon")

    tick(article, editor, shows_figures=True)

    assert again(arabic).boxes["figures"][0]["unit"] == "شاحنة"
    assert again(english).latest.boxes["figures"][0]["unit"] == "trucks"
    assert again(kurdish).boxes == {}
    revived = again(kurdish)
    move(revived, "revive", by=editor)
    writing.write(revived, by=translator, text={"headline": "Kamyon"})
    assert again(kurdish).boxes["figures"][0]["unit"] == "kamyon"


def test_whoever_may_not_take_an_approval_away_still_saves(story, make_account, editor):
    """A newsroom's own role that changes texts but does not review."""
    polisher = make_account("polisher", "reporter")
    names = ("see_every_edition", "change_every_edition")
    polisher.user_permissions.set(Permission.objects.filter(codename__in=names))
    approved = story("approved")
    english = story("draft", article=approved.article, language="en")
    make_figure(approved.article, unit_en="trucks")

    tick(approved.article, polisher, shows_figures=True)

    assert again(english).boxes["figures"]
    assert (again(approved).state, again(approved).boxes) == ("approved", {})
    writing.write(again(approved), by=editor, text={})
    assert again(approved).state == "in_review"
    assert again(approved).boxes["figures"]


def test_restoring_old_words_keeps_the_boxes(story, editor):
    edition = story("in_review")
    old = edition.latest.words()
    make_figure(edition.article)
    tick(edition.article, editor, shows_figures=True)
    writing.write(again(edition), by=editor, text={"headline": "عنوان آخر"})

    writing.write(again(edition), by=editor, text=old)

    assert again(edition).boxes["figures"]
    assert again(edition).headline == old["headline"]


# At the desk


def sign_in(account: Account) -> Client:
    Account.objects.filter(pk=account.pk).update(language="en")
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def boxed(story, editor):
    """A published story whose figure readers have."""
    edition = story("in_review")
    figure = make_figure(edition.article, "26", what_ar="غادرت القرية")
    tick(edition.article, editor, shows_figures=True)
    for verb, by in (("approve", "editor"), ("publish", "chief")):
        move(again(edition), verb, by=Account.objects.get(username=by))
    return again(edition), figure


def post_figure(client: Client, edition: Edition, figure: Figure, low: str):
    page = reverse("admin:articles_edition_sourcing_change", args=[edition.pk, "figure", figure.pk])
    form = client.get(page).context["form"]
    fields = {"low": low, "qualifier": "exactly", "unit": "شاحنة", "what": "غادرت القرية"}
    return client.post(page, fields | {"seen": form.initial["seen"]})


@pytest.fixture
def unwarned(settings):
    settings.CHECKS_OFF = ["W1", "W4", "W15"]


def test_changed_figure_is_a_pending_change(unwarned, boxed, editor):
    edition, figure = boxed

    response = post_figure(sign_in(editor), edition, figure, "36")

    assert response.status_code == 302
    assert Figure.objects.get().low == 36
    assert again(edition).boxes["figures"][0]["low"] == "26"
    assert again(edition).latest.boxes["figures"][0]["low"] == "36"
    assert again(edition).is_pending


def test_deleted_figure_is_a_pending_change(unwarned, boxed, editor):
    edition, figure = boxed
    client = sign_in(editor)
    args = [edition.pk, "figure", figure.pk]
    page = client.get(reverse("admin:articles_edition_sourcing_change", args=args))

    client.post(
        reverse("admin:articles_edition_sourcing_delete", args=args),
        {"seen": page.context["form"].initial["seen"]},
    )

    assert not Figure.objects.exists()
    assert again(edition).boxes["figures"]
    assert again(edition).latest.boxes == {}


def test_comparison_shows_the_boxes_as_lines(unwarned, boxed, editor):
    edition, figure = boxed
    client = sign_in(editor)
    post_figure(client, edition, figure, "36")

    response = client.get(reverse("admin:articles_edition_compare", args=[edition.pk]))

    (field,) = response.context["differences"]
    assert field.name == "boxes"
    assert field.is_visible
    changed = [line for line in field.lines if line.kind == "changed"]
    assert len(changed) == 1
    assert {part.text for part in changed[0].inline if part.kind != "same"} == {"26", "36"}
    assert "{" not in str(field.label)


def test_desk_reads_what_a_second_person_approves(unwarned, boxed, editor):
    edition, figure = boxed
    client = sign_in(editor)
    post_figure(client, edition, figure, "36")

    for name in ("change", "sourcing"):
        page = client.get(reverse(f"admin:articles_edition_{name}", args=[edition.pk]))
        assert '<details class="readers"' in page.content.decode()


def form_of(client: Client, edition: Edition) -> dict:
    """What the desk's form would post, unchanged."""
    page = client.get(reverse("admin:articles_edition_change", args=[edition.pk]))
    form = page.context["adminform"].form
    fields = {name: form[name].value() for name in form.fields}
    return {
        name: getattr(value, "pk", value)
        for name, value in fields.items()
        if value not in (None, False)
    }


def test_editor_ticks_and_reporter_does_not(story, reporter, editor):
    edition = story("draft")
    for person, may in ((reporter, False), (editor, True)):
        client = sign_in(person)
        data = form_of(client, again(edition)) | {"shows_figures": "on"}

        response = client.post(reverse("admin:articles_edition_change", args=[edition.pk]), data)

        assert response.status_code == 302, response.context["errors"]
        assert Article.objects.get().shows_figures is may


def test_reporters_save_keeps_the_editors_tick(story, reporter, editor):
    edition = story("draft")
    tick(edition.article, editor, shows_figures=True)
    client = sign_in(reporter)
    data = form_of(client, again(edition))
    data.pop("shows_figures", None)

    client.post(
        reverse("admin:articles_edition_change", args=[edition.pk]),
        data | {"headline": "عنوان أدق"},
    )

    assert again(edition).headline == "عنوان أدق"
    assert Article.objects.get().shows_figures


def test_editor_says_until_when_it_is_breaking(story, editor):
    edition = story("in_review")
    client = sign_in(editor)
    until = timezone.localtime(timezone.now() + timedelta(hours=3))
    data = form_of(client, edition) | {"breaking_until": f"{until:%Y-%m-%dT%H:%M}"}

    client.post(reverse("admin:articles_edition_change", args=[edition.pk]), data)

    assert Article.objects.get().is_breaking
