"""A change whose time has come waits for a database that is away; it loses its time for nothing
else than a decision."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from newsroom.articles import duties, writing
from newsroom.articles.models import Edition
from newsroom.workflow.moves import move


@pytest.fixture
def due(story, people):
    edition = story("published")
    writing.write(edition, by=people["editor"], text={"standfirst": "تعديل"})
    at = timezone.now() + timedelta(hours=1)
    move(edition, "set_change", by=people["chief"], change_at=at)
    return edition, at


def test_change_waits_for_a_database_that_is_away(due, monkeypatch):
    edition, at = due

    def fails(*args, **more):
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(duties, "move", fails)
        assert duties.bring_due_changes(at) == 0
    assert Edition.objects.get(pk=edition.pk).change_at == at
    assert duties.bring_due_changes(at) == 1
    assert Edition.objects.get(pk=edition.pk).standfirst == "تعديل"


def test_change_that_fails_for_a_reason_of_ours_goes_back_to_people(due, monkeypatch):
    edition, at = due
    monkeypatch.setattr(duties, "move", lambda *args, **more: 1 / 0)
    assert duties.bring_due_changes(at) == 0
    assert Edition.objects.get(pk=edition.pk).change_at is None
    assert edition.history.first().verb == "late"
