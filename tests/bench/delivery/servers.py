"""Servers as production has them, each on a spare port until the block ends: also when the
benchmark itself is ended by `kill`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from served import ROOT, free_port, shipped, wait_for
from shipped_nginx import temporary, user

#: As many as the benchmark's machine has processors: more would only share them.
WORKERS = os.cpu_count() or 1


@dataclass(frozen=True)
class Server:
    url: str
    process: subprocess.Popen

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def memory(self) -> float:
        """Of the largest worker, in megabytes."""
        return max(map(resident, self.workers()), default=0.0)


def resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if "VmRSS" in line) / 1024


@contextmanager
def running(command: list[str], url: str, environment: dict[str, str]) -> Iterator[Server]:
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait_for(url)
        yield Server(url, process)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()


@contextmanager
def granian(application: str, environment: dict[str, str], probe: str = "/") -> Iterator[Server]:
    port = free_port()
    own = shipped("granian.env") | {"GRANIAN_PORT": str(port), "GRANIAN_WORKERS": str(WORKERS)}
    command = [sys.executable, "-m", "granian", f"{application}:application"]
    url = f"http://127.0.0.1:{port}"
    with running(command, url + probe, environment | own) as server:
        yield Server(url, server.process)


@contextmanager
def gunicorn(application: str, environment: dict[str, str], probe: str = "/") -> Iterator[Server]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    options = ["--bind", url[7:], "--workers", str(WORKERS), "--no-control-socket"]
    options += ["--forwarded-allow-ips", "", "--log-level", "critical"]
    command = [sys.executable, "-m", "gunicorn", *options, f"{application}:application"]
    with running(command, url + probe, environment) as server:
        yield Server(url, server.process)


def end_with_us() -> None:
    """Turns a SIGTERM into the end of the blocks above it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))


KINDS = {"granian": granian, "gunicorn": gunicorn}

PLAIN = """
daemon off; pid {folder}/nginx.pid; error_log stderr crit; worker_processes {workers}; {user}
events {{ worker_connections 1024; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
    {temporary}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            root {folder}; gzip_static always; types {{ }} default_type "text/html; charset=utf-8";
        }}
    }}
}}
"""


@contextmanager
def nginx(folder: Path) -> Iterator[Server]:
    """Gives out `page.html.gz` of that folder, as `/page.html`."""
    port = free_port()
    file = folder / "nginx.conf"
    file.write_text(
        PLAIN.format(
            folder=folder, port=port, workers=WORKERS, user=user(), temporary=temporary(folder)
        )
    )
    url = f"http://127.0.0.1:{port}/page.html"
    with running(["nginx", "-c", str(file), "-e", "stderr"], url, dict(os.environ)) as server:
        yield server
