"""One archive of `search.py`: builds it where it is not there, then answers each line that it reads
with the milliseconds that everything asked for took."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from datetime import timedelta
from itertools import accumulate
from time import perf_counter, process_time
from typing import Any

import django
from django.conf import settings

settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Field, Max, Model
from django.db.models.expressions import DatabaseDefault
from django.test import Client
from django.test.utils import setup_test_environment
from django.utils import timezone

from newsroom.accounts.models import Account
from newsroom.articles.models import Article, Edition, Revision, Section
from newsroom.articles.search import keys
from newsroom.public import filters
from newsroom.public.views.search import answers
from newsroom.regions.models import Region
from newsroom.text.languages import LANGUAGES
from newsroom.text.terms import index
from newsroom.workflow.models import State
from tests.bench.search import COMMON, FEW, FIRST, MEDIUM, RARE, SECOND

BATCH, EVERY, WORDS = 2000, timedelta(minutes=10), 150
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


class Writer:
    """Stories of random words, some of them planted; the oldest first."""

    def __init__(self, size: int):
        self.size, self.random = size, random.Random(1)
        self.by = Account.objects.create(username="bench")
        out = {"state": State.PUBLISHED}
        self.sections = [
            Section.objects.create(slug=f"s{n}", name_ar=f"قسم {n}", **out) for n in range(30)
        ]
        self.places = [
            Region.objects.create(slug=f"r{n}", name_ar=f"مكان {n}", level=1, **out)
            for n in range(30)
        ]
        lengths = (self.random.randint(4, 7) for _ in range(60_000))
        self.words = ["".join(self.random.choices(LETTERS, k=length)) for length in lengths]
        planted = (COMMON, MEDIUM, RARE, FIRST, SECOND)
        self.terms = {word: index(word, "ar") for word in (*self.words, *planted)}
        self.weights = list(accumulate(1 / (rank + 10) for rank in range(len(self.words))))
        self.rare = set(self.random.sample(range(size), FEW))
        self.ends = timezone.now().replace(microsecond=0)
        self.revision = self.first_revision()

    def first_revision(self) -> Revision:
        """One for all: nobody asks here for what stands in it."""
        article = Article.objects.create(created_by=self.by)
        draft = Edition.objects.create(article=article, language="en", created_by=self.by)
        return Revision.objects.create(edition=draft, by=self.by, headline="-", body="-")

    def write(self) -> None:
        for start in range(0, self.size, BATCH):
            with transaction.atomic():
                self.write_batch(range(start, min(start + BATCH, self.size)))

    def write_batch(self, numbers: range) -> None:
        choice = self.random.choice
        first = 1 + (Article.objects.aggregate(Max("pk"))["pk__max"] or 0)
        articles = [
            Article(pk=first + at, section=choice(self.sections), created_by=self.by)
            for at in range(len(numbers))
        ]
        put(Article, articles)
        listed = Article.listed_in.through
        put(listed, [listed(article=each, region=choice(self.places)) for each in articles])
        put(Edition, [self.edition(*each) for each in zip(numbers, articles, strict=True)])

    def edition(self, number: int, article: Article) -> Edition:
        said = self.said(number)
        at = self.ends - EVERY * (self.size - number)
        return Edition(
            article=article, language="ar", created_by=self.by, slug="x", state=State.PUBLISHED,
            headline=" ".join(said[:6]), body=f"<p>{' '.join(said[6:])}</p>", published_at=at,
            moved_at=at, approved=self.revision, folded=" ".join(self.terms[word] for word in said),
        )  # fmt: skip

    def said(self, number: int) -> list[str]:
        said = self.random.choices(self.words, cum_weights=self.weights, k=WORDS)
        planted = {
            COMMON: number % 2 == 0, MEDIUM: number % 100 == 0, RARE: number in self.rare,
            FIRST: number % 10 == 0 or number % 1000 == 501,
            SECOND: number % 10 == 1,
        }  # fmt: skip
        said += [word for word, is_there in planted.items() if is_there]
        self.random.shuffle(said)
        return said


def put(model: type[Model], rows: list[Any]) -> None:
    """In one statement: FTS5 writes out what it has at the end of each that fires a trigger."""
    fields = [each for each in model._meta.concrete_fields if each.attname != "id" or rows[0].pk]
    names = ", ".join(f'"{each.column}"' for each in fields)
    values = (
        [each.get_db_prep_save(value(row, each), connection) for each in fields] for row in rows
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE put AS SELECT {names} FROM {model._meta.db_table} LIMIT 0"
        )
        cursor.executemany(f"INSERT INTO put VALUES ({', '.join(['%s'] * len(fields))})", values)
        cursor.execute(f"INSERT INTO {model._meta.db_table} ({names}) SELECT * FROM put")
        cursor.execute("DROP TABLE put")


def value(row: Any, field: Field) -> Any:
    value = field.pre_save(row, add=True)
    return field.db_default if isinstance(value, DatabaseDefault) else value


#: SQLite's part is in this process, and others on the machine are not counted; PostgreSQL's is not.
clock = process_time if connection.vendor == "sqlite" else perf_counter


def milliseconds(make: Callable[[], object]) -> float:
    started = clock()
    make()
    return (clock() - started) * 1000


def one_round(client: Client, asked: dict[str, dict[str, str]]) -> dict[str, float]:
    found = {}
    for name, query in asked.items():
        words, chosen = query.get("q", ""), filters.read({"q": ""} | query)
        rows = answers(words, chosen, "ar")
        found[f"{name}: index"] = milliseconds(rows.exists)
        found[f"{name}: page's keys and count"] = milliseconds(rows.counted)
        found[f"{name}: page"] = milliseconds(lambda query=query: client.get("/search/", query))
        if words:
            found[f"{name}: desk"] = milliseconds(lambda words=words: keys(words, LANGUAGES))
    return found


def tell(told: dict[str, float]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main(size: int) -> None:
    setup_test_environment()
    call_command("migrate", verbosity=0)
    started = perf_counter()
    if not Edition.objects.exists():
        Writer(size).write()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    tell({"seconds": perf_counter() - started})
    client = Client()
    for line in sys.stdin:
        tell(one_round(client, json.loads(line)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
