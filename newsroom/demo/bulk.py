"""Synthetic stories in any number, to see how the newsroom carries a large archive.

They are cut from the demo's own Arabic paragraphs, so that they look, search and list like news.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from newsroom.accounts.models import Account
from newsroom.articles.models import Article, Byline, Edition, Revision, Section
from newsroom.correspondents.models import Correspondent
from newsroom.demo import stories
from newsroom.regions.models import Region
from newsroom.text.folding import index
from newsroom.text.markup import paragraphs
from newsroom.text.slugs import slugify
from newsroom.workflow.models import State

BATCH = 1000
#: The archive grows backwards from the demo's own oldest stories, one story every half hour.
BEGINS_BEFORE, EVERY = timedelta(days=12), timedelta(minutes=30)


class Press:
    """Prints synthetic stories; the same ones for the same seed."""

    def __init__(self, seed: int = 1):
        self.random = random.Random(seed)
        self.paragraphs, self.headlines = pool()
        self.folded = {text: index(text, "ar") for text in (*self.paragraphs, *self.headlines)}
        self.sections = list(Section.objects.all())
        self.people = list(Correspondent.objects.select_related("account"))
        self.places = {place.pk: place for place in Region.objects.filter(level=3)}
        self.ancestors = {
            pk: [each.pk for each in Region.objects.around([place])]
            for pk, place in self.places.items()
        }
        self.editor = Account.objects.get(username="editor")

    def print(self, count: int) -> Iterator[int]:
        """Adds `count` published stories in batches; yields how many each batch had."""
        oldest = Edition.objects.published().order_by("published_at").first()
        start = oldest.published_at if oldest else timezone.now() - BEGINS_BEFORE
        times = (start - EVERY * number for number in range(1, count + 1))
        while batch := list(islice(times, BATCH)):
            with transaction.atomic():
                self.print_batch(batch)
            yield len(batch)

    def print_batch(self, times: list[datetime]) -> None:
        people = [self.random.choice(self.people) for _ in times]
        articles = Article.objects.bulk_create(
            Article(
                kind="news",
                section=self.random.choice(self.sections),
                place=self.random.choice(list(self.places.values())),
                signing=person.signing,
                created_by=person.account,
            )
            for person in people
        )
        pairs = list(zip(articles, people, strict=True))
        Byline.objects.bulk_create(
            Byline(article=article, correspondent=person, position=1) for article, person in pairs
        )
        listed = Article.listed_in.through
        listed.objects.bulk_create(
            listed(article_id=article.pk, region_id=pk)
            for article in articles
            for pk in self.ancestors[article.place_id]
        )
        self.publish([self.edition(article) for article in articles], times)

    def edition(self, article: Article) -> Edition:
        headline = self.random.choice(self.headlines)
        chosen = self.random.sample(self.paragraphs, 3)
        return Edition(
            article=article,
            language="ar",
            created_by=article.created_by,
            headline=headline,
            body="".join(paragraphs(text) for text in chosen),
            slug=slugify(headline, "ar"),
            folded=" ".join(self.folded[text] for text in (headline, *chosen)),
        )

    def publish(self, editions: list[Edition], times: list[datetime]) -> None:
        """Each with the revision that its approval is bound to."""
        editions = Edition.objects.bulk_create(editions)
        Revision.objects.bulk_create(
            Revision(edition=edition, by=self.editor, **edition.text()) for edition in editions
        )
        for edition, at in zip(editions, times, strict=True):
            edition.published_at = edition.first_published_at = edition.moved_at = at
        Edition.objects.bulk_update(
            editions, ["published_at", "first_published_at", "moved_at"], batch_size=200
        )
        mine = Revision.objects.filter(edition=OuterRef("pk")).values("pk")[:1]
        rows = Edition.objects.filter(pk__in=[edition.pk for edition in editions])
        rows.update(latest=Subquery(mine))
        rows.update(approved=F("latest"), state=State.PUBLISHED)


def pool() -> tuple[list[str], list[str]]:
    """Paragraphs and headlines of the demo's Arabic stories."""
    texts, headlines = [], []
    for _name, story in stories.files():
        if edition := story["editions"].get("ar"):
            headlines.append(edition["headline"])
            texts += [
                block for block in edition["body"].strip().split("\n\n")
                if not block.startswith(("## ", "> "))
            ]  # fmt: skip
    return texts, headlines
