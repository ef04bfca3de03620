from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import datetime
from functools import cache
from typing import Any

from django.db import models
from django.db.models import OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from newsroom.articles.models.article import Kind
from newsroom.articles.models.edition import Edition
from newsroom.articles.models.labels import Section, Topic
from newsroom.articles.querysets import NewestFirst, place_of
from newsroom.correspondents.models import Correspondent, Signing
from newsroom.prepared import Prepared, param
from newsroom.regions.models import Region

#: What has a list besides the correspondents, and how its name in the index begins.
NAMES = {Section: "section:", Topic: "topic:", Region: "region:"}
KIND = "kind:"
#: By a correspondent's own rule (`Correspondent.shown_by`): stories signed with the name, or with
#: that or the pen name.
SIGNED = {Signing.NAMED: "named:", Signing.PEN_NAME: "signed:"}


class Unindexed(models.Func):
    """A column that is looked at in each row and chooses no part of an index. Of two bounds of one
    column SQLite takes one into the index, which may be the wider: a page far down a list would be
    looked for from the newest story on. PostgreSQL takes both, and is told nothing."""

    template = "%(expressions)s"

    def as_sqlite(self, compiler, connection, **more):
        return self.as_sql(compiler, connection, template="+%(expressions)s", **more)


class ListingQuerySet(NewestFirst):
    KEY = "edition_id"

    def published(self, at: datetime | None = None):
        """Of those that readers may have by then; the rows of a list are `Edition`'s to give."""
        by_then = LessThanOrEqual(Unindexed("published_at"), at or timezone.now())
        return self.filter(by_then)

    def in_language(self, language: str):
        return self.filter(language=language)

    def of(self, thing: Section | Topic | Region | Correspondent | Kind | str):
        """The list of a section, topic, place, kind of story, or of what readers can see to be by
        a correspondent."""
        name = name_of(thing)
        return self.filter(of=name) if name else self.none()

    def of_each(self, name: str):
        """For a query of things: of the list of each; `name` is how those of their kind begin."""
        return self.filter(of=Concat(Value(name), Cast(OuterRef("pk"), models.CharField())))


def name_of(thing: Section | Topic | Region | Correspondent | Kind | str) -> str:
    """Of the list in the index; "" for one that readers may not have."""
    if isinstance(thing, str):
        return f"{KIND}{Kind(thing).value}"
    if isinstance(thing, Correspondent):
        return f"{SIGNED[Signing(thing.signing)]}{thing.pk}" if thing.is_public else ""
    return f"{NAMES[type(thing)]}{thing.pk}"


class Listing(models.Model):
    """A published edition in one list that it stands in, as narrow as can be: the order of its rows
    is that of the list, so that each page of it costs the same.

    Triggers keep it (migration 0018), whoever writes and however. It decides nothing: what stands
    here is looked up among `Edition.objects.published()` before a reader has it.
    """

    pk = models.CompositePrimaryKey("of", "language", "published_at", "edition")
    #: As in "section:3".
    of = models.CharField(max_length=30, editable=False)
    language = models.CharField(max_length=3, editable=False)
    published_at = models.DateTimeField(editable=False)
    edition = models.ForeignKey(
        Edition, models.DO_NOTHING, related_name="+", db_constraint=False, editable=False
    )

    objects = ListingQuerySet.as_manager()

    class Meta:
        default_permissions = []

    def __str__(self):
        return f"{self.of} {self.language} {self.edition_id}"


class Indexed:
    """One list in one language as the index has it, for whoever pages through it: `newest`,
    `before` and `after` as of a queryset, of which a slice is read."""

    def __init__(self, thing: Any, language: str) -> None:
        self.asked: dict[str, Any] = {"of": name_of(thing), "language": language}
        self.way = "newest"

    def newest(self) -> Indexed:
        return self

    def before(self, key: str) -> Indexed:
        return self.from_(key, "before")

    def after(self, key: str) -> Indexed:
        return self.from_(key, "after")

    def from_(self, key: str, way: str) -> Indexed:
        found = copy(self)
        found.way = way
        found.asked = self.asked | dict(zip(("at", "pk"), place_of(key), strict=True))
        return found

    def __getitem__(self, part: slice) -> Sequence[Listing]:
        return first(self.way, part.stop).all(now=timezone.now(), **self.asked)


@cache
def first(way: str, most: int) -> Prepared:
    rows = Listing.objects.published(param("now")).filter(of=param("of"))
    rows = rows.in_language(param("language"))
    at, pk = param("at"), param("pk")
    ways = {
        "newest": rows.newest,
        "before": lambda: rows.older_than(at, pk).newest(),
        "after": lambda: rows.newer_than(at, pk),
    }
    return Prepared(lambda: ways[way]()[:most])
