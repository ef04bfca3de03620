"""Cards that were drawn, kept for a while; on each machine one is drawn at a time."""

from __future__ import annotations

import fcntl
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.cache import caches
from PIL import Image

from newsroom.media.clearance import pixels
from newsroom.public.cards.card import Card
from newsroom.public.cards.drawing import drawn

log = logging.getLogger(__name__)
#: Seconds. Under another address there is never another card, so only room is at stake.
KEPT = 24 * 3600
#: How many seconds somebody waits for others' cards before being sent away.
PATIENCE, PAUSE = 2.0, 0.02


class Busy(Exception):
    """Others' cards are being drawn, for longer than one waits."""


def jpeg(card: Card) -> bytes:
    """Raises Busy. No transaction is open meanwhile, and nothing is asked of the database.

    Where the vault does not give the picture, the card comes without it, and is not kept.
    """
    kept = caches["cards"].get(card.digest)
    if kept is not None:
        return kept
    with alone():
        # Whoever waited was waiting for this very card, perhaps.
        return caches["cards"].get(card.digest) or made(card)


def made(card: Card) -> bytes:
    picture = picture_of(card)
    content = drawn(card, picture)
    if picture is not None or card.photo is None:
        caches["cards"].set(card.digest, content, KEPT)
    return content


def picture_of(card: Card) -> Image.Image | None:
    if card.photo is None:
        return None
    try:
        return pixels(card.photo)
    except Exception:
        # Each kind of storage has errors of its own.
        log.error("Photo %s: no pixels for a card", card.photo.pk)
        return None


@contextmanager
def alone() -> Iterator[None]:
    """A lock of the machine's, that goes with whoever holds it: drawing never takes more than one
    processor and the memory of one picture, however many ask."""
    until = time.monotonic() + PATIENCE
    try:
        file = (settings.VAR_DIR / "cards.lock").open("a")
    except OSError as error:
        raise Busy from error
    with file:
        while not is_taken(file.fileno()):
            if time.monotonic() > until:
                raise Busy
            time.sleep(PAUSE)
        yield


def is_taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
