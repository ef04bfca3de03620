"""The audit trail is only added to, and whatever was done to it all the same is found."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from newsroom.audit.models import Entry, Head
from newsroom.audit.trail import broken, record, saw

pytestmark = pytest.mark.usefixtures("_in_english")


@pytest.fixture
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def five(db, reporter):
    """Five lines on top of what the making of a reporter left."""
    return [record(f"verb_{number}", by=reporter, thing=reporter) for number in range(5)]


def tamper(statement: str) -> None:
    """As somebody would who owns the database and has put the triggers out of the way."""
    with connection.cursor() as cursor, transaction.atomic():
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER audit_entry_UPDATE_refused")
            cursor.execute("DROP TRIGGER audit_entry_DELETE_refused")
        else:
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        cursor.execute(statement)


def test_whole_trail_has_nothing_to_say(five):
    assert list(broken()) == []
    assert [entry.number for entry in five] == list(range(five[0].number, five[0].number + 5))


def test_empty_trail_is_whole(db):
    Head.objects.all().delete()
    assert list(broken()) == []


@pytest.mark.parametrize("change", [
    "verb = 'verb_x'", "by = NULL", "thing = 4711", "kind = 'articles.edition'", "digest = 'ab'",
    "at = '2020-01-01 00:00:00+00:00'",
])  # fmt: skip
def test_changed_entry_is_found(five, change):
    column, value = change.split(" = ")
    tamper(f'UPDATE audit_entry SET "{column}" = {value} WHERE number = {five[2].number}')
    found = list(broken())
    assert len(found) == 1
    assert f"entry {five[2].number} was changed" in found[0]


def test_removed_entry_is_found(five):
    tamper(f"DELETE FROM audit_entry WHERE number = {five[2].number}")
    assert list(broken()) == [
        f"Audit trail: entries {five[2].number} to {five[2].number} are missing."
    ]


def test_removed_entry_is_found_where_the_others_close_ranks(five):
    gone = five[2].number
    tamper(f"DELETE FROM audit_entry WHERE number = {gone}")
    tamper_more = f"UPDATE audit_entry SET number = number - 1 WHERE number = {gone + 1}"
    with connection.cursor() as cursor:
        cursor.execute(tamper_more)
    assert any(f"entry {gone} was changed" in line for line in broken())


def test_reordered_pair_is_found(five):
    first, second = five[1].number, five[2].number
    tamper(f"UPDATE audit_entry SET number = 0 WHERE number = {first}")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE audit_entry SET number = {first} WHERE number = {second}")
        cursor.execute(f"UPDATE audit_entry SET number = {second} WHERE number = 0")
    assert len([line for line in broken() if "was changed" in line]) >= 2


def test_cut_off_end_is_found(five):
    tamper(f"DELETE FROM audit_entry WHERE number >= {five[3].number}")
    assert list(broken()) == [
        f"Audit trail: it ends with entry {five[2].number}, its head says {five[4].number}."
    ]


def test_trail_of_another_key_is_not_ours(five, settings):
    settings.PROTECTION_KEY = "another" * 10
    assert list(broken())


@pytest.mark.parametrize("change", [
    lambda rows: rows.update(verb="else"), lambda rows: rows._raw_delete(rows.db),
])  # fmt: skip
def test_database_refuses_to_change_or_delete_an_entry(five, change):
    with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
        change(Entry.objects.filter(pk=five[0].pk))
    assert Entry.objects.filter(pk=five[0].pk, verb="verb_0").exists()


def test_entry_goes_with_the_transaction_it_tells_of(five, reporter):
    with transaction.atomic():
        record("never", by=reporter)
        transaction.set_rollback(True)
    assert not Entry.objects.filter(verb="never").exists()
    assert list(broken()) == []


def test_seeing_the_same_again_is_one_line(
    five, reporter, editor, django_capture_on_commit_callbacks
):
    for person in (reporter, reporter, editor):
        with django_capture_on_commit_callbacks(execute=True):
            saw(person, reporter)
    saw(reporter, editor)
    assert Entry.objects.filter(verb="saw").count() == 3


def test_look_that_was_rolled_back_is_told_the_next_time(five, reporter):
    with transaction.atomic():
        saw(reporter, reporter)
        transaction.set_rollback(True)
    saw(reporter, reporter)
    assert Entry.objects.filter(verb="saw").count() == 1


def test_colleague_who_works_meanwhile_is_no_fault(five, reporter, monkeypatch):
    """The head is read first: what is added while the lines are read is not looked at."""
    first = Head.objects.first()
    record("later", by=reporter)
    heads = iter([first, Head.objects.first()])
    monkeypatch.setattr(type(Head.objects), "first", lambda self: next(heads))
    assert list(broken()) == []
