"""How the desk knows what a story says. Who an unnamed source is, stands nowhere here:
only which colleagues know."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.articles.models.article import Article
from newsroom.text.named import Named


class SourceKind(models.TextChoices):
    WITNESSED = "witnessed", _("Our correspondent saw it")
    TOLD = "told", _("Told to our correspondent")
    OFFICIAL = "official", _("Official, by name")
    STATEMENT = "statement", _("Official statement")
    OFFICIAL_UNNAMED = "official_unnamed", _("Official who is not named")
    MILITARY_UNNAMED = "military_unnamed", _("Military source who is not named")
    INFORMED = "informed", _("Informed source")
    RESIDENT = "resident", _("Resident")
    ORGANISATION = "organisation", _("Organisation")
    DOCUMENT = "document", _("Document")
    MEDIA = "media", _("Other media")
    SOCIAL = "social", _("Social media")


#: Kinds in which no name is given, whatever else is recorded.
UNNAMED_KINDS = frozenset(
    {SourceKind.OFFICIAL_UNNAMED, SourceKind.MILITARY_UNNAMED, SourceKind.INFORMED}
)


class Terms(models.TextChoices):
    ON_RECORD = "on_record", _("On the record")
    UNNAMED = "unnamed", _("To be quoted, not named")
    BACKGROUND = "background", _("Background: to be used, not quoted")
    OFF_RECORD = "off_record", _("Off the record: not to be used")


class Evidence(models.TextChoices):
    NONE = "none", _("None")
    NOTES = "notes", _("Notes")
    RECORDING = "recording", _("Recording")
    DOCUMENT = "document", _("Document")


class Response(models.TextChoices):
    """Whether those whom the source speaks about were asked."""

    NOT_SOUGHT = "", _("Not asked")
    NO_ANSWER = "no_answer", _("Asked, no answer")
    ANSWERED = "answered", _("Answered")
    UNSAFE = "unsafe", _("Could not be asked safely")


class SourceRecord(Named, models.Model):
    """Somebody or something the story rests on. Never holds the name of one who is not named."""

    LINES = ("wording", "reason")

    article = models.ForeignKey(Article, models.CASCADE, related_name="sources")
    kind = models.CharField(_("kind of source"), max_length=16, choices=SourceKind)
    terms = models.CharField(_("terms"), max_length=10, choices=Terms, default=Terms.ON_RECORD)
    wording = models.CharField(
        _("as readers read it"), max_length=160, blank=True,
        help_text=_("Never the name of somebody who must not be named."),
    )  # fmt: skip
    reason = models.CharField(_("reason for no name, for readers"), max_length=160, blank=True)
    side = models.CharField(_("side"), max_length=80, blank=True)
    position = models.CharField(_("how they can know"), max_length=200, blank=True)
    first_hand = models.BooleanField(_("saw or did it themselves"), default=False)
    people = models.PositiveSmallIntegerField(_("how many people"), default=1)
    is_independent = models.BooleanField(_("independent of the other sources"), default=True)
    known_to = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+",
        verbose_name=_("identity known to"),
    )  # fmt: skip
    evidence = models.CharField(
        _("evidence, kept outside this system"), max_length=10, choices=Evidence,
        default=Evidence.NONE,
    )  # fmt: skip
    response = models.CharField(
        _("answer of those it is about"), max_length=10, choices=Response, blank=True
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["id"]

    def __str__(self):
        return self.named("wording")[0] or self.get_kind_display()

    @property
    def is_unnamed(self) -> bool:
        """Whether readers are not told who it is."""
        return self.kind in UNNAMED_KINDS or self.terms in (Terms.UNNAMED, Terms.BACKGROUND)


class ClaimKind(models.TextChoices):
    FACT = "fact", _("Fact")
    FIGURE = "figure", _("Figure")
    ACCUSATION = "accusation", _("Accusation")
    FORECAST = "forecast", _("Forecast")


class ClaimVerb(models.TextChoices):
    """How the story attributes it."""

    CONFIRMED = "confirmed", _("confirmed")
    SAID = "said", _("said")
    THINKS_LIKELY = "likely", _("thinks likely")
    CLAIMED = "claimed", _("claimed")


class ClaimStatus(models.TextChoices):
    WITNESSED = "witnessed", _("Seen by us")
    CONFIRMED = "confirmed", _("Confirmed by two or more")
    SINGLE = "single", _("One source")
    DISPUTED = "disputed", _("Disputed")
    UNVERIFIED = "unverified", _("Could not be verified independently")


class Claim(Named, models.Model):
    """Something the story says, and on whose word."""

    LINES = ("text",)

    article = models.ForeignKey(Article, models.CASCADE, related_name="claims")
    text = models.CharField(_("what is claimed"), max_length=300)
    kind = models.CharField(_("kind"), max_length=10, choices=ClaimKind, default=ClaimKind.FACT)
    verb = models.CharField(_("verb"), max_length=10, choices=ClaimVerb, default=ClaimVerb.SAID)
    status = models.CharField(
        _("how sure we are"), max_length=10, choices=ClaimStatus, default=ClaimStatus.SINGLE
    )
    sources = models.ManyToManyField(
        SourceRecord, blank=True, related_name="claims", verbose_name=_("sources")
    )
    conflicts = models.ManyToManyField(
        "self", blank=True, symmetrical=True, verbose_name=_("conflicts with")
    )
    #: Whether the story tells it. One that it leaves out stays on the desk's record.
    is_told = models.BooleanField(_("the story tells it"), default=True)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["id"]

    def __str__(self):
        return self.named("text")[0]


class Qualifier(models.TextChoices):
    EXACTLY = "exactly", _("exactly")
    ABOUT = "about", _("about")
    AT_LEAST = "at_least", _("at least")
    UP_TO = "up_to", _("up to")
    BETWEEN = "between", _("between")


class Figure(Named, models.Model):
    """A number of the story: the unit stays with it in every language."""

    LINES = ("unit", "what", "counted_by")

    article = models.ForeignKey(Article, models.CASCADE, related_name="figures")
    low = models.DecimalField(_("number"), max_digits=15, decimal_places=3)
    #: NULL: a value, not a range.
    high = models.DecimalField(_("up to"), max_digits=15, decimal_places=3, null=True, blank=True)
    qualifier = models.CharField(
        _("how exact"), max_length=8, choices=Qualifier, default=Qualifier.EXACTLY
    )
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    what = models.CharField(_("of what"), max_length=120, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    counted_by = models.CharField(_("counted by"), max_length=120, blank=True)
    source = models.ForeignKey(
        SourceRecord, models.SET_NULL, null=True, blank=True, related_name="figures",
        verbose_name=_("source"),
    )  # fmt: skip
    derived_from = models.CharField(_("worked out from"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="range_goes_up",
                condition=models.Q(high__isnull=True) | models.Q(high__gt=models.F("low")),
            )
        ]

    def __str__(self):
        unit = self.named("unit")[0]
        number = f"{self.low.normalize():f}"
        if self.high is not None:
            number += f"–{self.high.normalize():f}"
        return f"{number} {unit}".strip()
