"""Reads the environment for `settings.py`; a bad value stops the start with a sentence.

Nothing but `settings.py` and the commands read the environment.
"""

import os
import re
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from pyrage import RecipientError, x25519

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in TRUE


def number(name: str, default: int, least: int = 0) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number from {least}, not {value!r}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list; empty pieces are dropped."""
    return [word for piece in text(name, default).split(",") if (word := piece.strip())]


#: No newsroom does without these (DOMAIN §2): off the record, metadata, byline, four eyes.
ALWAYS_CHECKED = frozenset({"B3", "B6", "B7", "B9"})


def checks_off(name: str) -> frozenset[str]:
    """Ids of the desk's checks; raises ImproperlyConfigured for one that is never switched off."""
    ids = frozenset(words(name))
    wrong = ids & ALWAYS_CHECKED | {each for each in ids if not re.fullmatch(r"[BW]\d+", each)}
    if wrong:
        raise ImproperlyConfigured(
            f"{name}: {', '.join(sorted(wrong))} cannot be switched off. Name checks such as W4;"
            " B3, B6, B7 and B9 always hold."
        )
    return ids


def recipients(name: str) -> list[str]:
    """Public keys of age, with commas. No bad one is quoted: it may be a secret one."""
    found = words(name)
    for number, word in enumerate(found, 1):
        try:
            x25519.Recipient.from_str(word)
        except RecipientError:
            raise ImproperlyConfigured(
                f"{name} must be public keys such as age1…, with commas; number {number} is none."
            ) from None
    return found


def folder(name: str) -> Path | None:
    """A whole path: a relative one would mean another place to each process."""
    value = text(name)
    if value and not Path(value).is_absolute():
        raise ImproperlyConfigured(f"{name} must be a whole path such as /srv/…, not {value!r}.")
    return Path(value) if value else None


def hosts(name: str, *, debug: bool) -> list[str]:
    """Host names with commas; with DEBUG on the local machine, else none is a mistake."""
    found = words(name, "127.0.0.1,localhost" if debug else "")
    if not found:
        raise ImproperlyConfigured(f"{name} must name the site's hosts, e.g. news.example.org.")
    return found


def address(name: str, default: str) -> str:
    """An http(s) origin without a path and without the closing slash."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise ImproperlyConfigured(
            f"{name} must be an address such as https://news.example.org, not {value!r}."
        )
    return value


def database(name: str, default: str) -> dict[str, Any]:
    """Django's DATABASES entry for `sqlite:///path` or `postgres://user:password@host:port/name`.

    SQLite runs in WAL mode, waits 20 s for a lock, takes the write lock when a transaction
    begins (so that a read never has to be upgraded), and syncs every commit to disk: a story
    whose save was confirmed survives a power cut. Connections stay open and sort in memory: to
    open the first one writes files beside the database, and readers are served on a full disk too.

    PostgreSQL waits as long for a lock, and 5 s for a server that does not answer. What the address
    says after its `?` comes before that.
    """
    url = urlsplit(text(name, default))
    if url.scheme == "sqlite":
        path = Path(unquote(url.path[1:]) or ":memory:")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                " PRAGMA temp_store=MEMORY;",
            },
        }
    if url.scheme in {"postgres", "postgresql"} and url.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path[1:]),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": unquote(url.hostname or ""),
            "PORT": url.port or "",
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {
                "connect_timeout": "5",
                "tcp_user_timeout": "20000",
                "options": "-c lock_timeout=20s",
            }
            | dict(parse_qsl(url.query)),
        }
    raise ImproperlyConfigured(
        f"{name} must be sqlite:///path/to/file or postgres://user:password@host/name."
    )


def cache(name: str, folder: Path) -> dict[str, Any]:
    """Django's CACHES entry for `redis://host:port/number`; without it, or while it does not
    answer, files in `folder`."""
    value = text(name)
    if not value:
        return {
            "BACKEND": "newsroom.caches.FileCache",
            "LOCATION": folder,
            "OPTIONS": {"MAX_ENTRIES": 5000},
        }
    if urlsplit(value).scheme in {"redis", "rediss"}:
        patience = {"socket_connect_timeout": 0.5, "socket_timeout": 1.0}
        return {
            "BACKEND": "newsroom.caches.RedisWithSpare",
            "LOCATION": value,
            "OPTIONS": {"spare": folder, **patience},
        }
    raise ImproperlyConfigured(f"{name} must be redis://host:port/number, or empty.")


def storages(public: str, vault: str, folder: Path) -> dict[str, dict[str, Any]]:
    """Django's STORAGES entries "default", for what readers may have, and "vault": each files in
    `folder`, or a private bucket where its variable is set."""
    told, kept = bucket(public), bucket(vault)
    place = ("endpoint_url", "bucket_name")
    if told and [told[each] for each in place] == [kept.get(each) for each in place]:
        raise ImproperlyConfigured(f"{public} and {vault} must name two buckets, not one.")
    return {
        # Its names are drawn by lot, and the same name has the same pixels.
        "default": files(told and told | {"file_overwrite": True}, {}),
        "vault": files(kept, {"location": folder / "vault", "base_url": None}),
    }


def files(bucket: dict[str, Any], folder: dict[str, Any]) -> dict[str, Any]:
    backend = "newsroom.buckets.Bucket" if bucket else "newsroom.storage.WholeFiles"
    return {"BACKEND": backend, "OPTIONS": bucket or folder}


def bucket(name: str) -> dict[str, Any]:
    """Options for `https://key:secret@host/bucket`, with `?region=…` where the host wants one; none
    without it. A bad value is not quoted: the secret is in it."""
    value = text(name)
    if not value:
        return {}
    url = urlsplit(value)
    place = url.path.strip("/")
    if url.scheme not in {"http", "https"} or not (url.hostname and url.username and url.password):
        raise ImproperlyConfigured(f"{name} must be https://key:secret@host/bucket.")
    if not place or "/" in place:
        raise ImproperlyConfigured(f"{name} must end with the name of a bucket: …@host/bucket.")
    return {
        "bucket_name": place,
        "endpoint_url": f"{url.scheme}://{url.netloc.rpartition('@')[2]}",
        "access_key": unquote(url.username),
        "secret_key": unquote(url.password),
        "region_name": dict(parse_qsl(url.query)).get("region"),
        "file_overwrite": False,
        "default_acl": None,
    }


def secret(name: str, *, debug: bool, file: Path) -> str:
    """The signing key. With DEBUG on it may be missing: one is then made once and kept in `file`.

    Raises ImproperlyConfigured outside DEBUG where it is missing or shorter than 50 characters.
    """
    value = text(name)
    if not value and debug:
        return kept_secret(file)
    if len(value) < 50:
        raise ImproperlyConfigured(f"{name} must be set to at least 50 random characters.")
    return value


def kept_secret(file: Path) -> str:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        begun = file.with_name(f".{file.name}-{secrets.token_hex(4)}")
        begun.touch(0o600)
        begun.write_text(secrets.token_urlsafe(48))
        begun.replace(file)  # whole, or not there
    return file.read_text()
