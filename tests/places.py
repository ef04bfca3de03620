"""Newsrooms beside the test's own, on either database: each its folder and its processes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, connections
from django.db.models import QuerySet
from django.db.utils import load_backend
from pyrage import x25519

from newsroom import services

HERE = Path(__file__).parent.parent
#: As .ci/services looks for one.
SERVERS = (os.environ.get("DATABASE_URL", ""), os.environ.get("TEST_DATABASE_URL", ""),
           "postgres://postgres@127.0.0.1:5432/postgres", "postgres://root@127.0.0.1:5432/postgres",
           )  # fmt: skip


class Place:
    """A newsroom of its own: database, folder, processes."""

    def __init__(self, folder: Path, url: str, **environment: str) -> None:
        self.folder, self.url = folder, url
        folder.mkdir(exist_ok=True)
        self.environment = {
            "PATH": os.environ["PATH"], "VAR_DIR": str(folder), "DATABASE_URL": url,
            "SECRET_KEY": settings.SECRET_KEY, "PROTECTION_KEY": settings.PROTECTION_KEY,
            "ALLOWED_HOSTS": "testserver", "SITE_URL": "http://testserver",
            "BACKUP_RECIPIENTS": ",".join(settings.BACKUP_RECIPIENTS),
        } | environment  # fmt: skip

    def begin(self, *arguments: str, **more: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments], cwd=HERE, env=self.environment | more,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def manage(self, *arguments: str, typed: str = "", **more: str) -> tuple[int, str]:
        """Exit code, and what was said."""
        process = self.begin(*arguments, **more)
        said = "".join(process.communicate(typed, timeout=120))
        return process.returncode, said

    def restore(self, file: Path, identity: x25519.Identity) -> tuple[int, str]:
        return self.manage("restore", str(file), "--identity", "-", typed=str(identity))

    @contextmanager
    def rows(self) -> Iterator[dict[str, list[tuple]]]:
        database = connections.configure_settings({"default": services.database("NONE", self.url)})
        wrapper = load_backend(database["default"]["ENGINE"]).DatabaseWrapper
        connections["place"] = wrapper(database["default"], "place")
        try:
            yield everything("place")
        finally:
            connections["place"].close()
            del connections["place"]

    def files(self) -> dict[str, str]:
        return digests(self.folder / "vault")


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*") if path.is_file()
    }  # fmt: skip


def everything(using: str = "default") -> dict[str, list[tuple]]:
    """Every row of every table as Python sees it; sessions are left out, and which kept pages wait
    to be made anew."""
    return {
        model._meta.label: list(
            QuerySet(model=model, using=using).order_by("pk")
            .values_list(*[field.attname for field in model._meta.concrete_fields])
        )
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        and model._meta.app_label not in ("sessions", "delivery")
    }  # fmt: skip


def here_url() -> str:
    """Where this very test's rows are, for another process."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    host, port = told["HOST"] or "127.0.0.1", told["PORT"] or 5432
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{host}:{port}/{told['NAME']}"


def server() -> str:
    """A PostgreSQL that answers, or nothing."""
    psycopg = pytest.importorskip("psycopg")
    for url in SERVERS:
        if url.startswith("postgres"):
            try:
                psycopg.connect(url, connect_timeout=3).close()
            except psycopg.OperationalError:
                continue
            return url
    return ""


def fresh_postgresql(request) -> str:
    psycopg = pytest.importorskip("psycopg")
    url = server()
    if not url:
        pytest.skip("No PostgreSQL answers.")
    name = f"restored_{uuid4().hex[:12]}"

    def run(statement: str) -> None:
        with psycopg.connect(url, autocommit=True) as reached:
            reached.execute(statement)

    run(f"CREATE DATABASE {name}")
    request.addfinalizer(lambda: run(f"DROP DATABASE {name} WITH (FORCE)"))
    return f"{url.rsplit('/', 1)[0]}/{name}"
