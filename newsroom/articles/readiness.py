"""What the checks ask of an edition before it goes on. Each raises `Refused` with a sentence."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from newsroom.articles.checks.checklist import run
from newsroom.articles.checks.findings import Finding, Level
from newsroom.articles.checks.overriding import open_warnings
from newsroom.articles.checks.reading import read
from newsroom.text.markup import clean_line
from newsroom.workflow.moves import Refused

if TYPE_CHECKING:
    from newsroom.articles.models import Edition
    from newsroom.articles.models.text import Text

#: Checks that hold from the first step on: what makes it a story at all, and how it is signed.
COMPLETE = ("B1", "B7")


def is_complete(edition: Edition, text: Text | None = None) -> None:
    """What the desk wants before anybody reviews a story."""
    refuse(run(read(edition, text), COMPLETE))


def passes_checks(edition: Edition, text: Text | None = None, at: datetime | None = None) -> None:
    """No block, and a written reason for every warning. A headline and a text are wanted of every
    story, whichever checks a newsroom does without."""
    said = text or edition
    if not (said.headline and said.body):
        raise Refused(_("A story needs a headline and a text."))
    found = run(read(edition, text, at))
    refuse([each for each in found if each.level == Level.BLOCK])
    if unanswered := open_warnings(edition, found):
        ids = ", ".join(dict.fromkeys(each.check.id for each in unanswered if each.check))
        raise Refused(_("Warnings wait for a reason: %s.") % ids)


def passes_checks_then(edition: Edition, at: datetime, reason: str) -> None:
    """What only the chosen time brings up, such as a day of the text that has passed by then: the
    reason for it is given with the time (`moves.made_public` keeps it)."""
    found = run(read(edition, at=at))
    refuse([each for each in found if each.level == Level.BLOCK])
    unanswered = open_warnings(edition, found)
    if unanswered and not clean_line(reason):
        asked = _("Choose another time, or give a reason.")
        raise Refused(" ".join([*map(str, unanswered), asked]))


def refuse(findings: list[Finding]) -> None:
    if findings:
        raise Refused(" ".join(map(str, findings)))
