"""nginx with the configuration of deploy/, on spare ports of this machine as localhost."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from served import ROOT, free_port

DEPLOY = ROOT / "deploy"
#: nginx's own default for these is a folder that only root may write.
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def temporary(folder: Path) -> str:
    return " ".join(f"{name}_temp_path {folder}/{name};" for name in TEMPORARY)


def user() -> str:
    """Root's workers would become somebody who may not read our folders."""
    return "user root;" if os.geteuid() == 0 else ""


def certify(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=9))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)
    told = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    (folder / "fullchain.pem").write_bytes(told)
    kind, how = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, kind, how))


def write(folder: Path, var: Path, upstream: int, beside: Path = DEPLOY) -> tuple[Path, int]:
    """The files of `deploy/`, those of `beside` before them, with this machine's places in them;
    returns the main one and the port for TLS. What it replaces has to be there."""
    certify(folder)
    plain, tls = free_port(), free_port()
    changed = {
        "user www-data;": user(),
        "pid /run/nginx.pid;": f"pid {folder}/nginx.pid;",
        "http {": f"http {{ {temporary(folder)}",
        "listen 80": f"listen 127.0.0.1:{plain}",
        "listen 443": f"listen 127.0.0.1:{tls}",
        "/etc/ssl/newsroom": str(folder),
        "/srv/newsroom/var": str(var),
        "news.example.org": "localhost",
    }
    told = replaced((DEPLOY / "nginx.conf").read_text(encoding="utf-8"), changed)
    (folder / "nginx.conf").write_text(told, encoding="utf-8")
    media = (beside / "media.conf").read_text(encoding="utf-8")
    (folder / "media.conf").write_text(media.replace("/srv/newsroom/var", str(var)))
    servers = (beside / "upstream.conf").read_text(encoding="utf-8")
    for known in ("127.0.0.1:8001", "web:8001"):
        servers = servers.replace(known, f"127.0.0.1:{upstream}")
    (folder / "upstream.conf").write_text(servers.replace("/var/cache/nginx", f"{folder}/cache"))
    return folder / "nginx.conf", tls


def replaced(text: str, changed: dict[str, str]) -> str:
    for known, ours in changed.items():
        assert known in text, known
        text = text.replace(known, ours)
    return text


def judged(file: Path) -> str:
    """What `nginx -t` says of it, where it says no; empty where it is right."""
    (file.parent / "cache").mkdir(exist_ok=True)
    done = subprocess.run(["nginx", "-t", "-q", "-c", str(file)], capture_output=True, text=True)
    return done.stderr if done.returncode else ""


def wait_until_it_listens(port: int) -> None:
    for _ in range(100):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise AssertionError("nginx does not listen.")


@contextmanager
def in_front(folder: Path, var: Path, upstream: int) -> Iterator[str]:
    """The address that readers would ask."""
    file, port = write(folder, var, upstream)
    assert not (told := judged(file)), told
    server = subprocess.Popen(["nginx", "-c", str(file), "-g", "daemon off;"])
    try:
        wait_until_it_listens(port)
        yield f"https://localhost:{port}"
    finally:
        server.terminate()
        server.wait(20)
