"""Files in a bucket of an S3-compatible storage."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class Bucket(S3Storage):
    """A private one: readers get what they may have from our own address, so that no other host
    learns who reads, and what was taken back is gone for everybody at once."""

    def url(self, name: str, *args: Any, **more: Any) -> str:
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"
