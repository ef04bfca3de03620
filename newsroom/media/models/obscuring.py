from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.media.models.photo import Photo


class Obscuring(models.Model):
    """What somebody wants obscured in a photo: all of it, not only what is new.

    The newest confirmed one is in force. A newer one that is not confirmed waits; until then the
    master has `areas` and `held` burnt in, so that nobody uncovers anything alone.
    """

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="obscurings")
    #: A list of {"shape": "box" or "ellipse", "x", "y", "width", "height"}: fractions of the
    #: upright picture, 0 to 1, from its left and upper edge. Empty: nothing is to be obscured.
    areas = models.JSONField(default=list)
    #: What stays burnt in besides while this waits: what would be uncovered by it, and by those
    #: that it replaced before anybody confirmed them.
    held = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    #: NULL: waits for a second person.
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("obscured areas")
        verbose_name_plural = _("obscured areas")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="obscuring_takes_two",
                condition=models.Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                & ~models.Q(confirmed_by=models.F("by")),
            ),
            models.UniqueConstraint(
                fields=["photo"], condition=models.Q(confirmed_at__isnull=True),
                name="one_obscuring_waits",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"#{self.pk}"
