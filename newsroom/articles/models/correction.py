"""What readers are told about a story after its publication."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.articles.models.revision import Revision
from newsroom.articles.querysets import NewestFirst
from newsroom.text.markup import clean_text


class CorrectionKind(models.TextChoices):
    CORRECTION = "correction", _("Correction")
    CLARIFICATION = "clarification", _("Clarification")
    UPDATE = "update", _("Update")
    NOTE = "note", _("Editor's note")
    WITHDRAWAL = "withdrawal", _("Withdrawal")


#: What readers of the other languages have wrong, too.
TOLD_WRONG = (CorrectionKind.CORRECTION, CorrectionKind.CLARIFICATION)


class FoundBy(models.TextChoices):
    DESK = "desk", _("The desk")
    CORRESPONDENT = "correspondent", _("Our correspondent")
    READER = "reader", _("A reader")
    CONCERNED = "concerned", _("Somebody the story is about")
    MEDIA = "media", _("Other media")


class CorrectionQuerySet(NewestFirst):
    def published(self):
        """What readers have. A correction is with them from its very second: there is none in the
        future."""
        return self.filter(published_at__isnull=False)

    def withdrawals(self):
        return self.filter(kind=CorrectionKind.WITHDRAWAL)

    def told_wrong(self):
        return self.filter(kind__in=TOLD_WRONG)

    def in_language(self, language: str):
        return self.filter(edition__language=language)


class Correction(models.Model):
    """A line of the public log, in its edition's language; before that, a colleague's proposal.

    A proposal is never changed: writing another puts that in its place, so that whoever brings one
    to readers brings the one they saw. What is published stays: the database refuses to delete it,
    and `corrections.redact` is the only change that can come to it.
    """

    edition = models.ForeignKey("articles.Edition", models.PROTECT, related_name="corrections")
    kind = models.CharField(_("kind"), max_length=13, choices=CorrectionKind)
    said = models.TextField(
        _("what it said"), max_length=600, blank=True,
        help_text=_("The words that were wrong, as readers read them."),
    )  # fmt: skip
    #: Empty in a story taken down at once: readers then get the catalogue's sentence.
    right = models.TextField(_("what is right"), max_length=600, blank=True)
    found_by = models.CharField(_("found by"), max_length=13, choices=FoundBy, blank=True)
    shows_comparison = models.BooleanField(
        _("readers may compare both texts"), default=False,
        help_text=_("Both versions, word by word, under the notice."),
    )  # fmt: skip
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    #: NULL: a proposal that readers do not have.
    published_at = models.DateTimeField(null=True)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    #: What readers had before it and have since; the same where the text stayed. NULL: a proposal.
    before = models.ForeignKey(Revision, models.PROTECT, null=True, related_name="+")
    after = models.ForeignKey(Revision, models.PROTECT, null=True, related_name="+")
    #: NULL: nothing has been taken out of it.
    redacted_at = models.DateTimeField(null=True)
    redacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-id"]
        permissions = [("redact_correction", _("Takes a sentence out of the log of corrections"))]
        indexes = [models.Index(fields=["-published_at", "-id"], name="correction_newest")]
        constraints = [
            models.CheckConstraint(
                name="correction_has_a_second_person",
                condition=models.Q(published_at__isnull=True, brought_by__isnull=True)
                | models.Q(published_at__isnull=False, brought_by__isnull=False)
                & (~models.Q(brought_by=models.F("by")) | models.Q(kind="withdrawal", right="")),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} #{self.pk}"

    def save(self, **kwargs):
        self.said, self.right = clean_text(self.said), clean_text(self.right)
        super().save(**kwargs)

    @property
    def is_comparable(self) -> bool:
        """Whether readers may see both texts: never those that somebody took a sentence out of."""
        return self.shows_comparison and not self.redacted_at and self.before_id != self.after_id
