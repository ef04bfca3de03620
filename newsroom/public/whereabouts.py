"""Where an address leads that is not the one we print: it has capitals, an old name, or the thing's
name in any language. All of them end at the one address, in one step, and only at what readers may
have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any
from urllib.parse import unquote, urlencode

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from newsroom.articles.models import Section, Topic
from newsroom.correspondents.models import Correspondent, Signing
from newsroom.public.languages import address, is_lite, lite
from newsroom.public.page import active
from newsroom.regions.models import Region
from newsroom.text.folding import fold
from newsroom.text.languages import LANGUAGES
from newsroom.text.slugs import slugify
from newsroom.workflow.addresses import FormerSlug

#: What readers may have of each kind, and so may be led to.
KINDS: dict[str, Callable[[], QuerySet[Any, Any]]] = {
    "section": Section.objects.published,
    "topic": Topic.objects.published,
    "region": Region.objects.published,
    "correspondent": Correspondent.objects.public,
}
LONGEST = 200
#: What narrows a search, as in its address.
FILTERS = ("section", "region", "kind", "period", "from", "to")
#: Of a query, what our own pages read.
READ = ("q", *FILTERS, "before", "after", "part")
#: Of an Arabic name, in whatever letters: nobody types «ar-raqqa».
ARTICLE = re.compile("^(?:ال|(?:al|el|ar|as|ash|ad|adh|at|ath|an|az) )")
#: Seconds for which anybody may keep a redirect: a name that is taken back is taken back, and one
#: that goes back to what it was sends no browser round in circles.
MAX_AGE = 300

View = Callable[..., HttpResponse]


def page_of(kind: str, name: str) -> Callable[[View], View]:
    """For a view of one thing of a kind; `name` is that of its address. The view gets the thing,
    and what stands in the address behind it."""

    def decorate(view: View) -> View:
        @require_safe
        @wraps(view)
        def found(request: HttpRequest, slug: str, **more: str) -> HttpResponse:
            thing = KINDS[kind]().filter(slug=slug).first() or meant(kind, slug)
            if thing is None:
                raise Http404
            url = address(active(), name, thing.slug, *more.values())
            return view(request, thing, **more) if is_at(request, url) else onward(request, url)

        return found

    return decorate


def is_at(request: HttpRequest, url: str) -> bool:
    return request.path == unquote(lite(url) if is_lite(request.path) else url)


def onward(request: HttpRequest, url: str) -> HttpResponse:
    """For ever, and within the text-only edition whoever is there; of the query goes along what our
    own pages read."""
    url = lite(url) if is_lite(request.path) else url
    read = {name: request.GET[name] for name in READ if name in request.GET}
    moved = HttpResponsePermanentRedirect(f"{url}?{urlencode(read)}" if read else url)
    patch_cache_control(moved, max_age=MAX_AGE)
    return moved


def meant(kind: str, text: str) -> Any | None:
    """The thing that somebody means who writes that in its place; None where it may be several."""
    text = unquote(text)[:LONGEST]
    slug, rows = slugify(text, "en", LONGEST), KINDS[kind]()
    if not slug:
        return None
    of_kind = ContentType.objects.get_for_model(rows.model)
    former = FormerSlug.objects.filter(content_type=of_kind, slug=slug).values("object_id")
    return (
        rows.filter(slug__iexact=slug).first()
        or rows.filter(pk__in=former).first()
        or called(rows, text)
    )


def called(rows: QuerySet[Any, Any], text: str) -> Any | None:
    """A governorate has a district of its name with a town of its name: the widest is meant."""
    asked = {fold(text, code) for code in LANGUAGES} - {""}
    found = [thing for thing in likely(rows, asked) if not asked.isdisjoint(names(thing))]
    widest = min(found, key=lambda thing: len(getattr(thing, "path", "")), default=None)
    is_one = (
        len(found) == 1
        or isinstance(widest, Region)
        and all(thing.path.startswith(widest.path) for thing in found)
    )
    return widest if is_one else None


def likely(rows: QuerySet[Any, Any], asked: set[str]) -> QuerySet[Any, Any]:
    """Few rows of many, by what the desk finds them by: of a correspondent that is the pen name.
    Those who sign with another are few."""
    # What has a place at an address is Named, and its rows can be asked so.
    found = rows.saying(asked)  # type: ignore[attr-defined]
    if rows.model is Correspondent:
        found |= rows.filter(signing=Signing.NAMED)
    return found


def names(thing: Any) -> Iterator[str]:
    """All that readers know it by, folded."""
    if isinstance(thing, Correspondent):
        told = thing.told_names()
    else:
        told = {code: getattr(thing, f"name_{code}") or "" for code in LANGUAGES}
    for code, name in told.items():
        yield fold(name, code)
        yield ARTICLE.sub("", fold(name, code))
    for alias in getattr(thing, "aliases", "").splitlines():
        yield from (fold(alias, code) for code in LANGUAGES)
