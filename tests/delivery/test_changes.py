"""The database notes what readers see change, whoever writes and however."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from makers import arrange, make_bar, make_correspondent, make_page, make_photo, make_topic

from newsroom.articles import writing
from newsroom.articles.models import ArticlePhoto, Byline, Correction, Moment, Revision, Section
from newsroom.delivery import triggers
from newsroom.delivery.models import Change
from newsroom.delivery.purges import modules
from newsroom.pages.models import Arrangement, BreakingBar, Network, PageText, Pin


@pytest.fixture
def edition(story, people):
    edition = story("published", photos=[make_photo(people["photo"], cleared_by=people["photo"])])
    edition.article.topics.add(make_topic())
    writing.sign(edition.article, [make_correspondent()])
    return edition


@pytest.fixture
def noted(edition):
    """What changes since it was asked last: by tag, whether readers must not have it any more."""

    def since():
        found = dict(Change.objects.order_by("gone").values_list("tag", "gone"))
        Change.objects.all().delete()
        return found

    since()
    return since


def raw(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_edition_by_save_update_and_by_hand(edition, noted):
    row, story = f"edition:{edition.pk}", f"article:{edition.article_id}"
    edition.headline = "عنوان آخر"
    edition.save()
    assert noted() == {row: False, story: False}
    type(edition).objects.filter(pk=edition.pk).update(standfirst="موجز آخر")
    assert noted() == {row: False, story: False}
    raw("UPDATE articles_edition SET slug = 'x' WHERE id = %s", edition.pk)
    assert noted() == {row: False, story: False}


def test_save_that_changes_nothing_is_no_change(edition, noted):
    edition.save()
    edition.article.save()
    assert noted() == {}


def test_work_on_what_readers_do_not_have_is_no_change(story, edition, noted, people):
    article = edition.article
    draft = story("draft", article=article, language="en")
    writing.write(draft, by=people["reporter"], text={"headline": "Other", "body": "<p>New</p>"})
    edition.refresh_from_db()
    writing.write(edition, by=people["editor"], text={"headline": "قادم"})
    assert noted() == {}


def test_withdrawn_story_is_gone_and_leaves_its_lists(edition, noted):
    type(edition).objects.filter(pk=edition.pk).update(state="withdrawn")
    story = edition.article_id
    assert noted() == {
        f"edition:{edition.pk}": True, f"article:{story}": True, f"lists:{story}": True,
        f"leaves:{story}:ar": True,
    }  # fmt: skip


def test_words_taken_out_for_good_are_gone(edition, noted):
    type(edition).objects.filter(pk=edition.pk).update(
        body="<p>أقل</p>", redacted_at=timezone.now()
    )
    assert noted()[f"edition:{edition.pk}"] is True
    Revision.objects.filter(pk=edition.approved_id).update(body="<p>أقل</p>")
    assert noted() == {f"edition:{edition.pk}": True}


def test_shared_fields_and_links(edition, noted, people):
    article, other = edition.article, Section(slug="other", state="published")
    other.save()
    assert noted() == {"site": False}
    by = people["chief"]
    writing.save_shared(article, by=by, fields={"section": other}, version=article.version)
    found = noted()
    assert found[f"article:{article.pk}"] is False
    assert found.keys() >= {f"lists:{article.pk}"}
    assert any(tag.startswith("left:section-") for tag in found)
    article.topics.clear()
    topic = article.topics.through._meta.get_field("topic").related_model.objects.get()
    assert noted() == {
        f"article:{article.pk}": True, f"lists:{article.pk}": True,
        f"left:topic-{topic.pk}:{article.pk}": True,
    }  # fmt: skip
    article.topics.add(topic)
    assert noted() == {f"article:{article.pk}": False, f"lists:{article.pk}": False}
    article.listed_in.clear()
    assert noted()[f"article:{article.pk}"] is True


def test_byline_that_is_taken_away_is_gone(edition, noted):
    Byline.objects.all().delete()
    assert noted()[f"article:{edition.article_id}"] is True
    type(edition.article).objects.filter(pk=edition.article_id).update(signing="withheld")
    assert noted()[f"article:{edition.article_id}"] is True


def test_correspondent_is_gone_however_it_changes(edition, noted):
    row = edition.article.bylines.get().correspondent
    row.signing = "withheld"
    row.save()
    assert noted() == {f"correspondent:{row.pk}": True}
    raw("UPDATE correspondents_correspondent SET pen_name_en = 'X' WHERE id = %s", row.pk)
    assert noted() == {f"correspondent:{row.pk}": True}


def test_photo_that_is_taken_down_is_gone(edition, noted):
    photo = edition.article.photos.get()
    type(photo).objects.filter(pk=photo.pk).update(caption_ar="تعليق")
    assert noted() == {f"photo:{photo.pk}": False}
    type(photo).objects.filter(pk=photo.pk).update(token="0" * 16)
    assert noted() == {f"photo:{photo.pk}": True}
    type(photo).objects.filter(pk=photo.pk).update(state="withdrawn")
    assert noted() == {f"photo:{photo.pk}": True, "front": True}
    ArticlePhoto.objects.all().delete()
    assert noted()[f"article:{edition.article_id}"] is True


def test_notices(edition, noted, people):
    line = Correction.objects.create(edition=edition, kind="update", by=people["editor"])
    assert noted() == {}, "a proposal is no reader's"
    Correction.objects.filter(pk=line.pk).update(
        published_at=timezone.now(), brought_by=people["chief"]
    )
    told = {"corrections", f"edition:{edition.pk}", f"corrected:{edition.pk}"}
    assert noted() == dict.fromkeys(told, False)
    Correction.objects.filter(pk=line.pk).update(right="[…]", redacted_at=timezone.now())
    assert noted() == dict.fromkeys(told, True)


def test_places_and_topics(edition, noted, places):
    place = places["susat"]
    place.name_en = "Other"
    place.save()
    assert noted() == {f"region:{place.pk}": False, f"region:{place.parent_id}": False}
    type(place).objects.filter(pk=place.pk).update(state="draft")
    assert noted()[f"region:{place.pk}"] is True
    topic = edition.article.topics.get()
    topic.background_ar = "خلفية"
    topic.save()
    assert noted() == {f"topic:{topic.pk}": True}, "words were taken away"
    moment = Moment(topic=topic, date=timezone.now().date(), text_ar="يوم")
    moment.save()
    assert noted() == {f"topic:{topic.pk}": False}
    moment.delete()
    assert noted() == {f"topic:{topic.pk}": True}


def test_the_network_the_bar_and_the_promises(noted, people):
    Network.objects.update(email="desk@example.org")
    assert noted() == {"site": False}
    make_bar(people["chief"], is_up=False)
    assert noted() == {}
    make_bar(people["chief"])
    assert noted() == {"bar": False}
    BreakingBar.objects.filter(state="published").update(text_ar="")
    assert noted() == {"bar": True}, "words may have been taken out"
    BreakingBar.objects.filter(state="published").update(state="withdrawn")
    assert noted() == {"bar": True}
    make_page(by=people["editor"], brought_by=people["chief"])
    assert noted() == {"trust": False}
    PageText.objects.update(words={})
    assert noted() == {"trust": False}


def test_the_front(edition, noted, people):
    arrange("ar", by=people["chief"], lead=[edition])
    assert noted() == {"front": False}
    Pin.objects.update(position=3)
    assert noted() == {"front": False}
    Arrangement.objects.update(withdrawn_at=timezone.now())
    assert noted() == {"front": False}


def test_every_column_that_is_watched_notes_its_change(edition, noted):
    """By each trigger's own condition: what it names, the table has."""
    for module in modules():
        for watched in module.WATCHED:
            assert set(watched.stored(watched.columns)) <= set(watched.stored(()))
            assert set(watched.stored(watched.gone)) <= set(watched.stored(()))
    assert not triggers.missing(connection)


def test_database_that_lost_a_trigger_is_told_of_and_mended(edition, noted):
    name, table = sorted(triggers.installed(connection).items())[0]
    triggers.drop(connection, name, table)
    assert [each.name for each in triggers.missing(connection)] == [name]
    with pytest.raises(CommandError):
        call_command("check_newsroom")
    call_command("check_newsroom", mend=True)
    assert not triggers.missing(connection)
