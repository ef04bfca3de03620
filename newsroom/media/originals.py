"""What was sent, byte for byte: with all that a camera wrote into it, and nothing obscured.

It lies in the vault for those who may open it, who let it go or keep it longer; otherwise the
worker lets it go when its time is over. The safe master stays.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from newsroom.audit.trail import record

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.media.models import Photo

logger = logging.getLogger(__name__)
PERMISSION = "media.open_original"


def may_open(account: Account, photo: Photo) -> bool:
    return account.has_perm(PERMISSION) and photo.is_open_to(account)


@transaction.atomic
def let_go(photo: Photo, *, by: Account | None, due: datetime | None = None) -> bool:
    """Whether there was one to delete. The row forgets it first: a process that dies then leaves a
    file that is nobody's, which is swept.

    `due`: only where its time is over by then, which somebody may have put off meanwhile.
    """
    photo.lock()
    row = type(photo)._base_manager.get(pk=photo.pk)
    if not row.original or (due and (row.original_until is None or row.original_until > due)):
        return False
    changes = {"original": "", "original_until": None}
    type(photo)._base_manager.filter(pk=row.pk).update(**changes)
    record("original_deleted" if by else "original_expired", by=by, thing=photo)
    transaction.on_commit(partial(throw_away, photo, row.original.name))
    photo.original, photo.original_until = "", None
    return True


@transaction.atomic
def keep_longer(photo: Photo, *, by: Account) -> bool:
    """For as long as if it had been sent today. Whether there is one to keep."""
    photo.lock()
    until = timezone.now() + timedelta(days=settings.ORIGINALS_KEEP_DAYS)
    rows = type(photo)._base_manager.filter(pk=photo.pk).exclude(original="")
    if not rows.update(original_until=until):
        return False
    record("original_kept", by=by, thing=photo)
    photo.original_until = until
    return True


def throw_away(photo: Photo, name: str) -> None:
    try:
        photo.original.field.storage.delete(name)
    except Exception:
        logger.error("Photo %s: its original is still in the vault; it is swept", photo.pk)
