"""The boxes and the label of breaking news as readers get them."""

from __future__ import annotations

import gzip
import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from makers import make_photo

from newsroom.articles import writing
from newsroom.articles.boxes import TICKS
from newsroom.articles.models import Article, Claim, Edition, Figure, SourceRecord
from newsroom.workflow.moves import move

SECRET = "اسم لا يُقال"
STYLE_AT_MOST = 9 * 1024
UNIT = "شاحنة"


def share(article: Article, by, **columns) -> None:
    article = Article.objects.get(pk=article.pk)
    writing.save_shared(article, by=by, fields=columns, version=article.version)


def page(client, edition: Edition) -> str:
    response = client.get(edition.url)
    assert response.status_code == 200
    return response.content.decode()


def words(html: str) -> str:
    text = re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)


def source(article: Article, by, **more) -> SourceRecord:
    row = SourceRecord(article=article, created_by=by, kind="organisation", **more)
    row.save()
    return row


def claim(article: Article, *sources: SourceRecord, **more) -> Claim:
    row = Claim(article=article, **more)
    row.save()
    row.sources.set(sources)
    return row


def record(article: Article, by) -> None:
    """A figure, two accounts and a doubt in Arabic."""
    official = source(article, by, wording_ar="الإدارة المحلية", position=SECRET, side=SECRET)
    military = source(article, by, wording_ar="مصدر <عسكري>")
    Figure(
        article=article, low=Decimal(2600), qualifier="about", unit_ar=UNIT,
        what_ar="على الطريق", as_of=date(2026, 11, 18), source=official,
    ).save()  # fmt: skip
    one = claim(article, official, text_ar="كلهم مدنيون", status="disputed")
    two = claim(article, military, text_ar="بينهم مقاتلون", status="witnessed")
    one.conflicts.add(two)
    claim(article, text_ar="إلى أين ذهبوا", status="unverified")
    claim(article, text_ar=f"{SECRET} 3", status="unverified", is_told=False)


@pytest.fixture
def boxed(settings, story, people):
    """Makes a story with all three boxes, published in Arabic and in English."""
    settings.CHECKS_OFF = [f"W{n}" for n in range(1, 18)]

    def make() -> tuple[Edition, Edition]:
        arabic = story("in_review")
        english = story("in_review", article=arabic.article, language="en", text={
            "headline": "Trucks leave", "body": "<p>They left.</p>",
        })  # fmt: skip
        record(arabic.article, people["reporter"])
        share(arabic.article, people["editor"], **dict.fromkeys(TICKS, True))
        for edition in (arabic, english):
            for verb, by in (("approve", "editor"), ("publish", "chief")):
                move(Edition.objects.get(pk=edition.pk), verb, by=people[by])
        return tuple(Edition.objects.get(pk=each.pk) for each in (arabic, english))

    return make


def test_reader_sees_three_boxes_with_headings(client, boxed):
    arabic, _english = boxed()

    html = page(client, arabic)

    boxes = re.findall(r'<section class="box[^"]*" aria-labelledby="(\w+)"', html)
    assert boxes == ["figures", "accounts", "unverified"]
    assert [re.search(rf'<h2 id="{name}">', html) is not None for name in boxes] == [True] * 3
    text = words(html)
    for said in (f"2,600 {UNIT}", "على الطريق", "كلهم مدنيون", "بينهم مقاتلون", "إلى أين ذهبوا"):
        assert said in text
    assert '<time datetime="2026-11-18">' in html
    assert "مصدر &lt;عسكري&gt;" in html


def test_number_stands_isolated_and_unbroken_with_its_unit(client, boxed):
    arabic, _english = boxed()

    found = re.search(r'<dt><bdi dir="rtl">([^<]+)</bdi></dt>', page(client, arabic))

    assert found
    assert f"2,600\u00a0{UNIT}" in found[1]


def test_nothing_of_the_desks_own_reaches_readers(client, boxed, people):
    arabic, _english = boxed()
    secret = source(arabic.article, people["editor"], wording_ar=SECRET, terms="off_record")
    Figure(article=arabic.article, low=Decimal(99), unit_ar=f"{SECRET} 1", source=secret).save()
    claim(arabic.article, secret, text_ar=f"{SECRET} 2", status="unverified")
    writing.refresh_boxes(arabic.article, by=people["editor"])

    assert SECRET not in str(Edition.objects.get(pk=arabic.pk).latest.boxes)
    for url in (arabic.url, "/", "/feed.rss", "/search/?q=شاحنة"):
        assert SECRET not in client.get(url).content.decode()


def test_language_without_words_shows_no_box(client, boxed):
    arabic, english = boxed()
    assert 'class="box' in page(client, arabic)

    html = page(client, english)

    assert 'class="box' not in html
    assert UNIT not in html


def test_changed_figure_reaches_readers_by_a_second_person_only(client, boxed, people):
    arabic, _english = boxed()
    Figure.objects.filter(low=2600).update(low=3600)

    writing.refresh_boxes(arabic.article, by=people["editor"])

    assert "2,600" in page(client, arabic)
    assert "3,600" not in page(client, arabic)
    move(Edition.objects.get(pk=arabic.pk), "update", by=people["chief"])
    assert "3,600" in page(client, arabic)


def test_box_unticked_stays_with_readers_until_somebody_brings_the_change(client, boxed, people):
    arabic, _english = boxed()

    share(arabic.article, people["editor"], shows_accounts=False)

    assert 'id="accounts"' in page(client, arabic)
    move(Edition.objects.get(pk=arabic.pk), "update", by=people["chief"])
    assert 'id="accounts"' not in page(client, arabic)
    assert 'id="figures"' in page(client, arabic)


def test_boxes_cost_no_query(client, boxed, story):
    plain = story("published", hours=9)
    counts = []
    for edition in (plain, boxed()[0]):
        client.get(edition.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(edition.url)
        counts.append(
            sum("articles_figure" in q["sql"] or "articles_claim" in q["sql"] for q in captured)
        )
    assert counts == [0, 0]


# Breaking


def breaking(edition: Edition, editor, minutes: float = 60) -> None:
    share(edition.article, editor, breaking_until=timezone.now() + timedelta(minutes=minutes))


def lead(client) -> str:
    html = client.get("/").content.decode()
    return re.search(r'<article class="card lead.*?</article>', html, re.DOTALL)[0]


def test_breaking_story_leads_the_front_and_is_marked(client, story, editor, photo_editor):
    photo = make_photo(editor, cleared_by=photo_editor)
    old = story("published", hours=3, text={"headline": "عاجل قديم"})
    story("published", hours=1, photos=[photo], text={"headline": "أحدث"})
    assert "أحدث" in lead(client)
    assert "now" not in lead(client)

    breaking(old, editor)

    assert "عاجل قديم" in lead(client)
    assert 'class="kick now"' in lead(client)
    assert 'class="kick now"' in page(client, old)
    assert client.get("/").content.decode().count(">عاجل قديم<") == 1


def test_breaking_story_behind_many_newer_ones_leads(client, story, editor):
    old = story("published", hours=30, text={"headline": "عاجل قديم"})
    for number in range(14):
        story("published", hours=1 + number, text={"headline": "خبر آخر"})
    breaking(old, editor)

    assert "عاجل قديم" in lead(client)


def test_label_ends_by_itself(client, story, editor):
    edition = story("published", hours=3)
    breaking(edition, editor)
    assert 'class="kick now"' in page(client, edition)
    breaking(edition, editor, minutes=-1)

    assert "kick now" not in page(client, edition)
    assert "kick now" not in client.get("/").content.decode()


def test_style_sheet_keeps_to_its_budget():
    found = finders.find("public/site.css")
    assert len(gzip.compress(Path(found).read_bytes())) <= STYLE_AT_MOST
