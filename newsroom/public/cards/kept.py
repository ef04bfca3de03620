"""Cards, drawn one at a time on each machine. Those without a picture are kept for a while; one
with a picture nowhere: nothing would take it away when that is obscured or taken back."""

from __future__ import annotations

import fcntl
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.cache import caches
from PIL import Image

from newsroom.media.models import Photo
from newsroom.media.public_files import pixels
from newsroom.public.cards.card import Card
from newsroom.public.cards.drawing import drawn

log = logging.getLogger(__name__)
#: Seconds. Under another address there is never another card, so only room is at stake.
KEPT = 24 * 3600
#: How many seconds somebody waits for others' cards before being sent away.
PATIENCE, PAUSE = 0.3, 0.02


class Busy(Exception):
    """Others' cards are being drawn, for longer than one waits."""


def jpeg(card: Card) -> bytes:
    """Raises Busy. No transaction is open meanwhile, and nothing is asked of the database.

    Where the vault does not give the picture, the card comes without it.
    """
    if card.photo is not None:
        with alone():
            return drawn(card, picture_of(card.photo))
    if (kept := caches["cards"].get(card.digest)) is not None:
        return kept
    with alone():
        content = drawn(card, None)
    caches["cards"].set(card.digest, content, KEPT)
    return content


def picture_of(photo: Photo) -> Image.Image | None:
    try:
        return pixels(photo)
    except Exception:
        # Each kind of storage has errors of its own.
        log.error("Photo %s: no pixels for a card", photo.pk)
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
