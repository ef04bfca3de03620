"""What the queue says of each reason: a sentence, a time, and somebody's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from newsroom.articles.behind import Behind
from newsroom.articles.queue_rules import Why
from newsroom.articles.siblings import HOLDS
from newsroom.text.dates import clock, local
from newsroom.text.markup import isolate
from newsroom.text.named import language_name
from newsroom.workflow.models import Transition

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.articles.models import Edition


@dataclass(frozen=True)
class Reason:
    """`at` follows the text ("Embargoed until" …). `note` is in `language`, "" where unknown."""

    why: Why
    text: str
    at: datetime | None = None
    note: str = ""
    language: str = ""


@dataclass(frozen=True)
class Known:
    """What a reason is told from; `told` are the newest lines of the history by verb."""

    edition: Edition
    person: Account
    behind: Behind | None
    told: Mapping[str, Transition]

    def newest(self, *verbs: str) -> Transition | None:
        lines = [self.told[verb] for verb in verbs if verb in self.told]
        return max(lines, key=lambda line: line.pk, default=None)


def reasons(
    edition: Edition, holding: Iterable[Why], person: Account, behind: Behind | None,
    told: Mapping[str, Transition],
) -> list[Reason]:  # fmt: skip
    known = Known(edition, person, behind, told)
    return [SAY[why](why, known) for why in holding]


def on_the_clock(moment: datetime, now: datetime) -> str:
    """The time alone where it is the newsroom's today, as on a desk's wall."""
    here = local(moment)
    is_today = here.date() == local(now).date()
    return clock(moment) if is_today else date_format(here, "j F H:i")


def until(text: Callable[[], str], field: str) -> Callable[[Why, Known], Reason]:
    """A reason that is a time: a column of the edition, or of its article (`article.…`)."""
    time_of = attrgetter(field)
    return lambda why, known: Reason(why, text(), at=time_of(known.edition))


def plainly(text: Callable[[], str]) -> Callable[[Why, Known], Reason]:
    return lambda why, _known: Reason(why, text())


def proposed(why: Why, known: Known) -> Reason:
    notice = known.edition.notice
    assert notice
    if notice.by_id == known.person.pk:
        text = _("%(kind)s: you wrote it, a second person brings it to readers")
    else:
        text = _("%(kind)s, proposed by %(name)s: waits for a second person")
    words = {"kind": notice.get_kind_display(), "name": isolate(str(notice.by))}
    return Reason(why, text % words, note=notice.right, language=known.edition.language)


def changed(why: Why, known: Known) -> Reason:
    latest = known.edition.latest
    assert latest
    if latest.by_id == known.person.pk:
        return Reason(why, _("Your change waits for a second person"), note=latest.why)
    text = _("A change by %(name)s waits for a second person") % {"name": isolate(str(latest.by))}
    return Reason(why, text, note=latest.why)


def too_late(why: Why, known: Known) -> Reason:
    if known.edition.change_at:
        return Reason(why, _("Should have come to readers"), at=known.edition.change_at)
    line = known.newest("late")
    return Reason(
        why, _("A change could not come to readers at its time"), note=line.note if line else ""
    )


def left_behind(why: Why, known: Known) -> Reason:
    assert known.behind
    name = language_name(known.behind.language)
    text = _("Readers still have the words from before the correction in %(language)s")
    return Reason(why, text % {"language": name})


def in_review(why: Why, known: Known) -> Reason:
    line = known.newest("take", "reopen")
    if line is None:
        return Reason(why, _("Somebody is reviewing it"))
    if line.by_id == known.person.pk:
        return Reason(why, _("You are reviewing it"))
    return Reason(why, _("%(name)s is reviewing it") % {"name": isolate(str(line.by))})


def unexplained(why: Why, known: Known) -> Reason:
    line = known.newest("take_down", "withdraw_along")
    if line and line.verb == "withdraw_along":
        return Reason(why, _("Gone along with another language: readers are not told why yet"))
    return Reason(why, _("Taken down: readers are not told why yet"))


def approved(why: Why, known: Known) -> Reason:
    if known.edition.article.is_sensitive:
        return Reason(why, _("Approved and not out: sensitive, the chief publishes it"))
    return Reason(why, _("Approved and not out"))


def with_note(text: Callable[[], str], *verbs: str) -> Callable[[Why, Known], Reason]:
    """A reason that somebody gave a note for, when they made one of these moves."""

    def say(why: Why, known: Known) -> Reason:
        line = known.newest(*verbs)
        if line is None:
            return Reason(why, text())
        words = {"what": text(), "name": isolate(str(line.by))}
        return Reason(why, _("%(what)s, by %(name)s") % words, note=line.note)

    return say


SAY: dict[Why, Callable[[Why, Known], Reason]] = {
    Why.BREAKING: until(lambda: _("Breaking until"), "article.breaking_until"),
    Why.BREAKING_OUT: until(lambda: _("With the readers as breaking until"),
                            "article.breaking_until"),
    Why.WITHDRAWAL: proposed,
    Why.UNEXPLAINED: unexplained,
    Why.LATE: too_late,
    Why.CORRECTION: proposed,
    Why.NOTICE: proposed,
    Why.PENDING: changed,
    Why.BEHIND: left_behind,
    Why.OUT_OF_DATE: plainly(lambda: _("The original has changed since: look what changed")),
    Why.SUBMITTED: plainly(lambda: _("Needs somebody to take it")),
    Why.IN_REVIEW: in_review,
    Why.APPROVED: approved,
    Why.HELD: with_note(lambda: _("On hold"), *HOLDS),
    Why.RETURNED: with_note(lambda: _("Returned to its writer"), "return"),
    Why.CHANGE_SET: until(lambda: _("The change comes to readers"), "change_at"),
    Why.SCHEDULED: until(lambda: _("Comes to readers"), "published_at"),
    Why.DRAFT: plainly(lambda: _("Your draft")),
    Why.EMBARGOED: until(lambda: _("Embargoed until"), "article.embargo_until"),
    Why.DELAYED: until(lambda: _("Safety delay until"), "article.delay_until"),
}  # fmt: skip
