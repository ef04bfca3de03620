"""What readers of a translation are told while it lags behind a correction of its original."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.articles.behind import Behind, mark_to_come, marks
from newsroom.articles.models import Edition
from newsroom.paths import short_path
from newsroom.text import dates
from newsroom.text.languages import LANGUAGES, Language
from newsroom.text.markup import isolate
from newsroom.text.named import language_name


@dataclass(frozen=True)
class Mark:
    """`original`: the language of the correction; `url`: its line at the original."""

    original: Language
    at: datetime
    url: str

    def said(self, language: str) -> str:
        """As plain text, where no link can stand."""
        sentence = _(
            "The original in %(language)s was corrected on %(day)s; the correction has not reached"
            " this translation yet."
        )
        day = isolate(dates.day(self.at, language))
        return sentence % {"language": language_name(self.original.code), "day": day}


def mark(edition: Edition, behind: Behind) -> Mark:
    path = short_path(edition.article_id, behind.language)
    url = f"{path}#correction-{behind.correction}"
    return Mark(LANGUAGES[behind.language], behind.at, url)


def marked(editions: Iterable[Edition]) -> dict[int, Mark]:
    """By edition, of those that readers have."""
    rows = {edition.pk: edition for edition in editions}
    found = marks(rows.values(), timezone.now())
    return {pk: mark(rows[pk], behind) for pk, behind in found.items() if pk in rows}


def mark_of_preview(edition: Edition) -> Mark | None:
    behind = mark_to_come(edition)
    return mark(edition, behind) if behind else None
