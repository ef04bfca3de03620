import json

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom import keys
from newsroom.articles.models.text import Text


class Revision(Text):
    """What an edition said at one time, by whom, and why. Rows are never changed but by redaction
    (`articles/redaction.py`); the audit trail has the digest of each."""

    edition = models.ForeignKey("articles.Edition", models.CASCADE, related_name="revisions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    why = models.CharField(_("why"), max_length=200, blank=True)
    #: NULL: it says what it said. Otherwise something was taken out of it, here and in no copy.
    redacted_at = models.DateTimeField(null=True)
    redacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-id"]
        permissions = [("redact_revision", _("Takes words out of every revision of a story"))]

    def digest(self) -> str:
        """Of its words, for the audit trail; tells nothing of them."""
        return keys.digest("revision", json.dumps(self.text(), sort_keys=True, ensure_ascii=False))

    def __str__(self):
        return f"{self.edition_id}/{self.pk}"
