"""What stories are filed under: one section each, any number of topics."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.articles.moves import SECTION_MOVES, TOPIC_MOVES
from newsroom.delivery.record import Noted
from newsroom.paths import public_path
from newsroom.text.languages import LANGUAGES
from newsroom.text.named import Named
from newsroom.workflow.addresses import Addressed, AddressedQuerySet
from newsroom.workflow.found import Found, FoundQuerySet


class LabelQuerySet(FoundQuerySet, AddressedQuerySet):
    pass


class Label(Found, Named, Addressed):
    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("name in the address"), max_length=60, unique=True)

    objects = LabelQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.named("name")[0] or self.slug

    def names(self) -> Iterator[tuple[str, str]]:
        for code in LANGUAGES:
            yield code, getattr(self, f"name_{code}") or ""

    def words(self) -> Iterator[tuple[str, list[str]]]:
        return ((code, [name]) for code, name in self.names())


class Tone(models.TextChoices):
    """The colours in which the site marks sections; red belongs to breaking news alone."""

    RIVER = "river", _("River green")
    ROSE = "rose", _("Tamarisk rose")
    OCHRE = "ochre", _("Ochre")
    BLUE = "blue", _("Blue")


class Section(Label):
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    tone = models.CharField(_("colour"), max_length=6, choices=Tone, default=Tone.RIVER)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "id"]
        permissions = [("publish_section", _("Opens and closes sections"))]

    @classmethod
    def moves(cls):
        return SECTION_MOVES

    def get_absolute_url(self):
        return public_path("section", self.slug)

    url = property(get_absolute_url)


class Topic(Noted, Label):
    TEXTS = ("background",)

    background = models.TextField(
        _("background"), blank=True,
        help_text=_("For readers who come to it now. An empty line parts paragraphs."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["slug"]
        permissions = [("publish_topic", _("Opens and closes topics"))]

    @classmethod
    def moves(cls):
        return TOPIC_MOVES

    def get_absolute_url(self):
        return public_path("topic", self.slug)

    url = property(get_absolute_url)
