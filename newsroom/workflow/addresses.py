"""Things that have a page under a name of their own, and the names under which they once had it.

An old address leads on for ever. It leads to the thing, not to its next address, so however often
that changed it is one step; and whether readers may have the thing is asked when they come.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from newsroom.workflow.models import Editorial, EditorialQuerySet, State


class FormerSlug(models.Model):
    """In small letters. One that two things had leads to whichever had it last."""

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    thing = GenericForeignKey()
    # No SlugField: a name that is withdrawn everywhere is looked for in here, too.
    slug = models.CharField(max_length=100)

    class Meta:
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["content_type", "slug"], name="one_thing_a_former_slug")
        ]
        indexes = [models.Index(fields=["content_type", "object_id"], name="former_slugs_of")]

    def __str__(self):
        return self.slug


class AddressedQuerySet(EditorialQuerySet):
    def update(self, **columns: Any) -> int:
        if columns.keys().isdisjoint(self.model.KNOWN_BY):
            return super().update(**columns)
        with transaction.atomic(using=self.db):
            before = self.model.as_stored(list(self.values_list("pk", flat=True)))
            changed = super().update(**columns)
            for was, row in zip(before, self.model.as_stored([r.pk for r in before]), strict=True):
                row.lead_on_from(was)
        return changed


class Addressed(Editorial):
    """Keeps its old slugs; a slug is in small letters, because people type addresses as they like.

    Stands before `Editorial` among the bases, and the model has a field `slug`.
    """

    #: Columns by which readers know the thing.
    KNOWN_BY: ClassVar[tuple[str, ...]] = ("slug",)

    former_slugs = GenericRelation(FormerSlug)

    objects = AddressedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        """Of one row, what `published()` asks of many."""
        return self.state == State.PUBLISHED

    @classmethod
    def as_stored(cls, keys: Iterable[int | None]) -> list[Self]:
        """Past every manager; in the order of their keys."""
        return list(models.QuerySet(cls).filter(pk__in=list(keys)).order_by("pk"))

    def clean(self) -> None:
        super().clean()
        self.slug = self.slug.lower()
        kind = ContentType.objects.get_for_model(self)
        taken = FormerSlug.objects.filter(content_type=kind, slug=self.slug)
        if taken.exclude(object_id=self.pk).exists():
            raise ValidationError(
                {"slug": _("This address was another’s, and still leads there. Choose another.")}
            )

    def save(self, **kwargs: Any) -> None:
        self.slug = self.slug.lower()
        fields = kwargs.get("update_fields")
        if self.pk is None or (fields is not None and set(fields).isdisjoint(self.KNOWN_BY)):
            super().save(**kwargs)
            return
        with transaction.atomic():
            before = self.as_stored([self.pk])
            super().save(**kwargs)
            for was, row in zip(before, self.as_stored([self.pk]), strict=False):
                row.lead_on_from(was)

    def lead_on_from(self, was: Self) -> None:
        """With both as they are stored."""
        if not self.is_still(was):
            self.former_slugs.all().delete()
        elif was.slug != self.slug and was.had_a_page() and self.may_lead_from(was.slug):
            kind = ContentType.objects.get_for_model(self)
            FormerSlug.objects.update_or_create(
                content_type=kind, slug=was.slug.lower(), defaults={"object_id": self.pk}
            )
        self.former_slugs.filter(slug=self.slug.lower()).delete()

    def is_still(self, was: Self) -> bool:
        """Whether whoever knew the thing as it was may learn what it is now."""
        return True

    def had_a_page(self) -> bool:
        return self.state != State.DRAFT

    def may_lead_from(self, slug: str) -> bool:
        return True
