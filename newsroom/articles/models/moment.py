from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.articles.models.edition import Edition
from newsroom.articles.models.labels import Topic
from newsroom.text.named import Named, Said
from newsroom.workflow.models import State


class Moment(Named, models.Model):
    """A day in the timeline of a topic. What its words leave out, its story's headline says; where
    readers have neither, the day is left out."""

    LINES = ("text",)

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="moments")
    date = models.DateField(_("day"))
    text = models.CharField(
        _("what happened"), max_length=200, blank=True,
        help_text=_("One sentence. Empty: the story's headline."),
    )  # fmt: skip
    #: In any of its languages: readers are led to the one in theirs.
    edition = models.ForeignKey(
        Edition, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("story"), limit_choices_to={"state": State.PUBLISHED},
    )  # fmt: skip

    class Meta:
        verbose_name = _("moment")
        verbose_name_plural = _("timeline")
        ordering = ["date", "id"]

    def __str__(self):
        return self.said()

    def said(self) -> Said:
        return Said(*self.named("text"))
