"""How well search finds: recall and false hits on a set of pairs, through the real index."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from newsroom.accounts.models import Account
from newsroom.articles.models import Article, Edition
from newsroom.text.languages import LANGUAGES

NOBODY = "search-report"


@dataclass(frozen=True)
class Pair:
    """Whether a story that says `word` is to be found by `query`, and by what rule of grammar."""

    query: str
    word: str
    is_wanted: bool
    why: str


@dataclass
class Report:
    language: str
    pairs: list[Pair]
    missed: list[Pair] = field(default_factory=list)
    false: list[Pair] = field(default_factory=list)

    @property
    def wanted(self) -> int:
        return sum(pair.is_wanted for pair in self.pairs)

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / max(1, self.wanted)

    @property
    def false_hits(self) -> float:
        """As a share of the pairs that must stay apart."""
        return len(self.false) / max(1, len(self.pairs) - self.wanted)


def read(file: Path) -> list[Pair]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Pair(row["query"], row["word"], row["hit"] == "yes", row["why"]) for row in rows]


def reports(folder: Path) -> Iterator[Report]:
    """One for each language that has a set in the folder (`ar.tsv`)."""
    for code in LANGUAGES:
        if (file := folder / f"{code}.tsv").is_file():
            yield measured(Report(code, read(file)))


def measured(report: Report) -> Report:
    """Makes a story of every word, asks for it, and takes them all back."""
    with transaction.atomic():
        rows = write(sorted({pair.word for pair in report.pairs}), report.language)
        for pair in report.pairs:
            mine = Edition.objects.filter(pk=rows[pair.word])
            if mine.search(pair.query, report.language).exists() != pair.is_wanted:
                (report.missed if pair.is_wanted else report.false).append(pair)
        transaction.set_rollback(True)
    return report


def write(words: list[str], language: str) -> dict[str, int]:
    """The keys of drafts, by their only words."""
    by = Account.objects.create(username=NOBODY)
    articles = Article.objects.bulk_create(
        Article(created_by=by, original_language=language) for _word in words
    )
    editions = [
        Edition(article=article, language=language, headline=word, created_by=by)
        for article, word in zip(articles, words, strict=True)
    ]
    for edition in editions:
        edition.folded = edition.terms()
    made = Edition.objects.bulk_create(editions)
    return {edition.headline: edition.pk for edition in made}
