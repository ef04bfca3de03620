from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PreviewLinkQuerySet(models.QuerySet):
    def open(self):
        """Not run out, not revoked, and made by somebody who still works here."""
        return self.filter(
            Q(revoked_at=None), expires_at__gt=timezone.now(), made_by__is_active=True
        )


class PreviewLink(models.Model):
    """Lets whoever has it read one edition before readers do, without an account.

    The address itself is stored nowhere, only its keyed digest: nobody finds it in a backup.
    """

    edition = models.ForeignKey("articles.Edition", models.CASCADE, related_name="previews")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to a preview")
        verbose_name_plural = _("links to previews")
        ordering = ["-id"]
        default_permissions = []

    def __str__(self):
        return f"#{self.pk}"
