"""A bad value in the environment stops the start with a sentence."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pyrage import x25519

from newsroom import env, services


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), ("on", True), ("0", False), ("", False)]
)
def test_flag_reads_yes_and_no(monkeypatch, value, expected):
    monkeypatch.setenv("X", value)
    assert env.flag("X", default=not expected) is expected


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda: env.flag("X"), "perhaps"),
        (lambda: env.address("X", ""), "news.example.org"),
        (lambda: env.address("X", ""), "https://news.example.org/path"),
        (lambda: services.database("X", ""), "mysql://localhost/x"),
        (lambda: services.database("X", ""), "postgres://host"),
        (lambda: services.cache("X", Path("cache")), "memcached://localhost"),
        (lambda: env.number("X", 1), "-1"),
        (lambda: env.number("X", 1), "many"),
        (lambda: env.number("X", 1, least=1), "0"),
        (lambda: env.folder("X"), "backups"),
        (lambda: env.recipients("X"), "age1nobody"),
    ],
)
def test_bad_value_is_told_by_its_name(monkeypatch, read, value):
    monkeypatch.setenv("X", value)
    with pytest.raises(ImproperlyConfigured, match="X"):
        read()


def test_database_urls():
    sqlite = services.database("NONE", "sqlite:////srv/news.sqlite3")
    assert str(sqlite["NAME"]) == "/srv/news.sqlite3"
    assert "journal_mode=WAL" in sqlite["OPTIONS"]["init_command"]
    postgres = services.database(
        "NONE", "postgres://news:p%40ss@db.example.org:5433/desk?sslmode=require"
    )
    assert (postgres["USER"], postgres["PASSWORD"], postgres["NAME"]) == ("news", "p@ss", "desk")
    assert postgres["OPTIONS"]["sslmode"] == "require"
    assert postgres["OPTIONS"]["connect_timeout"] == "5"
    own = services.database("NONE", "postgres://db.example.org/desk?connect_timeout=2")
    assert own["OPTIONS"]["connect_timeout"] == "2"


def test_identity_among_the_recipients_is_refused_and_never_quoted(monkeypatch):
    """Who puts the wrong half of a key there must not find it in a log."""
    identity = x25519.Identity.generate()
    monkeypatch.setenv("X", f"{identity.to_public()}, {identity}")
    with pytest.raises(ImproperlyConfigured, match="number 2 is none") as told:
        env.recipients("X")
    assert "AGE-SECRET" not in str(told.value)
    monkeypatch.setenv("X", f" {identity.to_public()} ,")
    assert env.recipients("X") == [str(identity.to_public())]


def test_folder_is_a_whole_path_or_none(monkeypatch):
    monkeypatch.setenv("X", "/srv/backups")
    assert env.folder("X") == Path("/srv/backups")
    monkeypatch.delenv("X")
    assert env.folder("X") is None


def test_secret_is_wanted_outside_debug(monkeypatch, tmp_path):
    monkeypatch.delenv("X", raising=False)
    with pytest.raises(ImproperlyConfigured, match="50"):
        env.secret("X", debug=False, file=tmp_path / "key")
    first = env.secret("X", debug=True, file=tmp_path / "key")
    assert first == env.secret("X", debug=True, file=tmp_path / "key")
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0


# Buckets

BUCKET = "https://key:s%2Fecret@s3.example.org:9000/pictures?region=eu"


def test_storages_are_folders_or_buckets(monkeypatch, tmp_path):
    found = services.storages("PUBLIC", "VAULT", tmp_path)
    assert {each["BACKEND"] for each in found.values()} == {"newsroom.storage.WholeFiles"}
    assert found["vault"]["OPTIONS"] == {"location": tmp_path / "vault", "base_url": None}
    monkeypatch.setenv("PUBLIC", BUCKET)
    found = services.storages("PUBLIC", "VAULT", tmp_path)
    assert found["default"]["BACKEND"] == "newsroom.buckets.Bucket"
    assert found["default"]["OPTIONS"] == {
        "bucket_name": "pictures", "endpoint_url": "https://s3.example.org:9000",
        "access_key": "key", "secret_key": "s/ecret", "region_name": "eu",
        "file_overwrite": True, "default_acl": None,
    }  # fmt: skip
    assert found["vault"]["BACKEND"] == "newsroom.storage.WholeFiles"


def test_vault_and_what_readers_have_never_share_a_bucket(monkeypatch, tmp_path):
    monkeypatch.setenv("PUBLIC", BUCKET)
    monkeypatch.setenv("VAULT", BUCKET.replace("key", "other"))
    with pytest.raises(ImproperlyConfigured, match="two buckets"):
        services.storages("PUBLIC", "VAULT", tmp_path)
    monkeypatch.setenv("VAULT", BUCKET.replace("pictures", "vault"))
    assert (
        services.storages("PUBLIC", "VAULT", tmp_path)["vault"]["OPTIONS"]["file_overwrite"]
        is False
    )


@pytest.mark.parametrize(
    "value",
    ["s3://pictures", "https://s3.example.org/pictures", "https://key@s3.example.org/pictures",
     "https://key:secret@s3.example.org/", "https://key:secret@s3.example.org/pictures/below"],
)  # fmt: skip
def test_bad_bucket_stops_the_start_and_its_secret_is_not_said(monkeypatch, value):
    monkeypatch.setenv("PUBLIC", value)
    with pytest.raises(ImproperlyConfigured, match=r"PUBLIC must") as told:
        services.bucket("PUBLIC")
    assert "secret" not in str(told.value).replace("key:secret@host", "")


def test_pages_are_kept_in_a_file_in_redis_or_not(monkeypatch):
    for name in ("X", "R"):
        monkeypatch.delenv(name, raising=False)
    assert env.kept_pages("X", "R") == "file"
    monkeypatch.setenv("R", "redis://127.0.0.1/1")
    assert env.kept_pages("X", "R") == "redis"
    for asked in ("file", "off"):
        monkeypatch.setenv("X", asked)
        assert env.kept_pages("X", "R") == asked
    monkeypatch.setenv("X", "memory")
    with pytest.raises(ImproperlyConfigured, match="X must be one of file, redis, off"):
        env.kept_pages("X", "R")
    monkeypatch.setenv("X", "redis")
    monkeypatch.delenv("R")
    with pytest.raises(ImproperlyConfigured, match="X=redis wants R"):
        env.kept_pages("X", "R")


def test_a_cdn_has_a_name_a_zone_and_a_token(monkeypatch):
    for name in ("X", "X_ZONE", "X_TOKEN", "X_API"):
        monkeypatch.delenv(name, raising=False)
    assert services.cdn("X") == {}
    monkeypatch.setenv("X", "akami")
    with pytest.raises(ImproperlyConfigured, match="must be fastly, cloudflare"):
        services.cdn("X")
    monkeypatch.setenv("X", "fastly")
    monkeypatch.setenv("X_TOKEN", "a secret")
    with pytest.raises(ImproperlyConfigured, match="wants X_ZONE and X_TOKEN") as refused:
        services.cdn("X")
    assert "a secret" not in str(refused.value)
    monkeypatch.setenv("X_ZONE", "z")
    assert services.cdn("X") == {"backend": "fastly", "zone": "z", "token": "a secret", "api": ""}
    monkeypatch.setenv("X_API", "https://api.example/")
    assert services.cdn("X")["api"] == "https://api.example"
