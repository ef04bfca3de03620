from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from newsroom.articles.access import allowed
from newsroom.articles.search import keys
from newsroom.correspondents.models import Correspondent
from newsroom.workflow.models import EditorialQuerySet, State

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.articles.models import Section, Topic
    from newsroom.regions.models import Region

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: Two revisions that are not the same. An index has these rows alone, which both databases take for
#: a query that says it in the same words, without a value of its own.
CHANGED = models.Q(latest__lt=models.F("approved")) | models.Q(latest__gt=models.F("approved"))
NOT_ON_CARDS = ("body", "folded", "key_points", "seo_title", "boxes")


class NewestFirst(models.QuerySet):
    """A list that is paged by key: rows with a `published_at`, the newest first."""

    #: What tells rows of one time apart.
    KEY = "id"

    def newest(self):
        return self.order_by("-published_at", f"-{self.KEY}")

    def before(self, key: str):
        """The rest of the list after the row with that `key`; ValueError where that is none."""
        return self.older_than(*place_of(key))

    def older_than(self, at: datetime, pk: int):
        rest = self.filter(published_at__lte=at)
        return rest.exclude(published_at=at, **{f"{self.KEY}__gte": pk})

    def after(self, key: str):
        """What stands above that row, the nearest first: the way back up the same list."""
        return self.newer_than(*place_of(key))

    def newer_than(self, at: datetime, pk: int):
        """The nearest first."""
        newer = self.filter(published_at__gte=at)
        newer = newer.exclude(published_at=at, **{f"{self.KEY}__lte": pk})
        return newer.order_by("published_at", self.KEY)

    def key_of(self, row) -> str:
        return f"{int((row.published_at - EPOCH).total_seconds())}-{getattr(row, self.KEY)}"


class EditionQuerySet(NewestFirst, EditorialQuerySet):
    def published(self, at: datetime | None = None):
        """What readers may have at that time (now where None). Every public door begins here."""
        return self.filter(state=State.PUBLISHED, published_at__lte=at or timezone.now())

    def scheduled(self, at: datetime | None = None):
        """Published with a time still to come."""
        return self.filter(state=State.PUBLISHED, published_at__gt=at or timezone.now())

    def in_language(self, language: str):
        return self.filter(language=language)

    def originals(self):
        """In the language in which their story was first written."""
        return self.filter(language=models.F("article__original_language"))

    def translations(self):
        return self.exclude(language=models.F("article__original_language"))

    def in_section(self, section: Section):
        return self.filter(article__section=section)

    def in_region(self, region: Region):
        """Stories listed at the place, at the precision that each story shows."""
        return self.filter(article__in=region.articles.all())

    def in_topic(self, topic: Topic):
        return self.filter(article__in=topic.articles.all())

    def of_kind(self, kind: str):
        return self.filter(article__kind=kind)

    def in_month(self, first: datetime, after: datetime):
        return self.filter(published_at__gte=first, published_at__lt=after)

    def by(self, correspondent: Correspondent):
        """Only what readers can see to be theirs: signed with the name that their page has."""
        theirs = correspondent.bylines.filter(article=models.OuterRef("article")).order_by()
        return self.filter(models.Exists(theirs), article__signing__in=correspondent.shown_by)

    def search(self, words: str, language: str):
        """Editions that have every word, in any form that folds to the same: those among the
        newest `search.MOST` that do. Readers page through all of them (`results.py`)."""
        return self.filter(pk__in=keys(words, [language]))

    def narrow(self):
        """Without what a card does not show: no body of a story travels."""
        return self.defer(*NOT_ON_CARDS)

    def among(self, *rows: Any):
        """Of these, what one of the querysets has: each goes by an index of its own, where for an
        OR of their conditions a database looks through the archive."""
        first, *rest = (each.order_by().values("pk") for each in rows)
        return self.filter(pk__in=first.union(*rest, all=True))

    def taken_back(self):
        """What readers had, and were told is gone: its address stays, with the notice."""
        told = {"corrections__kind": "withdrawal", "corrections__published_at__isnull": False}
        out = {"state": State.PUBLISHED, "published_at__lte": timezone.now()}
        return self.filter(**told).exclude(**out).distinct()

    def pending(self):
        """Published, and changed since (`Edition.is_pending`)."""
        return self.filter(CHANGED, state=State.PUBLISHED)

    def kept_back(self):
        """Not with the readers, and not before an embargo or a safety delay is over."""
        now = timezone.now()
        waits = models.Q(article__embargo_until__gt=now) | models.Q(article__delay_until__gt=now)
        return self.filter(waits).exclude(state=State.PUBLISHED, published_at__lte=now)

    def breaking(self):
        return self.filter(article__breaking_until__gt=timezone.now())

    def known_to(self, account: Account):
        """What the person works on (`access.ACCESS`)."""
        return self.filter(allowed(account, "know"))

    def visible_to(self, account: Account):
        """What the person may open (`access.ACCESS`)."""
        return self.filter(allowed(account, "see"))


def place_of(key: str) -> tuple[datetime, int]:
    """What `key` says of a row; ValueError or OverflowError where it says nothing."""
    seconds, _, number = key.partition("-")
    # Beyond what a database can number there is no row.
    return EPOCH + timedelta(seconds=int(seconds)), min(max(int(number), 0), 2**63 - 1)


def key(row) -> str:
    """Where a row stands in a newest-first list, for `before()`, `after()` and addresses."""
    return type(row)._default_manager.all().key_of(row)
