"""The chief takes words out of a story for good; that they were, stays."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from makers import make_bar, make_photo, make_topic

from newsroom.articles import corrections, writing
from newsroom.articles.models import Edition, Moment
from newsroom.articles.redaction import redact
from newsroom.media.models import Photo, Upload
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
    assert redact(said, SECRET, by=people["chief"]).revisions == 2
    edition = Edition.objects.get(pk=said.pk)
    kept = [edition.text(), edition.folded, edition.slug]
    kept += [(row.text(), row.why) for row in edition.revisions.all()]
    kept += [(row.said, row.right) for row in edition.corrections.all()]
    kept += [row.note for row in edition.history.all()]
    assert "سالم" not in str(kept)
    assert edition.body.count("[…]") == 2
    assert edition.is_pending
    assert edition.text() == edition.approved.text()


def test_days_of_timelines_that_name_the_story_lose_them(said, people):
    water = make_topic()
    moment = Moment(topic=water, date=date(2026, 2, 3), text_ar=f"قرب {SECRET}", edition=said)
    moment.save()
    redact(said, SECRET, by=people["chief"])
    assert "سالم" not in str(Moment.objects.rewrite(False).values().get(pk=moment.pk))


def test_background_of_its_topics_loses_them_and_their_names_stay(said, people):
    water, other = make_topic(), make_topic("other")
    for topic in (water, other):
        topic.name_ar, topic.background_ar = SECRET, f"قرب {SECRET}"
        topic.save()
    said.article.topics.add(water)
    redact(said, SECRET, by=people["chief"])
    for topic in (water, other):
        topic.refresh_from_db()
    assert (water.name_ar, water.background_ar) == (SECRET, "قرب […]")
    assert SECRET in other.background_ar


def test_what_is_said_of_its_photos_loses_them(story, people, client):
    photo = make_photo(
        people["reporter"], cleared_by=people["editor"], caption_ar=f"قرب {SECRET}", alt_ar=SECRET,
        credit_ar=SECRET,
    )  # fmt: skip
    other = make_photo(people["reporter"], cleared_by=people["editor"], caption_ar=SECRET)
    edition = story("published", photos=[photo])
    upload = Upload.objects.create(
        by=people["reporter"], story=edition.article.filing_key, digest="0", size=1,
        caption=f"قرب {SECRET}", number=1,
    )  # fmt: skip
    assert "سالم" in client.get(edition.url).text
    redact(edition, SECRET, by=people["chief"])
    assert "سالم" not in client.get(edition.url).text
    assert "سالم" not in str(Photo.objects.rewrite(False).values().get(pk=photo.pk))
    assert Upload.objects.get(pk=upload.pk).caption == "قرب […]"
    assert Photo.objects.get(pk=other.pk).caption_ar == SECRET


def test_page_says_it_where_only_a_caption_has_them(story, people, client):
    photo = make_photo(people["reporter"], cleared_by=people["editor"], caption_ar=SECRET)
    edition = story("published", photos=[photo])
    address = reverse("admin:articles_edition_redact", args=[edition.pk])
    client.force_login(people["chief"])
    with translation.override("ar"):
        assert "1 " in client.post(address, {"words": SECRET}).text
        response = client.post(address, {"words": SECRET, "is_sure": "on"}, follow=True)
        assert gettext("Taken out of what stands beside the text.") in response.text
        response = client.post(address, {"words": SECRET, "is_sure": "on"}, follow=True)
        assert gettext("No revision has these words: nothing was taken out.") in response.text


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


def test_breaking_bars_lose_the_whole_line(said, story, people, client):
    """Of this story, and of none; in the languages that have the words."""
    other = story("published")
    line = {"text_ar": f"قصف قرب {SECRET}", "text_en": "Shelling in the village"}
    bars = [make_bar(people["editor"], article=article, **line)
            for article in (other.article, None, said.article)]  # fmt: skip
    assert "سالم" in client.get("/").text
    redact(said, SECRET, by=people["chief"])
    for bar in bars:
        bar.refresh_from_db()
    theirs, *ours = bars
    assert SECRET in theirs.text_ar
    assert [(bar.text_ar, bar.text_en) for bar in ours] == [("", line["text_en"])] * 2
    theirs.delete()
    for path in ("/", "/lite/"):
        assert "سالم" not in client.get(path).text
    assert line["text_en"] in client.get("/en/").text
