from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.articles.models.edition import Edition


class Override(models.Model):
    """Why an editor let a warning stand. Bound to the words or the record it was about: where those
    change, the warning is back. The same line stands in the edition's history."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="overrides")
    check_id = models.CharField(max_length=4)
    #: `checks.findings.Finding.key`.
    key = models.CharField(max_length=200)
    #: The words it was about, as they were written; "" where it was about none.
    passage = models.CharField(max_length=150, blank=True)
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="one_override_each")]
        indexes = [models.Index(fields=["-at"], name="override_newest")]

    def __str__(self):
        return f"{self.check_id}: {self.reason}"
