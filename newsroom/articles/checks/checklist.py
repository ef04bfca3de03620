"""The one list of checks, by the ids of docs/checks.md, in the order that the desk reads."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from newsroom.articles.checks import (
    blocks,
    days,
    editions,
    figures,
    pictures,
    safety,
    sourcing,
    wording,
)
from newsroom.articles.checks.findings import Check, Finding, Level
from newsroom.articles.checks.story import Story

BLOCK, WARN, HINT = Level

CHECKS = (
    Check("B1", BLOCK, _("The story still needs: %(what)s."), blocks.incomplete),
    Check(
        "B2", BLOCK,
        _("%(passage)s is not named: give readers the reason, and name a second colleague who"
          " knows who it is."),
        blocks.unnamed_unexplained,
    ),
    Check(
        "B3", BLOCK,
        _("%(passage)s spoke off the record, and the story tells what rests on it."),
        blocks.off_record, is_fixed=True,
    ),
    Check("B4", BLOCK, _("The photo %(passage)s still needs: %(what)s."), blocks.image_unfit),
    Check(
        "B5", BLOCK, _("Does the photo %(passage)s show minors or detainees? Nobody has answered."),
        blocks.image_question,
    ),
    Check(
        "B6", BLOCK, _("A public file of the photo %(passage)s still carries: %(what)s."),
        blocks.image_metadata, is_fixed=True,
    ),
    Check("B7", BLOCK, _("Nobody has said how the story is signed."), 
          blocks.unsigned_or_exposed, is_fixed=True),
    Check("B8", BLOCK, _("Not before %(when)s: an embargo or a safety delay runs until then."),
          blocks.too_early),
    Check("B9", BLOCK, _("Whoever approved it wrote it: a second person approves it anew."),
          blocks.approved_by_author, is_fixed=True),
    Check("B10", BLOCK, _("The notice for readers still needs: %(what)s."),
          blocks.notice_without_text),
    Check("W1", WARN, _("The story rests on one independent source."), sourcing.single_source),
    Check("W2", WARN, _("%(passage)s: sources in the plural, but fewer than two people on record."),
          sourcing.plural),
    Check("W3", WARN, _("%(passage)s: say what kind of source it is."), sourcing.bare),
    Check("W4", WARN, _("The number %(passage)s stands in no figure."), figures.unrecorded),
    Check("W5", WARN, _("%(passage)s: “about” and “at least” contradict each other."),
          figures.contradiction),
    Check("W6", WARN, _("%(passage)s: which date is meant?"), days.unresolved),
    Check("W7", WARN, _("%(passage)s: the attribution stands inside the quotation."),
          wording.attribution_inside),
    Check("W8", WARN, _("The number %(passage)s of the headline is not in the body."),
          figures.only_in_headline),
    Check("W9", WARN, _("Of two conflicting accounts the text tells one. It lacks: %(passage)s."),
          sourcing.one_account),
    Check("W10", WARN, _("An accusation, and nobody asked those accused: %(passage)s."),
          sourcing.unanswered),
    Check("W11", WARN, _("%(passage)s: the house writes %(preferred)s."), wording.lexicon),
    Check("W12", WARN, _("%(passage)s stands before its full form, %(full)s."),
          wording.short_first),
    Check("W13", WARN, _("Fighting goes on there, and readers are shown a place finer than the"
                         " district."), safety.fine_place),
    Check("W14", WARN, _("Other languages say what this one no longer does: %(languages)s."),
          editions.stale),
    Check("W15", WARN, _("No source is recorded for: %(passage)s."), sourcing.unsourced),
    Check("W16", WARN, _("%(passage)s: %(what)s"), wording.slip),
    Check("W17", HINT, _("%(passage)s: a sensitive matter. Is the story marked for the chief to"
                         " sign off?"), safety.sensitive),
    Check("W18", WARN, _("The %(what)s holds something that could show where somebody lives who"
                         " reported this."), safety.village, is_fixed=True),
    Check("W19", HINT, _("Photo %(photo)s stands in the text and is not among the story's photos,"
                         " was withdrawn, or its rights have ended: readers do not get it."),
          pictures.misplaced),
)  # fmt: skip
FIXED = frozenset(check.id for check in CHECKS if check.is_fixed)


def active() -> list[Check]:
    """The checks that this newsroom has not switched off (`CHECKS_OFF`)."""
    return [check for check in CHECKS if check.is_fixed or check.id not in settings.CHECKS_OFF]


def run(story: Story, ids: Iterable[str] | None = None) -> list[Finding]:
    """What the active checks find (only those of `ids`, where given), in the list's order."""
    wanted = None if ids is None else set(ids)
    return [
        finding
        for check in active()
        if wanted is None or check.id in wanted
        for finding in check.run(story)
    ]
