"""`move()`: the one way in which a state changes, tried on the smallest thing that has one."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from makers import make_topic

from newsroom.articles import moves as tables
from newsroom.articles.models import Edition, Topic
from newsroom.workflow.models import Transition
from newsroom.workflow.moves import (
    Move,
    NotAllowed,
    Refused,
    StaleState,
    move,
    possible,
    table,
)

FIRST = "أول"


class Broken(Exception):
    """What a test breaks on purpose."""


@pytest.fixture
def topic(roles):
    return make_topic()


@pytest.fixture
def other_table(monkeypatch):
    """Lets a test exchange a row of the topics' table: `other_table("withdraw", effects=…)`."""

    def exchange(verb: str, **columns) -> None:
        row = replace(tables.TOPIC_MOVES[verb], **columns)
        monkeypatch.setattr(
            "newsroom.articles.models.labels.TOPIC_MOVES", {**tables.TOPIC_MOVES, verb: row}
        )

    return exchange


def row(thing):
    """What the database says of the thing, every column of it."""
    return type(thing)._base_manager.filter(pk=thing.pk).values().get()


def unchanged(thing, before: dict) -> bool:
    return row(thing) == before


def test_move_changes_the_state_in_the_database_and_in_hand(topic, editor):
    before = row(topic)["moved_at"]
    move(topic, "withdraw", by=editor, note="سبب")
    assert (topic.state, row(topic)["state"]) == ("withdrawn", "withdrawn")
    assert row(topic)["moved_at"] > before


def test_move_tells_its_history(topic, editor):
    told = move(topic, "withdraw", by=editor, note="  صورة لم نتحقق منها  ")
    line = Transition.objects.get()
    assert line == told == topic.history.get()
    assert (line.verb, line.source, line.target) == ("withdraw", "published", "withdrawn")
    assert (line.by, line.note) == (editor, "صورة لم نتحقق منها")
    assert line.thing == topic


def test_move_without_a_target_keeps_the_state_and_tells_it(story, editor):
    edition = story("in_review")
    told = move(edition, "hold", by=editor, note="ننتظر مصدراً ثانياً")
    assert (told.source, told.target) == ("in_review", "in_review")
    assert (edition.state, edition.on_hold, row(edition)["on_hold"]) == ("in_review", True, True)


def test_history_is_told_newest_first(topic, editor):
    move(topic, "withdraw", by=editor, note=FIRST)
    move(topic, "publish", by=editor)
    assert [told.verb for told in topic.history.all()] == ["publish", "withdraw"]


def test_history_of_one_thing_is_not_that_of_another(section, chief):
    topic = Topic(pk=section.pk, slug="water", name_ar="المياه", state="published")
    topic.save()
    move(section, "withdraw", by=chief, note=FIRST)
    assert not topic.history.exists()


def test_move_wants_the_permission(topic, reporter):
    before = row(topic)
    with pytest.raises(NotAllowed) as refused:
        move(topic, "withdraw", by=reporter, note=FIRST)
    assert str(refused.value)
    assert unchanged(topic, before)
    assert not Transition.objects.exists()


def test_move_is_refused_to_an_account_that_was_closed(topic, editor):
    editor.is_active = False
    editor.save()
    with pytest.raises(NotAllowed):
        move(topic, "withdraw", by=editor, note=FIRST)
    assert row(topic)["state"] == "published"


def test_move_is_refused_from_any_other_state(topic, editor):
    before = row(topic)
    with pytest.raises(Refused) as refused:
        move(topic, "publish", by=editor)
    assert not isinstance(refused.value, NotAllowed)
    assert unchanged(topic, before)


def test_refused_is_a_403_for_django():
    assert issubclass(Refused, PermissionDenied)
    assert not issubclass(StaleState, PermissionDenied)


def test_unknown_verb_is_refused(topic, chief):
    before = row(topic)
    with pytest.raises(Refused) as refused:
        move(topic, "vanish", by=chief)
    assert str(refused.value)
    assert unchanged(topic, before)


def test_guard_gets_the_details_and_its_refusal_changes_nothing(topic, editor, other_table):
    seen = {}

    def guard(thing, by, **details):
        seen.update(details, thing=thing, by=by)
        raise Refused("لا")

    other_table("withdraw", guard=guard)
    before = row(topic)
    with pytest.raises(Refused, match="لا"):
        move(topic, "withdraw", by=editor, note=FIRST, until="غداً")
    assert seen == {"thing": topic, "by": editor, "until": "غداً"}
    assert unchanged(topic, before)
    assert not Transition.objects.exists()


def test_further_columns_are_set_by_the_same_update(
    topic, editor, other_table, django_assert_num_queries
):
    other_table("withdraw", change=lambda thing, by, **details: {"slug": details["slug"]})
    editor.has_perm("articles.publish_topic")
    topic.history.exists()
    # A savepoint, its lock, the thing, its history, the end; of the audit trail head, line, head.
    with django_assert_num_queries(8):
        move(topic, "withdraw", by=editor, note=FIRST, slug="closed")
    assert (topic.slug, row(topic)["slug"], row(topic)["state"]) == (
        "closed", "closed", "withdrawn",
    )  # fmt: skip


@pytest.mark.parametrize("note", ["", "   ", "\n\t"])
def test_note_is_required_where_the_table_says_so(topic, editor, note):
    before = row(topic)
    with pytest.raises(Refused) as refused:
        move(topic, "withdraw", by=editor, note=note)
    assert str(refused.value)
    assert unchanged(topic, before)


def test_moves_that_take_something_away_need_a_note():
    needing = {verb for verb, each in tables.MOVES.items() if each.needs_note}
    assert needing == {"return", "hold", "hold_back", "take_down", "spike"}
    assert tables.TOPIC_MOVES["withdraw"].needs_note


# Compare and swap


def test_second_of_two_copies_is_stale_and_changes_nothing(topic, editor, chief):
    mine, theirs = Topic.objects.get(pk=topic.pk), Topic.objects.get(pk=topic.pk)
    move(mine, "withdraw", by=editor, note=FIRST)
    after = row(topic)
    with pytest.raises(StaleState) as stale:
        move(theirs, "withdraw", by=chief, note="ثانٍ")
    assert str(stale.value)
    assert unchanged(topic, after)
    assert [told.by for told in topic.history.all()] == [editor]
    assert theirs.state == "published", "the copy in hand is as the person saw it"


def test_stale_copy_of_a_thing_that_is_gone(topic, editor):
    Topic.objects.filter(pk=topic.pk).delete()
    with pytest.raises(StaleState):
        move(topic, "withdraw", by=editor, note=FIRST)
    assert not Transition.objects.exists()


def test_editions_compare_more_than_their_state():
    assert set(Edition.COMPARED) == {
        "state", "on_hold", "latest_id", "approved_id", "notice_id", "change_at", "redacted_at",
    }  # fmt: skip


@pytest.mark.parametrize("column", ["state", "on_hold", "latest", "approved"])
def test_edition_is_stale_when_any_compared_column_differs(story, editor, column):
    """Each column alone, in every way the desk has of changing it."""
    edition = story("submitted" if column == "state" else "approved")
    copy = Edition.objects.select_related("latest").get(pk=edition.pk)
    change_elsewhere(edition, column, editor)
    before, lines = row(edition), edition.history.count()
    with pytest.raises(StaleState):
        move(copy, "return", by=editor, note=FIRST)
    assert unchanged(edition, before)
    assert edition.history.count() == lines


def change_elsewhere(edition, column, editor) -> None:
    match column:
        case "state":
            move(edition, "take", by=editor)
        case "on_hold":
            move(edition, "hold", by=editor, note=FIRST)
        case _:
            revision = edition.revisions.create(by=editor, headline="غيره", body="<p>غيره</p>")
            Edition.objects.filter(pk=edition.pk).update(**{column: revision})


def test_what_a_form_saw_names_every_compared_column(story, editor):
    edition = story("approved")
    before = edition.seen()
    move(edition, "hold", by=editor, note=FIRST)
    assert edition.seen() != before
    assert edition.seen() == Edition.objects.get(pk=edition.pk).seen()


# Effects and the transaction


@pytest.fixture
def effects(other_table):
    ran: list[tuple[str, str]] = []
    other_table(
        "withdraw",
        effects=(
            lambda thing: ran.append(("first", row(thing)["state"])),
            lambda thing: ran.append(("second", row(thing)["state"])),
        ),
    )
    return ran


def test_effects_run_after_the_commit_in_their_order(
    topic, editor, effects, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        move(topic, "withdraw", by=editor, note=FIRST)
        assert effects == [], "nothing leaves the house before the commit"
    assert len(callbacks) == 3, "and what readers have is purged"
    assert effects == [("first", "withdrawn"), ("second", "withdrawn")]


def test_effects_do_not_run_after_a_rollback(
    topic, editor, effects, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True) as callbacks, transaction.atomic():
        move(topic, "withdraw", by=editor, note=FIRST)
        transaction.set_rollback(True)
    assert (callbacks, effects) == ([], [])
    assert row(topic)["state"] == "published"
    assert not Transition.objects.exists()


def test_effects_do_not_run_for_whoever_came_too_late(
    topic, editor, effects, django_capture_on_commit_callbacks
):
    copy = Topic.objects.get(pk=topic.pk)
    move(topic, "withdraw", by=editor, note=FIRST)
    with django_capture_on_commit_callbacks(execute=True) as callbacks, pytest.raises(StaleState):
        move(copy, "withdraw", by=editor, note=FIRST)
    assert (callbacks, effects) == ([], [])


def test_history_that_cannot_be_told_leaves_the_state(topic, editor, monkeypatch, effects):
    def broken(**_columns):
        raise Broken

    monkeypatch.setattr(Transition.objects, "create", broken)
    before = row(topic)
    with pytest.raises(Broken):
        move(topic, "withdraw", by=editor, note=FIRST)
    assert unchanged(topic, before)
    assert topic.state == "published", "nor does the copy in hand pretend"


def test_change_that_breaks_leaves_the_state(topic, editor, other_table):
    def broken(thing, by):
        raise Broken

    other_table("withdraw", change=broken)
    before = row(topic)
    with pytest.raises(Broken):
        move(topic, "withdraw", by=editor, note=FIRST)
    assert unchanged(topic, before)
    assert not Transition.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_effect_that_breaks_is_heard_and_the_move_stands(topic, editor, other_table):
    """The mirror of a rollback: what is committed stays, and nobody swallows the failure."""

    def broken(thing):
        raise Broken

    other_table("withdraw", effects=(broken,))
    with pytest.raises(Broken):
        move(topic, "withdraw", by=editor, note=FIRST)
    assert row(topic)["state"] == "withdrawn"
    assert topic.history.count() == 1


# Buttons


def test_buttons_are_the_open_moves_in_the_tables_order(story, editor, chief, reporter):
    edition = story("approved")
    assert [each.verb for each in possible(edition, editor)] == [
        "publish", "return", "reopen", "hold", "spike",
    ]  # fmt: skip
    assert possible(edition, reporter) == []
    assert [each.verb for each in possible(story("published"), chief)] == ["take_down"]


def test_no_button_where_the_approved_text_is_not_the_latest(story, editor):
    edition = story("approved")
    change_elsewhere(edition, "latest", editor)
    fresh = Edition.objects.get(pk=edition.pk)
    assert "publish" not in [each.verb for each in possible(fresh, editor)]


def test_table_is_by_verb():
    one = Move("go", "Go", ("draft",), "published", "publish_topic")
    assert table([one]) == {"go": one}
