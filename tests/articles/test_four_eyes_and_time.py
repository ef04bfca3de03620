"""Who may let a text out, which text, and when readers have it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from makers import make_correspondent

from newsroom.articles import corrections, writing
from newsroom.articles.models import Article, Edition, Revision
from newsroom.articles.move_forms import ChangeForm, PublishForm
from newsroom.workflow.moves import Refused, StaleState, move, possible

NOTE = "سبب مكتوب"


def again(edition: Edition) -> Edition:
    """As somebody else finds it in the database, with nothing remembered."""
    return Edition.objects.select_related("latest", "article").get(pk=edition.pk)


def soon(**delta) -> datetime:
    return (timezone.now() + timedelta(**delta)).replace(microsecond=0)


def share(edition: Edition, by, **fields) -> None:
    article = Article.objects.get(pk=edition.article_id)
    writing.save_shared(article, by=by, fields=fields, version=article.version)


def is_out(edition: Edition, at: datetime | None = None) -> bool:
    return Edition.objects.published(at=at).filter(pk=edition.pk).exists()


# Who


def test_creator_does_not_approve_even_as_chief(story, chief, editor):
    edition = story("in_review", writer="chief")
    with pytest.raises(Refused):
        move(edition, "approve", by=chief)
    move(edition, "approve", by=editor)


def test_whoever_submitted_does_not_approve(story, editor, chief):
    edition = story()
    move(edition, "submit", by=editor)
    move(edition, "take", by=editor)
    assert edition.submitted_by == editor
    with pytest.raises(Refused):
        move(again(edition), "approve", by=editor)
    move(again(edition), "approve", by=chief)


@pytest.mark.parametrize("signing", ["named", "pen_name", "withheld", "desk"])
def test_bylined_account_does_not_approve_however_it_is_signed(story, editor, chief, signing):
    nada = make_correspondent("nada", account=editor)
    edition = story("in_review", correspondents=[nada], signing=signing)
    assert editor.pk in edition.authors()
    with pytest.raises(Refused):
        move(edition, "approve", by=editor)
    move(edition, "approve", by=chief)


def test_bylined_account_counts_from_the_moment_it_is_added(story, editor, chief):
    edition = story("in_review")
    assert "approve" in [each.verb for each in possible(edition, editor)]
    writing.sign(Article.objects.get(pk=edition.article_id), [make_correspondent(account=editor)])
    assert "approve" not in [each.verb for each in possible(edition, editor)]
    with pytest.raises(Refused):
        move(edition, "approve", by=editor)


def test_correspondent_without_an_account_is_no_author(story, editor, reporter):
    edition = story("in_review", correspondents=[make_correspondent()], signing="pen_name")
    assert edition.authors() == {reporter.pk}
    move(edition, "approve", by=editor)


def test_editor_who_polished_the_text_may_approve(story, editor):
    edition = story("in_review")
    writing.write(edition, by=editor, text={"headline": "عنوان صقله المحرر"})
    move(edition, "approve", by=editor)
    assert again(edition).approved.headline == "عنوان صقله المحرر"


def test_creator_of_a_sibling_may_approve_the_other_language(story, translator, editor):
    """Four eyes are asked of each edition: whoever wrote another one has not written this."""
    arabic = story("in_review")
    english = writing.start(
        arabic.article, "en", by=editor, text={"headline": "Water", "body": "<p>Water.</p>"}
    )
    assert editor.pk not in arabic.authors()
    move(english, "submit", by=editor)
    move(english, "take", by=editor)
    with pytest.raises(Refused):
        move(english, "approve", by=editor)
    move(arabic, "approve", by=editor)


def test_approver_may_publish(story, editor):
    edition = story("approved")
    move(edition, "publish", by=editor)
    assert is_out(edition)


# Which text


def test_approval_is_bound_to_the_text_as_it_stood(story, editor):
    edition = story("in_review")
    move(edition, "approve", by=editor)
    assert again(edition).approved_id == edition.latest_id


@pytest.mark.parametrize("state", ["approved", "held", "scheduled"])
def test_changed_text_loses_its_approval(story, editor, state):
    edition = again(story(state))
    writing.write(edition, by=editor, text={"body": "<p>جملة أخرى.</p>"})
    fresh = again(edition)
    assert (fresh.state, fresh.approved_id, fresh.published_at) == ("in_review", None, None)
    assert fresh.body == fresh.latest.body == "<p>جملة أخرى.</p>"
    assert fresh.history.first().verb == "reopen"


@pytest.mark.parametrize("state", ["approved", "scheduled"])
def test_saving_the_same_text_keeps_the_approval(story, editor, state):
    edition = again(story(state))
    before = Revision.objects.count()
    writing.write(edition, by=editor, text=edition.text())
    assert again(edition).chip == state
    assert Revision.objects.count() == before


def test_another_text_than_the_approved_is_not_published(story, editor, chief):
    edition = story("approved")
    other = edition.revisions.create(by=editor, headline="غيره", body="<p>غيره</p>")
    Edition.objects.filter(pk=edition.pk).update(latest=other)
    with pytest.raises(StaleState):
        move(again(edition), "publish", by=chief)
    with pytest.raises(StaleState):
        move(edition, "publish", by=chief)
    assert again(edition).state == "approved"


def test_publish_is_stale_once_the_text_was_changed_elsewhere(story, editor, chief):
    edition = story("approved")
    writing.write(again(edition), by=editor, text={"headline": "عنوان لم يعتمده أحد"})
    with pytest.raises(StaleState):
        move(edition, "publish", by=chief)
    assert not is_out(edition)


def test_refused_writer_does_not_take_the_approval_along(story, reporter):
    """Only the desk sends an approved text back: a writer without that right changes nothing."""
    edition = again(story("approved"))
    before = Revision.objects.count()
    with pytest.raises(Refused):
        writing.write(edition, by=reporter, text={"headline": "من غير حق"})
    assert again(edition).state == "approved"
    assert Revision.objects.count() == before


@pytest.mark.parametrize("incomplete", ["headline", "body", "section", "signing"])
def test_incomplete_story_is_neither_submitted_nor_approved_nor_published(
    story, people, incomplete
):
    for state, verb, who in (
        ("draft", "submit", "reporter"), ("in_review", "approve", "editor"),
        ("approved", "publish", "chief"),
    ):  # fmt: skip
        edition = story(state, language="ar")
        if incomplete in ("headline", "body"):
            Edition.objects.filter(pk=edition.pk).update(**{incomplete: ""})
        else:
            empty = {"section": None, "signing": ""}
            share(edition, people["editor"], **{incomplete: empty[incomplete]})
        with pytest.raises(Refused):
            move(again(edition), verb, by=people[who])
        assert again(edition).state == state


# Updates


def test_published_text_waits_for_a_second_person(story, editor, chief):
    edition = again(story("published"))
    said = edition.headline
    writing.write(edition, by=editor, text={"headline": "عنوان مصحّح"})
    pending = again(edition)
    assert (pending.headline, pending.latest.headline) == (said, "عنوان مصحّح")
    assert pending.is_pending
    with pytest.raises(Refused):
        move(pending, "update", by=editor)
    assert again(edition).headline == said
    move(again(edition), "update", by=chief)
    fresh = again(edition)
    assert (fresh.headline, fresh.is_pending) == ("عنوان مصحّح", False)
    assert fresh.updated_at
    assert fresh.slug != edition.slug or fresh.slug == fresh.text_of(fresh)["slug"]
    assert (fresh.published_at, fresh.first_published_at) == (
        edition.published_at, edition.first_published_at,
    )  # fmt: skip


def test_update_without_a_change_is_refused(story, chief):
    with pytest.raises(Refused):
        move(story("published"), "update", by=chief)


def test_update_does_not_bring_out_what_came_after_the_look(story, editor, chief):
    edition = again(story("published"))
    writing.write(edition, by=editor, text={"headline": "ما رآه رئيس التحرير"})
    looked_at = again(edition)
    writing.write(again(edition), by=editor, text={"headline": "ما لم يره"})
    with pytest.raises(StaleState):
        move(looked_at, "update", by=chief)
    assert not Edition.objects.filter(pk=edition.pk, headline="ما لم يره").exists()


# When


@pytest.mark.parametrize("hours", [-30, -1])
def test_published_in_the_past_is_with_the_readers_since_then(story, chief, hours):
    edition = story("approved")
    at = soon(hours=hours)
    move(edition, "publish", by=chief, published_at=at)
    assert is_out(edition)
    assert is_out(edition, at)
    assert not is_out(edition, at - timedelta(seconds=1))
    assert again(edition).chip == "published"


def test_published_now_is_out_at_once_and_tells_no_second(story, chief):
    edition = story("approved")
    before = timezone.now().replace(second=0, microsecond=0)
    move(edition, "publish", by=chief)
    fresh = again(edition)
    assert before <= fresh.published_at <= timezone.now()
    assert (fresh.published_at.second, fresh.published_at.microsecond) == (0, 0)
    assert is_out(edition)


def test_scheduled_is_absent_until_its_second_and_present_at_it(story, chief):
    edition = story("approved")
    at = datetime(2031, 5, 4, 3, 2, 1, tzinfo=UTC)
    move(edition, "publish", by=chief, published_at=at)
    fresh = again(edition)
    assert (fresh.state, fresh.chip, fresh.is_scheduled) == ("published", "scheduled", True)
    assert not is_out(edition)
    assert not is_out(edition, at - timedelta(seconds=1))
    assert not is_out(edition, at - timedelta(microseconds=1))
    assert is_out(edition, at)


def test_scheduled_becomes_published_without_anybody_moving_it(story, monkeypatch):
    edition = story("scheduled", hours=2)
    lines = edition.history.count()
    later = edition.published_at
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert is_out(edition)
    assert again(edition).chip == "published"
    assert edition.history.count() == lines


@pytest.mark.parametrize("state", [
    "draft", "submitted", "in_review", "returned", "approved", "scheduled", "withdrawn", "spiked",
    "held",
])  # fmt: skip
def test_nothing_but_published_is_with_the_readers(story, state):
    edition = story(state)
    assert not is_out(edition)
    far = timezone.now() + timedelta(days=3650)
    assert is_out(edition, far) == (state == "scheduled")


def test_first_publication_stays_when_it_is_published_again(story, people):
    edition = story("withdrawn", hours=5)
    first = edition.first_published_at
    for verb, who in (("bring_back", "chief"), ("approve", "editor"), ("publish", "chief")):
        move(edition, verb, by=people[who])
    fresh = again(edition)
    assert fresh.first_published_at == first < fresh.published_at


# Embargo and safety delay


@pytest.mark.parametrize("field", ["embargo_until", "delay_until"])
def test_nothing_goes_out_before_its_earliest_date(story, editor, chief, field):
    edition = story("approved")
    until = soon(hours=5)
    share(edition, editor, **{field: until})
    for too_early in (
        {}, {"published_at": None}, {"published_at": soon(hours=-1)},
        {"published_at": until - timedelta(seconds=1)},
    ):  # fmt: skip
        with pytest.raises(Refused):
            move(again(edition), "publish", by=chief, **too_early)
        assert again(edition).state == "approved", too_early
    move(again(edition), "publish", by=chief, published_at=until)
    assert again(edition).published_at == until


def test_later_of_embargo_and_delay_decides(story, editor, chief):
    edition = story("approved")
    early, late = soon(hours=2), soon(hours=6)
    share(edition, editor, embargo_until=late, delay_until=early)
    assert again(edition).article.earliest() == late
    with pytest.raises(Refused):
        move(again(edition), "publish", by=chief, published_at=early)
    share(edition, editor, embargo_until=early, delay_until=late)
    with pytest.raises(Refused):
        move(again(edition), "publish", by=chief, published_at=early)
    move(again(edition), "publish", by=chief, published_at=late)


def test_embargo_that_is_over_does_not_stand_in_the_way(story, editor, chief):
    edition = story("approved")
    share(edition, editor, embargo_until=soon(hours=-1))
    move(again(edition), "publish", by=chief)
    assert is_out(edition)


def test_story_is_not_backdated_into_its_embargo(story, editor, chief):
    edition = story("approved")
    share(edition, editor, embargo_until=soon(hours=-1))
    with pytest.raises(Refused):
        move(again(edition), "publish", by=chief, published_at=soon(hours=-2))


def test_embargo_set_after_the_look_still_holds(story, editor, chief):
    """The story in hand remembers no embargo; the one in the database counts."""
    edition = again(story("approved"))
    assert edition.article.earliest() is None
    share(edition, editor, embargo_until=soon(hours=5))
    with pytest.raises(Refused):
        move(edition, "publish", by=chief)
    with pytest.raises(Refused):
        move(edition, "publish", by=chief, published_at=soon(hours=-1))
    assert again(edition).state == "approved"


def test_publish_button_stays_while_an_embargo_runs(story, editor, chief):
    """It leads to the page that asks for a time, and a time to come is allowed."""
    edition = story("approved")
    share(edition, editor, embargo_until=soon(hours=5))
    assert "publish" in [each.verb for each in possible(again(edition), chief)]


def test_desk_refuses_a_time_before_the_embargo_with_the_form(story, editor, chief, client):
    edition = story("approved")
    share(edition, editor, embargo_until=soon(hours=5))
    client.force_login(chief)
    address = f"/admin/articles/edition/{edition.pk}/move/publish/"
    for at in ("", timezone.localtime(soon(hours=2)).strftime("%Y-%m-%dT%H:%M")):
        sent = {"seen": edition.seen(), "told": "1", "published_at": at}
        response = client.post(address, sent)
        assert response.status_code == 403
        assert 'name="published_at"' in response.text, "it may be put right on the spot"
        assert again(edition).state == "approved"
    later = timezone.localtime(soon(hours=7)).strftime("%Y-%m-%dT%H:%M")
    sent["published_at"] = later
    assert client.post(address, sent).status_code == 302
    assert again(edition).chip == "scheduled"


@pytest.mark.parametrize("field", ["embargo_until", "delay_until"])
def test_raised_date_takes_a_scheduled_story_off_the_schedule(story, editor, field):
    edition = story("scheduled", hours=2)
    share(edition, editor, **{field: soon(hours=9)})
    fresh = again(edition)
    assert (fresh.state, fresh.published_at, fresh.approved_id) == (
        "approved", None, edition.approved_id,
    )  # fmt: skip
    told = fresh.history.first()
    assert (told.verb, told.by) == ("unschedule", editor)


@pytest.mark.parametrize("field", ["embargo_until", "delay_until"])
def test_date_before_the_scheduled_time_leaves_it(story, editor, field):
    edition = story("scheduled", hours=9)
    for until in (soon(hours=2), edition.published_at):
        share(edition, editor, **{field: until})
        assert again(edition).chip == "scheduled"


def test_raised_date_reaches_every_language_of_the_story(story, editor):
    arabic = story("scheduled", hours=2)
    english = story("scheduled", hours=3, language="en", article=arabic.article)
    later = story("scheduled", hours=30, language="ku", article=arabic.article)
    share(arabic, editor, delay_until=soon(hours=9))
    rows = [again(each) for each in (arabic, english, later)]
    # A translation waits until somebody has looked, whatever its own time was (decision 0048).
    assert [(row.chip, row.on_hold) for row in rows] == [
        ("approved", False), ("approved", True), ("approved", True),
    ]  # fmt: skip


@pytest.mark.parametrize("date", ["embargo_until", "delay_until"])
def test_date_to_come_is_refused_for_what_readers_have(story, editor, date):
    edition = story("published")
    with pytest.raises(Refused):
        share(edition, editor, **{date: soon(hours=9)})
    assert is_out(edition)
    assert getattr(again(edition).article, date) is None


def test_story_marked_as_sensitive_leaves_the_schedule(story, editor, chief):
    edition = story("scheduled", hours=2)
    share(edition, editor, is_sensitive=True)
    assert again(edition).chip == "approved"
    with pytest.raises(Refused):
        move(again(edition), "publish", by=editor)
    move(again(edition), "publish", by=chief, published_at=soon(hours=2))
    assert again(edition).chip == "scheduled"


def test_chief_who_marks_a_story_signs_what_is_scheduled(story, chief):
    edition = story("scheduled", hours=2)
    share(edition, chief, is_sensitive=True)
    assert again(edition).chip == "scheduled"


def test_mark_that_comes_while_a_move_waits_counts(story, editor, monkeypatch):
    edition, lock = story("approved"), Edition.lock

    def late(self):
        Article.objects.filter(pk=self.article_id).update(is_sensitive=True)
        return lock(self)

    monkeypatch.setattr(Edition, "lock", late)
    with pytest.raises(Refused):
        move(again(edition), "publish", by=editor)
    assert again(edition).chip == "approved"


@pytest.mark.parametrize("verb", ["unschedule", "hold_back"])
def test_what_came_to_readers_while_a_move_waited_stays_with_them(
    story, editor, clock, monkeypatch, verb
):
    edition, lock = story("scheduled", hours=1), Edition.lock

    def late(self):
        lock(self)
        clock.turn(hours=2)

    monkeypatch.setattr(Edition, "lock", late)
    with pytest.raises(StaleState):
        move(again(edition), verb, by=editor, note=NOTE)
    assert is_out(edition)


def test_reopened_story_says_the_change_that_readers_never_got(story, people):
    """Withdrawn for a sentence, mended, and published again: the mended text goes out."""
    edition = story("published", text={"body": "<p>جملة خطرة.</p>"})
    writing.write(edition, by=people["editor"], text={"body": "<p>جملة آمنة.</p>"})
    move(again(edition), "take_down", by=people["chief"], note="سبب")
    corrections.propose(again(edition), by=people["editor"], kind="withdrawal", right="سبب السحب.")
    for verb, who in (("explain", "chief"), ("bring_back", "chief"), ("approve", "chief"),
                      ("publish", "chief")):  # fmt: skip
        move(again(edition), verb, by=people[who], note="سبب")
    assert again(edition).body == "<p>جملة آمنة.</p>"
    assert not again(edition).is_pending


def test_update_wants_somebody_who_wrote_no_part_of_the_change(story, people):
    edition = story("published")
    writing.write(edition, by=people["editor"], text={"body": "<p>نص جديد كله.</p>"})
    writing.write(again(edition), by=people["chief"], text={"body": "<p>نص جديد كله!</p>"})
    with pytest.raises(Refused):
        move(again(edition), "update", by=people["editor"])


def test_whoever_submitted_once_does_not_approve(story, people):
    edition = story("draft")
    move(edition, "submit", by=people["editor"])
    move(edition, "return", by=people["chief"], note="سبب")
    move(edition, "submit", by=people["reporter"])
    move(edition, "take", by=people["editor"])
    with pytest.raises(Refused):
        move(edition, "approve", by=people["editor"])


def test_shared_fields_of_an_older_version_are_refused_with_nothing_changed(story, editor):
    edition = story("scheduled", hours=2)
    article = Article.objects.get(pk=edition.article_id)
    share(edition, editor, kind="report")
    with pytest.raises(StaleState):
        writing.save_shared(
            article, by=editor, fields={"delay_until": soon(hours=9)}, version=article.version
        )
    assert again(edition).chip == "scheduled"
    assert again(edition).article.delay_until is None


def test_story_off_the_schedule_was_never_with_the_readers(story, editor, chief):
    """So it has no first publication, and may still be spiked."""
    edition = story("scheduled", hours=2)
    move(edition, "unschedule", by=chief)
    assert again(edition).first_published_at is None
    move(again(edition), "spike", by=editor, note=NOTE)
    assert again(edition).state == "spiked"


def test_story_held_back_was_never_with_the_readers(story, editor, chief):
    edition = story("scheduled", hours=20)
    move(edition, "hold_back", by=editor, note=NOTE)
    move(edition, "release", by=editor)
    move(edition, "publish", by=chief)
    fresh = again(edition)
    assert fresh.first_published_at == fresh.published_at <= timezone.now()


def test_second_schedule_keeps_the_first_publication(story, people):
    edition = story("withdrawn", hours=5)
    first = edition.first_published_at
    for verb, who in (("bring_back", "chief"), ("approve", "editor")):
        move(edition, verb, by=people[who])
    move(edition, "publish", by=people["chief"], published_at=soon(hours=5))
    move(again(edition), "unschedule", by=people["chief"])
    assert again(edition).first_published_at == first


# Hold


@pytest.mark.parametrize(("state", "verb"), [("in_review", "approve"), ("approved", "publish")])
def test_hold_blocks(story, chief, editor, state, verb):
    edition = story(state)
    move(edition, "hold", by=editor, note=NOTE)
    with pytest.raises(Refused):
        move(again(edition), verb, by=chief)
    move(again(edition), "release", by=editor)
    move(again(edition), verb, by=chief)


def test_hold_back_takes_a_story_off_the_schedule(story, editor):
    edition = story("scheduled", hours=2)
    move(edition, "hold_back", by=editor, note=NOTE)
    fresh = again(edition)
    assert (fresh.state, fresh.on_hold, fresh.published_at) == ("approved", True, None)
    assert not is_out(edition, timezone.now() + timedelta(days=3650))


def test_release_never_publishes(story, editor):
    edition = story("scheduled", hours=2)
    move(edition, "hold_back", by=editor, note=NOTE)
    move(edition, "release", by=editor)
    fresh = again(edition)
    assert (fresh.state, fresh.on_hold, fresh.published_at) == ("approved", False, None)
    assert fresh.approved_id == fresh.latest_id
    assert not is_out(edition, timezone.now() + timedelta(days=3650))


def test_hold_outlives_the_way_back_to_review(story, editor):
    edition = story("held")
    move(edition, "reopen", by=editor)
    assert again(edition).on_hold
    with pytest.raises(Refused):
        move(again(edition), "approve", by=editor)


@pytest.mark.parametrize("verb", ["hold", "hold_back", "unschedule"])
def test_what_readers_have_is_not_held_or_unscheduled(story, chief, verb):
    edition = story("published")
    with pytest.raises(Refused):
        move(edition, verb, by=chief, note=NOTE)
    assert is_out(edition)


# Withdraw and spike


def test_scheduled_story_is_not_withdrawn(story, chief):
    edition = story("scheduled", hours=2)
    with pytest.raises(Refused):
        move(edition, "take_down", by=chief, note=NOTE)
    assert again(edition).chip == "scheduled"


def test_withdrawn_story_is_gone_at_once_and_for_every_time(story, chief):
    edition = story("published")
    move(edition, "take_down", by=chief, note=NOTE)
    assert not is_out(edition)
    assert not is_out(edition, edition.published_at)


def test_what_readers_have_seen_is_never_spiked(story, people):
    edition = story("withdrawn")
    for verb, who in (("bring_back", "chief"), ("spike", "editor"), ("approve", "editor"),
                      ("spike", "chief"), ("return", "editor"), ("spike", "editor")):  # fmt: skip
        if verb != "spike":
            move(edition, verb, by=people[who], note=NOTE)
            continue
        with pytest.raises(Refused):
            move(edition, "spike", by=people[who], note=NOTE)
        assert again(edition).state != "spiked"


def test_spiked_story_begins_anew_without_its_approval(story, editor):
    edition = story("approved")
    move(edition, "spike", by=editor, note=NOTE)
    move(edition, "revive", by=editor)
    fresh = again(edition)
    assert (fresh.state, fresh.approved_id) == ("draft", None)


def test_reopened_story_needs_a_new_approval(story, editor, chief):
    edition = story("withdrawn")
    move(edition, "bring_back", by=chief)
    fresh = again(edition)
    assert (fresh.state, fresh.approved_id, fresh.published_at) == ("in_review", None, None)
    with pytest.raises(Refused):
        move(fresh, "publish", by=chief)


# What the database itself refuses


@pytest.mark.parametrize("columns", [
    {"published_at": None}, {"approved": None}, {"on_hold": True}, {"headline": ""}, {"body": ""},
])  # fmt: skip
def test_database_refuses_an_incomplete_published_story(story, columns):
    edition = story("published")
    with pytest.raises(IntegrityError, match="published_is_complete"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**columns)
    assert is_out(edition)


def test_database_refuses_a_draft_that_is_called_published(story):
    edition = story("draft")
    with pytest.raises(IntegrityError, match="published_is_complete"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(state="published")
    with pytest.raises(IntegrityError, match="published_is_complete"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(state="published", published_at=timezone.now())
    assert again(edition).state == "draft"


def test_database_refuses_an_approval_of_nothing(story):
    for state in ("draft", "approved"):
        edition = story(state)
        with pytest.raises(IntegrityError, match="approved_is_bound"), transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(state="approved", approved=None)


def test_database_refuses_to_lose_the_approved_revision(story):
    """The revision that readers have cannot be deleted from under them."""
    edition = story("published")
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.filter(pk=edition.approved_id).delete()
    assert again(edition).approved_id


def test_database_refuses_a_second_edition_in_one_language(story, reporter):
    edition = story("draft")
    with pytest.raises(IntegrityError), transaction.atomic():
        writing.start(edition.article, "ar", by=reporter, text={"headline": "ثانية"})
    writing.start(edition.article, "ku", by=reporter, text={"headline": "Duyemîn"})
    assert edition.article.editions.count() == 2


@pytest.mark.parametrize(
    ("form", "field"), [(PublishForm, "published_at"), (ChangeForm, "change_at")]
)
@pytest.mark.parametrize(("year", "is_taken"), [(2027, True), (2226, False), (9999, False)])
def test_year_that_was_mistyped_is_refused(form, field, year, is_taken):
    with translation.override("en"):
        asked = form({field: f"{year}-06-01T10:00"})
        assert asked.is_valid() is is_taken
        if not is_taken:
            assert asked.errors[field] == ["This time is more than ten years ahead."]
