"""Synthetic stories in any number, to see how the newsroom carries a large archive.

They are cut from the demo's own paragraphs, so that they look, search and list like news: 85 of a
hundred in Arabic, bodies of some 150 words, one revision each.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone

from newsroom.accounts.models import Account
from newsroom.articles.models import Article, Byline, Edition, Revision, Section, Topic
from newsroom.articles.models.article import Kind
from newsroom.correspondents.models import Correspondent
from newsroom.delivery.draining import unnoted
from newsroom.demo import stories
from newsroom.demo.rows import Table, analyse, in_bulk, keys, stored
from newsroom.regions.models import Region
from newsroom.text.languages import LANGUAGES
from newsroom.text.markup import as_paragraphs
from newsroom.text.slugs import slugify
from newsroom.text.terms import index
from newsroom.workflow.models import State

BATCH = 1000
#: The archive grows backwards from the demo's own oldest stories: a million is some ten years.
BEGINS_BEFORE, EVERY = timedelta(days=12), timedelta(minutes=5)
#: Of a hundred stories: those in Arabic, and of each kind.
ARABIC = 85
KINDS = {
    Kind.NEWS: 66, Kind.REPORT: 14, Kind.ANALYSIS: 7, Kind.OPINION: 7, Kind.INVESTIGATION: 3,
    Kind.FACT_CHECK: 3,
}  # fmt: skip
PLACES = 30
FEWEST_WORDS, MOST_WORDS = 140, 165
#: Begin what is no plain paragraph in the demo's notation.
APART = ("## ", "> ", "![", ":::", "[")


@dataclass(frozen=True)
class Words:
    """A headline or a paragraph, with what the index stores of it."""

    text: str
    html: str
    folded: str
    count: int


class Pool:
    """What stories in one language are cut from."""

    def __init__(self, language: str, chance: random.Random):
        self.random = chance
        self.headlines, self.paragraphs = [], []
        for _name, story in stories.files():
            if edition := story["editions"].get(language):
                self.headlines.append(words(edition["headline"], language))
                blocks = edition["body"].strip().split("\n\n")
                self.paragraphs += [
                    words(block, language) for block in blocks if not block.startswith(APART)
                ]
        self.slugs = {each.text: slugify(each.text, language) for each in self.headlines}

    def body(self) -> list[Words]:
        chosen: list[Words] = []
        count = 0
        for each in self.random.sample(self.paragraphs, min(14, len(self.paragraphs))):
            if count + each.count <= MOST_WORDS:
                chosen.append(each)
                count += each.count
            if count >= FEWEST_WORDS:
                break
        return chosen


def words(text: str, language: str) -> Words:
    return Words(text, as_paragraphs(text), index(text, language), len(text.split()))


class Press:
    """Prints synthetic stories; the same ones for the same seed."""

    def __init__(self, seed: int = 1):
        self.random = random.Random(seed)
        self.pools = {code: Pool(code, self.random) for code in LANGUAGES}
        self.sections = list(Section.objects.values_list("pk", flat=True))
        self.topics = list(Topic.objects.values_list("pk", flat=True))
        self.people = list(Correspondent.objects.exclude(account=None))
        self.places = list(Region.objects.filter(level=3).order_by("path")[:PLACES])
        self.ancestors = {
            place.pk: [each.pk for each in Region.objects.around([place])] for place in self.places
        }
        editor = Account.objects.get(username="editor").pk
        self.articles = Table(
            Article, "id", "kind", "section", "place", "signing", "original_language",
            "created_by", "created_at", "filing_key",
        )  # fmt: skip
        self.bylines = Table(Byline, "article", "correspondent", position=1)
        self.listed = Table(Article.listed_in.through, "article", "region")
        self.labelled = Table(Article.topics.through, "article", "topic")
        self.editions = Table(
            Edition, "id", "article", "language", "created_by", "headline", "body", "slug",
            "folded", "latest", "approved", "published_at", "first_published_at", "moved_at",
            state=State.PUBLISHED,
        )  # fmt: skip
        self.revisions = Table(Revision, "id", "edition", "headline", "body", "at", by=editor)
        # Stories printed one after another stand beside each other in its index as well.
        self.filing = uuid4().int >> 64 << 64

    def print(self, count: int) -> Iterator[int]:
        """Adds `count` published stories in batches; yields how many each batch had."""
        oldest = Edition.objects.published().order_by("published_at").first()
        start = oldest.published_at if oldest else timezone.now() - BEGINS_BEFORE
        times = (start - EVERY * number for number in range(1, count + 1))
        printed = analysed = 0
        with in_bulk(), unnoted():
            while batch := list(islice(times, BATCH)):
                with transaction.atomic():
                    self.print_batch(batch)
                printed += len(batch)
                # PostgreSQL goes on as it planned its triggers for tables that were empty.
                if connection.vendor == "postgresql" and printed >= 2 * analysed:
                    analyse()
                    analysed = printed
                yield len(batch)
            analyse(is_last=True)

    def print_batch(self, moments: list[datetime]) -> None:
        chance, count = self.random, len(moments)
        at = Edition._meta.get_field("published_at")
        times = [stored(at, each) for each in moments]
        articles = keys(Article, count)
        people = chance.choices(self.people, k=count)
        places = [place.pk for place in chance.choices(self.places, k=count)]
        languages = [self.language() for _ in times]
        kinds = chance.choices(list(KINDS), list(KINDS.values()), k=count)
        self.articles.put(
            (pk, str(kind), chance.choice(self.sections), place, person.signing, language,
             person.account_id, at, UUID(int=self.filing + pk))
            for pk, kind, place, person, language, at
            in zip(articles, kinds, places, people, languages, times, strict=True)
        )  # fmt: skip
        self.bylines.put((pk, each.pk) for pk, each in zip(articles, people, strict=True))
        self.listed.put(
            (pk, around)
            for pk, place in zip(articles, places, strict=True)
            for around in self.ancestors[place]
        )
        self.labelled.put((pk, chance.choice(self.topics)) for pk in articles[::3] if self.topics)
        self.publish(articles, people, languages, times)

    def language(self) -> str:
        arabic, *others = self.pools
        return arabic if self.random.randrange(100) < ARABIC else self.random.choice(others)

    def publish(
        self, articles: range, people: list[Correspondent], languages: list[str],
        times: list[Any],
    ) -> None:  # fmt: skip
        """Each with the revision that its approval is bound to."""
        revisions, editions = keys(Revision, len(times)), keys(Edition, len(times))
        rows, told = [], []
        for article, person, language, at, pk, revision in zip(
            articles, people, languages, times, editions, revisions, strict=True
        ):
            pool = self.pools[language]
            headline, chosen = self.random.choice(pool.headlines), pool.body()
            body = "".join(each.html for each in chosen)
            folded = " ".join(each.folded for each in (headline, *chosen))
            rows.append(
                (pk, article, language, person.account_id, headline.text, body,
                 pool.slugs[headline.text], folded, revision, revision, at, at, at)
            )  # fmt: skip
            told.append((revision, pk, headline.text, body, at))
        self.editions.put(rows)
        self.revisions.put(told)
