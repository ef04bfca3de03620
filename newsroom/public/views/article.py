from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from newsroom.articles.expecting import expect
from newsroom.articles.models import Edition
from newsroom.paths import short_path
from newsroom.prepared import Prepared, param
from newsroom.public.languages import address, alternates, whole
from newsroom.public.marks import marked
from newsroom.public.neighbours import neighbourhood
from newsroom.public.page import active, page
from newsroom.public.views.around import around, places, trail
from newsroom.public.views.corrections import lines_of, withdrawn
from newsroom.public.views.lists import newest
from newsroom.public.whereabouts import is_at, onward
from newsroom.text.languages import LANGUAGES


@require_safe
def article(request: HttpRequest, pk: int | str, slug: str = "") -> HttpResponse:
    """A story in the path's language; whatever stands behind its number leads to its address."""
    editions = published_editions(int(pk))
    here = {language: edition.url for language, edition in editions.items()}
    found = editions.get(active())
    if found is None:
        return withdrawn(request, int(pk), here) or in_others(request, editions, here)
    return story(request, found, here) if is_at(request, found.url) else onward(request, found.url)


def in_others(
    request: HttpRequest, editions: dict[str, Edition], here: dict[str, str]
) -> HttpResponse:
    """Where readers have the story, for whoever asks for it in a language that it is not in.

    Whether the desk has begun one there is not told."""
    if not editions:
        raise Http404
    listed = [editions[code] for code in LANGUAGES if code in editions]
    told: dict[str, Any] = {"editions": listed, "latest": newest()}
    return page(request, "public/in_others.html", here=here, status=404, **told)


def story(request: HttpRequest, found: Edition, here: dict[str, str]) -> HttpResponse:
    previous, following, related = neighbourhood(found)
    return page(
        request,
        "public/article.html",
        here=here,
        alternates=alternates(here, found.article.original_language),
        edition=found,
        current=found.section.slug if found.section else "",
        photos=found.photos,
        previous=previous,
        next=following,
        related=related,
        corrections=lines_of(found),
        mark=marked([found]).get(found.pk),
        authors=[credit for credit in found.byline if credit.mode],
        siblings=in_languages(here),
        permalink=whole(short_path(found.article_id)),
        feed=address(active(), "feed"),
        **places(found),
        **around(found, trail(found)),
    )


def in_languages(here: dict[str, str]) -> list[dict[str, Any]]:
    """Where readers have it, in the house's order of languages."""
    return [
        {"language": LANGUAGES[code], "url": whole(here[code])}
        for code in LANGUAGES
        if code in here
    ]


EDITIONS = Prepared(
    lambda: (
        Edition.objects.published(param("now"))
        .filter(article=param("article"))
        .select_related("article__section", "article__place")
        .defer("folded")
    )
)


def published_editions(article: int) -> dict[str, Edition]:
    """What readers may have of the story, by language: its page and the links to it elsewhere."""
    expect([article])
    rows = EDITIONS.all(article=article, now=timezone.now())
    return {edition.language: edition for edition in rows}
