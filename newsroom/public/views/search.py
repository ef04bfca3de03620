from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from newsroom.articles.list_tags import ALL
from newsroom.articles.models import Edition
from newsroom.articles.search import Search, with_readers
from newsroom.delivery.record import note
from newsroom.prepared import Prepared
from newsroom.public import filters, kinds, noting
from newsroom.public.filters import Filters
from newsroom.public.languages import address, in_each, whole
from newsroom.public.page import active, page
from newsroom.public.results import Results
from newsroom.public.views.lists import newest
from newsroom.public.views.paging import one_page
from newsroom.regions.models import Level, Region
from newsroom.text.found import marked, passage
from newsroom.text.languages import LANGUAGES
from newsroom.text.markup import clean_line, plain
from newsroom.text.pictures import seen_of
from newsroom.text.sorting import in_order
from newsroom.text.terms import Choice
from newsroom.text.terms import query as asked_for

LONGEST_QUERY = 200
GOVERNORATES = Prepared(lambda: Region.objects.published().filter(level=Level.GOVERNORATE))


@dataclass(frozen=True)
class Result:
    edition: Edition
    headline: SafeString
    #: The words around those that were asked for; the standfirst where only the headline has them.
    passage: SafeString


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = clean_line(request.GET.get("q", "")[:LONGEST_QUERY])
    chosen, asked = filters.read(request.GET), asked_for(query, active())
    rows = answers(query, chosen, active())
    here = address(active(), "search", q=query, **chosen.asked)
    editions, addresses = one_page(rows, request.GET, here)
    noting.members(ALL, active())
    return page(
        request,
        "public/search.html",
        here=in_each("search", q=query, **chosen.asked),
        alternates={} if query or chosen.chosen() else None,
        canonical=whole(address(active(), "search")),
        query=query,
        too_short=bool(query) and not asked,
        filters=chosen,
        editions=editions,
        results=[result(edition, asked) for edition in editions],
        **addresses,
        **({"count": rows.counted()} if editions else instead(query, chosen)),
        **choices(query, chosen),
    )


def answers(query: str, chosen: Filters, language: str) -> Results:
    """Without words and filters nothing is asked for, and nothing is answered."""
    asked = asked_for(query, language)
    wanted = [with_readers(language), *chosen.wanted(), *asked]
    is_asked = bool(asked if query else chosen.chosen())
    since, until = chosen.span()
    return Results.between(language, Search([wanted] if is_asked else []), since, until)


def result(edition: Edition, asked: Sequence[Choice]) -> Result:
    language = edition.language
    found = passage(edition.standfirst, asked, language)
    if asked and not found:
        found = passage(words_of(edition.body), asked, language)
    said = found or edition.standfirst
    headline = marked(edition.headline, asked, language)
    return Result(edition, headline, marked(said, asked, language))


@lru_cache(500)
def words_of(body: str) -> str:
    """As plain text, without what only photos say. The newest stories are found again and again."""
    return plain(seen_of(body, ()))


def instead(query: str, chosen: Filters) -> dict[str, Any]:
    """For whoever found nothing, or has not asked yet."""
    return {"latest": newest()} | (elsewhere(query, chosen) if query else {})


def elsewhere(query: str, chosen: Filters) -> dict[str, Any]:
    """Whether the same is there without the filters, and in which other languages. One look for one
    story each."""
    is_wider = bool(chosen.chosen()) and answers(query, Filters(), active()).exists()
    others = [
        {"language": language, "url": address(code, "search", q=query, **chosen.asked)}
        for code, language in LANGUAGES.items()
        if code != active() and answers(query, chosen, code).exists()
    ]
    return {
        "without_filters": address(active(), "search", q=query) if is_wider else "",
        "in_others": others,
    }


def choices(query: str, chosen: Filters) -> dict[str, Any]:
    """What the form offers, and what takes each filter away again."""
    note("region:*")
    offered = in_order(GOVERNORATES.all())
    if chosen.region and chosen.region not in offered:
        offered.insert(0, chosen.region)
    return {
        "places": offered,
        "kinds": kinds.MANY,
        "periods": {name: words for name, (words, _days) in filters.PERIODS.items()},
        "taken": [
            {"name": name, "url": without(query, chosen, names)} for names, name in chosen.chosen()
        ],
    }


def without(query: str, chosen: Filters, names: Sequence[str]) -> str:
    rest = {name: text for name, text in chosen.asked.items() if name not in names}
    return address(active(), "search", q=query, **rest)
