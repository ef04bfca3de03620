"""Lists of stories under a section, place, topic, correspondent or kind; paged by key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from newsroom.articles.list_tags import ALL, named
from newsroom.articles.models import Edition, Listing, Section, Topic
from newsroom.articles.models.listing import Indexed, ListingQuerySet
from newsroom.articles.querysets import EditionQuerySet
from newsroom.correspondents.models import Correspondent, Signing
from newsroom.prepared import Prepared
from newsroom.public import candidates, kinds, noting
from newsroom.public.languages import address, alternates, in_each
from newsroom.public.maps import map_of, whole_map
from newsroom.public.page import active, page
from newsroom.public.timeline import timeline
from newsroom.public.views.paging import Count, counted, listed
from newsroom.public.whereabouts import page_of
from newsroom.regions.models import Level, Region
from newsroom.text.languages import LANGUAGES
from newsroom.text.sorting import in_order

#: For a page that has nothing else to show.
INSTEAD = 6
#: Stories whose kinds a section offers.
LATELY = 60


def readable() -> EditionQuerySet:
    return Edition.objects.published().in_language(active())


LINE = (
    "article", "language", "slug", "headline", "short_headline", "published_at",
    "article__breaking_until",
)  # fmt: skip


def lines(rows: EditionQuerySet) -> EditionQuerySet:
    return rows.select_related("article").only(*LINE)


NEWEST = Prepared(lambda: lines(candidates.readable().newest()[:INSTEAD]))


def newest() -> Sequence[Edition]:
    """In the active language, with the columns of a line: who signs one or what it shows is a query
    more for each."""
    noting.newest(ALL, active())
    return NEWEST.all(now=timezone.now(), language=active())


def all_of(thing: Any) -> ListingQuerySet:
    """Of the list of a thing or kind, what readers may have, in every language."""
    return Listing.objects.of(thing).published()


def listing(
    request: HttpRequest,
    kind: str,
    rows: Indexed | EditionQuerySet,
    *args: object,
    name: str,
    is_over: bool = False,
    readable: EditionQuerySet | None = None,
    **context: Any,
) -> HttpResponse:
    """`rows` in the active language: the switch leads to the same list, which may be empty there.
    `name` and `is_over` as for `listed`."""
    here = in_each(kind, *args)
    context |= listed(rows, readable, request.GET, here[active()], name, is_over)
    context.setdefault("feed", f"{here[active()]}feed.rss")
    return page(request, "public/list.html", here=here, kind=kind, **context)


def is_further(request: HttpRequest) -> bool:
    """Whether a part of a list is asked for that begins where another one ended."""
    return bool(request.GET.get("before") or request.GET.get("after"))


def narrower(rows: ListingQuerySet, **place: str) -> list[dict[str, Any]]:
    """The kinds of story that the list has lately, each with the search for more of it; none where
    there is one alone."""
    newest = list(rows.in_language(active()).newest().values_list("edition", flat=True)[:LATELY])
    kinds_of = Edition.objects.filter(pk__in=newest).order_by()
    lately = set(kinds_of.values_list("article__kind", flat=True).distinct())
    links = [
        {"name": name, "url": address(active(), "search", kind=kind, **place)}
        for kind, name in kinds.MANY.items()
        if kind in lately
    ]
    return links if len(links) > 1 else []


def filled(kind: str, rows: ListingQuerySet, thing: Any) -> dict[str, str]:
    """What search engines are told: the languages in which the list has a story. One query, which
    looks for one of each."""
    asked = [Exists(rows.in_language(code)) for code in LANGUAGES]
    found = type(thing)._base_manager.filter(pk=thing.pk).values_list(*asked).get()
    noting.is_filled(named(kind, thing.pk), dict(zip(LANGUAGES, found, strict=True)))
    here = in_each(kind, thing.slug)
    has_stories = {code: here[code] for code, has in zip(LANGUAGES, found, strict=True) if has}
    return alternates(has_stories) if active() in has_stories else {}


def heading(text: tuple[str, str], intro: tuple[str, str] = ("", "")) -> dict[str, Any]:
    return {
        "heading": text[0], "heading_language": text[1],
        "intro": intro[0], "intro_language": intro[1],
    }  # fmt: skip


@page_of("section", "section")
def section(request: HttpRequest, found: Section) -> HttpResponse:
    rows = all_of(found)
    told = heading(found.named("name")) | {"tone": found.tone, "current": found.slug}
    name = named("section", found.pk)
    if not is_further(request):
        noting.members(name, active())
        told["narrower"] = narrower(rows, section=found.slug)
    return listing(request, "section", Indexed(found, active()), found.slug, name=name, **told)


@page_of("topic", "topic")
def topic(request: HttpRequest, found: Topic) -> HttpResponse:
    rows = all_of(found)
    told = heading(found.named("name"), found.named("background"))
    told |= {"alternates": filled("topic", rows, found), "timeline": timeline(found)}
    name = named("topic", found.pk)
    if not is_further(request):
        told["count"] = counted_in(name, rows)
    return listing(request, "topic", Indexed(found, active()), found.slug, name=name, **told)


@page_of("region", "region")
def region(request: HttpRequest, found: Region) -> HttpResponse:
    rows = all_of(found)
    above = found.ancestors()
    inside = in_order(Region.objects.published().filter(parent=found))
    told = heading(found.named("name")) | {"alternates": filled("region", rows, found)}
    told |= {"crumbs": crumbs(above), "children": inside, "map": drawn(found, above, inside)}
    name = named("region", found.pk)
    if not is_further(request):
        told["count"] = counted_in(name, rows)
    told["search_here"] = address(active(), "search", region=found.slug)
    return listing(request, "region", Indexed(found, active()), found.slug, name=name, **told)


def counted_in(name: str, rows: ListingQuerySet) -> Count:
    """Of more than anybody counts, only one that leaves can change what is told."""
    count = counted(rows.in_language(active()))
    if count.is_more:
        noting.is_filled(name, {active(): True})
    else:
        noting.members(name, active())
    return count


def drawn(place: Region, above: list[Region], inside: list[Region]) -> Any:
    if place.level == Level.COUNTRY:
        return whole_map(inside) if place.pcode == "SY" else None
    return map_of([each for each in above if each.is_published] + [place])


@page_of("correspondent", "correspondent")
def correspondent(request: HttpRequest, found: Correspondent) -> HttpResponse:
    name = found.signed("named", active())
    rows = all_of(found)
    told = heading(name, found.named("about"))
    told |= {"alternates": filled("correspondent", rows, found), "area": area_of(found)}
    told["writes_in"] = found.writes_in()
    theirs = Edition.objects.published().by(found)
    of = named("correspondent", found.pk)
    of_them = Indexed(found, active())
    return listing(request, "correspondent", of_them, found.slug, name=of, readable=theirs, **told)


def area_of(person: Correspondent) -> Region | None:
    """As far as readers know the place; of a pen name no finer one than a district: in a village
    everybody knows who writes."""
    area = person.area
    if area is None or not area.is_published:
        return None
    is_too_near = person.signing != Signing.NAMED and area.level > Level.DISTRICT
    return None if is_too_near else area


@require_safe
def kind(request: HttpRequest, slug: str) -> HttpResponse:
    """Stories of one kind, from every section."""
    if slug not in kinds.MANY:
        raise Http404
    told = heading((str(kinds.MANY[slug]), active()), (str(kinds.PROMISES[slug]), active()))
    told |= {"others": kinds.MANY, "shown": slug}
    rows = Indexed(slug, active())
    return listing(request, "kind", rows, slug, name=named("kind", slug), **told)


def crumbs(places: list[Region]) -> list[dict[str, str]]:
    """From the widest place to the nearest; one that is not published is not told. Where a town
    bears the name of its district or governorate, the widest stands for all."""
    trail: list[dict[str, str]] = []
    for place in places:
        if not place.is_published:
            continue
        text, language = place.named("name")
        url = address(active(), "region", place.slug)
        if not trail or trail[-1]["text"] != text:
            trail.append({"text": text, "language": language, "url": url})
    return trail
