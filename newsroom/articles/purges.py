"""What readers have of stories, and which lists a story arrives in or leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import JSONField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from newsroom.articles.list_tags import ALL, DEEP, LEFT, OLD, TOP, named, tag
from newsroom.articles.models import Article, Edition
from newsroom.articles.models.text import Text
from newsroom.delivery.triggers import Watched
from newsroom.text import dates
from newsroom.text.languages import LANGUAGES
from newsroom.workflow.models import State

STORY, LISTS = "'article:' || {row}.article_id", "'lists:' || {row}.article_id"
OUT = "{row}.state = 'published'"
#: Below so many newer ones each is made anew; whoever stands further up is by `OLD`.
NEAR = 30


def link(
    model: str, *columns: str, left: str = "", also: tuple[str, ...] = ()
) -> Iterator[Watched]:
    """A row that links a story to something; `left`: the list that it leaves with the row."""
    yield Watched(model, (STORY, *also), columns=("article", *columns))
    if left:
        gone = f"'{LEFT}:{left}-' || {{row}}.{left}_id || ':' || {{row}}.article_id"
        yield Watched(model, (gone,), columns=("article", left), was=True)


WATCHED = (
    Watched(
        "articles.Edition", ("'edition:' || {row}.id", STORY),
        columns=(
            *Text.APPROVED, "slug", "state", "language", "article", "published_at", "updated_at",
            "approved", "redacted_at",
        ),
        shown=OUT, gone=("redacted_at", "published_at"),
    ),
    Watched(
        "articles.Edition", (LISTS,),
        columns=("state", "published_at", "language", "article"), shown=OUT,
    ),
    Watched(
        "articles.Edition", ("'leaves:' || {row}.article_id || ':' || {row}.language",),
        columns=("state", "published_at", "language", "article"), shown=OUT,
        gone=("published_at", "language", "article"), was=True, leaving=True,
    ),
    Watched(
        "articles.Article", ("'article:' || {row}.id",),
        columns=(
            "kind", "section", "place", "precision", "signing", "breaking_until",
            "original_language",
        ),
        gone=("place", "precision", "signing"), events=("update", "delete"),
    ),
    Watched(
        "articles.Article", ("'lists:' || {row}.id",), columns=("kind", "section", "signing"),
        events=("update",),
    ),
    Watched(
        "articles.Article",
        ("'left:section-' || COALESCE({row}.section_id, 0) || ':' || {row}.id",
         "'left:kind-' || {row}.kind || ':' || {row}.id"),
        columns=("kind", "section"), was=True,
    ),
    Watched("articles.Article", ("'signed:' || {row}.id",), columns=("signing",),
            events=("update",)),
    Watched("articles.Article", ("'pictured:' || {row}.id",), columns=("breaking_until",),
            events=("update",)),
    *link("articles.Byline", "correspondent", "position", left="correspondent", also=(LISTS,)),
    *link("articles.Article_topics", "topic", left="topic", also=(LISTS,)),
    *link("articles.Article_listed_in", "region", left="region", also=(LISTS,)),
    *link("articles.ArticlePhoto", "photo", "position", also=("'pictured:' || {row}.article_id",)),
    # Under a translation stands what it has not followed.
    Watched(
        "articles.Correction",
        ("'corrections'", "'edition:' || {row}.edition_id", "'corrected:' || {row}.edition_id"),
        columns=(
            "edition", "kind", "said", "right", "shows_comparison", "published_at", "before",
            "after", "redacted_at",
        ),
        shown="{row}.published_at IS NOT NULL", gone=("redacted_at", "said", "right"),
    ),
    # Readers compare two of them.
    Watched(
        "articles.Revision", ("'edition:' || {row}.edition_id",), columns=Text.APPROVED,
        gone=Text.APPROVED, events=("update",),
    ),
    # Every page lists the sections.
    Watched("articles.Section", ("'site'",), columns=("name", "slug", "state", "position", "tone")),
    Watched("articles.Topic", ("'topic:' || {row}.id",),
            columns=("name", "slug", "state", "background"), gone=("background",)),
    Watched("articles.Moment", ("'topic:' || {row}.topic_id",),
            columns=("topic", "date", "text", "edition"), gone=("text", "edition")),
)  # fmt: skip


def about(tag: str) -> str:
    """The number of the story that it tells of."""
    kind, _colon, rest = tag.partition(":")
    return rest.partition(":")[2 if kind == LEFT else 0]


def follows(tags: set[str]) -> Iterator[str]:
    """Of a story that readers do not have, nothing follows."""
    told: dict[str, set[str]] = {}
    for each in tags:
        kind, _colon, rest = each.partition(":")
        told.setdefault(kind, set()).add(rest)
    leaving = [each.partition(":") for each in told.get("leaves", ())]
    keys = {*told.get("lists", ()), *told.get("pictured", ()), *told.get("signed", ())}
    keys |= {article for article, _colon, _language in leaving}
    keys |= {each.partition(":")[2] for each in told.get(LEFT, ())}
    lists = lists_of(map(int, keys)) if keys else {}
    known = readers_have(lists)
    yield from arrived({key for key in map(int, told.get("lists", ())) if key in known}, lists)
    for article, _colon, language in leaving:
        for name in lists.get(int(article), ()):
            yield tag(LEFT, name, language)
        known.add(int(article))
    yield from left(told.get(LEFT, set()), known, lists)
    for key in map(int, told.get("signed", ())):
        if key in known:
            names = [name for name in lists[key] if name.startswith("correspondent-")]
            yield from (tag(LEFT, name, code) for name in names for code in LANGUAGES)
    if not known.isdisjoint(map(int, told.get("pictured", ()))):
        yield "front"
    if corrected := told.get("corrected"):
        stories = Edition.objects.filter(pk__in=map(int, corrected)).values_list("article")
        yield from (f"article:{article}" for (article,) in stories)


def lists_of(articles: Iterable[int]) -> dict[int, set[str]]:
    """By story the names of the lists that it is in, in whatever language."""
    keys = list(articles)
    rows = Article.objects.filter(pk__in=keys).values_list("pk", "section", "kind")
    found = {
        pk: {ALL, named("section", section or 0), named("kind", kind)} for pk, section, kind in rows
    }
    links = (
        ("topic", Article.topics.through), ("region", Article.listed_in.through),
        ("correspondent", Article.correspondents.through),
    )  # fmt: skip
    for kind, through in links:
        of_them = through._base_manager.filter(article__in=found)
        for article, key in of_them.values_list("article", kind):
            found[article].add(named(kind, key))
    return found


def readers_have(articles: Iterable[int]) -> set[int]:
    """Also what they will have at its time."""
    out = Edition.objects.filter(state=State.PUBLISHED, article__in=list(articles))
    return set(out.values_list("article", flat=True))


def left(told: set[str], known: set[int], lists: dict[int, set[str]]) -> Iterator[str]:
    """By lists as `section-3` and the story that was in them; one that is deleted was, too."""
    for each in told:
        name, _colon, article = each.partition(":")
        if int(article) in known or int(article) not in lists:
            yield from (tag(LEFT, one, code) for one in (name, ALL) for code in LANGUAGES)


def arrived(articles: set[int], lists: dict[int, set[str]]) -> Iterator[str]:
    """Where a story stands since: what is newest is so in all its lists, and one that comes later
    will be."""
    this_month = dates.month_of(timezone.now())
    for edition in with_neighbours(articles):
        names = lists[edition.article_id]
        above = edition.above
        # Pages of a month that is over have no newest ones; one that comes later may be of it.
        is_deep = above or dates.month_of(edition.published_at) < this_month
        whats = [TOP, *([DEEP] if is_deep else []), *([OLD] if len(above) > NEAR else [])]
        yield from (tag(what, name, edition.language) for what in whats for name in names)
        # Each of these names the one before it, and has others of its kind beside it.
        yield from (f"edition:{pk}" for pk in above)
        if above:  # else the formerly newest one has it by `TOP`
            yield from (f"edition:{pk}" for pk in edition.below)


def with_neighbours(articles: set[int]) -> QuerySet[Edition]:
    """Each edition that readers have or will have of these stories. `above`: the keys of those that
    they have in its language and that are newer, the nearest, one more than are near, and none of
    one that is still to come; `below`: of the next older one."""
    now = timezone.now()
    others = Edition.objects.published(now).in_language(OuterRef("language"))
    at, pk = OuterRef("published_at"), OuterRef("pk")
    newer = others.filter(Q(published_at__gt=at) | Q(published_at=at, pk__gt=pk))
    older = others.filter(Q(published_at__lt=at) | Q(published_at=at, pk__lt=pk))
    nearest = newer.order_by("published_at", "pk").values("pk")[: NEAR + 1]
    out = Edition.objects.filter(state=State.PUBLISHED, article__in=articles)
    return out.only("article_id", "language", "published_at").annotate(
        above=Keys(nearest), below=Keys(older.newest().values("pk")[:1])
    )


class Keys(Subquery):
    """The keys of a query's rows as a list."""

    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        made = "(SELECT json_group_array(of_these.pk) FROM (%(subquery)s) AS of_these)"
        return self.as_sql(compiler, connection, made, **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        made = (
            "(SELECT COALESCE(jsonb_agg(of_these.pk), '[]'::jsonb) FROM (%(subquery)s) AS of_these)"
        )
        return self.as_sql(compiler, connection, made, **more)
