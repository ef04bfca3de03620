"""The pages that are no stories, as search engines are told them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Exists, QuerySet

from newsroom.articles.models import Edition, Listing, Section, Topic
from newsroom.articles.models.listing import NAMES, SIGNED
from newsroom.correspondents.models import Correspondent
from newsroom.delivery.record import note
from newsroom.pages.models import Page
from newsroom.public import kinds, noting
from newsroom.public.candidates import LOOKED_THROUGH
from newsroom.public.languages import in_each
from newsroom.public.views.trust import place
from newsroom.regions.models import Region
from newsroom.text.languages import LANGUAGES

#: Where one page is, by language.
Here = dict[str, str]
#: Those that are there whatever the desk does.
STANDING = ("front", "archive", "corrections", "regions", "topics", "correspondents")


def standing() -> Iterator[Here]:
    return (in_each(name) for name in STANDING)


def sections() -> Iterator[Here]:
    return (in_each("section", section.slug) for section in Section.objects.published())


def regions() -> Iterator[Here]:
    return with_stories("region", Region.objects.published(), NAMES[Region])


def topics() -> Iterator[Here]:
    return with_stories("topic", Topic.objects.published(), NAMES[Topic])


def correspondents() -> Iterator[Here]:
    for signing, name in SIGNED.items():
        people = Correspondent.objects.public().filter(signing=signing)
        yield from with_stories("correspondent", people, name)


def kinds_of_stories() -> Iterator[Here]:
    """Those among the newest, in every language, as their own pages tell: a kind that nobody
    writes any more need not be told."""
    newest = Edition.objects.published().newest()[:LOOKED_THROUGH]
    lately = set(newest.values_list("article__kind", flat=True))
    yield from (in_each("kind", kind) for kind in kinds.MANY if kind in lately)


def promises() -> Iterator[Here]:
    for page in Page.objects.published().with_words():
        yield {code: place(code, page.kind) for code in page.languages_told()}


def with_stories(name: str, things: QuerySet[Any, Any], listed: str) -> Iterator[Here]:
    """In the languages in which the list has a story, as its own page tells. One query. `listed`:
    see `ListingQuerySet.of_each`."""
    stories = Listing.objects.published().of_each(listed)
    asked = [Exists(stories.in_language(code)) for code in LANGUAGES]
    for slug, *has in things.order_by("pk").values_list("slug", *asked):
        here = in_each(name, slug)
        yield {code: here[code] for code, found in zip(LANGUAGES, has, strict=True) if found}


#: Whoever has pages of another kind adds a function here.
KINDS: list[Callable[[], Iterable[Here]]] = [
    standing, sections, regions, topics, correspondents, kinds_of_stories, promises,
]  # fmt: skip


def listed_pages() -> Iterator[Here]:
    noting.everywhere()
    note("site", "trust", "region:*", "topic:*", "correspondent:*")
    for kind in KINDS:
        yield from (here for here in kind() if here)
