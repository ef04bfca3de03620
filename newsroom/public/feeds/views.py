"""Feeds of what the lists show, by the same querysets, in every form."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.articles.list_tags import ALL, named
from newsroom.articles.models import Section, Topic
from newsroom.articles.querysets import EditionQuerySet
from newsroom.correspondents.models import Correspondent
from newsroom.pages.models import Network
from newsroom.public import kinds, noting
from newsroom.public.feeds.feed import Feed, Piece, answer
from newsroom.public.feeds.log import log
from newsroom.public.feeds.stories import MOST, stories
from newsroom.public.languages import address, whole
from newsroom.public.page import active
from newsroom.public.views.lists import all_of, readable
from newsroom.public.whereabouts import page_of
from newsroom.regions.models import Region
from newsroom.text.markup import isolate


def feed(form: str, pieces: list[Piece], page: str, own: str, *args: str, title: str = "") -> Feed:
    """`page` and `own` are names of addresses."""
    network = Network.current()
    name = network.named("name")[0]
    return Feed(
        title=f"{isolate(name)} · {isolate(title)}" if title else name,
        name=name,
        about=network.named("tagline")[0] or name,
        language=active(),
        url=whole(address(active(), page, *args)),
        own=whole(address(active(), own, *args, form)),
        pieces=pieces,
    )


def of(
    kind: str, thing: Any, slug: str, title: str, form: str, rows: EditionQuerySet | None = None
) -> HttpResponse:
    """The feed of the thing's list, whose address is called `kind`; its own is `<kind>_feed`.
    `rows`: those that stand in it, where that is for more to say than the index of lists."""
    noting.newest(named(kind, getattr(thing, "pk", thing)), active())
    listed = all_of(thing).in_language(active()).newest()
    keys = list(listed.values_list("edition", flat=True)[:MOST])
    pieces = stories(keys, rows)
    return answer(feed(form, pieces, kind, f"{kind}_feed", slug, title=title), form)


@require_safe
def newest(request: HttpRequest, form: str) -> HttpResponse:
    noting.newest(ALL, active())
    keys = list(readable().newest().values_list("pk", flat=True)[:MOST])
    return answer(feed(form, stories(keys), "front", "feed"), form)


@require_safe
def corrections(request: HttpRequest, form: str) -> HttpResponse:
    """The public log, as the page `/corrections/` has it."""
    title = _("Corrections")
    return answer(feed(form, log(), "corrections", "corrections_feed", title=title), form)


@page_of("section", "section_feed")
def section(request: HttpRequest, found: Section, form: str) -> HttpResponse:
    return of("section", found, found.slug, found.named("name")[0], form)


@page_of("topic", "topic_feed")
def topic(request: HttpRequest, found: Topic, form: str) -> HttpResponse:
    return of("topic", found, found.slug, found.named("name")[0], form)


@page_of("region", "region_feed")
def region(request: HttpRequest, found: Region, form: str) -> HttpResponse:
    return of("region", found, found.slug, found.named("name")[0], form)


@page_of("correspondent", "correspondent_feed")
def correspondent(request: HttpRequest, found: Correspondent, form: str) -> HttpResponse:
    title = found.signed("named", active())[0]
    return of("correspondent", found, found.slug, title, form, readable().by(found))


@require_safe
def kind(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    if slug not in kinds.MANY:
        raise Http404
    return of("kind", slug, slug, str(kinds.MANY[slug]), form)
