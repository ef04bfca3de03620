"""Stories as feeds carry them: the whole text, with what stands beside it on the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.articles.models import Article, Correction, Edition
from newsroom.articles.on_cards import by_article, keep, with_text
from newsroom.articles.querysets import EditionQuerySet
from newsroom.paths import short_path
from newsroom.prepared import Prepared, any_of
from newsroom.public.feeds.feed import Piece
from newsroom.public.fragments import kept
from newsroom.public.languages import whole
from newsroom.public.marks import Mark, marked
from newsroom.public.views.corrections import Line, lines_with
from newsroom.text.markup import isolate, led
from newsroom.text.sorting import in_order

MOST = 30
TOPICS = Prepared(
    lambda: (
        Article.topics.through._base_manager.filter(article__in=any_of("articles"))
        .select_related("topic")
        .order_by("topic__slug")
    )
)


def stories(keys: list[int], among: EditionQuerySet | None = None) -> list[Piece]:
    """In this order, of those that readers may have. As many queries for one as for thirty.
    `among`: asked last, so that nothing is told that left it meanwhile."""
    editions = with_text(keys, timezone.now())
    if among is not None:
        known = set(among.filter(pk__in=keys).values_list("pk", flat=True))
        editions = [each for each in editions if each.pk in known]
    topics = by_article(TOPICS, [each.article_id for each in editions])
    for each in editions:
        keep(each.article, "topics", [TOPICS.made(row).topic for row in topics[each.article_id]])
    marks, told = marked(editions), notices(editions)
    return [story(each, marks.get(each.pk), told[each.pk]) for each in editions]


def story(edition: Edition, mark: Mark | None, notices: list[Line]) -> Piece:
    published = cast(datetime, edition.published_at)
    context: dict[str, object] = {
        "edition": edition,
        "mark": mark,
        "corrections": notices,
        "site_url": settings.SITE_URL,  # its links are whole ones
    }
    return Piece(
        key=whole(permalink(edition)),
        url=whole(edition.url),
        title=led(edition.headline, edition.direction),
        summary=described(edition, mark),
        content=kept("stories", "feeds/story.html", context),
        published=published,
        updated=edition.updated_at or published,
        credits=tuple(edition.byline),
        signed=signatures(edition),
        categories=tuple(categories(edition)),
        photo=edition.lead_photo,
    )


def notices(editions: Iterable[Edition]) -> dict[int, list[Line]]:
    """By edition what readers were told of changes in it, the newest first."""
    rows = {edition.pk: edition for edition in editions}
    found: dict[int, list[Line]] = {pk: [] for pk in rows}
    told = Correction.objects.published().filter(edition__in=rows).newest()
    for line in lines_with(rows, told):
        found[line.correction.edition_id].append(line)
    return found


def described(edition: Edition, mark: Mark | None) -> str:
    """Each paragraph led in the direction of the edition."""
    told = mark.said(edition.language) if mark else ""
    parts = filter(None, (told, edition.standfirst))
    return "\n\n".join(led(part, edition.direction) for part in parts)


def signatures(edition: Edition) -> str:
    """A name that stands alone needs nothing around it."""
    names = [credit.text for credit in edition.byline]
    return names[0] if len(names) == 1 else _(", ").join(map(isolate, names))


def categories(edition: Edition) -> list[str]:
    """Its section and its topics, while they are open."""
    topics = in_order(edition.article.topics.all())
    labels = [edition.section, *topics] if edition.section else topics
    return [each.named("name")[0] for each in labels if each.is_published]


def permalink(edition: Edition) -> str:
    """Stays the same when the slug changes: readers' programs show the story once."""
    return short_path(edition.article_id, edition.language)
