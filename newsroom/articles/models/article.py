from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.articles.access import may_share
from newsroom.articles.models.labels import Section, Topic
from newsroom.correspondents.models import Correspondent, Signing
from newsroom.delivery.record import Noted
from newsroom.media.models import Photo
from newsroom.regions.models import Level, Region
from newsroom.text import languages


class Kind(models.TextChoices):
    NEWS = "news", _("News")
    REPORT = "report", _("Report")
    ANALYSIS = "analysis", _("Analysis")
    OPINION = "opinion", _("Opinion")
    INVESTIGATION = "investigation", _("Investigation")
    FACT_CHECK = "fact-check", _("Fact-check")


#: The finest place a reader is told. Where the correspondent really is, is stored nowhere.
PRECISIONS = [choice for choice in Level.choices if choice[0] != Level.COUNTRY]


class Article(Noted, models.Model):
    """What a story is in any language; its texts are its editions.

    Its shared fields are saved with `writing.save_shared`, which counts `version` so that two
    people do not overwrite each other unseen.
    """

    TIMES = ("breaking_until",)
    COLUMNS = (
        "kind", "section", "place", "precision", "signing", "embargo_until", "delay_until",
        "is_conflict", "is_sensitive", "breaking_until", "shows_figures", "shows_accounts",
        "shows_unverified", "is_restricted",
    )  # fmt: skip
    SHARED = (*COLUMNS, "regions", "topics", "readers")

    kind = models.CharField(_("kind"), max_length=13, choices=Kind, default=Kind.NEWS)
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, verbose_name=_("section")
    )
    place = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("place of the story"),
    )  # fmt: skip
    precision = models.PositiveSmallIntegerField(
        _("place shown to readers"), choices=PRECISIONS, default=Level.SUBDISTRICT
    )
    regions = models.ManyToManyField(
        Region, blank=True, related_name="+", verbose_name=_("further places")
    )
    #: Every place whose page lists the story: the shown place, the further ones, their ancestors.
    listed_in = models.ManyToManyField(Region, editable=False, related_name="articles")
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="articles", verbose_name=_("topics")
    )
    signing = models.CharField(_("how to sign"), max_length=10, choices=Signing, blank=True)
    correspondents = models.ManyToManyField(Correspondent, through="Byline")
    photos = models.ManyToManyField(Photo, through="ArticlePhoto")
    embargo_until = models.DateTimeField(_("embargoed until"), null=True, blank=True)
    delay_until = models.DateTimeField(_("safety delay until"), null=True, blank=True)
    is_conflict = models.BooleanField(
        _("fighting goes on at the place"), default=False,
        help_text=_("Then no place finer than the district without a reason."),
    )  # fmt: skip
    is_sensitive = models.BooleanField(
        _("sensitive: the chief signs it off"), default=False,
        help_text=_("Children, detainees, nationalities, where somebody is."),
    )  # fmt: skip
    #: NULL: not breaking. The label ends by itself, to the second.
    breaking_until = models.DateTimeField(_("breaking until"), null=True, blank=True)
    shows_figures = models.BooleanField(_("readers get the box “By the numbers”"), default=False)
    shows_accounts = models.BooleanField(
        _("readers get the box “Conflicting accounts”"), default=False
    )
    shows_unverified = models.BooleanField(
        _("readers get the box “What we could not verify”"), default=False
    )
    #: Need-to-know: until readers have it, only its authors and `readers` see it at the desk.
    is_restricted = models.BooleanField(
        _("need to know: only its authors and those named here see it"), default=False,
        db_index=True, help_text=_("The editor-in-chief and administrators do not see it either."),
    )  # fmt: skip
    readers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("who may see it")
    )
    original_language = models.CharField(
        max_length=3, default=languages.DEFAULT, editable=False,
        choices=languages.CHOICES,
    )  # fmt: skip
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    #: Made by the form that filed the story: the same form sent twice is still one story.
    filing_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [
            models.Index(fields=["kind"], name="articles_of_a_kind"),
            # Few stories of many have one of these times.
            *(
                models.Index(
                    fields=[time], condition=models.Q(**{f"{time}__isnull": False}),
                    name=f"articles_{time}",
                )
                for time in ("embargo_until", "delay_until", "breaking_until")
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"#{self.pk}"

    def lock(self) -> None:
        """Its columns as they stand in the database by now, and nobody else changes them until the
        transaction ends. Whoever locks an edition too locks the article first. Its editions are all
        there are from then on, and not those that whoever opened a form may see."""
        fresh = type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
        for name in (*self.COLUMNS, "version"):
            column = self._meta.get_field(name).attname  # its key alone: no query for what it names
            setattr(self, column, getattr(fresh, column))
        vars(self).get("_prefetched_objects_cache", {}).pop("editions", None)

    @property
    def is_breaking(self) -> bool:
        return bool(self.breaking_until and self.breaking_until > timezone.now())

    @property
    def is_kind_told(self) -> bool:
        """Of news and reports it goes without saying."""
        return self.kind not in (Kind.NEWS, Kind.REPORT)

    def earliest(self) -> datetime | None:
        """Before this time no edition may be with the readers."""
        return max(filter(None, (self.embargo_until, self.delay_until)), default=None)

    def shown_place(self) -> Region | None:
        return self.place and self.place.at(self.precision)

    def may_change_shared(self, account) -> bool:
        return may_share(account, self)


class Ordered(models.Model):
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "id"]


class Together(models.Manager):
    """Links are never read without what they link to: one query fetches both."""

    def get_queryset(self):
        return super().get_queryset().select_related(self.model.LINKED)


class Byline(Ordered):
    LINKED = "correspondent"

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")
    correspondent = models.ForeignKey(Correspondent, models.PROTECT, related_name="bylines")

    objects = Together()

    class Meta(Ordered.Meta):
        constraints = [
            models.UniqueConstraint(fields=["article", "correspondent"], name="one_byline_each")
        ]


class ArticlePhoto(Ordered):
    LINKED = "photo"

    article = models.ForeignKey(Article, models.CASCADE, related_name="pictures")
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="uses", verbose_name=_("photo"))

    objects = Together()

    class Meta(Ordered.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        constraints = [models.UniqueConstraint(fields=["article", "photo"], name="one_photo_each")]
