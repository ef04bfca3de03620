"""A picture that comes with a story, or by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from newsroom.accounts.models import Account
from newsroom.media.likeness import likeness, nearest
from newsroom.media.models import Photo
from newsroom.media.pixels import fresh
from newsroom.text.markup import clean_line

#: Whose looks a picture is compared with: the newest so many that its sender may see.
MOST_COMPARED = 20_000


def take_in(file: UploadedFile, *, by: Account, words: str, beside: Iterable[Photo]) -> Photo:
    """The photo of an upload, in draft; the one of `beside` where it was sent before.

    Raises ValidationError with a sentence where the file is no usable picture.
    """
    digest = digest_of(file)
    for photo in beside:
        if photo.digest == digest:
            return photo
    photo = Photo(sent_by=by, digest=digest)
    photo.caption_ar = clean_line(words[:400])
    photo.take_pixels(file)
    photo.save()
    return photo


@dataclass(frozen=True)
class Sent:
    """What became of one file of several: a photo of its own, one that is here already (`is_known`,
    `is_same` to the byte), or a sentence."""

    name: str
    photo: Photo | None = None
    is_known: bool = False
    is_same: bool = False
    refusal: str = ""


def send(file: UploadedFile, *, by: Account, words: Mapping[str, str], even_if_known: bool) -> Sent:
    """Takes a picture in, unless one that its sender may see is the same, or looks the same; raises
    nothing for what the file is. `words` are columns of the photo, checked by the caller."""
    name = file.name or ""
    try:
        digest = digest_of(file)
        if not even_if_known and (photo := same(digest, by)):
            return Sent(name, photo, is_known=True, is_same=True)
        picture = fresh(file, file.size or 0)
        if not even_if_known and (photo := alike(likeness(picture), by)):
            return Sent(name, photo, is_known=True)
        photo = Photo(sent_by=by, digest=digest, **words)
        photo.take_pixels(file, picture)
    except ValidationError as error:
        return Sent(name, refusal=" ".join(error.messages))
    photo.save()
    return Sent(name, photo)


def same(digest: str, by: Account, *, but: Photo | None = None) -> Photo | None:
    """The newest photo of that very file that this person may see, without `but`."""
    if not digest:
        return None
    seen = Photo.objects.visible_to(by).exclude(pk=but.pk if but else None)
    return seen.filter(digest=digest).order_by("-pk").first()


def alike(wanted: str, by: Account, *, but: Photo | None = None) -> Photo | None:
    """The photo that looks most like it, among those that this person may see, without `but`."""
    if not wanted:
        return None
    seen = Photo.objects.visible_to(by).exclude(likeness="").exclude(pk=but.pk if but else None)
    known = seen.order_by("-pk").values_list("pk", "likeness")[:MOST_COMPARED]
    return Photo.objects.filter(pk=nearest(wanted, known)).first()


def digest_of(file: UploadedFile) -> str:
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()
