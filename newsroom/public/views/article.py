from __future__ import annotations

from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db.models import Q, Subquery, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from newsroom.articles.models import Article, Edition
from newsroom.public.languages import address
from newsroom.public.page import active, page
from newsroom.public.share import share_links
from newsroom.public.views.corrections import lines_of, withdrawn
from newsroom.public.views.lists import crumbs, readable
from newsroom.regions.models import Region
from newsroom.text.languages import DEFAULT, LANGUAGES
from newsroom.workflow.models import State

RELATED = 4
SHOWN = ("article__section", "article__place")


@require_safe
def article(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """A story in the path's language; an old or missing slug leads to the one it has now."""
    editions = published_editions(pk)
    found = editions.get(active())
    if found is None:
        return withdrawn(request, pk)
    if slug != (found.slug or "-"):
        return redirect(found.url, permanent=True)
    here = {language: edition.url for language, edition in editions.items()}
    previous, following, related = neighbourhood(found)
    return page(
        request,
        "public/article.html",
        here=here,
        edition=found,
        current=found.section.slug if found.section else "",
        photos=found.photos,
        previous=previous,
        next=following,
        related=related,
        corrections=lines_of(found),
        authors=[credit for credit in found.byline if credit.about],
        topics=[topic for topic in found.article.topics.all() if topic.state == State.PUBLISHED],
        siblings=[
            {"language": LANGUAGES[code], "url": settings.SITE_URL + here[code]}
            for code in LANGUAGES
            if code in here
        ],
        default_url=settings.SITE_URL + here[DEFAULT] if DEFAULT in here else None,
        share=share_links(found.headline, settings.SITE_URL + found.url),
        permalink=settings.SITE_URL + address(active(), "article_by_id", pk),
        feed=address(active(), "feed"),
        **places(found),
    )


def published_editions(article: int) -> dict[str, Edition]:
    """What readers may have of the story, by language: its page and the links to it elsewhere."""
    rows = Edition.objects.published().filter(article=article)
    return {edition.language: edition for edition in rows.select_related(*SHOWN)}


def neighbourhood(edition: Edition) -> tuple[Edition | None, Edition | None, list[Edition]]:
    """The stories before and after it, and others of its section or places."""
    others = readable().exclude(pk=edition.pk).select_related("article__section")
    at, pk = edition.published_at, edition.pk
    older = others.filter(Q(published_at__lt=at) | Q(published_at=at, pk__lt=pk)).newest()
    newer = others.filter(Q(published_at__gt=at) | Q(published_at=at, pk__gt=pk))
    beside = others.filter(
        Q(pk=Subquery(older.values("pk")[:1]))
        | Q(pk=Subquery(newer.order_by("published_at", "pk").values("pk")[:1]))
    )
    near = list(beside)
    previous = next((each for each in near if (each.published_at, each.pk) < (at, pk)), None)
    following = next((each for each in near if each is not previous), None)
    story = edition.article
    alike = Q(article__section=story.section_id)
    if story.place and (shown := shown_place(edition)):
        alike |= Q(article__in=Article.objects.filter(listed_in=shown))
    related = list(
        others.filter(alike).exclude(pk__in=[each.pk for each in near]).newest()[:RELATED]
    )
    prefetch_related_objects([edition, *near, *related], "article__bylines", "article__pictures")
    return previous, following, related


def shown_place(edition: Edition) -> Region | None:
    return next(reversed(trail(edition)), None)


def trail(edition: Edition) -> list[Region]:
    """From the country to the place that readers are told, which may be wider than the real one;
    published places only."""
    story = edition.article
    if not story.place:
        return []
    if "listed_in" not in getattr(story, "_prefetched_objects_cache", {}):
        prefetch_related_objects([story], "listed_in")
    told = [
        place
        for place in story.listed_in.all()
        if story.place.path.startswith(place.path)
        and place.level <= story.precision
        and place.state == State.PUBLISHED
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
        "places": [place for place in listed if place.state == State.PUBLISHED and place.level],
    }
