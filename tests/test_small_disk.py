"""A real disk of one megabyte that is full: what was there stays, what comes is refused whole."""

import os
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from makers import HEADLINE, make_photo, picture_file

from newsroom.accounts.models import Account
from newsroom.articles.models import Edition
from newsroom.caches import FileCache
from newsroom.media.models import Photo, vault
from newsroom.storage import WholeFiles


@pytest.fixture
def disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("This machine lets nobody mount a disk.")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path) -> None:
    with (disk / "rest").open("wb", buffering=0) as file, suppress(OSError):
        while file.write(os.urandom(65536)):
            pass
    assert os.statvfs(disk).f_bavail == 0


@pytest.fixture
def desk(reporter):
    Account.objects.filter(pk=reporter.pk).update(language="en")
    client = Client(headers={"origin": "http://testserver"})
    client.force_login(reporter)
    return client


def words(section) -> dict[str, str]:
    return {
        "key": "6f1c5887-18a1-4681-a07b-f94c576cd760", "language": "ar", "headline": HEADLINE,
        "body": "فقرة", "section": section.pk, "signing": "desk",
    }  # fmt: skip


def test_files_are_whole_or_not_there(disk):
    files = WholeFiles(location=disk / "files")
    files.save("a/before.bin", ContentFile(b"x" * 1000))
    with pytest.raises(OSError, match="No space"):
        files.save("a/large.bin", ContentFile(b"x" * 2_000_000))
    assert os.listdir(files.path("a")) == ["before.bin"]
    fill(disk)
    with pytest.raises(OSError, match="No space"):
        files.save("a/small.bin", ContentFile(b"x" * 10_000))
    assert os.listdir(files.path("a")) == ["before.bin"]
    assert files.open("a/before.bin").read() == b"x" * 1000


def test_full_vault_costs_a_picture_and_no_story(desk, section, disk, reporter, monkeypatch):
    before = make_photo(reporter)
    with monkeypatch.context() as patch:
        patch.setattr(vault(), "location", str(disk))
        fill(disk)
        page = desk.post(
            "/admin/file/", words(section) | {"picture_1": picture_file(size=(2000, 2000))},
            follow=True,
        ).content.decode()  # fmt: skip
    assert "The storage for pictures is full" in page
    assert Edition.objects.get().headline == HEADLINE
    assert list(Photo.objects.all()) == [before]
    assert not storages["vault"].listdir("")[1][1:]


def test_upload_that_finds_no_room_costs_the_picture_alone(desk, section, disk, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(disk)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    noise = picture_file(size=(10, 10))
    noise.name, noise.file = "noise.jpg", ContentFile(os.urandom(3_000_000))
    page = desk.post(
        "/admin/file/", words(section) | {"picture_1": noise}, follow=True
    ).content.decode()
    assert "The storage for pictures is full" in page
    assert Edition.objects.get().headline == HEADLINE
    assert os.listdir(disk) == []


def test_cache_on_a_full_disk_goes_on_in_memory(disk):
    cache = FileCache(disk / "cache", {})
    cache.set("a", 1)
    fill(disk)
    cache.set("a", 2)
    assert cache.get("a") == 2
    assert cache.add("b", 1) is True
    assert cache.add("b", 1) is False
