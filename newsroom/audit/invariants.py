"""The audit trail is whole, and the database refuses to change it."""

from collections.abc import Iterator
from functools import partial

from django.db import connection

from newsroom.audit.faults import Fault, make_trigger, missing_triggers
from newsroom.audit.trail import broken

TRIGGERS = {
    "sqlite": ("audit_entry_UPDATE_refused", "audit_entry_DELETE_refused"),
    "postgresql": ("audit_entry_refused",),
}
MEND = (
    "Somebody changed the database past the program: find out who could. Keep a copy as it is, and"
    " compare with a backup."
)


def trail_is_whole() -> Iterator[Fault]:
    for sentence in broken():
        yield Fault(sentence, MEND)


def trail_is_guarded() -> Iterator[Fault]:
    for name in missing_triggers(TRIGGERS[connection.vendor]):
        yield Fault(
            f"audit trail: the trigger {name} is gone",
            "manage.py check_newsroom --mend",
            partial(make_trigger, name, "newsroom.audit.migrations.0002_append_only"),
        )


INVARIANTS = (trail_is_whole, trail_is_guarded)
