"""Files in a bucket of an S3-compatible storage."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from s3transfer.exceptions import RetriesExceededError
from storages.backends.s3 import S3Storage
from urllib3.exceptions import HTTPError

#: What is raised where a bucket does not answer, refuses, or breaks off.
FAILURES = (BotoCoreError, Boto3Error, ClientError, RetriesExceededError, HTTPError)
#: A file that is not there. That the bucket is not has another code, and is no empty folder.
GONE = {"404", "NoSuchKey", "NotFound"}


@contextmanager
def as_files_fail() -> Iterator[None]:
    """Raises OSError, and FileNotFoundError where a file is not there: as a disk, which is all that
    those who keep files need to know of. No name is in it."""
    try:
        yield
    except FAILURES as error:
        answer = error.response["Error"] if isinstance(error, ClientError) else {}
        if answer.get("Code") in GONE:
            raise FileNotFoundError(errno.ENOENT, "There is no such file") from error
        raise OSError(errno.EIO, "The storage for files does not answer") from error


class Bucket(S3Storage):
    """A private one: readers get what they may have from our own address, so that no other host
    learns who reads, and what was taken back is gone for everybody at once."""

    _save = as_files_fail()(S3Storage._save)
    delete = as_files_fail()(S3Storage.delete)
    exists = as_files_fail()(S3Storage.exists)
    listdir = as_files_fail()(S3Storage.listdir)
    size = as_files_fail()(S3Storage.size)
    get_modified_time = as_files_fail()(S3Storage.get_modified_time)

    @as_files_fail()
    def _open(self, name: str, mode: str = "rb") -> Any:
        """All of it is here by then: nobody is left half-way through an answer."""
        return super()._open(name, mode).open()

    def url(self, name: str, *args: Any, **more: Any) -> str:
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"
