"""What a photo must not show is burnt into its master, and takes two people to come back.

To cover is for one person and takes effect at once; what is covered stays so until a second one
has confirmed a proposal without it (docs/decisions/0038).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image, ImageChops, ImageFilter

from newsroom.audit.trail import record
from newsroom.media import clearance
from newsroom.media.areas import Area, burn, in_pixels, uncovered, united
from newsroom.media.pixels import fresh
from newsroom.media.renditions import new_token
from newsroom.workflow.models import Transition
from newsroom.workflow.moves import NotAllowed, Refused, StaleState

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.media.models import Obscuring, Photo

logger = logging.getLogger(__name__)
PERMISSION = "media.obscure_photo"
#: Of 255: what a codec makes of black at most.
DARK = 40
#: Pixels: what is asked of lies half as far from an area's edge, where the codec mixes.
AROUND = 9


def waiting(photo: Photo) -> Obscuring | None:
    return photo.obscurings.filter(confirmed_at=None).select_related("by").first()


def confirmed(photo: Photo) -> list[Area]:
    """What two people agreed on."""
    newest = photo.obscurings.exclude(confirmed_at=None).first()
    return cast("list[Area]", newest.areas if newest else [])


def covered(photo: Photo) -> list[Area]:
    """What is burnt into the master as it is."""
    if photo.pk is None:
        return []
    proposal = waiting(photo)
    return united(proposal.areas, proposal.held) if proposal else confirmed(photo)


def seen(photo: Photo) -> str:
    """What a page carries along to tell which areas, of which picture, the person saw."""
    newest = photo.obscurings.values_list("pk", "confirmed_at").first()
    return f"{photo.master.name}:{newest[0]}:{newest[1] is None}" if newest else photo.master.name


def may_obscure(account: Account, photo: Photo) -> bool:
    return account.has_perm(PERMISSION) and photo.is_open_to(account)


@transaction.atomic
def propose(photo: Photo, areas: Iterable[Area], *, by: Account, saw: str) -> Obscuring:
    """Covers `areas` at once; what was covered besides stays so until somebody else confirms.

    `areas` are all that is to be obscured; where the original has gone, all that is to be added.
    Raises Refused with a sentence, or StaleState where the photo is not as `saw` says.
    """
    row = opened(photo, by, saw)
    before, proposal = covered(row), waiting(row)
    wanted = united(areas) if row.original else united(before, areas)
    if wanted == (proposal.areas if proposal else before):
        raise Refused(_("Nothing was changed."))
    row.obscurings.filter(confirmed_at=None).delete()
    held = uncovered(before, wanted)
    proposal = row.obscurings.create(areas=wanted, held=held, by=by)
    if uncovered(wanted, before):
        remake(row, united(wanted, held), without_original=clearance.pixels)
    tell(row, "obscure", by)
    take_over(photo, row)
    return proposal


@transaction.atomic
def confirm(photo: Photo, *, by: Account, saw: str) -> None:
    """What waited is in force; the master is made anew without what was covered besides.

    Raises Refused with a sentence, or StaleState where something else waits by now.
    """
    row = opened(photo, by, saw)
    proposal = waiting(row)
    if proposal is None:
        raise StaleState
    if refusal := why_not(row, proposal, by):
        raise Refused(refusal)
    if proposal.held and not row.original:
        # Nobody can bring back what was under it: the record says what the picture shows.
        proposal.areas = united(proposal.areas, proposal.held)
    elif proposal.held:
        remake(row, proposal.areas)
    proposal.held, proposal.confirmed_by, proposal.confirmed_at = [], by, timezone.now()
    proposal.save()
    tell(row, "confirm_obscured", by)
    take_over(photo, row)


def why_not(photo: Photo, proposal: Obscuring, by: Account) -> str:
    """Why this person may not confirm it; empty where they may."""
    if proposal.by_id == by.pk:
        return _("You drew this yourself: a second person confirms it.")
    if proposal.held and photo.original and not by.has_perm("media.open_original"):
        return _(
            "This would uncover something, and you cannot see what: somebody confirms it who may"
            " open originals."
        )
    return ""


def opened(photo: Photo, by: Account, saw: str) -> Photo:
    """The photo as it is now, locked until the transaction ends."""
    photo.lock()
    row = type(photo)._base_manager.get(pk=photo.pk)
    if not may_obscure(by, row):
        raise NotAllowed(_("You may not do this. Ask an editor."))
    if saw != seen(row):
        raise StaleState
    return row


def carry_over(photo: Photo, *, by: Account) -> bool:
    """After a draft got other pixels, into which `covered()` was burnt at the same places: whether
    that covers the right things there, a second person has to say. Whether anything was covered."""
    areas = covered(photo)
    if not areas:
        return False
    photo.obscurings.all().delete()
    photo.obscurings.create(areas=areas, by=by)
    tell(photo, "obscure", by)
    return True


def remake(
    photo: Photo,
    areas: Iterable[Area],
    *,
    without_original: Callable[[Photo], Image.Image] | None = None,
) -> None:
    """A new master under new names, and the old one gone, once the transaction is committed.

    Made of the original, or as the caller says where that cannot be had. Raises ValidationError
    with a sentence where the vault does not do its part: the caller's transaction is undone.
    """
    old = photo.master.name
    photo.keep_master(burn(source(photo, without_original), areas), new_token())
    columns = {name: getattr(photo, name) for name in photo.OF_THE_MASTER}
    type(photo)._base_manager.filter(pk=photo.pk).update(**columns)
    clearance.renew(photo)
    transaction.on_commit(partial(throw_away, photo, old))


def source(photo: Photo, without: Callable[[Photo], Image.Image] | None) -> Image.Image:
    try:
        if photo.original:
            return unburnt(photo)
    except (ValidationError, OSError) as error:
        if without is None:
            raise ValidationError(
                _("The original cannot be read at the moment. Nothing was changed: try later.")
            ) from error
    return (without or clearance.pixels)(photo)


def unburnt(photo: Photo) -> Image.Image:
    """Of the original, which has to be there: nothing is burnt into it."""
    with photo.original.open() as file:
        return fresh(file, photo.original.size)


def is_burnt_in(photo: Photo) -> bool:
    """Whether the master shows nothing where something is covered, but for what a codec leaves at
    the edges."""
    picture = clearance.pixels(photo).convert("L")
    return all(brightest(picture, area) < DARK for area in covered(photo))


def brightest(picture: Image.Image, area: Area) -> int:
    """As far from the area's edge as it is large enough for: of each there is something to see."""
    left, top, right, bottom = in_pixels(area, picture.size)
    around = (max(left - AROUND, 0), max(top - AROUND, 0),
              min(right + AROUND, picture.width), min(bottom + AROUND, picture.height))  # fmt: skip
    burnt = burn(Image.new("RGB", picture.size, "white"), [area]).crop(around)
    whole = ImageChops.invert(burnt.convert("L"))
    masks = (whole.filter(ImageFilter.MinFilter(size)) for size in (AROUND, 5, 3))
    mask = next((each for each in masks if each.getbbox()), whole)
    shown = Image.composite(picture.crop(around), Image.new("L", mask.size), mask)
    return cast(int, shown.getextrema()[1])


def throw_away(photo: Photo, name: str) -> None:
    """At once, since it shows what must not be seen; what cannot be deleted now is swept later."""
    try:
        photo.master.storage.delete(name)
    except Exception:
        logger.error("Photo %s: its former master is still in the vault", photo.pk)


def tell(photo: Photo, verb: str, by: Account) -> None:
    """In the photo's history and in the audit trail, whose head is the last of all locks."""
    Transition.objects.create(
        thing=photo, verb=verb, source=photo.state, target=photo.state, by=by
    )  # fmt: skip
    record(verb, by=by, thing=photo)


def take_over(photo: Photo, row: Photo) -> None:
    """The caller's photo is the one that is stored."""
    for name in (*row.OF_THE_MASTER, "token", "ready_at", "mend_at"):
        setattr(photo, name, getattr(row, name))
