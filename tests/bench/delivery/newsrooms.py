"""Newsrooms of any size: built once by the demo's loader under var/bench-N, then used again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from served import ROOT, around, run


@dataclass(frozen=True)
class Newsroom:
    size: int
    #: A server's address such as postgres://user@host/any: a database of its own is made there.
    database: str = ""
    #: Tells those of one size on two database servers apart.
    server: str = "postgres"

    @property
    def folder(self) -> Path:
        return ROOT / f"var/bench-{self.size}{f'-{self.server}' if self.database else ''}"

    def environment(self, **more: str) -> dict[str, str]:
        """As in production, on this machine alone."""
        path = f"{ROOT}{os.pathsep}{ROOT / 'tests'}"
        site = {"SITE_URL": "http://127.0.0.1:8000", "ALLOWED_HOSTS": "127.0.0.1", "DEBUG": "0"}
        shared = {"CACHE_URL": os.environ["CACHE_URL"]} if os.environ.get("CACHE_URL") else {}
        told = site | {"PYTHONPATH": path, **shared, **self.own_database(), **more}
        return around(self.folder, **told)

    def own_database(self) -> dict[str, str]:
        if not self.database:
            return {}
        return {"DATABASE_URL": urlsplit(self.database)._replace(path=f"/{self.name}").geturl()}

    @property
    def name(self) -> str:
        return f"newsroom_bench_{self.size}"

    def build(self) -> None:
        """Adds the stories that are lacking; a second time it only brings the tables up to date."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.database:
            self.make_database()
        run([sys.executable, "-m", "newsroom.text.catalogues"], self.environment(DEBUG="1"))
        if (self.folder / "built").exists():
            self.manage("migrate", "--no-input")
        else:
            self.manage("demo", "--no-serve")
        if lacking := self.size - self.ask("--count")["editions"]:
            assert lacking > 0, f"{self.folder} has more than {self.size} editions: delete it."
            self.manage("demo", "--no-serve", "--stories", str(lacking))
        (self.folder / "built").touch()
        run([sys.executable, "manage.py", "collectstatic", "--no-input"], self.environment())

    def make_database(self) -> None:
        with psycopg.connect(self.database, autocommit=True) as server:
            known = "SELECT 1 FROM pg_database WHERE datname = %s"
            if not server.execute(known, [self.name]).fetchone():
                server.execute(f'CREATE DATABASE "{self.name}"')
                (self.folder / "built").unlink(missing_ok=True)

    def manage(self, *command: str) -> None:
        """Shows what the command shows: a million stories take their time."""
        environment = self.environment(DEBUG="1")
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True,
            stdout=sys.stderr,
        )  # fmt: skip

    def ask(self, *arguments: str) -> dict[str, Any]:
        command = [sys.executable, "-m", "bench.delivery.ask", *arguments]
        environment = self.environment(KEPT_PAGES="off")
        told = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
        )
        return json.loads(told.stdout)
