"""A backup is one encrypted file, whole or not there, and leaves nothing in the clear beside it."""

import os
import signal
import sys
import time
from io import StringIO
from pathlib import Path

import pyrage
import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils import timezone
from makers import BODY, HEADLINE, make_photo

from newsroom.audit.models import Entry
from newsroom.backups.backing_up import back_up, fingerprint
from newsroom.backups.identities import own, read
from newsroom.backups.schedule import name, sweep
from newsroom.backups.sealing import seal
from newsroom.media.models import Photo, vault


def test_file_is_for_its_owner_and_shows_no_word(newsroom, tmp_path, identity):
    made = back_up(tmp_path / "backup.age")
    sealed = (tmp_path / "backup.age").read_bytes()
    assert (tmp_path / "backup.age").stat().st_mode & 0o777 == 0o600
    assert made.size == len(sealed)
    assert made.files == 4
    assert made.manifest.tables["articles.edition"]["rows"] == 4
    opened = pyrage.decrypt(sealed, [identity])
    for word in (HEADLINE.encode(), b"manifest.json", Photo.objects.first().master.name.encode()):
        assert word not in sealed
    assert b"manifest.json" in opened
    assert Photo.objects.first().master.name.encode() in opened


def test_nothing_is_written_but_the_sealed_file(few, tmp_path):
    """Every file that is opened for writing meanwhile, as Python itself tells it."""
    opened = []
    listening = [True]

    def hear(event, arguments):
        if listening and event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR):
            opened.extend([] if isinstance(arguments[0], int) else [Path(arguments[0])])

    sys.addaudithook(hear)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    back_up(tmp_path / "backup.age")
    listening.clear()
    assert [(path.parent, path.name[:12]) for path in opened] == [(tmp_path, ".backup.age.")]
    assert {path for path in tmp_path.rglob("*") if path.is_file()} - before == {
        tmp_path / "backup.age"
    }


def test_backup_stands_in_the_audit_trail(few, tmp_path):
    made = back_up(tmp_path / "backup.age")
    line = Entry.objects.first()
    assert (line.verb, line.by, line.digest) == ("backup_made", None, fingerprint(made.manifest))


def test_database_that_can_only_be_read_is_backed_up(few, tmp_path, monkeypatch, caplog):
    def full(*arguments, **more):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("newsroom.backups.backing_up.record", full)
    back_up(tmp_path / "backup.age")
    assert (tmp_path / "backup.age").exists()
    assert "audit trail could not be written" in caplog.text


def test_every_table_is_in_it_but_sessions_and_feedback(few, tmp_path, identity):
    """And but for what is made of other tables or of the vault: the indexes of the search and of
    lists, the notes of files that are nobody's."""
    Session.objects.create(session_key="stillalive", session_data="x", expire_date=timezone.now())
    made = back_up(tmp_path / "backup.age")
    kept = {apps.get_model(label)._meta.db_table for label in made.manifest.tables}
    left = set(connection.introspection.table_names()) - kept
    indexes = ("articles_edition_search", "articles_listing")
    assert {name for name in left if not name.startswith(indexes)} == {
        "delivery_change", "django_migrations", "django_session", "media_unreferenced",
        "pages_feedback",
    }  # fmt: skip
    opened = pyrage.decrypt((tmp_path / "backup.age").read_bytes(), [identity])
    assert b"stillalive" not in opened
    assert b"sessions.session" not in opened


def test_missing_file_is_told_by_number_and_the_rest_is_kept(few, reporter, tmp_path):
    there = make_photo(reporter)
    name = few.master.name
    vault().delete(name)
    out = StringIO()
    with pytest.raises(CommandError) as told:
        call_command("backup", str(tmp_path / "backup.age"), stdout=out)
    assert told.value.returncode == 2
    assert f"1 files are missing: media.photo {few.pk} (master)." in str(told.value)
    assert name not in str(told.value) + out.getvalue()
    assert "3 files" in out.getvalue()
    assert (tmp_path / "backup.age").exists()
    assert there.pk != few.pk
    assert Entry.objects.first().verb == "backup_lacking"


@pytest.mark.parametrize("method", ["size", "open"])
def test_storage_that_fails_is_no_end_of_the_backup(few, tmp_path, monkeypatch, method):
    monkeypatch.setattr(type(vault()), method, lambda self, name: 1 / 0)
    lacking = [f"media.photo {few.pk} ({field})" for field in ("master", "original")]
    assert back_up(tmp_path / "backup.age").manifest.lacking == lacking


def test_file_that_breaks_off_is_told_too(few, tmp_path, monkeypatch):
    monkeypatch.setattr(type(vault()), "size", lambda self, name: 10_000_000)
    made = back_up(tmp_path / "backup.age")
    held = {"master": few.master.name, "original": few.original.name}
    assert made.manifest.lacking == [f"media.photo {few.pk} ({field})" for field in held]
    assert made.manifest.broken == [f"files/media.photo/{field}/{held[field]}" for field in held]


def test_nobody_who_could_open_it_is_a_refusal(few, tmp_path, settings):
    settings.BACKUP_RECIPIENTS = []
    with pytest.raises(CommandError, match="BACKUP_RECIPIENTS names nobody"):
        call_command("backup", str(tmp_path / "backup.age"))
    assert list(tmp_path.glob("*backup.age*")) == []


def test_demo_makes_an_identity_of_its_own_once(settings, tmp_path):
    settings.DEBUG = True
    first = own()
    assert str(own()[0]) == str(first[0])
    assert (tmp_path / "backup_identity").stat().st_mode & 0o777 == 0o600


def test_backup_key_writes_over_nothing(tmp_path):
    file, told = tmp_path / "key", StringIO()
    call_command("backup_key", str(file), stderr=told)
    written = file.read_text()
    assert f"BACKUP_RECIPIENTS={read(written)[0].to_public()}" in told.getvalue()
    with pytest.raises(CommandError, match="No key was made"):
        call_command("backup_key", str(file))
    assert file.read_text() == written


def test_what_fails_halfway_leaves_what_was_there(tmp_path, identity):
    """And is told as itself: the encryption would make a text of it."""
    target = tmp_path / "backup.age"
    target.write_bytes(b"the former one")

    def broken():
        yield bytes(300_000)
        raise LookupError(BODY)

    with pytest.raises(LookupError):
        seal(broken(), [identity.to_public()], target)
    assert target.read_bytes() == b"the former one"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("former", [b"the former one", pytest.param(None, marks=pytest.mark.soak)])
def test_killed_backup_leaves_nothing_under_its_name(few, here, tmp_path, former):
    """The worker sweeps up what it began."""
    with open(vault().path(few.master.name), "r+b") as file:
        file.truncate(20 * 1024**3)  # takes no room: it is nothing but zeros
    folder = tmp_path / "backups"
    folder.mkdir()
    target = folder / name(timezone.now(), is_whole=True)
    if former:
        target.write_bytes(former)
    process = here.begin("backup", str(target))
    while not (parts := [part for part in folder.glob(".*.part") if part.stat().st_size > 10**6]):
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert parts[0].stat().st_mode & 0o777 == 0o600
    assert (target.read_bytes() if target.exists() else None) == former
    sweep(folder, {target})
    assert [path for path in folder.iterdir() if path != target] == []
