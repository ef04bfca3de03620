"""What stands beside a story: those before and after it, and others like it."""

from __future__ import annotations

from django.db.models import Q, QuerySet, Subquery
from django.utils import timezone

from newsroom.articles.list_tags import ALL, named
from newsroom.articles.models import Edition, Listing
from newsroom.articles.models.listing import name_of
from newsroom.articles.on_cards import STORIES, Card, of_rows, shown
from newsroom.articles.querysets import EditionQuerySet
from newsroom.prepared import Prepared, as_in_rows, param
from newsroom.public import noting
from newsroom.public.views.around import shown_place

RELATED = 4


def others() -> EditionQuerySet:
    return shown(Edition.objects.published(param("now")).in_language(param("language")))


def near() -> EditionQuerySet:
    at, pk = param("at"), param("pk")
    # By one bound: of two, SQLite may take the later one, and walk from the newest story down.
    until = Edition.objects.published(at).in_language(param("language"))
    older, newer = until.older_than(at, pk).newest(), others().newer_than(at, pk)
    return others().filter(
        Q(pk=Subquery(older.values("pk")[:1])) | Q(pk=Subquery(newer.values("pk")[:1]))
    )


def like_it() -> EditionQuerySet:
    """The newest of the older ones of its section and of its place, by the index of lists: one more
    of each than is shown, as the next older one stands elsewhere."""
    return others().among(older_of("section"), older_of("place"))


def older_of(thing: str) -> QuerySet[Edition]:
    rows = Listing.objects.filter(of=param(thing)).in_language(param("language"))
    older = rows.older_than(param("at"), param("pk")).newest()
    return Edition.objects.filter(pk__in=older.values("edition")[: RELATED + 1])


NEAR, ALIKE = Prepared(near), Prepared(like_it)


def neighbourhood(edition: Edition) -> tuple[Card | None, Card | None, list[Card]]:
    """The stories before and after it, and others of its section or place from before it: what
    comes later changes no page of an older story but the newest one's."""
    assert edition.published_at
    here = {"at": edition.published_at, "pk": edition.pk, "language": edition.language}
    now, place = timezone.now(), STORIES.columns("published_at", "id")
    at = (as_in_rows(edition.published_at), edition.pk)
    beside = {place(row) < at: Card(row) for row in NEAR.rows(**here, now=now)}
    previous, following = beside.get(True), beside.get(False)
    if following is None:
        noting.newest(ALL, edition.language)
    alike = sorted(ALIKE.rows(**here, **lists_of(edition), now=now), key=place, reverse=True)
    found = [row for row in alike if previous is None or place(row)[1] != previous.pk][:RELATED]
    return previous, following, list(of_rows(found, besides=edition).values())


def lists_of(edition: Edition) -> dict[str, str]:
    """The names of the lists of its section and of its place in the index, "" for none."""
    story, language = edition.article, edition.language
    noting.older(named("section", story.section_id or 0), language)
    place = shown_place(edition) if story.place else None
    if place:
        noting.older(named("region", place.pk), language)
    return {
        "section": name_of(story.section) if story.section else "",
        "place": name_of(place) if place else "",
    }
