"""What the rules of the front choose among: a language's newest stories, and those that editors
pinned."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db.models import Exists, Min, OuterRef, QuerySet
from django.utils import timezone

from newsroom.articles.models import ArticlePhoto, Edition
from newsroom.articles.querysets import EditionQuerySet
from newsroom.delivery.record import is_asked, until
from newsroom.media.models import Photo
from newsroom.prepared import Prepared, Row, any_of, param
from newsroom.public.choosing import OF_THE_DAY, Candidate

#: How far back the newest are looked through: as quick with a million stories as with a hundred.
LOOKED_THROUGH = 600


def readable() -> EditionQuerySet:
    return Edition.objects.published(param("now")).in_language(param("language"))


def looked_at(rows: EditionQuerySet) -> QuerySet[Any, Any]:
    cleared = Photo.objects.published(param("now")).values("pk")
    uses = ArticlePhoto.objects.filter(article=OuterRef("article"), photo__in=cleared)
    return rows.annotate(is_pictured=Exists(uses.order_by())).values_list(
        "pk", "article", "article__section", "article__kind", "article__breaking_until",
        "published_at", "is_pictured",
    )  # fmt: skip


NEWEST = Prepared(lambda: looked_at(readable().newest()[:LOOKED_THROUGH]))
PINNED = Prepared(lambda: looked_at(readable().filter(pk__in=any_of("keys"))))


def candidates(rows: Prepared, **values: Any) -> list[Candidate]:
    found = [candidate(rows, row) for row in rows.rows(**values)]
    expect_changes(found)
    return found


@lru_cache(10_000)
def candidate(rows: Prepared, row: Row) -> Candidate:
    return Candidate(*rows.made(row))


def expect_changes(found: list[Candidate]) -> None:
    """When time alone makes the rules choose anew."""
    if not is_asked("candidates"):
        return
    now = timezone.now()
    for each in found:
        if each.breaking_until and each.breaking_until > now:
            until(each.breaking_until)
        if each.is_pictured and each.published_at and each.published_at > now - OF_THE_DAY:
            until(each.published_at + OF_THE_DAY)
    stories = [each.article for each in found if each.is_pictured]
    ends = ArticlePhoto.objects.filter(article__in=stories, photo__rights_until__gt=now)
    until(ends.order_by().aggregate(first=Min("photo__rights_until"))["first"])
