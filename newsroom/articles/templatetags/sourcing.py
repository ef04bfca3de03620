"""A story's sources, claims and figures for the desk's pages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import override

from newsroom.articles import box_words
from newsroom.articles.models import Article, Edition, SourceRecord
from newsroom.articles.models.sourcing import UNNAMED_KINDS
from newsroom.text.named import marked_name

register = template.Library()
register.simple_tag(marked_name, name="named")


@register.inclusion_tag("admin/articles/edition/_sourcing.html")
def sourcing_panel(edition: Edition) -> dict[str, Any]:
    """What the story rests on, to read, with the way to its page; for those who may know it."""
    return records_of(edition.article) | {"edition": edition, "language": edition.language}


@register.simple_tag
def readers_boxes(edition: Edition) -> list[tuple[str, list[str]]]:
    """What the boxes of the latest revision say, in the language in which readers get them."""
    said = (edition.is_pending and edition.latest) or edition
    with override(edition.language):
        return list(box_words.lines(said.boxes))


def records_of(article: Article) -> dict[str, Any]:
    """As many queries however many records."""
    return {
        "sources": list(article.sources.prefetch_related("known_to")),
        "claims": list(article.claims.prefetch_related("sources", "conflicts")),
        "figures": list(article.figures.select_related("source")),
    }


@register.filter
def is_unnamed_by_kind(source: SourceRecord) -> bool:
    """Whether the kind says already that there is no name."""
    return source.kind in UNNAMED_KINDS


@register.filter
def number(value: Decimal) -> str:
    """Without the zeros that a column of decimals has at its end, in groups of three."""
    return f"{value.normalize():,f}"
