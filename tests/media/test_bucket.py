"""The same rules where the files lie in buckets."""

from __future__ import annotations

import io
from datetime import timedelta

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from makers import make_photo
from moto import mock_aws
from PIL import Image

from newsroom import services
from newsroom.broken import Failure, failure_of
from newsroom.media import obscuring
from newsroom.media.areas import Area
from newsroom.media.clearance import reconcile, renew
from newsroom.media.duties import bring_in_step
from newsroom.media.intake import take_in
from newsroom.media.models import Photo, vault
from newsroom.media.renditions import TYPES, names, plain_name
from newsroom.media.views import rendition
from newsroom.storage import files_in
from newsroom.workflow.moves import move


@pytest.fixture
def buckets(monkeypatch, settings, tmp_path):
    address = "https://key:secret@s3.amazonaws.com/{}?region=eu-central-1"
    monkeypatch.setenv("MEDIA_URL_S3", address.format("newsroom-media"))
    monkeypatch.setenv("VAULT_URL_S3", address.format("newsroom-vault"))
    with mock_aws():
        client = boto3.client("s3", region_name="eu-central-1")
        for name in ("newsroom-media", "newsroom-vault"):
            client.create_bucket(
                Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
            )
        settings.STORAGES |= services.storages("MEDIA_URL_S3", "VAULT_URL_S3", tmp_path)
        for name in ("master", "original"):
            monkeypatch.setattr(Photo._meta.get_field(name), "storage", storages["vault"])
        yield client


def answers(photo: Photo) -> list[int]:
    return [answer(name) for name in names(photo)]


def answer(name: str) -> int:
    try:
        response = rendition(RequestFactory().get(f"/media/{name}"), name)
    except Http404:
        return 404
    assert response["Content-Type"] == TYPES[name.rpartition(".")[2]]
    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=86400", "s-maxage=60"}
    assert "Last-Modified" not in response
    assert b"".join(response)
    assert rendition(RequestFactory().head(f"/media/{name}"), name).status_code == 200
    return response.status_code


def test_bucket_gives_out_what_is_cleared_and_nothing_else(
    buckets, reporter, photo_editor, monkeypatch
):
    photo = make_photo(reporter)
    count = len(names(photo))
    assert set(answers(photo)) == {404}

    move(photo, "publish", by=photo_editor)
    reconcile(photo)
    assert answers(photo) == [200] * count
    assert photo.src == f"/media/{plain_name(photo)}"
    told = buckets.head_object(Bucket="newsroom-media", Key=names(photo)[0])
    assert told["ContentType"] == "image/avif"

    old = names(photo)
    renew(photo)
    reconcile(photo)
    assert [answer(name) for name in old] == [404] * count
    assert answers(photo) == [200] * count

    move(photo, "withdraw", by=photo_editor, note="سبب")
    reconcile(photo)
    assert answers(photo) == [404] * count

    move(photo, "publish", by=photo_editor)
    Photo.objects.update(rights_until=timezone.now() + timedelta(hours=1))
    reconcile(photo)
    assert answers(photo) == [200] * count
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert bring_in_step(later) == 1
    assert answers(photo) == [404] * count
    assert default_storage.listdir("photos") == ([], [])
    assert vault().exists(photo.master.name)


# A bucket that does not answer


def away(self, operation, sent):
    raise EndpointConnectionError(endpoint_url="https://s3.example.org")


def broken_off(self, operation, sent):
    raise ReadTimeoutError(endpoint_url="https://s3.example.org")


def overloaded(self, operation, sent):
    raise ClientError({"Error": {"Code": "503"}, "ResponseMetadata": {"HTTPStatusCode": 503}}, "")


def without_a_bucket(self, operation, sent):
    told = {"Error": {"Code": "NoSuchBucket"}, "ResponseMetadata": {"HTTPStatusCode": 404}}
    raise ClientError(told, operation)


ASKS = {
    "open": lambda files: files.open("a"),
    "save": lambda files: files.save("a", ContentFile(b"a")),
    "delete": lambda files: files.delete("a"),
    "exists": lambda files: files.exists("a"),
    "listdir": lambda files: files.listdir(""),
    "files below": lambda files: list(files_in(files, "")),
    "size": lambda files: files.size("a"),
    "time": lambda files: files.get_modified_time("a"),
}


def raised(ask: str) -> Exception | None:
    try:
        ASKS[ask](vault())
    except Exception as error:
        return error
    return None


def test_bucket_that_does_not_answer_fails_as_a_disk_does(buckets, monkeypatch):
    vault().save("a", ContentFile(b"a"))
    for fails in (away, broken_off, overloaded):
        monkeypatch.setattr(BaseClient, "_make_api_call", fails)
        told = {ask: raised(ask) for ask in ASKS}
        assert {ask: failure_of(each) for ask, each in told.items() if each} == dict.fromkeys(
            ASKS, Failure.STORAGE
        )
        assert {type(each) for each in told.values()} == {OSError}


def test_bucket_that_is_gone_is_no_empty_folder(buckets, monkeypatch):
    monkeypatch.setattr(BaseClient, "_make_api_call", without_a_bucket)
    assert type(raised("files below")) is OSError


def test_bucket_that_breaks_off_fails_where_a_file_is_opened(buckets, monkeypatch):
    vault().save("a", ContentFile(b"a"))
    whole = BaseClient._make_api_call

    def fails(self, operation, sent):
        if operation == "GetObject":
            away(self, operation, sent)
        return whole(self, operation, sent)

    monkeypatch.setattr(BaseClient, "_make_api_call", fails)
    assert type(raised("open")) is OSError


def test_file_that_is_not_in_a_bucket_is_not_found(buckets):
    told = {ask: type(raised(ask)) for ask in ("open", "size", "time")}
    assert set(told.values()) == {FileNotFoundError}
    assert not vault().exists("a")


@pytest.fixture
def kept(buckets, reporter):
    """A photo with an original, which says something."""
    exif = Image.Exif()
    exif[0x013B] = "Leila Hasan"
    out = io.BytesIO()
    Image.new("RGB", (60, 40)).save(out, "JPEG", exif=exif)
    return take_in(SimpleUploadedFile("a.jpg", out.getvalue()), by=reporter, words="", beside=())


LOOKS = ("admin:media_photo_camera", "media:obscure_picture", "media:original", "media:master")


def test_desk_is_told_that_the_vault_does_not_answer(kept, client, chief, monkeypatch):
    client.force_login(chief)
    pages = [reverse(name, args=[kept.pk]) for name in LOOKS]
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)
    monkeypatch.setattr(BaseClient, "_make_api_call", away)
    told = [client.get(page) for page in pages]
    assert [(each.status_code, each.has_header("Retry-After")) for each in told] == (
        [(503, True)] * len(pages)
    )


def test_whoever_uncovers_is_told_that_the_original_cannot_be_read(
    kept, chief, photo_editor, monkeypatch
):
    area: Area = {"shape": "box", "x": 0.4, "y": 0.3, "width": 0.24, "height": 0.32}
    obscuring.propose(kept, [area], by=chief, saw=obscuring.seen(kept))
    obscuring.confirm(kept, by=photo_editor, saw=obscuring.seen(kept))
    obscuring.propose(kept, [], by=chief, saw=obscuring.seen(kept))
    saw = obscuring.seen(kept)
    monkeypatch.setattr(BaseClient, "_make_api_call", away)
    with pytest.raises(ValidationError, match="original"):
        obscuring.confirm(kept, by=photo_editor, saw=saw)
    assert obscuring.covered(kept) == [area]
