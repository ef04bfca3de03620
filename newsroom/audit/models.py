from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One line of the audit trail: numbers, a verb and digests, never prose.

    Only `trail.record()` writes one. The database refuses to change or delete it (migration 0002),
    and each `seal` covers the one before, so that what was changed all the same is found.
    """

    number = models.PositiveBigIntegerField(_("line"), primary_key=True)
    at = models.DateTimeField(_("time"))
    #: Key of the account, which may be gone; NULL where nobody was signed in.
    by = models.PositiveBigIntegerField(_("who"), null=True)
    verb = models.CharField(_("what"), max_length=30)
    #: What it was done to: "articles.edition" and its key; "" and NULL for nothing of ours.
    kind = models.CharField(_("kind"), max_length=50, blank=True)
    thing = models.PositiveBigIntegerField(_("key"), null=True)
    #: Keyed, of whatever the verb is about; see `trail.VERBS`.
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    seal = models.CharField(_("seal"), max_length=64)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("audit trail")
        ordering = ["-number"]
        indexes = [models.Index(fields=["kind", "thing", "-number"])]
        default_permissions = ["view"]

    def __str__(self):
        return f"#{self.number}"


class Head(models.Model):
    """The one row with the last entry's number and seal. Whoever adds an entry locks it, last of
    all locks, until their transaction ends."""

    number = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        default_permissions = []
