"""What goes from breaking bars with words taken out of a story, for `articles.redaction`."""

from __future__ import annotations

from re import Pattern
from typing import TYPE_CHECKING

from django.db.models import Q

from newsroom.articles.redaction import cut_columns, save_changed
from newsroom.pages.models import BreakingBar

if TYPE_CHECKING:
    from newsroom.articles.models import Article


def take_out(article: Article, passages: list[Pattern[str]]) -> bool:
    """From the bars of that story, and of none: they may have come before it. Above every page a
    line with a hole would make people ask what stood there: it goes whole, in that language."""
    touched = False
    for bar in BreakingBar.objects.filter(Q(article=article) | Q(article=None)):
        touched |= save_changed(bar, dict.fromkeys(cut_columns(bar, passages), ""))
    return touched
