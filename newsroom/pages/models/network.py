from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.caches import forget, remembered
from newsroom.delivery.record import note
from newsroom.text.languages import Said
from newsroom.text.named import Named


class Network(Named, models.Model):
    """The network itself: one row, made by `setup` or `demo`."""

    LINES = ("name", "short_name", "tagline")
    TEXTS = ("about",)

    name = models.CharField(_("name"), max_length=80)
    short_name = models.CharField(_("short name"), max_length=30)
    tagline = models.CharField(_("line under the name"), max_length=120, blank=True)
    about = models.TextField(_("about us"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    is_demo = models.BooleanField(_("demonstration"), default=False, editable=False)

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("network")

    def __str__(self):
        return self.named("name")[0]

    def save(self, **kwargs):
        super().save(**kwargs)
        forget("network")

    @classmethod
    def current(cls) -> "Network":
        """The network with its follow links, kept for a minute; an unsaved one before `setup`."""
        note("site")
        return remembered("network", cls.as_stored, 60) or cls(name="Newsroom")

    @classmethod
    def as_stored(cls) -> Self | None:
        network = cls.objects.prefetch_related("follow_links").first()
        if network:
            rows = [network, *network.follow_links.all()]
            network.made_of = repr([[getattr(row, name) for name in columns(row)] for row in rows])
        return network


def columns(row: models.Model) -> list[str]:
    return [field.attname for field in row._meta.concrete_fields]


class FollowLink(Named, models.Model):
    """Where readers can follow the network: «تواصل معنا»."""

    LINES = ("label",)

    network = models.ForeignKey(Network, models.CASCADE, related_name="follow_links")
    label = models.CharField(_("label"), max_length=40)
    url = models.URLField(_("address"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("follow link")
        verbose_name_plural = _("follow links")
        ordering = ["position", "id"]

    def __str__(self):
        return self.said()

    def said(self) -> Said:
        return Said(*self.named("label"))

    def save(self, **kwargs):
        super().save(**kwargs)
        forget("network")

    def delete(self, **kwargs):
        forget("network")
        return super().delete(**kwargs)
