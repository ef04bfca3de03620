"""The audit trail: who saw, changed and moved what, and who failed to sign in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom import keys
from newsroom.audit.models import Entry, Head

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

#: Seconds in which the same person seeing the same thing again is one line.
SEEN_ONCE = 600


@transaction.atomic(savepoint=False)
def record(
    verb: str,
    *,
    by: AbstractBaseUser | None = None,
    thing: models.Model | None = None,
    digest: str = "",
) -> Entry:
    """Adds a line, whole with what the caller's transaction does.

    The head row stays locked until that transaction ends: lock everything else before. `digest` is
    hexadecimal, of `keys.digest()`; words go nowhere in here.
    """
    head = Head.objects.select_for_update().first() or Head.objects.create(pk=1)
    entry = Entry(
        number=head.number + 1, at=timezone.now(), by=by.pk if by else None, verb=verb,
        kind=thing._meta.label_lower if thing else "", thing=thing.pk if thing else None,
        digest=digest,
    )  # fmt: skip
    entry.seal = sealed(entry, head.seal)
    entry.save(force_insert=True)
    head.number, head.seal = entry.number, entry.seal
    head.save(update_fields=["number", "seal"])
    return entry


def saw(by: AbstractBaseUser | None, thing: models.Model, verb: str = "saw") -> None:
    """That a person looked at protected material; once in ten minutes for the same thing."""
    who = by.pk if by else None
    if cache.add(f"audit:{verb}:{who}:{thing._meta.label_lower}:{thing.pk}", 1, SEEN_ONCE):
        record(verb, by=by, thing=thing)


def sealed(entry: Entry, previous: str) -> str:
    """The seal of an entry that follows the one with the seal `previous`."""
    told: list[Any] = [
        entry.number, entry.at.astimezone(UTC).isoformat(), entry.by, entry.verb, entry.kind,
        entry.thing, entry.digest, previous,
    ]  # fmt: skip
    return keys.digest("audit", "\n".join("" if each is None else str(each) for each in told))


def broken() -> Iterator[str]:
    """A sentence for each place where the trail is not as it was written; nothing where it is.
    In the active language.

    Reads every line. What was cut off the end together with the head row is found only by
    comparing with a seal that somebody kept elsewhere.
    """
    number, seal = 0, ""
    for entry in Entry.objects.order_by("number").iterator():
        if entry.number != number + 1:
            gap = {"first": number + 1, "last": entry.number - 1}
            yield _("Audit trail: entries %(first)s to %(last)s are missing.") % gap
            seal = ""
        elif sealed(entry, seal) != entry.seal:
            sentence = _("Audit trail: entry %s was changed, or put in another's place.")
            yield sentence % entry.number
        number, seal = entry.number, entry.seal
    head = Head.objects.first() or Head()
    if (head.number, head.seal) != (number, seal):
        ends = {"last": number, "head": head.number}
        yield _("Audit trail: it ends with entry %(last)s, its head says %(head)s.") % ends
