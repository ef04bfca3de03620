"""The worker makes one backup when it is time, keeps the right ones, and says when it fails."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.utils import timezone
from together import at_once

from newsroom.audit.models import Entry
from newsroom.audit.trail import record
from newsroom.backups.checks import backups_are_made
from newsroom.backups.duties import back_up_when_due
from newsroom.backups.invariants import last_backup_is_recent
from newsroom.backups.schedule import Kept, is_due, kept, name
from newsroom.media.models import vault
from newsroom.workflow.duties import do_all, duties

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


def made(text: str, *, is_whole: bool = True) -> Kept:
    at = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return Kept(is_whole, at, name(at, is_whole=is_whole))


@pytest.mark.parametrize(("stamps", "due"), [
    ([], True),
    (["2026-11-26T12:00:01"], False),
    (["2026-11-26T12:00:00"], True),
    (["2026-11-01T12:00:00", "2026-11-27T11:59:59"], False),
    (["2027-01-01T00:00:00"], True),
])  # fmt: skip
def test_due_after_the_interval(stamps, due):
    assert is_due([made(stamp) for stamp in stamps], NOW, 24) is due


@pytest.mark.parametrize(("stamps", "expected"), [
    # All of today, and the last of each day before.
    (["2026-11-27T01:00:00", "2026-11-27T09:00:00"], [0, 1]),
    (["2026-11-26T01:00:00", "2026-11-26T23:59:59"], [1]),
    # 14 days with today: the 14th is the first.
    (["2026-11-14T01:00:00", "2026-11-14T02:00:00", "2026-11-27T00:00:00"], [1, 2]),
    # Before that the last of each week, which begins on a Monday: the 9th.
    (["2026-11-08T12:00:00", "2026-11-09T12:00:00", "2026-11-13T12:00:00", "2026-11-27T00:00:00"],
     [0, 2, 3]),
    # 8 weeks before those 14 days, and not a day longer.
    (["2026-09-18T12:00:00", "2026-09-19T12:00:00", "2026-11-27T00:00:00"], [1, 2]),
    # The newest one is never deleted, however old.
    (["2020-01-01T00:00:00", "2021-01-01T00:00:00"], [1]),
    # From the future, made while the clock was wrong.
    (["2026-11-27T00:00:00", "2031-01-01T00:00:00"], [0, 1]),
    ([], []),
])  # fmt: skip
def test_kept_are_days_then_weeks(stamps, expected):
    backups = [made(stamp) for stamp in stamps]
    wanted = {backups[number].path for number in expected}
    assert kept(backups, NOW, 14, 8) == wanted


def test_newest_whole_one_is_kept_though_newer_ones_lack_files():
    whole = made("2026-01-01T00:00:00")
    lacking = [made(f"2026-11-2{day}T00:00:00", is_whole=False) for day in range(1, 8)]
    assert whole.path in kept([whole, *lacking], NOW, 2, 0)


def test_whole_one_is_preferred_on_its_day():
    whole = made("2026-11-25T01:00:00")
    lacking = made("2026-11-25T09:00:00", is_whole=False)
    assert kept([whole, lacking], NOW, 14, 8) == {whole.path}


def test_retention_day_after_day():
    """What is kept each day is all there is on the next."""
    there: list[Kept] = []
    for day in range(200):
        now = NOW + timedelta(days=day)
        there.append(Kept(True, now, name(now, is_whole=True)))
        keep = kept(there, now, 14, 8)
        there = [each for each in there if each.path in keep]
    ages = [(now - each.at).days for each in there]
    assert [age for age in ages if age < 14] == list(range(13, -1, -1))
    assert len([age for age in ages if age >= 14]) in (8, 9)
    assert max(ages) < 14 + 7 * 8


@pytest.fixture
def folder(settings, tmp_path):
    settings.BACKUP_DIR = tmp_path / "backups"
    settings.BACKUP_DIR.mkdir()
    return settings.BACKUP_DIR


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


def test_worker_makes_one_a_day(few, folder):
    assert back_up_when_due in duties()
    assert [back_up_when_due(NOW + timedelta(hours=hour)) for hour in (0, 1, 23, 24)] == [
        1,
        0,
        0,
        1,
    ]
    assert names(folder) == [
        "newsroom-20261127T120000Z.tar.age", "newsroom-20261128T120000Z.tar.age",
    ]  # fmt: skip


def test_two_workers_at_once_make_one(few, folder):
    assert sum(at_once(3, lambda _number: back_up_when_due(NOW))) == 1
    assert names(folder) == ["newsroom-20261127T120000Z.tar.age"]


def test_worker_deletes_its_own_alone(few, folder):
    others = ["newsroom-20200101T000000Z.tar.age.txt", "before-the-move.age", "newsroom-1.tar.age",
              ".newsroom-notes.part"]  # fmt: skip
    own = ["newsroom-20200101T000000Z.tar.age", "newsroom-20200102T000000Z-lacking.tar.age",
           ".newsroom-20200101T000000Z.tar.age.0a1b2c3d.part"]  # fmt: skip
    for each in [*others, *own]:
        (folder / each).write_bytes(b"x")
    assert back_up_when_due(NOW) == 1
    assert names(folder) == sorted([*others, "newsroom-20261127T120000Z.tar.age"])


def test_backup_that_lacks_files_says_so_in_its_name(few, folder):
    vault().delete(few.master.name)
    assert back_up_when_due(NOW) == 1
    assert names(folder) == ["newsroom-20261127T120000Z-lacking.tar.age"]
    assert back_up_when_due(NOW) == 0


def test_without_a_folder_none_is_made(db, settings):
    settings.BACKUP_DIR = None
    assert back_up_when_due(NOW) == 0


def test_failed_backup_is_seen_and_tried_again_later(few, folder, caplog):
    folder.rmdir()
    now = timezone.now()
    assert do_all(now)[1] == 1
    assert "back_up_when_due failed" in caplog.text
    assert Entry.objects.first().verb == "backup_failed"
    assert do_all(now + timedelta(minutes=59)) == (0, 0)
    folder.mkdir()
    assert do_all(now + timedelta(minutes=61)) == (1, 0)
    assert Entry.objects.first().verb == "backup_made"


def test_old_ones_stay_while_no_new_one_is_made(few, folder, settings):
    (folder / "newsroom-20200101T000000Z.tar.age").write_bytes(b"x")
    (folder / "newsroom-20200102T000000Z.tar.age").write_bytes(b"x")
    settings.BACKUP_RECIPIENTS = []
    assert do_all(timezone.now())[1] == 1
    assert len(names(folder)) == 2


def test_check_newsroom_misses_a_backup_after_twice_the_interval(db, folder, monkeypatch):
    """Counted from the last whole one, else from the restore or the newsroom's first day."""
    begun = timezone.now()

    def told_after(hours: int) -> list[str]:
        monkeypatch.setattr(timezone, "now", lambda: begun + timedelta(hours=hours))
        return [fault.what for fault in last_backup_is_recent()]

    late = ["the last whole backup is older than 48 hours"]
    assert told_after(1000) == []
    monkeypatch.setattr(timezone, "now", lambda: begun)
    record("sign_in")
    assert (told_after(47), told_after(49)) == ([], late)
    (folder / name(begun + timedelta(hours=10), is_whole=True)).write_bytes(b"x")
    (folder / name(begun + timedelta(hours=20), is_whole=False)).write_bytes(b"x")
    assert (told_after(57), told_after(59)) == ([], late)
    record("backup_restored")
    assert (told_after(106), told_after(108)) == ([], late)


def test_check_newsroom_asks_for_the_backup(db, folder, monkeypatch):
    record("sign_in")
    day = timezone.now() + timedelta(days=3)
    monkeypatch.setattr(timezone, "now", lambda: day)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_newsroom", stdout=out)
    assert "the last whole backup is older than 48 hours" in out.getvalue()


def test_check_deploy_wants_a_folder_and_somebody_who_can_open_it(db, settings, folder):
    assert backups_are_made(None) == []
    settings.BACKUP_RECIPIENTS = []
    assert [each.id for each in backups_are_made(None)] == ["newsroom.E002"]
    settings.BACKUP_DIR = None
    assert [each.id for each in backups_are_made(None)] == ["newsroom.W001"]
    assert "newsroom.W001" in [each.id for each in run_checks(include_deployment_checks=True)]
