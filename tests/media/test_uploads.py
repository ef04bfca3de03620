"""Pictures that come in parts: whatever is repeated, lost, mixed up or made up, the whole is what
was announced or nothing is."""

from __future__ import annotations

import errno
import hashlib
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from makers import picture_file

from newsroom.media import uploads
from newsroom.media.models import Part, Photo, Upload
from newsroom.media.pixels import MOST_BYTES
from newsroom.media.uploads import MOST_IN_A_PART, Announced, Misplaced
from newsroom.workflow import duties

PICTURE = picture_file().read()
DIGEST = hashlib.sha256(PICTURE).hexdigest()
THIRD = len(PICTURE) // 3


def announce(by, data: bytes = PICTURE, *, story=None, digest: str = "", **more) -> Upload:
    said = {"size": len(data), "caption": "ضفة النهر", "number": 1} | more
    digest = digest or hashlib.sha256(data).hexdigest()
    return uploads.announce(by, story or uuid4(), Announced(digest, **said))


def send(upload: Upload, data: bytes = PICTURE, step: int = 1000) -> None:
    for offset in range(0, len(data), step):
        uploads.append(upload, offset, data[offset : offset + step])


def test_parts_make_the_photo_that_was_announced(reporter):
    upload = announce(reporter)
    send(upload)

    assert uploads.finish(upload, ()) is True

    photo = Photo.objects.get()
    assert (photo.digest, photo.sent_by, photo.caption_ar) == (DIGEST, reporter, "ضفة النهر")
    assert photo.state == "draft"
    assert not Part.objects.exists()
    assert uploads.finish(upload, ()) is False
    assert Photo.objects.count() == 1


def test_nothing_is_made_before_all_is_here(reporter):
    upload = announce(reporter)
    uploads.append(upload, 0, PICTURE[:THIRD])

    assert uploads.finish(upload, ()) is False
    assert not Photo.objects.exists()
    assert Upload.objects.get().have == THIRD


def test_a_part_sent_again_or_overlapping_adds_only_what_is_new(reporter):
    upload = announce(reporter)
    uploads.append(upload, 0, PICTURE[:THIRD])
    uploads.append(upload, 0, PICTURE[:THIRD])
    uploads.append(upload, 0, PICTURE[: THIRD + 10])
    uploads.append(upload, 5, PICTURE[5:THIRD])

    assert Upload.objects.get().have == THIRD + 10
    assert b"".join(bytes(part.data) for part in Part.objects.all()) == PICTURE[: THIRD + 10]
    send(upload)
    assert uploads.finish(upload, ()) is True


@pytest.mark.parametrize(
    ("offset", "data"),
    [
        (THIRD + 1, b"x"),
        (0, PICTURE + b"x"),
        (THIRD, PICTURE[THIRD:] + b"x"),
        (0, b"x" * (MOST_IN_A_PART + 1)),
    ],
)
def test_a_part_with_a_gap_or_too_much_is_refused(reporter, offset, data):
    upload = announce(reporter)
    uploads.append(upload, 0, PICTURE[:THIRD])

    with pytest.raises(Misplaced):
        uploads.append(upload, offset, data)

    assert Upload.objects.get().have == THIRD
    assert Part.objects.count() == 1


def test_what_is_not_the_file_that_was_announced_is_forgotten(reporter):
    upload = announce(reporter, digest=hashlib.sha256(b"another").hexdigest())
    send(upload)

    assert uploads.finish(upload, ()) is False

    assert Upload.objects.get().have == upload.have == 0
    assert not Part.objects.exists()
    assert not Photo.objects.exists()


def test_what_is_no_picture_leaves_its_sentence_and_no_bytes(reporter):
    data = "ليست صورة".encode() * 50
    upload = announce(reporter, data)
    send(upload, data)

    assert uploads.finish(upload, ()) is False

    assert "no picture that we can read" in Upload.objects.get().refusal
    assert not Part.objects.exists()
    uploads.append(upload, 0, data[:10])
    assert not Part.objects.exists()


def test_a_photo_that_is_there_already_is_that_photo(reporter):
    first, again = announce(reporter), announce(reporter)
    for upload in (first, again):
        send(upload)
    uploads.finish(first, ())

    uploads.finish(again, [Photo.objects.get()])

    assert Photo.objects.get() == again.photo


def test_announced_again_it_is_the_same_upload_with_its_new_caption(reporter, stranger):
    story = uuid4()
    upload = announce(reporter, story=story)
    uploads.append(upload, 0, PICTURE[:THIRD])

    again = announce(reporter, story=story, caption="عند الفجر", number=2)
    other = announce(stranger, story=story)

    assert (again.pk, again.have, again.caption) == (upload.pk, THIRD, "عند الفجر")
    assert other.pk != upload.pk


@pytest.mark.parametrize("size", [0, MOST_BYTES + 1])
def test_an_empty_or_too_large_picture_is_told_before_it_is_sent(reporter, size):
    with pytest.raises(ValidationError):
        announce(reporter, size=size)
    assert not Upload.objects.exists()


def test_one_person_cannot_fill_the_database(reporter, stranger, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_ON_THE_WAY", 2 * len(PICTURE))
    story = uuid4()
    announce(reporter, story=story)
    done = announce(reporter)
    with pytest.raises(ValidationError, match="on their way"):
        announce(reporter)
    announce(reporter, story=story)
    announce(stranger)

    send(done)
    uploads.finish(done, ())
    announce(reporter)


def test_what_nobody_sends_on_is_deleted_after_a_week_by_the_worker(reporter):
    old, kept, finished = announce(reporter), announce(reporter), announce(reporter)
    for upload in (old, kept):
        uploads.append(upload, 0, PICTURE[:THIRD])
    send(finished)
    uploads.finish(finished, ())
    week_ago = timezone.now() - timedelta(days=7, minutes=1)
    Upload.objects.exclude(pk=kept.pk).update(touched_at=week_ago)

    assert uploads.forget_what_nobody_sends_on in duties.duties()
    assert uploads.forget_what_nobody_sends_on(timezone.now()) == 2

    assert Upload.objects.get() == kept
    assert Part.objects.get().upload == kept
    assert Photo.objects.count() == 1


PARTS = st.lists(st.tuples(st.integers(0, len(PICTURE)), st.integers(0, len(PICTURE))), max_size=12)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=PARTS)
def test_whatever_parts_come_in_whatever_order_what_is_here_is_a_beginning(reporter, parts):
    upload = announce(reporter)
    for offset, length in parts:
        before = Upload.objects.get(pk=upload.pk).have
        try:
            uploads.append(upload, offset, PICTURE[offset : offset + length])
        except Misplaced:
            assert offset > before
        here = b"".join(bytes(part.data) for part in upload.parts.all())
        assert here == PICTURE[: Upload.objects.get(pk=upload.pk).have]
    upload.delete()


def test_a_vault_that_fails_once_refuses_no_picture(reporter, monkeypatch):
    upload = announce(reporter)
    send(upload)
    field = Photo._meta.get_field("master")
    with monkeypatch.context() as broken:
        broken.setattr(field.storage, "save", full)
        with pytest.raises(OSError, match="full"):
            uploads.finish(upload, ())
    assert not Photo.objects.exists()
    assert Upload.objects.get().refusal == ""

    assert uploads.finish(upload, ()) is True
    assert Photo.objects.get().digest == DIGEST


def full(*_args, **_more):
    raise OSError(errno.ENOSPC, "full")
