"""What a dead process or a dead storage left undone, the worker does."""

import os
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone
from makers import make_photo, picture_file

from newsroom.media import duties, renditions, sweeping
from newsroom.media.clearance import at_once, reconcile, renew, the_rest
from newsroom.media.duties import MOST_FAILED, bring_in_step, sweep
from newsroom.media.models import Photo, Unreferenced, vault
from newsroom.media.renditions import names, plain_name
from newsroom.storage import BEGUN, WholeFiles
from newsroom.workflow.moves import move


def out(photo: Photo) -> list[bool]:
    return [default_storage.exists(name) for name in names(photo)]


@pytest.fixture
def cleared_and_died(reporter, photo_editor):
    """A photo whose clearing was committed by a process that did nothing more."""
    return make_photo(reporter, cleared_by=photo_editor)


def test_what_a_killed_process_cleared_comes_out(cleared_and_died):
    assert not any(out(cleared_and_died))
    assert bring_in_step(timezone.now()) == 1
    assert all(out(cleared_and_died))
    assert bring_in_step(timezone.now()) == 0


def test_what_a_killed_process_withdrew_goes(cleared_and_died, photo_editor):
    bring_in_step(timezone.now())
    move(cleared_and_died, "withdraw", by=photo_editor, note="سبب")
    assert all(out(cleared_and_died))
    assert bring_in_step(timezone.now()) == 1
    assert not any(out(cleared_and_died))


def test_move_puts_out_the_plain_file_and_the_worker_all_others(
    reporter, photo_editor, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        photo = make_photo(reporter, cleared_by=photo_editor)
    assert [name for name in names(photo) if default_storage.exists(name)] == [plain_name(photo)]
    assert Photo.objects.get().ready_at is None
    assert bring_in_step(timezone.now()) == 1
    photo = Photo.objects.get()
    assert all(out(photo))
    assert photo.ready_at
    assert photo.mend_at is None
    assert photo.placeholder


def test_no_file_is_made_twice(cleared_and_died, monkeypatch):
    made, whole = [], renditions.encode

    def counted(picture, format):
        made.append((picture.size, format.ending))
        return whole(picture, format)

    monkeypatch.setattr(renditions, "encode", counted)
    bring_in_step(timezone.now())
    assert len(made) == len(names(cleared_and_died))
    default_storage.delete(names(cleared_and_died)[4])
    Photo.objects.update(mend_at=timezone.now())
    bring_in_step(timezone.now())
    assert len(made) == len(names(cleared_and_died)) + 1
    Photo.objects.update(mend_at=timezone.now())
    bring_in_step(timezone.now())
    assert len(made) == len(names(cleared_and_died)) + 1


def test_a_file_that_a_restore_did_not_bring_back_leaves_pages_with_the_plain_one(
    cleared_and_died,
):
    bring_in_step(timezone.now())
    default_storage.delete(names(cleared_and_died)[0])
    at_once(cleared_and_died)
    assert Photo.objects.get().ready_at is None
    assert bring_in_step(timezone.now()) == 1
    assert Photo.objects.get().ready_at


# When rights end


def test_files_go_when_the_rights_end_and_come_back_when_they_are_prolonged(
    cleared_and_died, monkeypatch
):
    end = timezone.now() + timedelta(hours=1)
    cleared_and_died.rights_until = end
    cleared_and_died.save()
    bring_in_step(timezone.now())
    assert all(out(cleared_and_died))
    assert Photo.objects.get().mend_at == end

    monkeypatch.setattr(timezone, "now", lambda: end)
    assert bring_in_step(end) == 1
    assert not any(out(cleared_and_died))
    photo = Photo.objects.get()
    assert (photo.mend_at, photo.ready_at) == (None, None)
    photo.rights_until = end + timedelta(hours=1)
    photo.save()
    assert bring_in_step(end) == 1
    assert all(out(cleared_and_died))


def test_what_readers_should_not_have_goes_before_anything_is_made(
    reporter, photo_editor, monkeypatch
):
    """However long sizes of others take."""
    for _ in range(3):
        make_photo(reporter, cleared_by=photo_editor)
    gone = make_photo(reporter, cleared_by=photo_editor)
    reconcile(gone)
    assert all(out(gone))
    move(gone, "withdraw", by=photo_editor, note="سبب")
    left = []
    whole = renditions.make

    def seen(*args):
        left.append(any(out(gone)))
        return whole(*args)

    monkeypatch.setattr(renditions, "make", seen)
    monkeypatch.setattr(duties, "LONGEST", 0)
    monkeypatch.setattr(duties, "MOST", 1)
    assert bring_in_step(timezone.now()) == 1
    assert left == []
    monkeypatch.setattr(duties, "MOST", 50)
    assert bring_in_step(timezone.now()) == 1, "one photo, since there is no time for more"
    assert left
    assert not any(left)


def test_nothing_to_do_costs_one_query(cleared_and_died, django_assert_num_queries):
    bring_in_step(timezone.now())
    with django_assert_num_queries(1):
        assert bring_in_step(timezone.now()) == 0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what is there.")
def test_look_is_answered_by_the_index(cleared_and_died):
    due = Photo.objects.filter(mend_at__lte=timezone.now()).order_by("mend_at")
    assert "USING INDEX photo_out_of_step" in due.explain()


def test_storage_that_fails_is_asked_again_later_and_keeps_no_other_waiting(
    reporter, photo_editor, monkeypatch
):
    broken, whole = make_photo(reporter, cleared_by=photo_editor), make_photo(
        reporter, cleared_by=photo_editor
    )  # fmt: skip
    save = WholeFiles._save

    def fails(self, name, content):
        if broken.token in name:
            raise OSError("no answer")
        return save(self, name, content)

    monkeypatch.setattr(WholeFiles, "_save", fails)
    now = timezone.now()
    assert bring_in_step(now) == 1
    assert all(out(whole))
    assert bring_in_step(now + timedelta(seconds=20)) == 0
    assert Photo.objects.get(pk=broken.pk).mend_at > now + timedelta(seconds=20)
    monkeypatch.undo()
    assert bring_in_step(now + timedelta(minutes=1)) == 1
    assert all(out(broken))


def test_pause_grows_with_the_time_that_the_storage_failed(cleared_and_died, monkeypatch):
    monkeypatch.setattr(WholeFiles, "_save", lambda *args: 1 / 0)
    waits = []
    for ago in (timedelta(0), timedelta(minutes=5), timedelta(days=3)):
        moved_at = timezone.now() - ago
        Photo.objects.update(moved_at=moved_at, mend_at=moved_at)
        bring_in_step(timezone.now())
        waits.append(round((Photo.objects.get().mend_at - timezone.now()).total_seconds(), -1))
    assert waits == [30, 300, 600]


def test_storage_that_fails_is_asked_when_the_rights_end_however_long_the_pause(
    cleared_and_died, monkeypatch
):
    end = timezone.now() + timedelta(minutes=2)
    moved_at = timezone.now() - timedelta(days=3)
    Photo.objects.update(moved_at=moved_at, mend_at=moved_at, rights_until=end)
    monkeypatch.setattr(WholeFiles, "_save", lambda *args: 1 / 0)
    bring_in_step(timezone.now())
    assert Photo.objects.get().mend_at == end


def test_worker_that_fails_too_late_says_nothing_of_a_photo_with_other_names(
    cleared_and_died, monkeypatch
):
    """Another one has done all there was to do for these meanwhile."""

    def fails(*args):
        monkeypatch.undo()
        renew(cleared_and_died)
        reconcile(cleared_and_died)
        raise OSError("no answer")

    monkeypatch.setattr(renditions, "make", fails)
    row = Photo.objects.get()
    with pytest.raises(OSError, match="no answer"):
        the_rest(row, set(names(row)))
    photo = Photo.objects.get()
    assert photo.token != row.token
    assert all(out(photo))
    assert (photo.ready_at is not None, photo.mend_at) == (True, None)


def test_dead_storage_is_asked_few_times_a_look(reporter, photo_editor, monkeypatch):
    for _ in range(MOST_FAILED + 2):
        make_photo(reporter, cleared_by=photo_editor)
    asked = set()

    def fails(self, name, content):
        asked.add(name.split("/")[1])
        raise OSError("no answer")

    monkeypatch.setattr(WholeFiles, "_save", fails)
    bring_in_step(timezone.now())
    assert len(asked) == MOST_FAILED
    bring_in_step(timezone.now())
    assert len(asked) == MOST_FAILED + 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_it_once(cleared_and_died, monkeypatch):
    written, save, both = [], WholeFiles._save, Barrier(2)

    def counted(self, name, content):
        written.append(name)
        return save(self, name, content)

    def look():
        both.wait()
        bring_in_step(timezone.now())
        connection.close()

    Photo.objects.update(mend_at=timezone.now())
    monkeypatch.setattr(WholeFiles, "_save", counted)
    workers = [Thread(target=look) for _ in range(2)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert len(written) == len(set(written)) >= 2
    assert all(out(cleared_and_died))
    assert Photo.objects.get().mend_at is None


def test_sweep_takes_what_belongs_to_nothing_and_is_old(cleared_and_died):
    vault().save("left.webp", ContentFile(b"x"))
    Path(vault().path(f"{BEGUN}0123")).write_bytes(b"half")
    assert sweep(timezone.now()) == 0
    assert swept(timezone.now() + timedelta(days=2)) == 2
    assert vault().listdir("")[1] == [cleared_and_died.master.name]
    assert not Path(vault().path(f"{BEGUN}0123")).exists()


def swept(now) -> int:
    cache.delete("media:swept")
    return sweep(now)


def test_a_master_stays_for_a_day_after_it_was_let_go_however_old_it_is(reporter):
    """A backup whose snapshot named it finds it still."""
    photo, now = make_photo(reporter), timezone.now()
    former = photo.master.name
    later = now + timedelta(days=30)
    assert swept(later) == 0
    photo.take_pixels(picture_file(size=(800, 700)))
    photo.save()
    for hours, gone in ((0, 0), (1, 0), (23, 0), (25, 2), (26, 0)):
        assert swept(later + timedelta(hours=hours)) == gone, hours
        assert vault().exists(former) is (hours < 25), hours
    assert not Unreferenced.objects.exists()


def test_a_file_that_is_a_photos_again_is_nobodys_from_anew(reporter):
    photo, now = make_photo(reporter), timezone.now()
    row = Photo.objects.filter(pk=photo.pk)
    for hours, master in ((0, "other.webp"), (12, photo.master.name), (25, "other.webp")):
        row.update(master=master)
        assert swept(now + timedelta(hours=hours)) == 0
    assert vault().exists(photo.master.name)
    assert swept(now + timedelta(hours=50)) == 1


def test_sweep_asks_as_often_for_many_files_as_for_one(reporter, django_assert_num_queries):
    now = timezone.now()
    for count in (1, 5):
        for number in range(count):
            vault().save(f"left-{count}-{number}.webp", ContentFile(b"x"))
        make_photo(reporter)
        with django_assert_num_queries(4):
            assert swept(now) == 0


def test_file_with_a_name_that_is_no_text_stops_no_sweep(reporter):
    folder = Path(vault().path(""))
    folder.mkdir(exist_ok=True)
    names = [b"left-\xff.webp", "left-\u0641.webp".encode()]
    for name in names:
        (folder / os.fsdecode(name)).write_bytes(b"x")
    now = timezone.now()
    assert swept(now) == 0
    assert swept(now + timedelta(hours=25)) == 2
    assert not list(folder.glob("left-*"))
    assert swept(now + timedelta(hours=26)) == 0
    assert not Unreferenced.objects.exists()


def test_of_two_sweeps_at_once_the_first_ones_note_counts(db):
    vault().save("left.webp", ContentFile(b"x"))
    now = timezone.now()
    sweeping.note(sweeping.nobodys(), now)
    with patch.object(Unreferenced.objects, "values_list", lambda *names: []):
        sweeping.note(sweeping.nobodys(), now + timedelta(hours=1))
    assert Unreferenced.objects.get().found_at == now


def test_workers_sweep_once_an_hour_together(cleared_and_died):
    sweep(timezone.now())
    vault().save("left.webp", ContentFile(b"x"))
    assert sweep(timezone.now() + timedelta(days=2)) == 0
    assert vault().exists("left.webp")
