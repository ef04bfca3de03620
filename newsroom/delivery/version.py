"""What the program makes pages of, beside the database: pages of another version are not given."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import django
from django.conf import settings

#: Under the project's folder.
FILES = (
    "requirements.txt",
    "newsroom/**/*.py",
    "newsroom/**/*.toml",
    "templates/**/*",
    "locale/**/*.mo",
    "static/**/*",
)


def version() -> str:
    """By content: two machines with the same program and database have the same."""
    digest = blake2b(digest_size=16)
    database = settings.DATABASES["default"]
    told = [database.get(name, "") for name in ("ENGINE", "NAME", "HOST")]
    for text in (django.__version__, settings.SITE_URL, settings.DEBUG, *of_headers(), *told):
        digest.update(f"{text}\n".encode())
    for path in files(settings.BASE_DIR):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(settings.BASE_DIR)} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def of_headers() -> list[object]:
    """What the environment says of the headers that are kept with a page."""
    return [settings.SECURE_HSTS_SECONDS]


def files(folder: Path) -> Iterator[Path]:
    for pattern in FILES:
        yield from sorted(path for path in folder.glob(pattern) if path.is_file())
