from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.text.markup import clean_line, clean_text, sanitise

HEADLINE_LENGTH = 90


class Text(models.Model):
    """The words of a story in one language. An edition has them, and so has each revision.

    Whatever stores them calls `tidy()` first: forms, imports and code alike.
    """

    FIELDS = ("headline", "short_headline", "standfirst", "body", "seo_title")
    #: All that readers get of it and a second person approves.
    APPROVED = (*FIELDS, "boxes")

    headline = models.CharField(_("headline"), max_length=200, blank=True)
    short_headline = models.CharField(
        _("short headline"), max_length=80, blank=True, help_text=_("For cards and lists.")
    )
    standfirst = models.TextField(_("standfirst"), max_length=600, blank=True)
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
        for field in ("headline", "short_headline", "seo_title"):
            setattr(self, field, clean_line(getattr(self, field)))
        self.standfirst = clean_text(self.standfirst)
        self.body = sanitise(self.body)

    def text(self) -> dict[str, Any]:
        return {field: getattr(self, field) for field in self.APPROVED}

    def words(self) -> dict[str, str]:
        """Without the boxes: what people write in the form."""
        return {field: getattr(self, field) for field in self.FIELDS}
