"""Rows that are found by their words, in any language and any spelling, as stories are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.http import HttpRequest

from newsroom.text.folding import fold
from newsroom.text.languages import LANGUAGES
from newsroom.text.terms import index, names_terms, query

#: Words that are looked for, as in a search for stories: a condition each.
MOST = 12


class FoundQuerySet(models.QuerySet):
    def search(self, words: str):
        """Those that have every word in any language, or one that begins with it; of many words,
        the first."""
        found = Q(pk__in=[])
        for code in LANGUAGES:
            said = [word for word in words.split() if fold(word, code)][:MOST]
            if said:
                found |= Q(*(_asked(word, code) for word in said))
        return self.filter(found)

    def saying(self, spellings: Iterable[str]):
        """Those that have all words of one of these folded texts, or longer ones: among them are
        all that are called so."""
        found = Q(pk__in=[])
        for spelling in spellings:
            found |= Q(*(Q(folded__contains=f" {word}") for word in spelling.split()))
        return self.filter(found)


def _asked(word: str, language: str) -> Q:
    """As it is typed, since the rest of it may still come, or by its stems."""
    stems = Q(*(_any(choice) for choice in query(word, language)))
    return Q(folded__contains=f" {fold(word, language)}") | stems


def _any(choice: Iterable[str]) -> Q:
    return Q(*(Q(folded__contains=f" {term}") for term in choice), _connector=Q.OR)


class Found(models.Model):
    """Stands before `Named` among the bases."""

    #: The words of all languages as the desk searches them, a space before each.
    folded = models.TextField(editable=False, blank=True)

    class Meta:
        abstract = True

    def words(self) -> Iterator[tuple[str, list[str]]]:
        """What it is found by, by language."""
        raise TypeError(f"{type(self).__name__} is found by nothing")

    def names(self) -> Iterator[tuple[str, str]]:
        """What it is called, by language: two of one name may be the same thing."""
        return iter(())

    def tidy(self) -> None:
        super().tidy()  # type: ignore[misc]  # Named's, next among the bases
        self.folded = self.terms()

    def terms(self) -> str:
        """What `folded` says when the words are these."""
        return names_terms(self.words())

    def keys(self) -> set[tuple[str, str]]:
        named = ((code, index(name, code)) for code, name in self.names() if name)
        return {(code, terms) for code, terms in named if terms}

    def alike(self, rows: models.QuerySet[Self]) -> list[Self]:
        """Those of the given rows that have one of its names, in whatever spelling."""
        own = self.keys()
        near = [rows.search(name).exclude(pk=self.pk) for _code, name in self.names() if name]
        found = {row.pk: row for each in near for row in each if row.keys() & own}
        return [found[pk] for pk in sorted(found)]


class FoundMixin:
    """For a ModelAdmin: its list, and what is picked from it, are searched by folded words."""

    search_fields = ("folded",)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str):
        return (queryset.search(search_term) if search_term.strip() else queryset), False
