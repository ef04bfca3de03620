"""A backup taken while people work holds all that was confirmed before it began, nothing torn."""

import random
import time
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import connections
from django.db.models import Model, QuerySet
from makers import WAYS, make_photo
from places import digests
from put_back import flushed

from newsroom.articles import writing
from newsroom.articles.models import Article, Edition, Revision
from newsroom.audit.models import Entry
from newsroom.backups import backing_up
from newsroom.backups.management.commands.restore import found
from newsroom.backups.restoring import finish, restore
from newsroom.media.models import Photo
from newsroom.workflow.models import Transition


class Colleague(Thread):
    """Writes stories with pictures, saves and moves them, and goes on to the next: what is
    `confirmed` is never touched again. Each is a list of (label, row) and a picture's name."""

    def __init__(self, desk, people, seed: int) -> None:
        super().__init__(daemon=True)
        self.desk, self.people, self.chance = desk, people, random.Random(seed)
        self.over, self.failed, self.confirmed = Event(), None, []

    def run(self) -> None:
        try:
            for number in count():
                if self.over.is_set():
                    break
                self.confirmed.append(self.one(f"المادة {number}"))
        except Exception as error:
            self.failed = error
        finally:
            connections.close_all()

    def one(self, headline: str) -> tuple[list[tuple[str, tuple]], str]:
        reporter = self.people["reporter"]
        cleared = self.people["photo"] if self.chance.random() < 0.5 else None
        photo = make_photo(reporter, cleared_by=cleared)
        edition = self.desk("draft", text={"headline": headline}, photos=[photo])
        for save in range(self.chance.randrange(3)):
            edition = Edition.objects.get(pk=edition.pk)
            writing.write(edition, by=reporter, text={"standfirst": f"حفظ {save}"})
        edition = self.desk(self.chance.choice(list(WAYS)), text={"headline": headline})
        rows = [
            row
            for kept in (
                Edition.objects.filter(pk=edition.pk), Photo.objects.filter(pk=photo.pk),
                Revision.objects.filter(edition=edition), Article.objects.filter(editions=edition),
                Transition.objects.filter(object_id=edition.pk, content_type__model="edition"),
                Entry.objects.filter(kind="articles.edition", thing=edition.pk),
            )
            for row in told(kept)
        ]  # fmt: skip
        return rows, photo.master.name


def told(kept: QuerySet[Model]) -> list[tuple[str, tuple]]:
    plain = QuerySet(model=kept.model, query=kept.query)
    names = [field.attname for field in kept.model._meta.concrete_fields]
    return [(kept.model._meta.label, row) for row in plain.values_list(*names)]


@contextmanager
def work(desk, people, how_many: int):
    team = [Colleague(desk, people, seed) for seed in range(how_many)]
    for each in team:
        each.start()
    try:
        yield team
    finally:
        for each in team:
            each.over.set()
        for each in team:
            each.join()
    assert [each.failed for each in team] == [None] * how_many


@pytest.fixture
def slow(monkeypatch):
    """Between two tables somebody always saves something."""
    table = backing_up.table

    def after_a_while(*arguments):
        time.sleep(0.04)
        return table(*arguments)

    monkeypatch.setattr(backing_up, "table", after_a_while)


def confirmed(team) -> list:
    return [each for colleague in team for each in list(colleague.confirmed)]


def backed_up(team, file):
    """Makes a backup while they go on; what was confirmed before it began, with their pictures."""
    while any(len(each.confirmed) < 2 for each in team):
        assert all(each.is_alive() for each in team)
        time.sleep(0.05)
    before = confirmed(team)
    backing_up.back_up(file)
    assert len(confirmed(team)) > len(before)
    return before


def test_what_was_confirmed_is_there_and_nothing_is_torn(
    transactional_db, story, people, slow, identity, tmp_path
):
    with work(story, people, 2) as team:
        before = backed_up(team, tmp_path / "backup.age")
    masters = digests(tmp_path / "vault")
    everything = confirmed(team)
    flushed()
    for path in filter(Path.is_file, (tmp_path / "vault").rglob("*")):
        path.unlink()
    for path in (tmp_path / "media").rglob("*.*"):
        path.unlink()
    assert list(finish(restore(tmp_path / "backup.age", [identity]))) == []
    assert list(found()) == []
    for rows, picture in before:
        for label, row in rows:
            assert (label, row) in here(label, row[0])
        assert digests(tmp_path / "vault")[picture] == masters[picture]
    assert Edition.objects.count() < 2 * len(everything)
    for edition in Edition.objects.all():
        assert edition.latest.edition_id == edition.pk


def here(label: str, pk: int) -> list[tuple[str, tuple]]:
    models = {each._meta.label: each for each in (Edition, Photo, Revision, Article, Transition,
                                                  Entry)}  # fmt: skip
    return told(models[label].objects.filter(pk=pk))


@pytest.mark.soak
@pytest.mark.parametrize("turn", range(5))
def test_backups_under_load_come_back_on_both_databases(
    transactional_db, story, people, slow, identity, make_place, tmp_path, turn
):
    with work(story, people, 3) as team:
        before = backed_up(team, tmp_path / "backup.age")
    masters = digests(tmp_path / "vault")
    for kind in ("same", "other"):
        place = make_place(kind)
        code, said = place.restore(tmp_path / "backup.age", identity)
        assert code == 0, said
        files = place.files()
        with place.rows() as found_rows:
            there = {label: set(map(repr, rows)) for label, rows in found_rows.items()}
        for rows, picture in before:
            for label, row in rows:
                assert repr(row) in there[label]
            assert files[picture] == masters[picture]
