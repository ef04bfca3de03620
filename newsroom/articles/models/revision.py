import json

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom import keys
from newsroom.articles.models.text import Text

#: Fields that came after digests had been taken: where they say nothing, a digest is what it was.
LATER = ("kicker", "key_points")


class Revision(Text):
    """What an edition said at one time, by whom, and why. Rows are never changed but by redaction
    (`articles/redaction.py`); the audit trail has the digest of each."""

    edition = models.ForeignKey("articles.Edition", models.CASCADE, related_name="revisions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    why = models.CharField(_("why"), max_length=200, blank=True)
    #: The original's revision that these words translate, and the newest of its corrections that
    #: they take into account. NULL: the original itself, or nobody has said; none.
    follows = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    heeds = models.ForeignKey("articles.Correction", models.SET_NULL, null=True, related_name="+")
    #: Whether readers had what it follows when somebody said so: no secret to anybody since.
    follows_published = models.BooleanField(default=False)
    #: NULL: it says what it said. Otherwise something was taken out of it, here and in no copy.
    redacted_at = models.DateTimeField(null=True)
    redacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-id"]
        indexes = [
            # Translations, among all that nobody translates.
            models.Index(
                fields=["edition"],
                condition=models.Q(follows__isnull=False),
                name="revision_following",
            )
        ]
        permissions = [("redact_revision", _("Takes words out of every revision of a story"))]

    def digest(self) -> str:
        """Of its words, for the audit trail; tells nothing of them."""
        said = {name: each for name, each in self.text().items() if each or name not in LATER}
        return keys.digest("revision", json.dumps(said, sort_keys=True, ensure_ascii=False))

    def __str__(self):
        return f"{self.edition_id}/{self.pk}"
