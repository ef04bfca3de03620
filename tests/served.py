"""The demo newsroom in a folder of its own, served as production does it: granian, DEBUG off,
hashed and compressed static files, renditions given out as deploy/nginx.conf gives them.

`with newsroom(folder) as url:`; without a folder it is made for the occasion and thrown away.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def manage(folder: Path, *command: str, **environment: str) -> None:
    run([sys.executable, "manage.py", *command], around(folder, DEBUG="1", **environment))


def run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")


def shipped(file: str) -> dict[str, str]:
    """A file of `deploy/` with the environment of a server, as systemd and compose read it."""
    lines = (ROOT / "deploy" / file).read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def around(folder: Path, **more: str) -> dict[str, str]:
    left_out = {"DATABASE_URL", "CACHE_URL", "MEDIA_URL_S3", "VAULT_URL_S3"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    keys = {
        name.upper(): (folder / name).read_text().strip()
        for name in ("secret_key", "protection_key")
        if (folder / name).exists()
    }
    return kept | keys | {"VAR_DIR": str(folder)} | more


def build(folder: Path) -> None:
    """Adds what is missing: a second time it is quick."""
    print(f"The demo newsroom, into {folder} …", flush=True)
    run([sys.executable, "-m", "newsroom.text.catalogues"], around(folder))
    manage(folder, "demo", "--no-serve")
    manage(folder, "renditions")


@contextmanager
def newsroom(folder: Path | None = None, *, is_built: bool = False) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="newsroom-served-") as own:
        folder = Path(folder or own).resolve()
        if not is_built:
            build(folder)
        with serving(folder) as url:
            yield url


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    production = {"DEBUG": "0", "SITE_URL": url, "ALLOWED_HOSTS": "127.0.0.1"}
    where = around(folder, PYTHONPATH=f"{ROOT}{os.pathsep}{ROOT / 'tests'}", **production)
    run([sys.executable, "manage.py", "collectstatic", "--no-input"], where)
    where |= shipped("granian.env") | {"GRANIAN_PORT": str(port)}
    command = ["-m", "granian", "served_wsgi:application"]
    server = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=where)
    try:
        wait_for(f"{url}/healthz/")
        yield url
    finally:
        server.terminate()
        server.wait(20)


def wait_for(url: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    sys.exit(f"{url} does not answer.")
