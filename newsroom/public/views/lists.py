"""Lists of stories under a section, place, topic or correspondent; paged by key."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from newsroom.articles.models import Edition, Section, Topic
from newsroom.articles.querysets import EditionQuerySet, NewestFirst, key
from newsroom.correspondents.models import Correspondent
from newsroom.public.languages import address, in_each
from newsroom.public.page import active, page
from newsroom.regions.models import Region
from newsroom.workflow.models import State

PER_PAGE = 20


def readable() -> EditionQuerySet:
    return Edition.objects.published().in_language(active())


def one_page(rows: NewestFirst, before: str, here: str) -> tuple[list[Any], dict[str, Any]]:
    """One page of a newest-first list at the address `here` (with its query, if it has one),
    and for the pager the addresses of the next page and of the first."""
    try:
        rows = rows.before(before) if before else rows
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    found = list(rows.newest()[: PER_PAGE + 1])
    older = None
    if len(found) > PER_PAGE:
        older = f"{here}{'&' if '?' in here else '?'}before={key(found[PER_PAGE - 1])}"
    return found[:PER_PAGE], {"older": older, "newest": here if before else None}


def paged(rows: EditionQuerySet, before: str, here: str) -> dict[str, Any]:
    editions, pager = one_page(rows.for_cards(), before, here)
    return {"editions": editions} | pager


def listing(
    request: HttpRequest, kind: str, rows: EditionQuerySet, *args: object, **context: Any
) -> HttpResponse:
    here = in_each(kind, *args)
    context |= paged(rows, request.GET.get("before", ""), here[active()])
    context.setdefault("feed", f"{here[active()]}feed.rss")
    return page(request, "public/list.html", here=here, kind=kind, **context)


def heading(text: tuple[str, str], intro: tuple[str, str] = ("", "")) -> dict[str, str]:
    return {
        "heading": text[0], "heading_language": text[1],
        "intro": intro[0], "intro_language": intro[1],
    }  # fmt: skip


@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Section.objects.published(), slug=slug)
    rows = readable().in_section(found)
    return listing(request, "section", rows, slug, current=slug, **heading(found.named("name")))


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Topic.objects.published(), slug=slug)
    return listing(
        request, "topic", readable().in_topic(found), slug, **heading(found.named("name"))
    )


@require_safe
def region(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Region.objects.published().select_related("parent"), slug=slug)
    return listing(
        request,
        "region",
        readable().in_region(found),
        slug,
        crumbs=crumbs(found.ancestors()),
        children=found.children.filter(state="published"),
        **heading(found.named("name")),
    )


@require_safe
def correspondent(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Correspondent.objects.public(), slug=slug)
    name = found.signed("named", active())
    rows = readable().by(found)
    about = found.named("about")
    return listing(request, "correspondent", rows, slug, **heading(name, about))


def crumbs(places: list[Region]) -> list[dict[str, str]]:
    """From the widest place to the nearest; one that is not published is not told."""
    trail = []
    for place in places:
        if place.state != State.PUBLISHED:
            continue
        text, language = place.named("name")
        url = address(active(), "region", place.slug)
        trail.append({"text": text, "language": language, "url": url})
    return trail
