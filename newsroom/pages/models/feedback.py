"""What readers write to the desk about a story. Nothing tells who they are, unless they do."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom import keys
from newsroom.accounts.models import Account
from newsroom.articles.models import Edition

#: What stands in a stolen database tells nothing without PROTECTION_KEY.
PURPOSE = "feedback"
TEXT_LENGTH = 3000
REPLY_LENGTH = 200
KEPT_DAYS, REPLY_KEPT_DAYS = 90, 30
#: How many are taken in an hour, on one story and on all, and how many may wait for the desk.
#: Readers are not told apart, so these hold for all of them together.
HOUR_OF_A_STORY, HOUR, MOST = 20, 200, 5000


class FeedbackKind(models.TextChoices):
    MISTAKE = "mistake", _("A mistake in the story")
    ADDITION = "addition", _("Something I know about it")
    OTHER = "other", _("Thanks, or something else")


class FeedbackState(models.TextChoices):
    NEW = "new", _("New")
    SEEN = "seen", _("Seen")
    DONE = "done", _("Done")


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def visible_to(self, account: Account):
        """Of the stories whose history the person may read: a reader may tell what the story does
        not."""
        known = Edition.objects.known_to(account).filter(pk=models.OuterRef("edition"))
        return self.filter(models.Exists(known))

    def new(self):
        return self.filter(state=FeedbackState.NEW)

    def is_full(self, edition: Edition) -> bool:
        """Whether no more is taken now. Counts no further than it has to."""
        since = timezone.now() - timedelta(hours=1)
        recent = self.filter(at__gte=since)
        return (
            recent.filter(edition__article=edition.article_id)[:HOUR_OF_A_STORY].count()
            == HOUR_OF_A_STORY
            or recent[:HOUR].count() == HOUR
            or self.new()[:MOST].count() == MOST
        )

    def forget(self, now: datetime) -> int:
        """Deletes what has lain long enough; returns how many rows that changed."""
        old = now - timedelta(days=REPLY_KEPT_DAYS)
        gone = self.filter(at__lt=now - timedelta(days=KEPT_DAYS)).delete()[0]
        return gone + self.filter(at__lt=old).exclude(sealed_reply="").update(sealed_reply="")


class Feedback(models.Model):
    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="feedback", verbose_name=_("story")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=FeedbackKind)
    sealed_text = models.TextField(editable=False)
    #: Empty: the reader gave no way to answer, or its time is over.
    sealed_reply = models.TextField(blank=True, editable=False)
    #: To the minute (docs/decisions/0022).
    at = models.DateTimeField(_("When"), editable=False, db_index=True)
    state = models.CharField(
        _("state"), max_length=5, choices=FeedbackState, default=FeedbackState.NEW
    )

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback of readers")
        verbose_name_plural = _("feedback of readers")
        ordering = ["-id"]

    def __str__(self):
        return f"{self.get_kind_display()} #{self.pk}"

    @classmethod
    def take(cls, edition: Edition, *, kind: str, text: str, reply_to: str) -> Feedback:
        return cls.objects.create(
            edition=edition,
            kind=kind,
            sealed_text=keys.seal(PURPOSE, text),
            sealed_reply=keys.seal(PURPOSE, reply_to) if reply_to else "",
            at=timezone.now().replace(second=0, microsecond=0),
        )

    @property
    def text(self) -> str:
        return opened(self.sealed_text)

    @property
    def reply_to(self) -> str:
        return opened(self.sealed_reply)


def opened(sealed: str) -> str:
    """ "" also for what was sealed with a key that is lost."""
    try:
        return keys.unseal(PURPOSE, sealed) if sealed else ""
    except keys.InvalidToken:
        return ""
