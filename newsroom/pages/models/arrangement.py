"""What editors arrange on the front page of one language, and from when it holds."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsroom.articles.models import Edition, Section, Topic
from newsroom.prepared import Prepared, param
from newsroom.regions.models import Region
from newsroom.text import languages


class Spot(models.TextChoices):
    """Where on the front a story is pinned."""

    LEAD = "lead", _("Lead")
    SECOND = "second", _("Beside the lead")
    OPINION = "opinion", _("Opinion row")
    PICTURE = "picture", _("Pictures of the day")
    BLOCK = "block", _("In a block")


#: How many stories a spot holds.
MOST = {Spot.LEAD: 1, Spot.SECOND: 3, Spot.OPINION: 4, Spot.PICTURE: 4, Spot.BLOCK: 4}
#: How long a story is pinned where nobody says anything else: the news moves on by itself.
HOLDS = {
    Spot.LEAD: timedelta(hours=12), Spot.SECOND: timedelta(hours=24),
    Spot.OPINION: timedelta(days=3), Spot.PICTURE: timedelta(hours=24),
    Spot.BLOCK: timedelta(days=3),
}  # fmt: skip


class ArrangementQuerySet(models.QuerySet):
    def standing(self, language: str):
        """Given a time and not withdrawn, the last to begin first."""
        rows = self.filter(language=language, starts_at__isnull=False, withdrawn_at=None)
        return rows.order_by("-starts_at", "-pk")

    def in_force(self, language: str, at: datetime) -> Arrangement | None:
        return next(iter(IN_FORCE.all(language=language, at=at)), None)

    def to_come(self, language: str, at: datetime):
        """The next one first."""
        return self.standing(language).filter(starts_at__gt=at).order_by("starts_at", "pk")


IN_FORCE = Prepared(
    lambda: Arrangement.objects.standing(param("language")).filter(starts_at__lte=param("at"))[:1]
)


class Arrangement(models.Model):
    """One whole arrangement of one language's front. Never changed: who arranges makes another."""

    language = models.CharField(_("language"), max_length=3, choices=languages.CHOICES)
    #: NULL: it was only looked at, and no reader gets it.
    starts_at = models.DateTimeField(_("holds from"), null=True, blank=True)
    #: Further sections follow the arranged blocks, in their own order.
    goes_on = models.BooleanField(_("further sections follow"), default=True)
    #: The newest one when this was begun, 0 for none: of two who begin at the same, one is told.
    follows = models.PositiveBigIntegerField(default=0, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    made_at = models.DateTimeField(_("arranged"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("arranged", "front page")
        verbose_name_plural = _("front pages")
        ordering = ["-pk"]
        default_permissions = ()
        permissions = [("arrange_front", _("Arranges the front page"))]
        indexes = [
            models.Index(fields=["language", "-starts_at", "-id"], name="arrangement_in_force")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "follows"], name="one_arrangement_follows",
                condition=Q(starts_at__isnull=False),
            )
        ]  # fmt: skip

    def __str__(self):
        return f"#{self.pk}"


class Block(models.Model):
    """Stories of one section, region or topic, in the arrangement's order."""

    KINDS = ("section", "region", "topic")

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="blocks")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    section = models.ForeignKey(Section, models.CASCADE, null=True, related_name="+")
    region = models.ForeignKey(Region, models.CASCADE, null=True, related_name="+")
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, related_name="+")

    class Meta:
        ordering = ["position", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="block_is_of_one_thing",
                condition=Q(section__isnull=False, region=None, topic=None)
                | Q(section=None, region__isnull=False, topic=None)
                | Q(section=None, region=None, topic__isnull=False),
            )
        ]

    def __str__(self):
        return str(self.thing)

    @property
    def kind(self) -> str:
        return next(kind for kind in self.KINDS if getattr(self, f"{kind}_id"))

    @property
    def thing(self) -> Section | Region | Topic:
        return getattr(self, self.kind)


class Pin(models.Model):
    """A story that an editor put into a spot, for a time."""

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="pins")
    spot = models.CharField(max_length=7, choices=Spot)
    #: NULL: above the blocks.
    block = models.ForeignKey(Block, models.CASCADE, null=True, related_name="pins")
    position = models.PositiveSmallIntegerField(default=0)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    until = models.DateTimeField(_("until"))

    class Meta:
        ordering = ["position", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["arrangement", "edition"], name="one_spot_for_each_story"
            )
        ]

    def __str__(self):
        return f"{self.spot} #{self.edition_id}"
