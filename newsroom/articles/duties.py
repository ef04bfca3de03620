"""What the worker does for stories while nobody presses a button."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from newsroom.articles.models import Edition
from newsroom.articles.moves import bringing
from newsroom.articles.readiness import Discreet
from newsroom.articles.reindexing import follow_the_rules
from newsroom.articles.working_copies import forget_old
from newsroom.workflow.models import Transition
from newsroom.workflow.moves import Refused, StaleState, move

log = logging.getLogger(__name__)


def bring_due_changes(now: datetime) -> int:
    """Brings out the changes that were set for a time that has come; returns how many.

    In the name of whoever set the time, by the move they would have made. What may no longer go
    out (their permission is gone, a check fails by now) loses its time, and the history says why.
    """
    due = Edition.objects.filter(change_at__lte=now).select_related(
        "article", "latest", "notice", "change_by"
    )
    return sum(bring(edition) for edition in due.order_by("change_at", "pk"))


def bring(edition: Edition) -> bool:
    assert edition.change_by
    try:
        with override(edition.change_by.language):
            move(edition, bringing(edition), by=edition.change_by)
    except StaleState:
        return False
    except (OperationalError, InterfaceError):
        # The database is away, locked or full: nothing is decided, the next look tries again.
        log.exception("The change of edition %s has to wait for the database", edition.pk)
        return False
    except Discreet:
        with override(edition.change_by.language):
            leave(edition, _("A check stops it: the checklist tells reviewers which."))
        return False
    except Refused as refused:
        leave(edition, str(refused))
        return False
    except Exception:
        # The others are brought all the same; the log names the place, no word of the story.
        log.exception("The change of edition %s could not be brought out", edition.pk)
        with override(edition.change_by.language):
            leave(
                edition, _("Something in the system failed: look at it and bring it out by hand.")
            )
        return False
    return True


@transaction.atomic
def leave(edition: Edition, why: str) -> None:
    """Back to waiting for a person; a second worker finds nothing to do."""
    rows = Edition.objects.filter(pk=edition.pk, change_at=edition.change_at)
    if rows.update(change_at=None, change_by=None):
        Transition.objects.create(
            thing=edition, verb="late", source=edition.state, target=edition.state,
            by=edition.change_by, note=why,
        )  # fmt: skip


DUTIES = (bring_due_changes, forget_old, follow_the_rules)
