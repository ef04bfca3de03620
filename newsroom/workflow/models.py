from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from newsroom.workflow.moves import Move


class State(models.TextChoices):
    """Every state that any table of moves uses; an edition knows all of them."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    IN_REVIEW = "in_review", _("In review")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SPIKED = "spiked", _("Spiked")


class Transition(models.Model):
    """One line of a thing's history: who moved it, when, and what they wrote about it."""

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    thing = GenericForeignKey()
    verb = models.CharField(max_length=20)
    source = models.CharField(max_length=12, choices=State)
    target = models.CharField(max_length=12, choices=State)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["content_type", "object_id", "-id"])]
        ordering = ["-id"]

    def __str__(self):
        return f"{self.verb}: {self.source} → {self.target}"


class EditorialQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=State.PUBLISHED)


class Editorial(models.Model):
    """Whatever has a state at the desk. Only `workflow.moves.move()` writes `state`."""

    #: What must be in the row as the person saw it, or a move raises StaleState.
    COMPARED: ClassVar[tuple[str, ...]] = ("state",)

    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.DRAFT, editable=False
    )
    moved_at = models.DateTimeField(_("moved"), default=timezone.now, editable=False)
    history = GenericRelation(Transition)

    objects = EditorialQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def moves(cls) -> Mapping[str, Move]:
        """The table of moves of this kind of thing, by verb."""
        raise TypeError(f"{cls.__name__} has no table of moves")

    @property
    def chip(self) -> str:
        """The state under which the desk shows it; decides the chip's colour and word."""
        return self.state

    @property
    def chip_label(self) -> str:
        return self.get_state_display()

    def lock(self) -> None:
        """Nobody else moves or saves it until the transaction ends (SQLite locks as a whole). Rows
        that name it may come meanwhile, as everywhere: PostgreSQL asks for what they name when they
        are committed, and by then whoever wrote them holds the audit trail's head."""
        type(self)._base_manager.select_for_update(no_key=True).filter(pk=self.pk).first()

    def forget_kept(self) -> None:
        """Called where its row was changed past `save()`: what is kept ready of it is out of
        date."""

    def is_open_to(self, account) -> bool:
        """Whether this person may know that it is there; nobody moves what they may not see."""
        return True

    def seen(self) -> str:
        """What a form carries along to tell which version of the thing the person saw."""
        return ".".join(str(getattr(self, field)) for field in self.COMPARED)
