from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from PIL import Image

from newsroom.broken import not_stored
from newsroom.media import obscuring
from newsroom.media.camera import written
from newsroom.media.likeness import likeness
from newsroom.media.pixels import encoded, fresh
from newsroom.media.renditions import new_token


class Mastered:
    """How a photo comes by its pixels; for `Photo` alone."""

    def take_pixels(self, file: UploadedFile, picture: Image.Image | None = None) -> None:
        """Makes the master from an upload and keeps what was sent beside it; raises ValidationError
        with a sentence, too where the vault does not take them. `picture`: what `fresh` has made of
        the file, where somebody has looked at it before."""
        picture = picture or fresh(file, file.size or 0)
        self.token = new_token()
        self.ask_of_camera(file)
        # Whoever exchanges the pixels of a draft uncovers nothing by that.
        self.keep_master(obscuring.burn(picture, obscuring.covered(self)), self.token)
        file.seek(0)
        try:
            self.original.save(f"originals/{secrets.token_hex(16)}", file, save=False)
        except Exception as error:
            # Each kind of storage has errors of its own.
            raise not_stored(error) from error
        self.original_until = timezone.now() + timedelta(days=settings.ORIGINALS_KEEP_DAYS)

    def keep_master(self, picture: Image.Image, name: str) -> None:
        """Puts these pixels into the vault as the master; the row is the caller's to save. Raises
        ValidationError with a sentence where the vault does not take them."""
        self.width, self.height = picture.size
        # What was known of other pixels could tell of what is burnt over in these.
        self.likeness, self.placeholder = likeness(picture), ""
        content = ContentFile(encoded(picture).read())
        try:
            self.master.save(f"{name}.webp", content, save=False)
        except Exception as error:
            raise not_stored(error) from error

    def ask_of_camera(self, file: UploadedFile) -> None:
        """Other pixels were taken elsewhere. A file that says nothing leaves nothing to ask."""
        self.taken_on = self.taken_in = None
        self.camera_answered_at = None if written(file) else timezone.now()
