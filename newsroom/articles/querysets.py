from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from newsroom.articles.access import allowed
from newsroom.correspondents.models import Correspondent
from newsroom.text.folding import query_terms
from newsroom.workflow.models import EditorialQuerySet, State

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.articles.models import Section, Topic
    from newsroom.regions.models import Region

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NewestFirst(models.QuerySet):
    """A list that is paged by key: rows with a `published_at`, the newest first."""

    def newest(self):
        return self.order_by("-published_at", "-id")

    def before(self, key: str):
        """The rest of the list after the row with that `key`; ValueError where that is none."""
        seconds, _, pk = key.partition("-")
        at = EPOCH + timedelta(seconds=int(seconds))
        older = self.filter(published_at__lte=at)
        return older.exclude(published_at=at, id__gte=int(pk))


class EditionQuerySet(NewestFirst, EditorialQuerySet):
    def published(self, at: datetime | None = None):
        """What readers may have at that time (now where None). Every public door begins here."""
        return self.filter(state=State.PUBLISHED, published_at__lte=at or timezone.now())

    def scheduled(self, at: datetime | None = None):
        """Published with a time still to come."""
        return self.filter(state=State.PUBLISHED, published_at__gt=at or timezone.now())

    def in_language(self, language: str):
        return self.filter(language=language)

    def in_section(self, section: Section):
        return self.filter(article__section=section)

    def in_region(self, region: Region):
        """Stories listed at the place, at the precision that each story shows."""
        return self.filter(article__in=region.articles.all())

    def in_topic(self, topic: Topic):
        return self.filter(article__in=topic.articles.all())

    def in_month(self, first: datetime, after: datetime):
        return self.filter(published_at__gte=first, published_at__lt=after)

    def by(self, correspondent: Correspondent):
        """Only what readers can see to be theirs: signed with the name that their page has."""
        signed = correspondent.article_set.filter(signing__in=correspondent.shown_by)
        return self.filter(article__in=signed)

    def search(self, words: str, language: str):
        """Editions that have every word, in any form that folds to the same; newest first."""
        terms = query_terms(words, language)
        return self.filter(folded__has=" ".join(terms)) if terms else self.none()

    def for_cards(self):
        """With all that a card shows: three queries however many cards."""
        return self.select_related("article__section").prefetch_related(
            "article__bylines", "article__pictures"
        )

    def taken_back(self):
        """What readers had, and were told is gone: its address stays, with the notice."""
        told = {"corrections__kind": "withdrawal", "corrections__published_at__isnull": False}
        out = self.model.objects.published()
        return self.filter(**told).exclude(pk__in=out.values("pk")).distinct()

    def pending(self):
        """Published, and changed since (`Edition.is_pending`)."""
        return self.filter(state=State.PUBLISHED).exclude(latest=models.F("approved"))

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


def key(row) -> str:
    """Where a row stands in a newest-first list, for `before()` and for addresses."""
    return f"{int((row.published_at - EPOCH).total_seconds())}-{row.pk}"
