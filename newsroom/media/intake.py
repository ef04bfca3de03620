"""A picture that comes with a story."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile

from newsroom.accounts.models import Account
from newsroom.media.models import Photo
from newsroom.text.markup import clean_line


def take_in(file: UploadedFile, *, by: Account, words: str, beside: Iterable[Photo]) -> Photo:
    """The photo of an upload, in draft; the one of `beside` where it was sent before.

    Raises ValidationError with a sentence where the file is no usable picture.
    """
    digest = digest_of(file)
    for photo in beside:
        if photo.digest == digest:
            return photo
    photo = Photo(sent_by=by, digest=digest)
    photo.caption_ar = clean_line(words)[:400]
    photo.take_pixels(file)
    photo.save()
    return photo


def digest_of(file: UploadedFile) -> str:
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()
