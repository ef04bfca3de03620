"""On the pages of which places a story stands."""

from __future__ import annotations

from collections.abc import Iterable

from newsroom.articles.models import Article
from newsroom.regions.models import Region


def list_places(article: Article) -> None:
    article.listed_in.set(places_of(article))


def places_of(article: Article) -> Iterable[Region]:
    """Never finer than the precision it shows."""
    places = [place.at(article.precision) for place in article.regions.all()]
    known = [place for place in (*places, article.shown_place()) if place]
    return Region.objects.around(known) if known else []
