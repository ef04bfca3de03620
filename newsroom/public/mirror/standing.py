"""What readers have at one moment: their stories, and every list by its keys."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model

from newsroom.articles.models import Article, Byline, Correction, Edition, Section, Topic
from newsroom.articles.querysets import EPOCH
from newsroom.correspondents.models import Correspondent
from newsroom.paths import article_path
from newsroom.public import kinds
from newsroom.public.languages import address
from newsroom.public.mirror.pages import Key
from newsroom.public.views.archive import months
from newsroom.regions.models import Region
from newsroom.text import dates
from newsroom.text.languages import LANGUAGES


@dataclass(frozen=True)
class Story:
    """An edition that readers have."""

    pk: int
    article: int
    language: str
    slug: str
    at: datetime
    kind: str
    section: int | None
    signing: str

    @property
    def key(self) -> Key:
        return int((self.at - EPOCH).total_seconds()), self.pk

    @property
    def url(self) -> str:
        return article_path(self.article, self.slug, self.language)

    @property
    def month(self) -> tuple[int, int]:
        return dates.month_of(self.at)

    @property
    def part(self) -> str:
        """Of the carried search, the address of what has it."""
        return "/search-index/{}/{}-{:02}.js".format(self.language, *self.month)


@dataclass
class Standing:
    """`lists`: by the address of its first page, the keys in it, the oldest first. `stories`: in
    the same order. `places`: by story the places that list it. `redacted`: the editions from which
    words were taken out."""

    at: datetime
    stories: list[Story] = field(default_factory=list)
    lists: dict[str, list[Key]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    places: dict[int, list[int]] = field(default_factory=dict)
    withdrawn: list[tuple[int, str]] = field(default_factory=list)
    redacted: set[int] = field(default_factory=set)


def read_stories(found: Standing) -> None:
    rows = Edition.objects.published(found.at).order_by("published_at", "id")
    columns = ("pk", "article_id", "language", "slug", "published_at")
    shared = ("article__kind", "article__section_id", "article__signing")
    found.stories = [Story(*row) for row in rows.values_list(*columns, *shared)]
    found.redacted = set(rows.filter(redacted_at__isnull=False).values_list("pk", flat=True))
    gone = Edition.objects.taken_back().order_by("pk")
    found.withdrawn = list(gone.values_list("article_id", "language"))


def read_lists(found: Standing) -> None:
    """As the views of the same names choose; empty ones are there, too."""
    found.places = pairs(Article.listed_in.through, "article_id", "region_id")
    topics = pairs(Article.topics.through, "article_id", "topic_id")
    signed = pairs(Byline, "article_id", "correspondent_id")
    people = {person.pk: person for person in Correspondent.objects.public()}
    slugs = {
        "section": dict(Section.objects.published().values_list("pk", "slug")),
        "region": dict(Region.objects.published().values_list("pk", "slug")),
        "topic": dict(Topic.objects.published().values_list("pk", "slug")),
        "correspondent": {pk: person.slug for pk, person in people.items()},
    }
    by_thing: dict[tuple[str, str, Any], list[Key]] = defaultdict(list)
    for story in found.stories:
        theirs = [
            pk
            for pk in signed.get(story.article, ())
            if pk in people and story.signing in people[pk].shown_by
        ]
        things = [
            ("section", story.section),
            ("kind", story.kind),
            ("month", story.month),
            *(("region", pk) for pk in found.places.get(story.article, ())),
            *(("topic", pk) for pk in topics.get(story.article, ())),
            *(("correspondent", pk) for pk in theirs),
        ]
        for name, thing in things:
            by_thing[story.language, name, thing].append(story.key)
    first = found.stories[0].at if found.stories else None
    for code in LANGUAGES:
        for name, of_kind in slugs.items():
            for pk, slug in of_kind.items():
                found.lists[address(code, name, slug)] = by_thing[code, name, pk]
        for kind in kinds.MANY:
            found.lists[address(code, "kind", kind)] = by_thing[code, "kind", str(kind)]
        for month in months(first):
            found.lists[address(code, "month", *month)] = by_thing[code, "month", month]
        log = Correction.objects.published().in_language(code).order_by("published_at", "id")
        found.lists[address(code, "corrections")] = [
            (int((when - EPOCH).total_seconds()), pk)
            for when, pk in log.values_list("published_at", "pk")
        ]


def pairs(model: type[Model], one: str, other: str) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for key, value in model._base_manager.order_by("pk").values_list(one, other).iterator():
        found[key].append(value)
    return found
