"""On the pages of which places a story stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction

from newsroom.articles.models import Article
from newsroom.regions.models import Region

LISTED = Article.listed_in.through
#: Stories that are listed anew by one set of queries.
AT_ONCE = 500


def list_places(article: Article) -> None:
    article.listed_in.set(places_of(article))


def places_of(article: Article) -> Iterable[Region]:
    known = shown_places(article)
    return Region.objects.around(known) if known else []


def shown_places(article: Article) -> list[Region]:
    """Never finer than the precision it shows."""
    places = [place.at(article.precision) for place in article.regions.all()]
    return [place for place in (*places, article.shown_place()) if place]


@transaction.atomic
def place_was_corrected(region: Region) -> None:
    """Lists anew whatever it may have moved, in the transaction that gave it another level or
    parent."""
    tree = whole_tree()
    keys = sorted(stories_of(region))
    for first in range(0, len(keys), AT_ONCE):
        rows = Article.objects.filter(pk__in=keys[first : first + AT_ONCE]).order_by("pk")
        locked = rows.select_for_update(no_key=True)
        list_many(list(locked.prefetch_related("place", "regions")), tree)


def stories_of(region: Region) -> set[int]:
    """Keys of those that are about it or a place in it, or stand on its page."""
    within = Region.objects.inside(region).values("pk")
    rows = (
        Article.objects.filter(place__in=within).values_list("pk"),
        Article.regions.through.objects.filter(region__in=within).values_list("article"),
        LISTED.objects.filter(region=region).values_list("article"),
    )
    return {key for each in rows for (key,) in each}


def whole_tree() -> dict[int, Region]:
    """By key, each with the place around it at hand."""
    tree = {place.pk: place for place in Region.objects.only("level", "parent")}
    put_into(tree, tree.values())
    return tree


def put_into(tree: dict[int, Region], places: Iterable[Region]) -> None:
    for place in places:
        place.parent = tree.get(place.parent_id)


def list_many(articles: list[Article], tree: dict[int, Region]) -> None:
    wanted = set()
    for article in articles:
        put_into(tree, filter(None, (article.place, *article.regions.all())))
        shown = shown_places(article)
        wanted |= {(article.pk, key) for place in shown for key in with_those_around(place)}
    rows = LISTED.objects.filter(article__in=[article.pk for article in articles])
    there = {(key, place): pk for pk, key, place in rows.values_list("pk", "article", "region")}
    LISTED.objects.filter(pk__in=[there[pair] for pair in there.keys() - wanted]).delete()
    LISTED.objects.bulk_create(
        LISTED(article_id=article, region_id=place)
        for article, place in sorted(wanted - there.keys())
    )


def with_those_around(place: Region | None) -> Iterator[int]:
    while place:
        yield place.pk
        place = place.parent
