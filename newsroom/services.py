"""What stands beside the newsroom, by its address in the environment: database, cache, …"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from newsroom import env


def cdn(name: str) -> dict[str, str]:
    """What is in front: `fastly`, `cloudflare` or a class by its dotted path, and with `_ZONE` and
    `_TOKEN` how it is told; none without it. The token is not quoted."""
    backend = env.text(name)
    if not backend:
        return {}
    if "." not in backend and backend not in ("fastly", "cloudflare"):
        raise ImproperlyConfigured(
            f"{name} must be fastly, cloudflare, or a class: a.module.Class."
        )
    told = {each: env.text(f"{name}_{each.upper()}") for each in ("zone", "token")}
    if not all(told.values()):
        raise ImproperlyConfigured(f"{name} wants {name}_ZONE and {name}_TOKEN.")
    api = env.text(f"{name}_API")
    return {"backend": backend, "api": env.address(f"{name}_API", "") if api else ""} | told


def database(name: str, default: str) -> dict[str, Any]:
    """Django's DATABASES entry for `sqlite:///path` or `postgres://user:password@host:port/name`.

    SQLite runs in WAL mode, waits 20 s for a lock, takes the write lock when a transaction
    begins (so that a read never has to be upgraded), and syncs every commit to disk: a story
    whose save was confirmed survives a power cut. Connections stay open and sort in memory: to
    open the first one writes files beside the database, and readers are served on a full disk too.

    PostgreSQL waits as long for a lock, and 5 s for a server that does not answer. It compiles no
    query to machine code: for the desk's it took seconds to save milliseconds. What the address
    says after its `?` comes before that.
    """
    url = urlsplit(env.text(name, default))
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
                "options": "-c lock_timeout=20s -c jit=off",
            }
            | dict(parse_qsl(url.query)),
        }
    raise ImproperlyConfigured(
        f"{name} must be sqlite:///path/to/file or postgres://user:password@host/name."
    )


def cache(name: str, folder: Path) -> dict[str, Any]:
    """Django's CACHES entry for `redis://host:port/number`; without it, or while it does not
    answer, files in `folder`."""
    value = env.text(name)
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
    value = env.text(name)
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
