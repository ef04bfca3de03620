"""What makes a photo fit for readers, and the only code that puts one within their reach."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image

from newsroom.correspondents import protection
from newsroom.media.pixels import UNREADABLE, encoded
from newsroom.media.renditions import new_token
from newsroom.storage import files_in
from newsroom.workflow.models import State
from newsroom.workflow.moves import Refused
from newsroom.workflow.public_words import SENTENCE, texts

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.media.models import Photo

logger = logging.getLogger(__name__)

#: A card on a poor phone, a column at double density, a full screen.
WIDTHS = (400, 800, 1600)
#: Where Pillow tells of what a file carries besides its pixels.
HIDDEN = ("exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment", "icc_profile", "mp")
UNREAD = "unreadable"
#: 800 px stay under 40 KB for ordinary pictures (DOMAIN's budget for the lead at 390 px, double).
QUALITY = 62
#: When a storage that failed is asked again.
SOONEST, LATEST = timedelta(seconds=30), timedelta(hours=1)


def check_fit(photo: Photo, by: Account | None = None) -> None:
    """A picture needs words for those who cannot see it, a credit, and somebody's permission."""
    if lacking := missing(photo):
        raise Refused(_("Before it is cleared the photo needs: %s.") % _(", ").join(lacking))
    check_words(photo, by)


def missing(photo: Photo) -> list[str]:
    """What it still needs before readers may have it, in words."""
    return [
        label
        for label, value in (
            (_("alternative text"), photo.named("alt")[0]),
            (_("credit"), photo.named("credit")[0]),
            (_("rights"), photo.rights),
            (_("an answer whether it shows minors or detainees"), photo.depicts),
        )
        if not value
    ]


def check_words(photo: Photo, by: Account | None) -> None:
    """Nothing that readers could fetch of it, in any language, is protected."""
    found = protection.exposed(public_words(photo))
    if found and by:
        protection.note(by, photo, found)
    labels = [column.verbose_name for column in photo._meta.fields if column.name in found]
    if found:
        raise Refused(SENTENCE % {"what": _(", ").join(map(str, labels)) or _("file name")})


def public_words(photo: Photo) -> dict[str, str]:
    """Every text of it that readers get, whatever their language, and what its files are called."""
    names = [photo.master.name or "", *(name(photo, width) for width in widths(photo))]
    return texts(photo) | {"files": "\n".join(names)}


def widths(photo: Photo) -> list[int]:
    """The widths that exist for this photo: never wider than its master."""
    return [width for width in WIDTHS if width < photo.width] + [min(photo.width, WIDTHS[-1])] * (
        photo.width <= WIDTHS[-1]
    )


def name(photo: Photo, width: int) -> str:
    """A public file's name tells nothing of who took the picture, when, or what it was called."""
    return f"photos/{photo.token}/{width}.webp"


def metadata(photo: Photo) -> tuple[str, ...]:
    """What the files that readers can fetch carry besides pixels: names of what was found.

    `UNREAD` among them: of a file nobody can tell, since it is no picture or vanished meanwhile.
    """
    found = {kind for width in widths(photo) for kind in hidden(name(photo, width))}
    return tuple(sorted(found))


def hidden(path: str) -> list[str]:
    try:
        if not default_storage.exists(path):
            return []
        with default_storage.open(path) as file, Image.open(file) as picture:
            return [kind for kind in HIDDEN if picture.info.get(kind)]
    except UNREADABLE:
        return [UNREAD]


def keep_in_step(photo: Photo) -> None:
    """What clearing and withdrawing do to public storage.

    The move is committed by now, and its row says that this is still to be done: where the storage
    fails or the process dies, the person's answer stays as it is, and the worker does the rest. The
    log names the photo by its number only.
    """
    try:
        reconcile(photo)
    except Exception:
        logger.error("Photo %s: renditions not in step; the worker tries again", photo.pk)


def renew(photo: Photo) -> None:
    """Gives the photo's public files new names, after its pixels or its focus have changed: what
    lay under the old ones goes, and a browser or a page that kept one shows it no more.

    The caller has saved the change, in the same transaction.
    """
    with transaction.atomic():
        photo.lock()
        rows = type(photo)._base_manager.filter(pk=photo.pk)
        photo.former_tokens.create(token=rows.values_list("token", flat=True).get())
        changes = {"token": new_token(), "ready_at": None, "mend_at": timezone.now()}
        rows.update(**changes)
        for field, value in changes.items():
            setattr(photo, field, value)
        transaction.on_commit(partial(keep_in_step, photo))


def out_of_step(photo: Photo, by: Account, **_details: object) -> dict[str, Any]:
    """What a move sets, whole with the state: `reconcile` takes it back."""
    return {"mend_at": timezone.now()}


def reconcile(photo: Photo) -> list[int]:
    """Makes public storage hold what readers may have of the photo by now; returns the widths
    that it had to write or delete.

    The row is locked meanwhile, so that whoever clears or withdraws next has the last word. May
    be repeated at any time. Raises ExceptionGroup, after it has tried every width.
    """
    mended: list[int] = []
    failed: list[Exception] = []
    with transaction.atomic():
        row = type(photo)._base_manager.select_for_update().get(pk=photo.pk)
        picture = cache(partial(pixels, row))
        for width in widths(row):
            try:
                if row.state == State.PUBLISHED:
                    changed = put_out(name(row, width), width, picture)
                else:
                    changed = take_back(name(row, width))
            except Exception as error:
                failed.append(error)
            else:
                mended += [width] if changed else []
        failed += forget_former(row)
        try_again_at = later(row) if failed else None
        if row.mend_at != try_again_at:
            type(photo)._base_manager.filter(pk=row.pk).update(mend_at=try_again_at)
    if failed:
        raise ExceptionGroup(f"Renditions of photo {photo.pk}", failed)
    return mended


def forget_former(photo: Photo) -> list[Exception]:
    """Deletes what lies under names that the photo has no more; a row goes once its files have."""
    failed: list[Exception] = []
    for former in photo.former_tokens.all():
        try:
            for path in list(files_in(default_storage, f"photos/{former.token}")):
                take_back(path)
        except Exception as error:
            failed.append(error)
        else:
            former.delete()
    return failed


def later(photo: Photo) -> datetime:
    """As long again as the storage has failed since the photo was moved, within bounds."""
    now = timezone.now()
    return now + min(max(now - photo.moved_at, SOONEST), LATEST)


def pixels(photo: Photo) -> Image.Image:
    with photo.master.open() as file:
        picture = Image.open(file)
        picture.load()
    return picture


def put_out(path: str, width: int, picture: Callable[[], Image.Image]) -> bool:
    if default_storage.exists(path):
        return False
    content = ContentFile(encoded(picture(), width=width, quality=QUALITY).read())
    default_storage.save(path, content)
    return True


def take_back(path: str) -> bool:
    if not default_storage.exists(path):
        return False
    default_storage.delete(path)
    return True
