"""What makes a photo fit for readers, and the only code that puts one within their reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image

from newsroom.media.pixels import encoded
from newsroom.workflow.moves import Refused

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.media.models import Photo

#: A card on a poor phone, a column at double density, a full screen.
WIDTHS = (400, 800, 1600)
#: 800 px stay under 40 KB for ordinary pictures (DOMAIN's budget for the lead at 390 px, double).
QUALITY = 62


def check_fit(photo: Photo, by: Account) -> None:
    """A picture needs words for those who cannot see it, a credit, and somebody's permission."""
    missing = [
        label
        for label, value in (
            (_("alternative text"), photo.named("alt")[0]),
            (_("credit"), photo.named("credit")[0]),
            (_("rights"), photo.rights),
        )
        if not value
    ]
    if missing:
        raise Refused(_("Before it is cleared the photo needs: %s.") % _(", ").join(missing))


def widths(photo: Photo) -> list[int]:
    """The widths that exist for this photo: never wider than its master."""
    return [width for width in WIDTHS if width < photo.width] + [min(photo.width, WIDTHS[-1])] * (
        photo.width <= WIDTHS[-1]
    )


def name(photo: Photo, width: int) -> str:
    """A public file's name tells nothing of who took the picture, when, or what it was called."""
    return f"photos/{photo.token}/{width}.webp"


def put_out(photo: Photo) -> None:
    with photo.master.open() as file:
        picture = Image.open(file)
        picture.load()
    for width in widths(photo):
        if not default_storage.exists(name(photo, width)):
            content = ContentFile(encoded(picture, width=width, quality=QUALITY).read())
            default_storage.save(name(photo, width), content)


def take_back(photo: Photo) -> None:
    for width in widths(photo):
        default_storage.delete(name(photo, width))
