"""What a step of one language does to the others of its story, in the same transaction.

The original leads (`following.py`): withdrawn, it takes its translations from their readers; on
hold, it holds those that readers do not have. A translation reaches the others only when its person
says so. Whoever may make the step of the one needs no permission for the others, nor may see them:
that is what the moves with `along` in their name are for.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from newsroom.articles import previews
from newsroom.articles.access import BEFORE_READERS
from newsroom.text.dates import absolute
from newsroom.text.languages import DEFAULT
from newsroom.text.markup import isolate
from newsroom.text.named import language_name
from newsroom.workflow.moves import move_along

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.articles.models import Edition

HELD_ALONG = ("hold_along", "hold_back_along")
#: The lines of a history that put it on hold, and those that say whether it is.
HOLDS = (*HELD_ALONG, "hold", "hold_back")
ABOUT_A_HOLD = (*HOLDS, "release", "release_along")


class Reach(models.TextChoices):
    """How far the withdrawal of a translation goes; that of an original always reaches them all."""

    EVERY = "every", gettext_lazy("In all languages")
    ONE = "one", gettext_lazy("In this language only")


def withdraw_along(edition: Edition, by: Account, *, reach: str = Reach.ONE, **_asked: Any) -> None:
    """Whatever of the story is with readers goes; what would come to them leaves the schedule, on
    hold; no link shows any of it."""
    if not edition.is_original and reach != Reach.EVERY:
        return
    note = _("Withdrawn along with %(language)s") % {"language": language_name(edition.language)}
    for other in edition.siblings():
        previews.end(other)
        if other.is_scheduled:
            move_along(other, "hold_back", by=by, note=note)
        elif other.chip == "published":
            move_along(other, "withdraw_along", by=by, note=note)


def take_down_along(
    edition: Edition, by: Account, *, reach: str = Reach.EVERY, **_asked: Any
) -> None:
    """Somebody may be in danger: every language, unless the person says otherwise."""
    withdraw_along(edition, by, reach=reach)


def unschedule_along(edition: Edition, by: Account, **_asked: Any) -> None:
    """An original that goes back to the desk takes its translations off the schedule: none comes to
    readers at its hour, with words that the desk has doubts about."""
    if edition.is_original:
        note = _("Off the schedule along with %(language)s")
        said = note % {"language": language_name(edition.language)}
        for other in edition.siblings():
            if other.is_scheduled:
                move_along(other, "unschedule", by=by, note=said)


def hold_along(edition: Edition, by: Account, **_asked: Any) -> None:
    """What an original that waits would bring to readers waits with it."""
    if edition.is_original:
        note = _("On hold along with %(language)s") % {"language": language_name(edition.language)}
        for other in edition.siblings():
            hold(other, by, note, *HELD_ALONG)


def hold(edition: Edition, by: Account, note: str, held: str, held_back: str) -> None:
    """By one of two moves, unless readers have it or it is on hold already."""
    if edition.chip in BEFORE_READERS and not edition.on_hold:
        verb = held_back if edition.is_scheduled else held
        move_along(edition, verb, by=by, note=note)


def spike_along(edition: Edition, by: Account, **_asked: Any) -> None:
    """What the desk wants nobody to read comes to no reader in another language by itself: a person
    looks at each, and releases it by hand."""
    if edition.is_original:
        note = _("The original in %(language)s was spiked")
        said = note % {"language": language_name(edition.language)}
        for other in edition.siblings():
            hold_by_itself(other, by, said)


def release_along(edition: Edition, by: Account, **_asked: Any) -> None:
    """Those that were held along with it, and that nobody has released or held by themselves."""
    if edition.is_original:
        note = _("Released along with %(language)s") % {"language": language_name(edition.language)}
        for other in edition.siblings().filter(on_hold=True):
            if other.chip in BEFORE_READERS and is_held_along(other):
                move_along(other, "release_along", by=by, note=note)


def is_held_along(edition: Edition) -> bool:
    line = edition.history.filter(verb__in=ABOUT_A_HOLD).first()
    return edition.on_hold and bool(line) and line.verb in HELD_ALONG


def hold_until(edition: Edition, earliest: datetime, by: Account) -> None:
    """An embargo or a safety delay was set or put off: a translation waits until somebody has
    looked. Its writer goes on writing; the hold is one as by hand, and released by hand."""
    when = absolute(earliest, get_language() or DEFAULT)
    note = _("An embargo or a safety delay runs until %(when)s") % {"when": isolate(when)}
    hold_by_itself(edition, by, note)


def hold_by_itself(edition: Edition, by: Account, note: str) -> None:
    if edition.chip in BEFORE_READERS and is_held_along(edition):
        move_along(edition, "hold", by=by, note=note)  # the original's release lifts it no more
    else:
        hold(edition, by, note, "hold", "hold_back")
