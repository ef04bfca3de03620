"""What the checks ask of an edition before it goes on. Each raises `Refused` with a sentence."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from newsroom.articles.checks.checklist import run
from newsroom.articles.checks.discretion import note, told
from newsroom.articles.checks.findings import Finding, Level
from newsroom.articles.checks.overriding import open_warnings
from newsroom.articles.checks.protected import NOTICE
from newsroom.articles.checks.reading import read, read_first
from newsroom.text.markup import clean_line, isolate
from newsroom.workflow.moves import Refused

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.articles.checks.story import Story
    from newsroom.articles.models import Edition
    from newsroom.articles.models.text import Text

#: Checks that hold from the first step on: what makes it a story at all, and how it is signed.
COMPLETE = ("B1", "B7")


class Discreet(Refused):
    """Its sentence is for whoever made the move, and for no history that others read."""


def is_complete(edition: Edition, by: Account) -> None:
    """What the desk wants before anybody reviews a story, as far as this person may be told."""
    refuse(told(run(read_first(edition), COMPLETE), edition, by))


def passes_checks(
    edition: Edition, by: Account, text: Text | None = None, at: datetime | None = None
) -> Story:
    """No block, and a written reason for every warning. A headline and a text are wanted of every
    story, whichever checks a newsroom does without. Returns what was read for it."""
    said = text or edition
    if not (said.headline and said.body):
        raise Refused(_("A story needs a headline and a text."))
    story = read(edition, text, at)
    found = run(story)
    note(found, edition, by)
    refuse([each for each in found if each.level == Level.BLOCK])
    if unanswered := open_warnings(edition, found):
        ids = dict.fromkeys(isolate(each.check.id) for each in unanswered if each.check)
        raise Refused(_("Warnings wait for a reason: %s.") % _(", ").join(ids))
    return story


def passes_checks_then(story: Story, edition: Edition, by: Account, reason: str) -> None:
    """What only the chosen time brings up, such as a day of the text that has passed by then: the
    reason for it is given with the time (`moves.made_public` keeps it)."""
    found = run(story)
    note(found, edition, by)
    refuse([each for each in found if each.level == Level.BLOCK])
    unanswered = open_warnings(edition, found)
    if unanswered and not clean_line(reason):
        asked = _("Choose another time, or give a reason.")
        raise Refused(" ".join([*map(str, unanswered), asked]))


def notice_passes(edition: Edition, by: Account) -> None:
    """Readers keep the notice when the story is gone. What the story itself holds is no reason to
    leave it with them."""
    found = of_notice(edition)
    note(found, edition, by)
    refuse(found)


def of_notice(edition: Edition) -> list[Finding]:
    found = run(read(edition), ("B7", "B10"))
    return [each for each in found if each.field == NOTICE]


def refuse(findings: list[Finding]) -> None:
    if findings:
        is_discreet = any(each.told_to is not None for each in findings)
        raise (Discreet if is_discreet else Refused)(" ".join(map(str, findings)))
