"""The audit trail: who saw, changed and moved what, and who failed to sign in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from functools import partial
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


def wait_for_all() -> None:
    """Until whoever waits for the head now, with what they wrote, has committed it."""
    with transaction.atomic():
        Head.objects.select_for_update().first()


def saw(by: AbstractBaseUser | None, thing: models.Model, verb: str = "saw") -> None:
    """That a person looked at protected material; once in ten minutes for the same thing."""
    who = by.pk if by else None
    with once(f"{verb}:{who}:{thing._meta.label_lower}:{thing.pk}") as is_new:
        if is_new:
            record(verb, by=by, thing=thing)


@contextmanager
def once(key: str) -> Iterator[bool]:
    """Whether the line that is written inside is the first of its kind in `SEEN_ONCE` seconds. One
    that is rolled back was none: only the commit is remembered."""
    name = f"audit:{key}"
    is_new = cache.get(name) is None
    yield is_new
    if is_new:
        transaction.on_commit(partial(cache.set, name, 1, SEEN_ONCE))


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
    head = Head.objects.first() or Head()
    number, seal = 0, ""
    for entry in Entry.objects.filter(number__lte=head.number).order_by("number").iterator():
        if entry.number != number + 1:
            gap = {"first": number + 1, "last": entry.number - 1}
            yield _("Audit trail: entries %(first)s to %(last)s are missing.") % gap
            seal = ""
        elif sealed(entry, seal) != entry.seal:
            sentence = _("Audit trail: entry %s was changed, or put in another's place.")
            yield sentence % entry.number
        number, seal = entry.number, entry.seal
    if (head.number, head.seal) != (number, seal):
        ends = {"last": number, "head": head.number}
        yield _("Audit trail: it ends with entry %(last)s, its head says %(head)s.") % ends
    beyond = Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    now = Head.objects.first() or Head()  # colleagues go on working meanwhile
    if beyond > now.number:
        ends = {"last": beyond, "head": now.number}
        yield _("Audit trail: it ends with entry %(last)s, its head says %(head)s.") % ends


def is_of_another_key() -> bool:
    """Whether this machine's PROTECTION_KEY is most likely not the one that the trail was sealed
    with: neither its first line nor its last is. A line written now would spoil it."""
    ends = [*Entry.objects.order_by("number")[:1], *Entry.objects.order_by("-number")[:2]]
    if not ends:
        return False
    first, last, before = ends[0], ends[1], ends[-1]
    previous = before.seal if before.number < last.number else ""
    return sealed(first, "") != first.seal and sealed(last, previous) != last.seal
