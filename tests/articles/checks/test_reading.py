"""A page reads the story once; what is decided is read anew."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from makers import make_correspondent, make_photo

from newsroom.accounts.models import Account
from newsroom.articles import writing
from newsroom.articles.checks import reading, safety
from newsroom.articles.checks.checklist import run
from newsroom.articles.checks.reading import one_reading, read, read_first
from newsroom.articles.checks.story import Story
from newsroom.articles.readiness import COMPLETE
from newsroom.correspondents.protection import protect
from newsroom.media import clearance
from newsroom.workflow.moves import Refused, move

FOUGHT = "قُصفت القرية ليلًا. ووقعت اشتباكات عند الجسر."
KILLED = "<p>قُتل خمسة عمال في المقلع.</p>"
NOON = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def counted(monkeypatch):
    """How often the records of a story are read, and the public files of a photo."""
    count: Counter[str] = Counter()

    def counting(module, name):
        real = getattr(module, name)

        def asked(*given):
            count[name] += 1
            return real(*given)

        monkeypatch.setattr(module, name, asked)

    counting(reading, "claims")
    counting(clearance, "metadata")
    counting(safety, "_fighting")
    return count


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "published", "pending"])
def test_form_reads_the_story_and_its_photos_files_once(
    story, people, photo_editor, state, counted, django_assert_max_num_queries
):
    photo = make_photo(people["reporter"])
    move(photo, "publish", by=photo_editor)
    edition = story("published" if state == "pending" else state, photos=[photo])
    if state == "pending":
        writing.write(edition, by=people["editor"], text={"body": KILLED}, why="")
    client = Client()
    client.force_login(people["chief"])
    address = reverse("admin:articles_edition_change", args=[edition.pk])
    client.get(address)
    counted.clear()

    with django_assert_max_num_queries(52):
        assert client.get(address).status_code == 200

    assert (counted["claims"], counted["metadata"]) == (1, 1)


def test_form_says_why_a_step_is_blocked_in_the_words_of_the_panel(story, chief):
    edition = story("approved", text={"headline": "مقتل خمسة عمال", "body": KILLED})
    Account.objects.filter(pk=chief.pk).update(language="en")
    client = Client()
    client.force_login(chief)

    page = client.get(reverse("admin:articles_edition_change", args=[edition.pk])).text

    assert "Warnings wait for a reason: \u2068W4\u2069." in page
    assert "stands in no figure" in page


def test_reading_is_kept_for_one_page_and_for_no_decision(story, chief):
    edition = story("approved")
    Account.objects.filter(pk=chief.pk).update(language="en")
    with one_reading(edition):
        known = read(edition).sources
        edition.article.sources.all().delete()
        assert known
        assert read(edition).sources == known

    assert read(edition).sources == ()
    with pytest.raises(Refused, match="W1"):
        move(edition, "publish", by=chief)


def test_first_steps_read_no_records_and_publishing_reads_them_once(story, people, counted):
    edition = story("draft")
    for verb, who, read_so_far in (("submit", "reporter", 0), ("take", "editor", 0),
                                   ("approve", "editor", 0), ("publish", "chief", 1)):  # fmt: skip
        details = {"published_at": timezone.now()} if verb == "publish" else {}
        move(edition, verb, by=people[who], **details)
        assert counted["claims"] == read_so_far, verb


@pytest.mark.parametrize("lacks", [{}, {"body": ""}, {"headline": ""}, {"signing": ""}])
def test_first_steps_find_what_the_whole_reading_finds(story, people, chief, lacks):
    """In the words, in a photo's and in how it is signed."""
    protect(make_correspondent(), "name", ["زهرة الخالدي"], by=chief)
    photo = make_photo(people["reporter"], caption_ar="زهرة الخالدي عند النهر")
    edition = story("draft", photos=[photo], text={"body": "<p>قالت زهرة الخالدي.</p>"})
    for name, value in lacks.items():
        setattr(edition.article if name == "signing" else edition, name, value)
    whole, first = run(read(edition), COMPLETE), run(read_first(edition), COMPLETE)
    assert first == whole
    assert {each.field for each in whole} >= {"photos", *lacks}


def test_reading_follows_a_shared_field_that_is_saved_meanwhile(story, chief):
    edition = story("in_review")
    article = edition.article
    with one_reading(edition):
        assert read(edition).signing
        fields = {"signing": ""}
        writing.save_shared(article, by=chief, fields=fields, version=article.version)
        assert read(edition).signing == ""


def test_reading_follows_words_that_are_written_meanwhile(story, editor):
    edition = story("published")
    with one_reading(edition):
        old = read(edition)
        writing.write(edition, by=editor, text={"body": KILLED}, why="")
        assert read(edition).body != old.body
        assert read(edition, edition.approved).body == old.body
    assert reading.READINGS not in vars(edition)


def test_reading_at_another_time_is_the_same_story_then(story):
    edition = story("approved")
    with one_reading(edition):
        now, later = read(edition), read(edition, at=NOON)
    assert (now.at, later.at) == (None, NOON)
    assert replace(later, at=None) == now


def test_signs_of_fighting_are_looked_for_once(counted):
    story = Story(headline="قصف", body=FOUGHT, precision=4, place=1)

    assert {"W4", "W13"} & {each.check.id for each in run(story)} == {"W13"}
    assert counted["_fighting"] == 1
    assert safety.fighting(story.at_time(NOON)) == "قصف"
    assert counted["_fighting"] == 1
    assert safety.fighting(replace(story, headline="هدوء", body="هدوء.")) == ""
    assert counted["_fighting"] == 2


def test_photo_wants_its_alternative_text_in_the_storys_own_language(story, reporter):
    photo = make_photo(reporter, credit_en="")
    arabic = story("in_review", photos=[photo])
    english = story("in_review", language="en", article=arabic.article)
    assert [image.alt for image in read(arabic).images] == [photo.alt_ar]
    (image,) = read(english).images
    assert (image.alt, image.caption, image.credit) == ("", photo.caption_ar, photo.credit_ar)


def test_photo_whose_rights_ended_is_no_readers_and_stops_nothing(story, reporter):
    photo = make_photo(reporter, alt_ar="", rights_until=timezone.now() + timedelta(hours=1))
    edition = story("in_review", photos=[photo])
    assert len(read(edition).images) == 1
    photo.rights_until = timezone.now()
    photo.save()
    assert read(type(edition).objects.get(pk=edition.pk)).images == ()
