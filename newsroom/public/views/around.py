"""What stands around a story: where it happened, and what it belongs to."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from newsroom.articles.models import Edition, Topic
from newsroom.articles.on_cards import keep
from newsroom.prepared import Prepared, param
from newsroom.public.maps import map_of
from newsroom.public.timeline import timelines
from newsroom.public.views.lists import crumbs
from newsroom.regions.models import Region
from newsroom.regions.tree import in_tree
from newsroom.text.sorting import in_order

#: Of a topic's timeline, the last ones.
DAYS = 4
# mypy finds no `articles` of a topic: it is Article that declares them.
TOPICS = Prepared(lambda: Topic.objects.filter(articles=param("article")))  # type: ignore[misc]
LISTED_IN = Prepared(lambda: Region.objects.filter(articles=param("article")))


def around(edition: Edition, way: list[Region]) -> dict[str, Any]:
    """`way`: from the country to the place that readers are told, and no further."""
    open_topics = [each for each in TOPICS.all(article=edition.article_id) if each.is_published]
    topics = in_order(open_topics)
    return {"topics": topics, "map": map_of(way), "background": background(edition, topics)}


def background(edition: Edition, topics: list[Topic]) -> dict[str, Any] | None:
    """Of one topic, as an article is no book about all that it touches: of the one whose timeline
    names the story, else of the first that has any."""
    told = [topic for topic in topics if topic.named("background")[0]]
    if not told:
        return None
    days = timelines(told)

    def names_it(topic: Topic) -> bool:
        return any(each.edition == edition for each in days[topic.pk])

    topic = next(filter(names_it, told), told[0])
    text, language = topic.named("background")
    return {"topic": topic, "text": text, "language": language, "days": days[topic.pk][-DAYS:]}


def shown_place(edition: Edition) -> Region | None:
    return next(reversed(trail(edition)), None)


def trail(edition: Edition) -> list[Region]:
    """From the country to the place that readers are told, which may be wider than the real one;
    published places only."""
    story = edition.article
    if not story.place:
        return []
    if "listed_in" not in getattr(story, "_prefetched_objects_cache", {}):
        keep(story, "listed_in", LISTED_IN.all(article=story.pk))
    told = [
        place
        for place in story.listed_in.all()
        if story.place.path.startswith(place.path)
        and place.level <= story.precision
        and place.is_published
    ]
    return sorted(told, key=attrgetter("level"))


def places(edition: Edition) -> dict[str, Any]:
    """The breadcrumb, the dateline, and the places whose pages list the story."""
    way = trail(edition)
    shown = way[-1] if way else None
    name, language = shown.named("name") if shown else ("", "")
    listed = edition.article.listed_in.all()
    return {
        "crumbs": crumbs(way),
        "dateline": {"text": name, "language": language} if shown else None,
        "places": by_name(in_tree(each for each in listed if each.is_published and each.level)),
    }


def by_name(places: list[Region]) -> list[Region]:
    """Of a place and those in it that bear its name, the widest: two links of one name, side by
    side, tell a reader nothing."""
    kept: list[Region] = []
    for place in places:
        if not any(place.path.startswith(it.path) and str(place) == str(it) for it in kept):
            kept.append(place)
    return kept
