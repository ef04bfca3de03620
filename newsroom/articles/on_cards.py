"""Stories as lists show them: the rows that the database has of each, and no more columns than a
card needs. What is made of a card can be kept by its rows (`public/fragments.py`). Feeds and
searches take stories `with_text`, read in the same way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Model, QuerySet

from newsroom.articles.models import ArticlePhoto, Byline, Edition
from newsroom.articles.querysets import EditionQuerySet
from newsroom.delivery.record import note
from newsroom.paths import article_path
from newsroom.prepared import Prepared, Row, any_of, param
from newsroom.text.languages import LANGUAGES


def translated(*names: str) -> list[str]:
    return [f"{name}_{code}" for name in names for code in LANGUAGES]


STORY = (
    "article", "language", "slug", "headline", "short_headline", "standfirst", "published_at",
    *(f"article__{name}" for name in ("kind", "section", "signing", "breaking_until")),
    *(f"article__section__{name}" for name in ("state", "slug", "tone", *translated("name"))),
)  # fmt: skip
#: What a card knows by itself.
KNOWN = ("id", "article_id", "article__section_id", "article__kind", "language", "slug")
SIGNED = (
    "article", "correspondent",
    *(
        f"correspondent__{name}"
        for name in (
            "state", "signing", "slug",
            *translated("public_name", "pen_name", "role_line", "about"),
        )
    ),
)  # fmt: skip
PICTURED = (
    "article", "photo",
    *(
        f"photo__{name}"
        for name in (
            "state", "rights_until", "token", "width", "height", "focus_x", "focus_y", "ready_at",
            "placeholder",
            *translated("alt", "caption", "credit"),
        )
    ),
)  # fmt: skip


def shown(rows: EditionQuerySet) -> EditionQuerySet:
    return rows.select_related("article__section").only(*STORY)


def of_keys() -> EditionQuerySet:
    return Edition.objects.published(param("now")).filter(pk__in=any_of("keys")).order_by()


STORIES = Prepared(lambda: shown(of_keys()))
TEXTS = Prepared(lambda: of_keys().select_related("article__section").defer("folded"))
BYLINES = Prepared(lambda: Byline.objects.filter(article__in=any_of("articles")).only(*SIGNED))
PICTURES = Prepared(
    lambda: ArticlePhoto.objects.filter(article__in=any_of("articles")).only(*PICTURED)
)


class Card:
    """What is asked of it that it does not know, the story itself answers."""

    def __init__(self, row: Row, bylines: Iterable[Row] = (), pictures: Iterable[Row] = ()):
        self.made_of = (row, tuple(bylines), tuple(pictures))
        (
            self.pk, self.article_id, self.section_id, self.kind, self.language, self.slug,
        ) = STORIES.columns(*KNOWN)(row)  # fmt: skip

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # what Python asks of one that it copies, before it knows its rows
            raise AttributeError(name)
        return getattr(self.story, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Card | Edition) and other.pk == self.pk

    def __hash__(self) -> int:
        return hash(self.pk)

    @cached_property
    def url(self) -> str:
        return article_path(self.article_id, self.slug, self.language)

    @property
    def is_pictured(self) -> bool:
        """Whether readers may have one of its pictures."""
        return any_public(self.made_of[2])

    @cached_property
    def story(self) -> Edition:
        row, bylines, pictures = self.made_of
        story: Edition = STORIES.made(row)
        link(story, bylines, pictures)
        return story


@lru_cache(1_000)
def any_public(pictures: tuple[Row, ...]) -> bool:
    return any(PICTURES.made(row).photo.is_public for row in pictures)


class Known:
    """What a manager of related things has, as after a prefetch. The query that would have asked
    for it, which takes longer to compose than all else, is composed for whoever wants more than
    these rows."""

    def __init__(self, thing: Model, name: str, rows: Iterable[Any]) -> None:
        self.thing, self.name, self.rows = thing, name, list(rows)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, at: Any) -> Any:
        return self.rows[at]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what Python asks of one that it copies
            raise AttributeError(name)
        return getattr(self.composed(), name)

    def composed(self) -> QuerySet[Any, Any]:
        known = vars(self.thing).setdefault("_prefetched_objects_cache", {})
        known.pop(self.name, None)
        found: QuerySet[Any, Any] = getattr(self.thing, self.name).get_queryset()
        found._result_cache, found._prefetch_done = self.rows, True
        known[self.name] = found
        return found


def keep(thing: Model, name: str, rows: Iterable[Any]) -> None:
    """What `name` leads to, as a prefetch does."""
    known = vars(thing).setdefault("_prefetched_objects_cache", {})
    known[name] = Known(thing, name, rows)


def cards(keys: Iterable[int], now: datetime) -> dict[int, Card]:
    """By key, of those that readers may have; three queries however many."""
    keys = list(keys)
    note_keys(keys)
    return of_rows(STORIES.rows(keys=keys, now=now)) if keys else {}


def with_text(keys: list[int], now: datetime) -> list[Edition]:
    """The stories themselves in this order, of those that readers may have, in whatever language:
    all their columns but `folded`, with section, bylines and pictures (of those, what cards show).
    Three queries however many."""
    note_keys(keys)
    found = [TEXTS.made(row) for row in TEXTS.rows(keys=keys, now=now)] if keys else []
    articles = [story.article_id for story in found]
    bylines, pictures = by_article(BYLINES, articles), by_article(PICTURES, articles)
    for story in found:
        link(story, bylines[story.article_id], pictures[story.article_id])
    known = {story.pk: story for story in found}
    return [known[key] for key in keys if key in known]


def note_keys(keys: Iterable[int]) -> None:
    """Of a story that leaves between the query for its key and the one for its row, too."""
    note(*(f"edition:{key}" for key in keys))


def in_order(keys: Iterable[int], known: dict[int, Card]) -> list[Card]:
    """Of these keys, without those that are not among them."""
    return [known[key] for key in keys if key in known]


def cards_among(rows: EditionQuerySet, keys: list[int]) -> dict[int, Card]:
    """The same of those among `rows`."""
    note_keys(keys)
    if not keys:
        return {}
    return of_rows(Prepared(lambda: shown(rows.filter(pk__in=keys)).order_by()).rows())


def of_rows(rows: list[Row], besides: Edition | None = None) -> dict[int, Card]:
    """With who signs the stories and their pictures. `besides`: gets its own along with them."""
    story_of = STORIES.columns("id", "article_id")
    keys = [story_of(row) for row in rows]
    articles = [article for _key, article in keys]
    if besides:
        articles.append(besides.article_id)
    bylines, pictures = by_article(BYLINES, articles), by_article(PICTURES, articles)
    if besides:
        last = articles.pop()
        link(besides, bylines[last], pictures[last])
    return {
        key: Card(row, bylines[article], pictures[article])
        for row, (key, article) in zip(rows, keys, strict=True)
    }


def link(story: Edition, bylines: Iterable[Row], pictures: Iterable[Row]) -> None:
    keep(story.article, "bylines", map(BYLINES.made, bylines))
    keep(story.article, "pictures", map(PICTURES.made, pictures))


def by_article(links: Prepared, articles: list[int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    article_of = links.columns("article_id")
    for row in links.rows(articles=articles) if articles else ():
        found[article_of(row)].append(row)
    return found
