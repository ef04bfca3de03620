"""A disk that fills up while a picture arrives costs the picture, not the words beside it."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class LostUpload(InMemoryUploadedFile):
    """An empty file in the place of one that could not be kept; `lost` says why."""

    def __init__(self, lost: OSError | None, name: str | None):
        super().__init__(io.BytesIO(), None, name, None, 0, None)
        self.lost = lost


class LastingUploads(TemporaryFileUploadHandler):
    """Django's lets the whole request fail with the disk, and with it what was typed."""

    lost: OSError | None = None

    def new_file(self, *args: Any, **more: Any) -> None:
        self.lost = None
        try:
            super().new_file(*args, **more)
        except OSError as error:
            self.lose(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.lost is None:
            try:
                super().receive_data_chunk(raw_data, start)
            except OSError as error:
                self.lose(error)

    def file_complete(self, file_size: int) -> Any:
        if self.lost is None:
            try:
                return super().file_complete(file_size)
            except OSError as error:
                self.lose(error)
        return LostUpload(self.lost, self.file_name)

    def lose(self, error: OSError) -> None:
        """What there is of it goes at once: others need the room."""
        self.lost = error
        with suppress(OSError, AttributeError):
            self.file.close()

    def upload_interrupted(self) -> None:
        if self.lost is None:
            super().upload_interrupted()
