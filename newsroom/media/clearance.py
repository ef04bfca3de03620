"""What makes a photo fit for readers, and the only code that puts one within their reach."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.correspondents import protection
from newsroom.media import renditions
from newsroom.media.public_files import Outcome, first_things, pixels, put_out_all, there
from newsroom.media.traces import carried
from newsroom.workflow.moves import Refused
from newsroom.workflow.public_words import SENTENCE, texts

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.media.models import Photo

logger = logging.getLogger(__name__)

UNREAD = "unreadable"
#: When a storage that failed is asked again.
SOONEST, LATEST = timedelta(seconds=30), timedelta(minutes=10)


def check_fit(photo: Photo, by: Account | None = None) -> None:
    """What clearing asks."""
    check_complete(photo, by)
    if photo.is_expired:
        raise Refused(
            _("The rights to this photo have ended. Write until when they last, then clear it.")
        )
    if photo.obscurings.filter(confirmed_at=None).exists():
        raise Refused(
            _("What is obscured in this photo waits for a second person. Then it can be cleared.")
        )


def check_complete(photo: Photo, by: Account | None = None) -> None:
    """To be cleared, and for as long as readers have it."""
    if lacking := missing(photo):
        raise Refused(_("Before it is cleared the photo needs: %s.") % _(", ").join(lacking))
    check_words(photo, by)


def missing(photo: Photo) -> list[str]:
    """Which it lacks of words for those who cannot see it and for those who can, a credit, and
    somebody's permission."""
    return [
        label
        for label, value in (
            (_("alternative text"), photo.named("alt")[0]),
            (_("caption"), photo.named("caption")[0]),
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
    files = [photo.master.name or "", *renditions.names(photo)]
    return texts(photo) | {"files": "\n".join(files)}


def metadata(photo: Photo) -> tuple[str, ...]:
    """What the files that readers can fetch carry besides pixels: names of what was found.

    `UNREAD` among them: of a file nobody can tell, since it is no picture or vanished meanwhile.
    """
    try:
        found = {kind for path in sorted(there(photo.token)) for kind in hidden(path)}
    except Exception:
        # Each kind of storage has errors of its own.
        return (UNREAD,)
    return tuple(sorted(found))


def hidden(path: str) -> list[str]:
    try:
        with default_storage.open(path) as file:
            found = carried(file)
    except Exception:
        return [UNREAD]
    return [*found.kinds, *([] if found.is_whole else [UNREAD])]


def keep_in_step(photo: Photo) -> None:
    """What clearing, withdrawing and other pixels do to public storage before the person's answer:
    what must go goes, and of what is cleared one plain file comes; the worker makes the rest.

    The change is committed by now, and its row says that this is still to be done: where the
    storage fails or the process dies, the person's answer stays as it is, and the worker does it.
    The log names the photo by its number only.
    """
    try:
        at_once(photo)
    except Exception:
        logger.error("Photo %s: renditions not in step; the worker tries again", photo.pk)


def out_of_step(photo: Photo, by: Account, **_details: object) -> dict[str, Any]:
    """What a move sets, whole with the state: `reconcile` takes it back."""
    return {"mend_at": timezone.now()}


def renew(photo: Photo) -> None:
    """Gives the photo's public files new names, after its pixels or its focus have changed: what
    lay under the old ones goes, and a browser or a page that kept one shows it no more.

    The caller has saved the change, in the same transaction.
    """
    with transaction.atomic():
        photo.lock()
        rows = type(photo)._base_manager.filter(pk=photo.pk)
        photo.former_tokens.create(token=rows.values_list("token", flat=True).get())
        changes = {
            "token": renditions.new_token(), "ready_at": None, "placeholder": "",
            "mend_at": timezone.now(),
        }  # fmt: skip
        rows.update(**changes)
        for field, value in changes.items():
            setattr(photo, field, value)
        transaction.on_commit(partial(keep_in_step, photo))


def reconcile(photo: Photo, due: datetime | None = None) -> list[str]:
    """Makes public storage hold what readers may have of the photo by now; returns the files that
    it had to write or delete. With `due` only where the photo still is: another worker may have it.

    The row is locked while files come or go, so that whoever clears or withdraws next has the last
    word, and not while pixels are computed. May be repeated at any time. Raises ExceptionGroup,
    after it has tried every file.
    """
    row, done = at_once(photo, due=due, goes_on=True)
    return done.changed + (the_rest(row, done.missing) if done.missing else [])


def at_once(
    photo: Photo, *, due: datetime | None = None, goes_on: bool = False
) -> tuple[Photo, Outcome]:
    """What must not wait: files that readers may not have go, and of a photo that they may have the
    plain one comes. `goes_on`: the caller makes the rest, and no other worker meanwhile."""
    with transaction.atomic():
        row = locked(photo)
        if due is not None and (row.mend_at is None or row.mend_at > due):
            return row, Outcome()
        done = first_things(row)
        note(row, done, SOONEST if goes_on else timedelta(0))
    done.raise_failed(photo)
    return row, done


def the_rest(photo: Photo, missing: set[str]) -> list[str]:
    """Makes what is missing, and puts it out where readers may still have it."""
    try:
        master = pixels(photo)
        files = dict(renditions.make(photo, master, missing))
        small = renditions.placeholder(master)
    except Exception as error:
        with transaction.atomic():
            row = locked(photo)
            if row.token == photo.token:
                note(row, Outcome(missing=missing, failed=[error]))
        raise
    with transaction.atomic():
        row = locked(photo)
        if row.token != photo.token or not row.is_public:
            return []
        done = put_out_all(files)
        note(row, done, placeholder=small)
    done.raise_failed(photo)
    return done.changed


def locked(photo: Photo) -> Photo:
    return type(photo)._base_manager.select_for_update(no_key=True).get(pk=photo.pk)


def note(row: Photo, done: Outcome, rest_in: timedelta = timedelta(0), **more: str) -> None:
    """In the row: whether all of it is out, and when it is to be looked at next."""
    now = timezone.now()
    if done.failed:
        mend_at: datetime | None = later(row)
    elif done.missing:
        mend_at = now + rest_in if rest_in else min(row.mend_at or now, now)
    else:
        mend_at = row.rights_until if row.is_public else None
    is_ready = row.is_public and not done.missing
    changes = {"mend_at": mend_at, "ready_at": (row.ready_at or now) if is_ready else None, **more}
    type(row)._base_manager.filter(pk=row.pk).update(**changes)


def later(photo: Photo) -> datetime:
    """What readers should not have is asked for again soon; what they lack as long again as it has
    been lacking since the photo was moved, within bounds, and not past the end of its rights."""
    now = timezone.now()
    if not photo.is_public:
        return now + SOONEST
    is_urgent = photo.former_tokens.exists()
    pause = SOONEST if is_urgent else min(max(now - photo.moved_at, SOONEST), LATEST)
    return min(now + pause, photo.rights_until or now + pause)
