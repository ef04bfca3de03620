"""What is known of a mirror beside it: of what it was made, by which version of the program."""

from __future__ import annotations

import hashlib
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings

from newsroom.delivery.mirror.ledger import Ledger, changed
from newsroom.delivery.mirror.trees import current
from newsroom.public.mirror.marks import look
from newsroom.text.languages import LANGUAGES


def ledger_of(target: Path) -> Path:
    """Never in the mirror, nor beside it, from where it may be copied along."""
    name = hashlib.sha256(os.fsencode(target)).hexdigest()[:16]
    return Path(settings.VAR_DIR) / "mirrors" / f"{name}.sqlite3"


def version(url: str) -> str:
    """Of all that pages are made by, besides what they are made of."""
    made = hashlib.blake2b(repr((url, settings.SITE_URL, list(LANGUAGES))).encode(), digest_size=12)
    for folder in ("newsroom", "templates", "static", "locale"):
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if path.suffix not in (".pyc", "") and path.is_file():
                told = path.stat()
                made.update(f"{path}{told.st_size}{told.st_mtime_ns}".encode())
    return made.hexdigest()


def behind(target: Path, now: datetime) -> int | None:
    """How many things changed for readers since the mirror was made; None: there is none, or it was
    made elsewhere."""
    target = target.parent.resolve() / target.name
    ledger = Ledger(ledger_of(target))
    try:
        tree = current(target)
        if tree:
            ledger.settle(tree.name)
        if tree is None or ledger.told("tree") != tree.name:
            return None
        return ledger.over(now) + len(changed(ledger.marks(), look(now).marks))
    finally:
        ledger.close()
