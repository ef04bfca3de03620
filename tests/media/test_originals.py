"""Originals: for few, logged, and gone when their time is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from makers import make_photo

from newsroom.audit.models import Entry
from newsroom.media import originals
from newsroom.media.duties import let_originals_go, sweep
from newsroom.media.models import Photo, vault
from newsroom.storage import WholeFiles, files_in
from newsroom.workflow.moves import move

MAY = {"reporter": False, "stranger": False, "translator": False, "editor": False, "chief": True,
       "photo": True}  # fmt: skip


@pytest.fixture
def photo(reporter):
    return make_photo(reporter)


@pytest.fixture
def done(django_capture_on_commit_callbacks):
    def do(what, *args, **named):
        with django_capture_on_commit_callbacks(execute=True):
            return what(*args, **named)

    return do


def url(photo: Photo, name: str = "original") -> str:
    return reverse(f"media:{name}", args=[photo.pk])


def kept() -> list[str]:
    return list(files_in(vault(), "originals"))


@pytest.mark.parametrize("state", ["draft", "cleared"])
@pytest.mark.parametrize("role", MAY)
def test_originals_are_for_those_who_may_open_them(role, state, people, photo, done):
    if state == "cleared":
        done(move, photo, "publish", by=people["chief"])
    client = Client()
    client.force_login(people[role])
    answer = client.get(url(photo))
    assert answer.status_code == (200 if MAY[role] else 404)
    form = client.get(reverse("admin:media_photo_change", args=[photo.pk])).text
    assert (url(photo) in form) is MAY[role]
    assert Entry.objects.filter(verb="saw_original").exists() is MAY[role]

    until = photo.original_until
    Photo.objects.update(original_until=timezone.now())
    client.post(url(photo, "original_keep"))
    assert (Photo.objects.get().original_until >= until) is MAY[role]
    done(client.post, url(photo, "original_delete"), {"is_sure": "1"})
    assert (kept() == []) is MAY[role]
    assert bool(Photo.objects.get().original) is not MAY[role]


def test_original_is_handed_out_as_a_file_that_no_browser_opens(photo, chief, client):
    client.force_login(chief)
    answer = client.get(url(photo))
    assert b"".join(answer.streaming_content) == photo.original.open().read()
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == f'attachment; filename="picture-{photo.pk}.bin"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_original_is_not_there_without_a_sign_in(photo, client):
    assert client.get(url(photo)).status_code == 404
    client.post(url(photo, "original_delete"), {"is_sure": "1"})
    client.post(url(photo, "original_keep"))
    assert Photo.objects.get().original_until == photo.original_until
    assert len(kept()) == 1


def test_original_goes_by_post_only_and_by_a_tick(photo, chief, client, done):
    client.force_login(chief)
    assert client.get(url(photo, "original_delete")).status_code == 405
    done(client.post, url(photo, "original_delete"))
    assert len(kept()) == 1
    done(client.post, url(photo, "original_delete"), {"is_sure": "1"})
    assert kept() == []
    stored = Photo.objects.get()
    assert (stored.original.name, stored.original_until) == ("", None)
    assert stored.master.open().read()
    assert Entry.objects.get(verb="original_deleted").by == chief.pk
    assert client.get(url(photo)).status_code == 404
    form = client.get(reverse("admin:media_photo_change", args=[photo.pk]))
    assert form.status_code == 200
    assert url(photo) not in form.text


def test_original_that_was_deleted_is_neither_deleted_nor_kept_again(photo, chief, done):
    assert done(originals.let_go, photo, by=chief)
    assert not done(originals.let_go, photo, by=chief)
    assert not done(originals.keep_longer, photo, by=chief)
    assert Entry.objects.filter(verb__startswith="original_").count() == 1


def test_worker_lets_an_original_go_when_its_time_is_over(photo, done):
    until = photo.original_until
    assert done(let_originals_go, until - timedelta(seconds=1)) == 0
    assert len(kept()) == 1
    assert done(let_originals_go, until) == 1
    assert kept() == []
    assert Entry.objects.get(verb="original_expired").by is None
    assert done(let_originals_go, until) == 0


def test_original_that_is_kept_longer_meanwhile_stays(photo, chief, done):
    """The worker has seen that its time is over, and a person is quicker."""
    now = timezone.now()
    Photo.objects.update(original_until=now)
    done(originals.keep_longer, photo, by=chief)
    assert not done(originals.let_go, photo, by=None, due=now)
    assert len(kept()) == 1


def test_file_that_could_not_be_deleted_is_swept(photo, chief, done, monkeypatch, caplog):
    def fails(self, name):
        raise OSError("no answer")

    monkeypatch.setattr(WholeFiles, "delete", fails)
    name = photo.original.name
    assert done(originals.let_go, photo, by=chief)
    assert len(kept()) == 1
    assert name not in caplog.text
    monkeypatch.undo()
    for days in (0, 2):  # it is noted first that it is nobody's
        cache.delete("media:swept")
        sweep(timezone.now() + timedelta(days=days))
    assert kept() == []
