"""All places, correspondents and topics that readers may have, each on one page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, Subquery
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from newsroom.articles.list_tags import ALL
from newsroom.articles.models import Edition, Listing, Topic
from newsroom.articles.models.listing import NAMES
from newsroom.correspondents.models import Correspondent
from newsroom.delivery.record import note
from newsroom.public import noting
from newsroom.public.languages import in_each
from newsroom.public.maps import whole_map
from newsroom.public.page import active, page
from newsroom.public.views.lists import area_of
from newsroom.regions.models import Level, Region
from newsroom.regions.tree import in_tree
from newsroom.text.sorting import in_order


@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    noting.members(ALL, active())
    note("region:*")
    stories = Listing.objects.published()
    has_stories = Exists(stories.of_each(NAMES[Region]).in_language(active()))
    places = in_tree(Region.objects.published().annotate(has_stories=has_stories))
    governorates: list[Any] = [place for place in places if place.level == Level.GOVERNORATE]
    rows = [within(place, places) for place in governorates]
    return page(
        request,
        "public/regions.html",
        here=in_each("regions"),
        map=whole_map(governorates, [each for each in governorates if each.has_stories]),
        governorates=[row for row in rows if row["place"].has_stories],
        quiet=[row for row in rows if not row["place"].has_stories],
        elsewhere=outside(places, governorates),
    )


def within(governorate: Region, places: Iterable[Any]) -> dict[str, Any]:
    inside = {each.path: each for each in places if each.path.startswith(governorate.path)}
    del inside[governorate.path]
    inside = {path: each for path, each in inside.items() if not is_named_as_around(each, inside)}
    return {
        "place": governorate,
        "told_of": [each for each in inside.values() if each.has_stories],
        "further": [each for each in inside.values() if not each.has_stories],
    }


def is_named_as_around(place: Region, places: dict[str, Any]) -> bool:
    """A district has a sub-district of its name, which has a town of its name: one of them does."""
    around = places.get(f"{place.path.rstrip('/').rpartition('/')[0]}/")
    return around is not None and str(around) == str(place)


def outside(places: Iterable[Region], governorates: Iterable[Region]) -> list[Region]:
    """Countries, and what lies in a governorate that readers are not told of."""
    paths = tuple(place.path for place in governorates)
    return [place for place in places if not place.path.startswith(paths)]


@require_safe
def correspondents(request: HttpRequest) -> HttpResponse:
    """Those who have a page: nobody whose byline is withheld is counted or hinted at."""
    note("correspondent:*")
    rows = Correspondent.objects.public().select_related("area")
    people = [
        {
            "person": each,
            "name": each.signed("named", active()),
            "area": area_of(each),
            "writes_in": each.writes_in(),
        }
        for each in rows
    ]
    return page(
        request,
        "public/correspondents.html",
        here=in_each("correspondents"),
        people=in_order(people, name=lambda row: row["name"][0]),
    )


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Each with its newest story; those that have one first, by that. One in which readers have no
    story in any language is told nowhere: it may be what the desk works on."""
    noting.everywhere()
    note("topic:*")
    every = Listing.objects.published().of_each(NAMES[Topic])
    stories = every.in_language(active()).newest()
    told = Topic.objects.published().filter(Exists(every))
    rows = told.annotate(
        story=Subquery(stories.values("edition")[:1]),
        at=Subquery(stories.values("published_at")[:1]),
    )
    found = list(rows.order_by(F("at").desc(nulls_last=True), "slug"))
    newest = [each.story for each in found if each.story]
    editions = Edition.objects.published().narrow().in_bulk(newest)
    for each in found:
        each.newest = editions.get(each.story)
    return page(request, "public/topics.html", here=in_each("topics"), topics=found)
