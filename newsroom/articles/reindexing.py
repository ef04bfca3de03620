"""Stored search terms follow the rules: when `text.terms.RULES` goes up, all are made anew.

In batches, each a transaction, from where the last one ended: it may be killed and begun again, by
the worker or by `manage.py reindex`, and by both at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import datetime
from importlib import import_module

from django.db import connection, models, transaction

from newsroom.articles.models import Edition, LexiconTerm, Listing, Section, StoredTerms, Topic
from newsroom.correspondents.models import Correspondent
from newsroom.media.models import Photo
from newsroom.regions.models import Region
from newsroom.text.terms import RULES

#: All that has search terms; what readers search first.
KINDS: tuple[type[models.Model], ...] = (
    Edition, Section, Topic, Region, Correspondent, LexiconTerm, Photo,
)  # fmt: skip
INDEX = "newsroom.articles.migrations.0017_search_at_size"
#: Stores the view of all lists (`models/listing.py`).
FILL = import_module("newsroom.articles.migrations.0018_lists").FILL
#: Rows of one transaction, and how many of these one look of the worker makes.
BATCH, MOST = 200, 5


def label(kind: type[models.Model]) -> str:
    return kind._meta.label_lower


def behind() -> list[type[models.Model]]:
    """Kinds whose rows follow other rules, or rules that nobody knows."""
    followed = dict(StoredTerms.objects.values_list("kind", "rules"))
    return [kind for kind in KINDS if followed.get(label(kind)) != RULES]


def reindex(kind: type[models.Model]) -> Iterator[int]:
    """Makes the terms of all rows anew from where it stopped; yields how many a batch had."""
    while (batch := next_batch(kind)) is not None:
        yield batch[0]


@transaction.atomic
def next_batch(kind: type[models.Model]) -> tuple[int, int] | None:
    """How many rows were looked at and how many changed; None where all follow the rules by now."""
    told, _new = StoredTerms.objects.select_for_update().get_or_create(kind=label(kind))
    if told.rules == RULES:
        return None
    if told.towards != RULES:
        told.towards, told.done = RULES, 0
    rows = list(kind._base_manager.filter(pk__gt=told.done).order_by("pk")[:BATCH])
    changed = sum(follow(row) for row in rows)
    if rows:
        told.done = rows[-1].pk
    else:
        told.rules, told.done = RULES, 0
    told.save()
    return len(rows), changed


def follow(row: models.Model) -> bool:
    """Its terms, unless somebody saved it meanwhile, by the new rules; locks no row for long."""
    terms = row.terms()
    if terms == row.folded:
        return False
    same = type(row)._base_manager.filter(pk=row.pk, folded=row.folded)
    return bool(same.update(folded=terms))


def forget() -> None:
    """All terms are to be made anew, whatever rules they follow."""
    StoredTerms.objects.update(rules=0, towards=0, done=0)


def index_again() -> None:
    """The index itself, of the terms that are stored. SQLite writes nothing else meanwhile."""
    is_whole = connection.vendor == "sqlite"
    with transaction.atomic() if is_whole else nullcontext(), connection.cursor() as cursor:
        import_module(INDEX).index_again(cursor, connection.vendor)


@transaction.atomic
def list_anew() -> None:
    """The index of lists, of what is published: nobody has half of one meanwhile."""
    Listing.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(FILL)


def follow_the_rules(now: datetime) -> int:
    """The worker's part, after an upgrade that nobody ran `reindex` for: how many changed."""
    made = 0
    for kind in behind():
        for _turn in range(MOST):
            batch = next_batch(kind)
            if batch is None:
                break
            made += batch[1]
    return made
