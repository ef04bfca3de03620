"""No change to what readers have goes unnoted, and none is left undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import connection

from newsroom.audit.faults import Fault
from newsroom.delivery import away, triggers
from newsroom.delivery.draining import TRIES, forget_all
from newsroom.delivery.models import Change


def changes_are_noted() -> Iterator[Fault]:
    for trigger in triggers.missing(connection):
        yield Fault(
            f"The database no longer notes each {trigger.event} of {trigger.watched.table}: pages"
            " that readers are given may say what it said before.",
            "manage.py check_newsroom --mend makes the trigger anew",
            mend,
        )

    if away.is_told(connection):
        yield Fault(
            "Changes are not noted: a migration is at work, or was killed. No page is kept.",
            "the worker puts it right when no migration is at work; else run manage.py migrate",
        )


def mend() -> None:
    triggers.install(connection)


def changes_reach_the_pages() -> Iterator[Fault]:
    """By kind, of those of which nobody could say what follows."""
    found = Change.objects.filter(tries__gt=0).values_list("tag", "tries")
    for kind, tries in most_tried(found).items():
        then = "every page was made anew" if tries >= TRIES else f"it was tried {tries} times"
        yield Fault(
            f"Which pages follow from a change ({kind}) cannot be said: {then}.",
            "the log says what failed; manage.py check_newsroom --mend makes every page anew and"
            " forgets the change",
            forget_all,
        )


def most_tried(found: Iterable[tuple[str, int]]) -> dict[str, int]:
    kinds: dict[str, int] = {}
    for tag, tries in found:
        kind = tag.partition(":")[0]
        kinds[kind] = max(kinds.get(kind, 0), tries)
    return kinds


INVARIANTS = (changes_are_noted, changes_reach_the_pages)
