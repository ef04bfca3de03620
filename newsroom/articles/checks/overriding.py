"""Letting a warning stand: only with a reason, which the history keeps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from newsroom.articles.checks.checklist import run
from newsroom.articles.checks.findings import Finding, Level
from newsroom.articles.checks.reading import likely_time, overrides, read
from newsroom.audit.trail import record
from newsroom.text.markup import clean_line
from newsroom.workflow.models import Transition
from newsroom.workflow.moves import Refused

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.articles.models import Edition


def open_warnings(edition: Edition, findings: list[Finding]) -> list[Finding]:
    """Those that nobody has given a reason for."""
    known = overrides(edition)
    return [each for each in findings if each.level == Level.WARN and each.key not in known]


def override_all(edition: Edition, reason: str, *, by: Account, at: datetime) -> int:
    """The same reason for whatever is still open of the edition at the time of its publication."""
    found = open_warnings(edition, run(read(edition, at=at)))
    return override(edition, {each.key: reason for each in found}, by=by, at=at)


@transaction.atomic
def override(
    edition: Edition, reasons: Mapping[str, str], *, by: Account, at: datetime | None = None
) -> int:
    """Keeps a reason for each open warning named by its key; returns how many were kept.

    A key that is no open warning of the text as it stands is passed over: the words it was about
    are gone. `at`: the time that was chosen for its publication. Raises Refused for whoever may
    not review.
    """
    written = {key: clean_line(reason[:500]) for key, reason in reasons.items()}
    given = {key: reason for key, reason in written.items() if reason}
    if not given:
        return 0
    if not by.has_perm("articles.review_edition"):
        raise Refused(_("Only an editor may let a warning stand."))
    warned = [
        each
        for each in open_warnings(edition, run(read(edition, at=at or likely_time(edition))))
        if each.key in given
    ]
    for finding in warned:
        assert finding.check
        edition.overrides.create(
            check_id=finding.check.id, key=finding.key, passage=finding.passage[:150],
            reason=given[finding.key], by=by,
        )  # fmt: skip
        Transition.objects.create(
            thing=edition, verb="override", source=edition.state, target=edition.state, by=by,
            note=f"{summary(finding)}\n{given[finding.key]}",
        )  # fmt: skip
        record("let_stand", by=by, thing=edition)
    return len(warned)


def summary(finding: Finding) -> str:
    """For the history, which the story's writers read too: not all is for them."""
    assert finding.check
    is_open = finding.told_to is None
    return f"{finding.check.id} · {finding}" if is_open else finding.check.id
