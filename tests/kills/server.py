"""A newsroom of its own in processes of its own: its database, its files, its server."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).parent.parent.parent


def make_database(url: str, name: str, folder: Path) -> str:
    """An empty one of the same kind as that of `url`; returns its address."""
    if not url.startswith("postgres"):
        return f"sqlite:///{folder / 'newsroom.sqlite3'}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def lead_through(database: str, port: int) -> str:
    """The same database by another port of this machine."""
    parts = urlsplit(database)
    return parts._replace(netloc=f"{parts.netloc.partition('@')[0]}@127.0.0.1:{port}").geturl()


def drop_database(url: str, name: str) -> None:
    if url.startswith("postgres"):
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Server:
    def __init__(self, folder: Path, database: str, **environment: str):
        self.folder, self.port = folder, free_port()
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "kills.settings",
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests"))),
            "DATABASE_URL": database, "CACHE_URL": "", "VAR_DIR": str(folder), "DEBUG": "0",
            "SECRET_KEY": "kills-" + "x" * 50, "PROTECTION_KEY": "kills-" + "p" * 50,
            "ALLOWED_HOSTS": "testserver,127.0.0.1", "SITE_URL": f"http://127.0.0.1:{self.port}",
        } | environment  # fmt: skip
        self.log = (folder / "log").open("a+b")
        self.master: subprocess.Popen[bytes] | None = None

    def python(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment, input=given,
            capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done

    def prepare(self) -> dict[str, str]:
        return json.loads(self.python("-m", "kills.prepare").stdout)

    def verify(self, confirmed: list[dict]) -> dict:
        return json.loads(self.python("-m", "kills.verify", given=json.dumps(confirmed)).stdout)

    def start(self) -> None:
        """Two workers of a server that starts as many anew as are killed: granian's master ends
        when they die faster than it starts them, and systemd starts it again."""
        self.master = subprocess.Popen(
            [
                sys.executable, "-m", "gunicorn", "-w", "2", "-b", f"127.0.0.1:{self.port}",
                "-t", "60", "--no-control-socket", "-c", "python:kills.ahead",
                "newsroom.wsgi:application",
            ], cwd=ROOT, env=self.environment,
            stdout=self.log, stderr=self.log, start_new_session=True,
        )  # fmt: skip
        self.wait()

    def wait(self) -> None:
        """Until it listens: where all workers died at once, nobody does for a moment."""
        for _ in range(600):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 0.2):
                return
            assert self.master.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.1)
        raise AssertionError("The server does not listen.")

    def workers(self) -> list[int]:
        assert self.master
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def kill_workers(self) -> None:
        """Their master starts others at once."""
        kill(self.workers())
        self.wait()

    def kill_all(self) -> None:
        if self.master:
            with suppress(ProcessLookupError):
                os.killpg(self.master.pid, signal.SIGKILL)
            self.master.wait()
            while alive_in(self.master.pid):
                time.sleep(0.005)
            self.master = None

    def worker_that_is_killed(self, after: float) -> None:
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "worker", "--once"], cwd=ROOT, env=self.environment,
            stdout=self.log, stderr=self.log,
        )  # fmt: skip
        with suppress(subprocess.TimeoutExpired):
            worker.wait(after)
        worker.kill()
        worker.wait()


def kill(pids: list[int]) -> None:
    """Waits for their end: a dying one may still take a connection."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    while any(alive(pid) for pid in pids):
        time.sleep(0.005)


def alive_in(group: int) -> list[int]:
    pids = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdecimal()]
    return [pid for pid in pids if alive(pid)[2:3] == [str(group)]]


def alive(pid: int) -> list[str]:
    """State, parent and group of a process; empty where it is dead."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [] if told[0] in "ZX" else told
