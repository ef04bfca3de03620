"""What people have in their forms and have not saved: one row a person and edition, no part of the
story and read by nobody else. It also tells who has an edition open at this moment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from newsroom.articles.access import may
from newsroom.articles.models import Edition, Revision
from newsroom.articles.models.text import Text
from newsroom.articles.models.working_copy import WorkingCopy

if TYPE_CHECKING:
    from newsroom.accounts.models import Account

FIELDS = (*Text.FIELDS, "why")
#: A page tells of itself every 15 seconds: whoever was not heard of for three times that has gone.
PRESENT = timedelta(seconds=45)
WORDS_STAY, VISITS_STAY = timedelta(days=14), timedelta(hours=1)
#: No database stores these; a browser may send them all the same.
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@transaction.atomic
def keep(
    edition: Edition, person: Account, *, seen: str, words: Mapping[str, Any] | None, page: str = ""
) -> datetime | None:
    """Keeps what the form says by now; None where it says what is saved. Nothing but this row is
    touched. Returns since when the words are kept.

    Words from before something was taken out of the story for good are not kept: they may hold it.
    """
    if words:
        # Who takes words out has the same lock, and looks through every copy.
        locked = Edition._base_manager.select_for_update(no_key=True)
        edition.refresh_from_db(fields=["redacted_at"], from_queryset=locked)
    now = timezone.now()
    said = clean(words) if words and not is_before_redaction(edition, seen) else None
    mine = WorkingCopy.objects.filter(edition=edition, person=person)
    mine.filter(at__lte=now - PRESENT).update(since=now)
    row = WorkingCopy(
        edition=edition, person=person, words=said, seen=UNSTORABLE.sub("", seen)[:200],
        page=short(page), since=now, at=now, written_at=now if said else None,
    )  # fmt: skip
    WorkingCopy.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["edition", "person"],
        update_fields=["words", "seen", "page", "at", "written_at"],
    )  # fmt: skip
    return row.written_at


def stay(edition: Edition, person: Account, *, seen: str) -> None:
    """The form is still open, and says what it said."""
    now = timezone.now()
    mine = WorkingCopy.objects.filter(edition=edition, person=person)
    mine.filter(at__lte=now - PRESENT).update(since=now)
    if not mine.update(at=now):
        keep(edition, person, seen=seen, words=None)


def short(page: str) -> str:
    """The name of a page as it is kept."""
    return UNSTORABLE.sub("", page)[:12]


def clean(words: Mapping[str, Any]) -> dict[str, str]:
    """As typed: an over-long text is somebody's work, too."""
    return {name: UNSTORABLE.sub("", str(words.get(name) or "")) for name in FIELDS}


def is_before_redaction(edition: Edition, seen: str) -> bool:
    """`seen` ends, before the version of what is shared, with the time of the last redaction."""
    since = edition.redacted_at
    return since is not None and not seen.partition("/")[0].endswith(f".{since}")


def latest_in(seen: str) -> int | None:
    """The revision that such a form showed; None where somebody made `seen` up."""
    parts = seen.split(".")
    return int(parts[2]) if len(parts) > 3 and re.fullmatch("[0-9]{1,18}", parts[2]) else None


def begun_on(edition: Edition, seen: str) -> Revision | None:
    """What such a form showed; the latest, where nobody can or may say."""
    key = None if is_before_redaction(edition, seen) else latest_in(seen)
    return (key and edition.revisions.filter(pk=key).first()) or edition.latest


def as_text(edition: Edition, words: Mapping[str, str], onto: Revision | None = None) -> Edition:
    """The edition as it would be with these words written onto a revision, of no row."""
    before = (onto or edition.latest or edition).text()
    said = before | {name: words.get(name, "") for name in Text.FIELDS}
    text = type(edition)(language=edition.language, **said)
    text.tidy()
    return text


def says_the_same(edition: Edition, words: Mapping[str, str]) -> bool:
    saved = (edition.latest or edition).text()
    return not words.get("why") and as_text(edition, clean(words)).text() == saved


def offered(edition: Edition, person: Account) -> WorkingCopy | None:
    """This person's own words that are not saved, while they may still know the story."""
    if not may(person, "know", edition):
        return None
    mine = WorkingCopy.objects.filter(edition=edition, person=person, words__isnull=False)
    return mine.first()


def forget(edition: Edition, person: Account, *, page: str | None = None) -> None:
    """They saved them, or threw them away; that they have the form open stays. With `page`, only
    what that page wrote."""
    mine = WorkingCopy.objects.filter(edition=edition, person=person)
    if page is not None:
        mine = mine.filter(page=short(page))
    mine.update(words=None, written_at=None)


def forget_saved(edition: Edition, person: Account, *, page: str) -> None:
    """After a save: what that page wrote, or whatever says the same. Other words of theirs stay
    until they decide on them."""
    mine = WorkingCopy.objects.filter(edition=edition, person=person, words__isnull=False)
    copy = mine.first()
    said = copy.words if copy else None
    if copy and said and (copy.page == page or says_the_same(edition, said | {"why": ""})):
        forget(edition, person)


def who_else(edition: Edition, person: Account) -> QuerySet[WorkingCopy]:
    """Colleagues who have the edition in hand at this moment, each once."""
    present = WorkingCopy.objects.filter(edition=edition, at__gt=timezone.now() - PRESENT)
    return present.exclude(person=person).select_related("person").order_by("since", "pk")


def forget_old(now: datetime) -> int:
    """A duty: the words of whoever did not come back, and the visits of those who left."""
    words = Q(words__isnull=False, written_at__lt=now - WORDS_STAY)
    visits = Q(words__isnull=True, at__lt=now - VISITS_STAY)
    return WorkingCopy.objects.filter(words | visits).delete()[0]
