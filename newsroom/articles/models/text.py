from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.text.markup import clean_line, clean_text, sanitise
from newsroom.text.points import clean_points

HEADLINE_LENGTH = 90
#: So many key points at most does a form take.
MOST_POINTS = 5


class Text(models.Model):
    """The words of a story in one language. An edition has them, and so has each revision.

    Whatever stores them calls `tidy()` first: forms, imports and code alike.
    """

    FIELDS = (
        "kicker", "headline", "short_headline", "standfirst", "key_points", "body", "seo_title",
    )  # fmt: skip
    #: All that readers get of it and a second person approves.
    APPROVED = (*FIELDS, "boxes")

    #: With a default in the database, so that SQLite adds the column without making the table anew,
    #: which would lose its triggers.
    kicker = models.CharField(
        _("kicker"), max_length=80, blank=True, default="", db_default="",
        help_text=_("One short line above the headline."),
    )  # fmt: skip
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    short_headline = models.CharField(
        _("short headline"), max_length=80, blank=True, help_text=_("For cards and lists.")
    )
    standfirst = models.TextField(_("standfirst"), max_length=600, blank=True)
    key_points = models.TextField(
        _("key points"), max_length=900, blank=True, default="", db_default="",
        help_text=_("One a line, five at most: what a reader in a hurry has to know."),
    )  # fmt: skip
    body = models.TextField(_("body"), blank=True)
    seo_title = models.CharField(
        _("title for search engines"), max_length=80, blank=True,
        help_text=_("Left empty: the headline."),
    )  # fmt: skip

    #: What the boxes beside the text say, as `articles.boxes.boxes` made it of the records.
    boxes = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    def tidy(self) -> None:
        """Control characters out, markup down to what the house allows."""
        for field in ("kicker", "headline", "short_headline", "seo_title"):
            setattr(self, field, clean_line(getattr(self, field)))
        self.standfirst = clean_text(self.standfirst)
        self.key_points = clean_points(self.key_points)
        self.body = sanitise(self.body)

    @property
    def points(self) -> list[str]:
        """The key points, each by itself."""
        return self.key_points.splitlines()

    def text(self) -> dict[str, Any]:
        return {field: getattr(self, field) for field in self.APPROVED}

    def words(self) -> dict[str, str]:
        """Without the boxes: what people write in the form."""
        return {field: getattr(self, field) for field in self.FIELDS}
