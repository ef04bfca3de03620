from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from newsroom.delivery.record import Noted
from newsroom.paths import public_path
from newsroom.regions.moves import MOVES
from newsroom.text.languages import LANGUAGES
from newsroom.text.named import Named
from newsroom.text.slugs import slugify
from newsroom.workflow.addresses import Addressed, AddressedQuerySet
from newsroom.workflow.found import Found, FoundQuerySet
from newsroom.workflow.public_words import modules


class Level(models.IntegerChoices):
    COUNTRY = 0, _("Country")
    GOVERNORATE = 1, _("Governorate")
    DISTRICT = 2, _("District")
    SUBDISTRICT = 3, _("Sub-district")
    PLACE = 4, _("Village or town")


class RegionQuerySet(FoundQuerySet, AddressedQuerySet):
    def inside(self, region: Region):
        """The region itself and everything below it."""
        return self.filter(path__startswith=region.path)

    def around(self, regions: Iterable[Region | None]):
        """The given regions with all their ancestors; None, as of `at()`, is none."""
        paths = [region.path for region in regions if region]
        slugs = {slug for path in paths for slug in path.strip("/").split("/")}
        return self.filter(slug__in=slugs)


class Region(Noted, Found, Named, Addressed):
    """A place of the gazetteer. P-codes are OCHA's; a village that has none goes by its slug."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children",
        verbose_name=_("part of"),
    )  # fmt: skip
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("name in the address"), max_length=100, unique=True, blank=True)
    pcode = models.CharField(_("P-code"), max_length=12, unique=True, null=True, blank=True)
    aliases = models.TextField(
        _("other spellings"),
        blank=True,
        help_text=_("One on each line; the desk finds the place by them."),
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    #: Slugs from the country down, e.g. "/syria/deir-ez-zor/abu-kamal/": the tree in one column.
    path = models.CharField(max_length=400, editable=False, db_index=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["path"]
        permissions = [("publish_region", _("Publishes places"))]

    def __str__(self):
        return self.named("name")[0]

    @classmethod
    def moves(cls):
        return MOVES

    def names(self) -> Iterator[tuple[str, str]]:
        """Its aliases are of no language that we know of."""
        for code in LANGUAGES:
            for name in (getattr(self, f"name_{code}"), *self.aliases.splitlines()):
                yield code, name or ""

    def words(self) -> Iterator[tuple[str, list[str]]]:
        for code in LANGUAGES:
            yield code, [name for of, name in self.names() if of == code]
        yield "en", [self.pcode or ""]

    def save(self, **kwargs):
        self.pcode = self.pcode or None
        self.slug = (self.slug or slugify(self.name_en or self.name_ar or "", "en")).lower()
        self.path = f"{self.parent.path if self.parent else '/'}{self.slug}/"
        with transaction.atomic():
            before = self.as_stored([self.pk]) if self.pk else []
            super().save(**kwargs)
            for was in before:
                self.renew(was)

    def renew(self, was: Region) -> None:
        """What follows from its place in the tree, with both as they are stored. This floor cannot
        see what else is listed by places: an app that does has a module `places_listed`."""
        if was.path != self.path:
            self.renew_paths_below()
        if (was.level, was.parent_id) != (self.level, self.parent_id):
            for module in modules("places_listed"):
                module.place_was_corrected(self)
                # And what was saved meanwhile, by the place as it was.
                transaction.on_commit(partial(module.place_was_corrected, self))

    def renew_paths_below(self) -> None:
        """Writes nothing but paths: somebody may be moving one of these places at the moment."""
        for child in self.children.all():
            child.path = f"{self.path}{child.slug}/"
            Region.objects.filter(pk=child.pk).update(path=child.path)
            child.renew_paths_below()

    def clean(self):
        super().clean()
        if self.pk and self.parent and self.parent.path.startswith(self.path):
            raise ValidationError({"parent": _("A place cannot lie inside itself.")})
        if self.level and (not self.parent or self.parent.level >= self.level):
            raise ValidationError({"parent": _("Name the larger place that this one is part of.")})

    def get_absolute_url(self):
        return public_path("region", self.slug)

    url = property(get_absolute_url)

    def ancestors(self) -> list[Region]:
        """From the country down to the parent; one query."""
        return list(Region.objects.around([self]).exclude(pk=self.pk).order_by("level"))

    def at(self, level: int) -> Region | None:
        """This place, or the ancestor that is no finer than `level`; None where there is none."""
        place: Region | None = self
        while place and place.level > level:
            place = place.parent
        return place
