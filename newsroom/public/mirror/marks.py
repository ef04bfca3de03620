"""A mark for everything that a page can be made of. Where one is not what it was, what was made of
it is made again.

One look costs a few reads of each table, whatever changed; no page is rendered for it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet

from newsroom.articles.models import (
    Article,
    Byline,
    Claim,
    Correction,
    Edition,
    Figure,
    Moment,
    Section,
    Topic,
)
from newsroom.articles.models.article import ArticlePhoto
from newsroom.correspondents.models import Correspondent
from newsroom.media.models import Photo
from newsroom.pages.models import Arrangement, BreakingBar, FollowLink, Network, Page
from newsroom.pages.models.arrangement import Block, Pin
from newsroom.public.languages import parted
from newsroom.public.mirror.pages import Pages
from newsroom.public.mirror.standing import Standing, pairs, read_lists, read_stories
from newsroom.public.neighbours import RELATED
from newsroom.regions.models import Region
from newsroom.text.languages import LANGUAGES

#: What the desk writes onto published rows and no reader sees.
UNSEEN = {
    "latest_id", "notice_id", "change_at", "change_by_id", "on_hold", "submitted_by_id", "folded",
    "version", "mend_at", "readers", "moved_at", "embargo_until", "delay_until",
}  # fmt: skip


class Marks:
    """One for each tag, of all rows that were told under it."""

    def __init__(self) -> None:
        self.made: dict[str, Any] = defaultdict(lambda: hashlib.blake2b(digest_size=12))

    def tell(self, tag: str, *what: object) -> None:
        self.made[tag].update(repr(what).encode())

    def rows(self, rows: QuerySet[Any, Any], tag: str, column: str = "pk") -> None:
        """Each under the tag's name with what stands in the column; all that readers see of it."""
        for name, *values in rows.order_by("pk").values_list(column, *seen(rows.model)).iterator():
            self.tell(f"{tag}:{name}", rows.model.__name__, *values)

    def all(self, rows: QuerySet[Any, Any], tag: str) -> None:
        """Under one tag."""
        for values in rows.order_by("pk").values_list(*seen(rows.model)).iterator():
            self.tell(tag, rows.model.__name__, *values)

    def done(self) -> dict[str, str]:
        return {tag: each.hexdigest() for tag, each in self.made.items()}


def seen(model: type[Model]) -> list[str]:
    return [each.attname for each in model._meta.concrete_fields if each.attname not in UNSEEN]


def look(at: datetime) -> Standing:
    """At the readers' side alone: of what they do not have, nothing is read."""
    found, marks = Standing(at), Marks()
    read_stories(found)
    read_lists(found)
    tell_stories(found, marks)
    tell_things(at, marks)
    tell_site(at, marks)
    tell_lists(found, marks)
    found.marks = marks.done()
    return found


def tell_stories(found: Standing, marks: Marks) -> None:
    """All of a story in all its languages under `article:<number>`. Of one that readers have in
    none there is a mark only while its notice stands."""
    editions = Edition.objects.published(found.at)
    articles = Article.objects.filter(editions__in=editions).distinct()
    marks.rows(editions, "article", "article_id")
    marks.rows(Edition.objects.taken_back().only("pk"), "article", "article_id")
    marks.rows(Article.objects.filter(pk__in=articles.values("pk")), "article")
    for model in (Byline, ArticlePhoto, Claim, Figure):
        rows = model._base_manager.filter(article__in=articles.values("pk"))
        marks.rows(rows, "article", "article_id")
    marks.rows(Correction.objects.published(), "article", "edition__article_id")
    breaking = Article.objects.filter(breaking_until__gt=found.at)
    for pk in breaking.order_by("pk").values_list("pk", flat=True):
        marks.tell(f"article:{pk}", "breaking")
    topics = pairs(Article.topics.through, "article_id", "topic_id")
    told = {story.article for story in found.stories}
    for pk in sorted(told):
        marks.tell(f"article:{pk}", found.places.get(pk), topics.get(pk))
    for code in LANGUAGES:
        row = [story for story in found.stories if story.language == code]
        marks.tell(f"stories:{code}", [story.key for story in row])
        for before, story, after in zip([None, *row], row, [*row[1:], None], strict=False):
            marks.tell(f"beside:{story.pk}", before and before.pk, after and after.pk)
    for story in found.stories:
        marks.tell("month:{}-{}".format(*story.month), story.key)
        marks.tell(f"part:{story.part}", story.key)
        marks.tell("stories", story.key, story.slug)


def tell_things(at: datetime, marks: Marks) -> None:
    for name, rows in (
        ("topic", Topic.objects.published()),
        ("region", Region.objects.published()),
        ("correspondent", Correspondent.objects.public()),
        ("photo", Photo.objects.published(at)),
    ):
        marks.rows(rows, name)
    marks.all(Topic.objects.published(), "topics")
    marks.all(Correspondent.objects.public(), "people")
    marks.rows(
        Moment._base_manager.filter(topic__in=Topic.objects.published()), "topic", "topic_id"
    )


def tell_site(at: datetime, marks: Marks) -> None:
    """What stands around every page; `front` for what editors arranged."""
    for model in (Network, FollowLink):
        marks.all(model._base_manager.all(), "site")
    marks.all(Section.objects.published(), "site")
    for told in Page.objects.published().with_words().order_by("pk").values_list("kind", "told"):
        marks.tell("site", told)
    for row in Region.objects.published().order_by("pk").values_list("pk", "path", "slug"):
        marks.tell("places", row)
    for code in LANGUAGES:
        bar = BreakingBar.current(code)
        story = bar.story_in(code) if bar else None
        marks.tell("site", bar and (bar.text_in(code), bar.ends_at), story and story.url)
        arranged = Arrangement.objects.in_force(code, at)
        marks.tell("front", arranged and arranged.pk)
        if arranged:
            marks.all(Block.objects.filter(arrangement=arranged), "front")
            marks.all(Pin.objects.filter(arrangement=arranged, until__gt=at), "front")


def tell_lists(found: Standing, marks: Marks) -> None:
    for path, keys in found.lists.items():
        marks.tell(f"list:{path}", keys)
        for page in Pages(keys).all():
            marks.tell(f"page:{path}?before={page.key}", page.rows, page.above)
    tell_indexes(found, marks)
    tell_related(found, marks)


def tell_indexes(found: Standing, marks: Marks) -> None:
    """The pages that list everything of a kind say of which of it a language has stories; of a
    topic the newest one, and nothing of one that has none in any language."""
    filled = {parted(path)[1] for path, keys in found.lists.items() if keys}
    for path, keys in found.lists.items():
        language, rest = parted(path)
        name = rest.partition("/")[0]
        told = (keys[-1:], rest in filled) if name == "topics" else bool(keys)
        marks.tell(f"index:/{language}{name}/", rest, told)


def tell_related(found: Standing, marks: Marks) -> None:
    """Under `beside:<number>` of a story those before it in its section and places, from which its
    page chooses what is related: one that comes under an older date changes the pages above."""
    for path in sorted(found.lists):
        keys = found.lists[path]
        if parted(path)[1].startswith(("sections/", "regions/")):
            for at, (_seconds, pk) in enumerate(keys):
                marks.tell(f"beside:{pk}", keys[max(0, at - RELATED - 1) : at])
