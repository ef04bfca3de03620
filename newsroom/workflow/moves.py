"""The one way in which anything changes its state.

Each kind of thing has a table of moves in its own `moves.py`. Buttons, permission checks and the
tests of role x state read that table; `move()` carries a row of it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.audit.trail import record
from newsroom.delivery.draining import drain_on_commit
from newsroom.text.markup import clean_text
from newsroom.workflow.models import State, Transition

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.workflow.models import Editorial


class Refused(PermissionDenied):
    """The move may not be made; the message says why, in the person's language."""


class NotAllowed(Refused):
    """This person may never make this move, whatever state the thing is in."""


class StaleState(Exception):
    """Somebody else moved or changed the thing since this person last saw it."""

    def __init__(self) -> None:
        super().__init__(
            _("Someone else moved or changed this story meanwhile. Nothing was done: look again.")
        )


@dataclass(frozen=True)
class Move:
    """One row of a table of moves.

    `target` None keeps the state. `guard(thing, by, **details)` raises `Refused`.
    `change(thing, by, **details)` returns further columns to set in the same UPDATE.
    `along(thing, by, **details)` moves what goes along with it, in the same transaction.
    Each of `effects` is called with the thing once the transaction is committed.
    `asks` names a form (see `workflow.forms.Question`) for what the move needs to know.
    `comes_along`: another move makes it (see `move_along`), nobody by itself.
    """

    verb: str
    label: Any
    source: tuple[str, ...]
    target: str | None
    permission: str
    guard: Callable[..., None] | None = None
    change: Callable[..., dict[str, Any]] | None = None
    along: Callable[..., None] | None = None
    effects: tuple[Callable[..., None], ...] = ()
    needs_note: bool = False
    asks: type | None = None
    comes_along: bool = False
    tone: str = "plain"

    def is_open(self, thing: Editorial, by: Account) -> bool:
        """Whether `by` may make this move on `thing` as it is now."""
        try:
            self.check(thing, by)
        except (Refused, StaleState):
            return False
        return True

    def check(self, thing: Editorial, by: Account, **details: Any) -> None:
        may = by.has_perm(f"{thing._meta.app_label}.{self.permission}")
        if not may or not thing.is_open_to(by):
            raise NotAllowed(_("You may not do this. Ask an editor."))
        if thing.state not in self.source:
            raise Refused(_("This cannot be done in the state “%s”.") % thing.get_state_display())
        if self.comes_along:
            raise Refused(_("This comes along with a step of another language, never by itself."))
        if self.guard:
            self.guard(thing, by, **details)


def table(moves: Iterable[Move]) -> Mapping[str, Move]:
    return {move.verb: move for move in moves}


def possible(thing: Editorial, by: Account) -> list[Move]:
    """The moves this person may make now, in the table's order: the desk's buttons."""
    return [move for move in thing.moves().values() if move.is_open(thing, by)]


def waiting(thing: Editorial, by: Account) -> list[tuple[Move, str]]:
    """The steps forward that this person could make but for a condition, with what it wants."""
    found = []
    for each in thing.moves().values():
        if each.tone == "go" and thing.state in each.source:
            try:
                each.check(thing, by)
            except NotAllowed:
                continue
            except Refused as refused:
                found.append((each, str(refused)))
            except StaleState:
                continue
    return found


def move(thing: Editorial, verb: str, *, by: Account, note: str = "", **details: Any) -> Transition:
    """Moves `thing`, which must be as the person saw it, and tells its history.

    Raises `Refused` (a 403 with a sentence) or `StaleState`; either way nothing has changed.
    `details` are what the move's own form asked, e.g. `published_at`.
    """
    chosen = thing.moves().get(verb)
    if chosen is None:
        raise Refused(_("There is no such step."))
    chosen.check(thing, by, **details)
    note = clean_text(note)
    if chosen.needs_note and not note:
        raise Refused(_("Write a note: whoever reads the history needs the reason."))
    with transaction.atomic():
        told = carry_out(thing, chosen, by, note, details)
        if chosen.along:
            chosen.along(thing, by, **details)
        return told


def move_along(thing: Editorial, verb: str, *, by: Account, note: str) -> Transition:
    """What a move does to something else, inside its transaction, which has locked both.

    Whoever made that one needs no permission for this, and need not even know that it is there.
    """
    chosen = thing.moves()[verb]
    if thing.state not in chosen.source:
        raise StaleState
    return carry_out(thing, chosen, by, clean_text(note), {})


def carry_out(
    thing: Editorial, chosen: Move, by: Account, note: str, details: dict[str, Any]
) -> Transition:
    thing.lock()  # before the audit trail's head, which is the last of all locks
    source, target = thing.state, chosen.target or thing.state
    changes = {"state": target, "moved_at": timezone.now()}
    changes |= chosen.change(thing, by, **details) if chosen.change else {}
    seen = {field: getattr(thing, field) for field in thing.COMPARED}
    if type(thing)._base_manager.filter(pk=thing.pk, **seen).update(**changes) == 0:
        raise StaleState
    told = Transition.objects.create(
        thing=thing, verb=chosen.verb, source=source, target=target, by=by, note=note
    )
    record(chosen.verb, by=by, thing=thing)
    for field, value in changes.items():
        setattr(thing, field, value)
    for effect in chosen.effects:
        transaction.on_commit(partial(effect, thing))
    drain_on_commit()
    return told


def publish_and_withdraw(
    noun: str, *, guard: Callable[..., None] | None = None, **more: Any
) -> Mapping[str, Move]:
    """The short table for what is either with the readers or not: draft, published, withdrawn.

    `guard` decides whether the thing is fit to be published; `more` may name `on_publish` and
    `on_withdraw`, each a tuple of effects, `change` of both, and `publish_label`.
    """
    return table(
        (
            Move(
                "publish",
                more.get("publish_label") or gettext_lazy("Publish"),
                source=(State.DRAFT, State.WITHDRAWN),
                target=State.PUBLISHED,
                permission=f"publish_{noun}",
                guard=guard,
                change=more.get("change"),
                effects=more.get("on_publish", ()),
                tone="go",
            ),
            Move(
                "withdraw",
                gettext_lazy("Withdraw"),
                source=(State.PUBLISHED,),
                target=State.WITHDRAWN,
                permission=f"publish_{noun}",
                change=more.get("change"),
                effects=more.get("on_withdraw", ()),
                needs_note=True,
                tone="stop",
            ),
        )
    )
