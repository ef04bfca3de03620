"""Pictures that come in parts over a bad link: announced, taken in from wherever the last part
ended, and a photo once they are whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.accounts.models import Account
from newsroom.media.intake import take_in
from newsroom.media.models import Part, Photo, Upload
from newsroom.media.pixels import MOST_BYTES
from newsroom.text.markup import clean_line

#: Bytes of one part at most.
MOST_IN_A_PART = 256 * 1024
#: Bytes that one person may have on the way at a time: they lie in the database.
MOST_ON_THE_WAY = 200 * 1024 * 1024
#: What nobody sent on for so long is not waited for.
KEPT = timedelta(days=7)


class Misplaced(Exception):
    """The part does not go on where the last one ended, or is none."""


@dataclass(frozen=True)
class Announced:
    """What a story says of a picture that follows."""

    digest: str
    size: int
    caption: str
    number: int

    def check(self) -> None:
        """Raises ValidationError where it cannot come."""
        if not self.size:
            raise ValidationError(_("This picture is empty: nothing arrived. Choose it again."))
        if self.size > MOST_BYTES:
            raise ValidationError(_("This picture is larger than 25 MB. Send a smaller copy."))


@transaction.atomic
def announce(by: Account, story: UUID, picture: Announced) -> Upload:
    """Said again it is the same upload, with the caption it has by now. Raises ValidationError."""
    picture.check()
    said = {"caption": clean_line(picture.caption[:400]), "number": picture.number}
    key = {"by": by, "story": story, "digest": picture.digest}
    is_new = not Upload.objects.filter(**key).exists()
    if is_new and on_the_way(by) + picture.size > MOST_ON_THE_WAY:
        raise ValidationError(
            _("Too many pictures of yours are on their way. Send this one when they have arrived.")
        )
    upload, _is_new = Upload.objects.get_or_create(**key, defaults=said | {"size": picture.size})
    # Of one that is over the photo has the caption, which may have been mended there since.
    Upload.objects.filter(pk=upload.pk).update(
        number=picture.number, touched_at=timezone.now(),
        caption="" if upload.is_over else said["caption"],
    )  # fmt: skip
    upload.refresh_from_db()
    return upload


def on_the_way(by: Account) -> int:
    waiting = Upload.objects.filter(by=by, photo=None, refusal="")
    return waiting.aggregate(bytes=Sum("size"))["bytes"] or 0


@transaction.atomic
def append(upload: Upload, offset: int, data: bytes) -> None:
    """Adds what is new of a part; a part that is here already changes nothing.

    Raises Misplaced where there is a gap before it, or too much of it.
    """
    fresh = locked(upload)
    is_too_much = len(data) > MOST_IN_A_PART or offset + len(data) > fresh.size
    if fresh.is_over:
        return
    if offset > fresh.have or is_too_much:
        raise Misplaced
    if new := data[fresh.have - offset :]:
        Part.objects.create(upload=fresh, offset=fresh.have, data=new)
        fresh.have = upload.have = fresh.have + len(new)
        fresh.save(update_fields=["have", "touched_at"])


@transaction.atomic
def finish(upload: Upload, beside: Iterable[Photo]) -> bool:
    """Makes the photo once all of it is here, in one step with letting the parts go; the one of
    `beside` where that is the same file. Returns whether it was made just now.

    What is no usable picture leaves its sentence in `refusal`. What is not the file that was
    announced is forgotten: `have` is 0 again.
    """
    fresh = locked(upload)
    if fresh.is_over or fresh.have < fresh.size:
        return False
    data = b"".join(bytes(part.data) for part in fresh.parts.all())
    fresh.parts.all().delete()
    if sha256(data).hexdigest() == fresh.digest:
        make(fresh, data, beside)
    else:
        fresh.have = 0
    fresh.save()
    for name in ("have", "photo", "refusal"):
        setattr(upload, name, getattr(fresh, name))
    return upload.photo is not None


def make(upload: Upload, data: bytes, beside: Iterable[Photo]) -> None:
    file = SimpleUploadedFile("picture", data)
    try:
        upload.photo = take_in(file, by=upload.by, words=upload.caption, beside=beside)
    except ValidationError as error:
        if error.code == "not_stored":
            # The vault failed, not the picture: all is as before, and whoever sends tries again.
            raise (error.__cause__ or error) from None
        upload.refusal = " ".join(error.messages)[:300]
    upload.caption = ""  # the photo has it now


def locked(upload: Upload) -> Upload:
    return Upload.objects.select_for_update().get(pk=upload.pk)


def forget_what_nobody_sends_on(now: datetime) -> int:
    """A duty. Deletes what was not touched for days, finished or not; the photos stay."""
    old = Upload.objects.filter(touched_at__lt=now - KEPT)
    return sum(delete_if_old(key, now) for key in old.values_list("pk", flat=True))


@transaction.atomic
def delete_if_old(key: int, now: datetime) -> bool:
    """A part may have come in since somebody looked."""
    old = Upload.objects.select_for_update().filter(pk=key, touched_at__lt=now - KEPT)
    return bool(old.first() and old.delete())
