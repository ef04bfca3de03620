"""Where to go: each public page of a `Newsroom`, in one language, with its text-only twin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crawl import pages
from crawl.newsroom import Newsroom
from newsroom.articles.models import Edition
from newsroom.public.languages import lite
from newsroom.text.languages import DEFAULT


def public(newsroom: Newsroom, language: str, names: Iterable[str] = pages.PUBLIC) -> Iterator[str]:
    edition = Edition.objects.get(article=newsroom.things["article"], language=language)
    prefix = "" if language == DEFAULT else f"/{language}"
    said = newsroom.things | {
        "url": edition.url.removeprefix(prefix),
        "month": f"{edition.published_at:%Y/%-m}",
    }
    for path in [each for name in names for each in pages.PUBLIC[name]]:
        if "changes" in path and language != "ar":
            continue  # the correction is the Arabic edition's
        yield pages.public(language, path.format(**said))


def with_twins(
    newsroom: Newsroom, language: str, names: Iterable[str] = pages.PUBLIC
) -> Iterator[str]:
    """What nobody may keep has no twin: a preview, and the desk's own."""
    for url in public(newsroom, language, names):
        yield url
        if "/preview/" not in url:
            yield lite(url)
