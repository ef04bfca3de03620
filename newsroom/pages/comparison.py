"""What readers have of a page about us beside what the desk has written, language by language."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst

from newsroom.articles.comparison import Difference, line
from newsroom.pages.models import Page
from newsroom.pages.models.trust import WORDS
from newsroom.text.compare import compare, count_changes, folded_rows
from newsroom.text.languages import LANGUAGES, Language


@dataclass(frozen=True)
class InLanguage:
    language: Language
    fields: list[Difference]


def differences(page: Page) -> Iterator[InLanguage]:
    """Only languages in which something differs."""
    told, written = page.told.words if page.told else {}, page.words()
    for code, language in LANGUAGES.items():
        before, after = told.get(code, {}), written.get(code, {})
        fields = [
            difference(name, before.get(name, ""), after.get(name, ""))
            for name in WORDS
            if before.get(name, "") != after.get(name, "")
        ]
        if fields:
            yield InLanguage(language, fields)


def difference(name: str, before: str, after: str) -> Difference:
    rows = compare(before, after)
    added, removed = count_changes(rows)
    label = capfirst(str(Page._meta.get_field(name).verbose_name))
    seen = any(row.kind != "same" for row in rows)
    lines = [line(row) for row in folded_rows(rows)]
    return Difference(name, label, lines, added, removed, is_visible=seen)
