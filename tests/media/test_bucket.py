"""The same rules where the files lie in buckets."""

from __future__ import annotations

from datetime import timedelta

import boto3
import pytest
from django.core.files.storage import default_storage, storages
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone
from makers import make_photo
from moto import mock_aws

from newsroom import env
from newsroom.media.clearance import reconcile, renew
from newsroom.media.duties import bring_in_step
from newsroom.media.models import Photo, vault
from newsroom.media.renditions import TYPES, names, plain_name
from newsroom.media.views import rendition
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
        settings.STORAGES |= env.storages("MEDIA_URL_S3", "VAULT_URL_S3", tmp_path)
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
