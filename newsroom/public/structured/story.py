"""A story as schema.org tells it: what its page says, and not a word more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from newsroom.articles.bylines import Credit
from newsroom.articles.models import Edition, Topic
from newsroom.articles.models.article import Kind
from newsroom.articles.models.correction import TOLD_WRONG
from newsroom.media.models import Photo
from newsroom.media.renditions import plain
from newsroom.public.cards.card import HEIGHT, WIDTH, card_of
from newsroom.public.cards.lettering import may_letter
from newsroom.public.feeds.log import log_words
from newsroom.public.languages import whole
from newsroom.public.layout import laid_out
from newsroom.public.structured.network import (
    Told,
    filled,
    organisation_in_short,
    organisation_key,
    site_key,
)
from newsroom.public.views.corrections import Line
from newsroom.text.markup import count_words
from newsroom.text.markup import plain as as_text
from newsroom.text.pictures import seen_of

#: A fact-check would be a ClaimReview where its claim and its verdict were kept; they are not.
TYPES = {
    Kind.REPORT: "ReportageNewsArticle",
    Kind.INVESTIGATION: "ReportageNewsArticle",
    Kind.ANALYSIS: "AnalysisNewsArticle",
    Kind.OPINION: "OpinionNewsArticle",
}


def news_article(
    edition: Edition, url: str, place: str, crumbs: Sequence[Mapping[str, Any]]
) -> Told:
    """`place`: the dateline, "" where there is none; `crumbs`: the places down to it, so that none
    is told more precisely than on the page."""
    section = edition.section
    return filled({
        "@type": type_of(edition),
        "@id": f"{url}#story",
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "url": url,
        "isPartOf": {"@id": site_key(edition.language)},
        "headline": edition.headline,
        "alternativeHeadline": "" if edition.short_headline == edition.headline
        else edition.short_headline,
        "description": edition.standfirst,
        "inLanguage": edition.language,
        "datePublished": stamp(edition.published_at),
        "dateModified": stamp(edition.updated_at or edition.published_at),
        "author": authors(edition.byline, edition.language),
        "publisher": {"@id": organisation_key()},
        "dateline": place,
        "contentLocation": location(crumbs),
        "articleSection": section.named("name")[0]
        if section and section.is_published else "",
        "image": images(edition),
        "wordCount": count_words(seen_of(edition.body, ())),
        "isAccessibleForFree": True,
    })  # fmt: skip


def type_of(edition: Edition) -> str:
    return TYPES.get(Kind(edition.article.kind), "NewsArticle")


def stamp(moment: datetime | None) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


def authors(byline: Iterable[Credit], language: str) -> list[Told]:
    """Whoever is named; for everybody else the network answers."""
    named = [
        {"@type": "Person", "name": credit.text, "url": whole(credit.url)}
        for credit in byline
        if credit.url
    ]
    return named or [organisation_in_short(language)]


def location(crumbs: Sequence[Mapping[str, Any]]) -> Told:
    """The nearest place, within the wider ones."""
    told: Told = {}
    for crumb in crumbs:
        around = {"containedInPlace": told} if told else {}
        told = {"@type": "Place", "name": crumb["text"], "url": whole(crumb["url"])} | around
    return told


def images(edition: Edition) -> list[Told]:
    said = captions(edition)
    found = [image(photo, said.get(photo.pk, "")) for photo in edition.photos]
    if may_letter(edition.card_headline):
        card = {"url": whole(card_of(edition).url), "width": WIDTH, "height": HEIGHT}
        found.append({"@type": "ImageObject"} | card)
    return found


def captions(edition: Edition) -> dict[int, str]:
    """By photo the words that this story has for it in place of its own."""
    story = laid_out(edition, edition.photos)
    parts = [story.lead, *story.parts] if story.lead else story.parts
    return {photo.pk: as_text(part.caption) for part in parts for photo in part.photos}


def image(photo: Photo, caption: str) -> Told:
    """`caption` "": the photo's own."""
    size = plain(photo)
    return filled({
        "@type": "ImageObject",
        "url": whole(photo.src),
        "width": size.width,
        "height": size.height,
        "caption": caption or photo.named("caption")[0] or photo.named("alt")[0],
        "creditText": photo.named("credit")[0],
    })  # fmt: skip


def corrections(lines: Iterable[Line]) -> list[Told]:
    return [
        {
            "@type": "CorrectionComment",
            "text": log_words(line),
            "datePublished": stamp(line.correction.published_at),
            "url": whole(line.url),
        }
        for line in lines
        if line.correction.kind in TOLD_WRONG
    ]


def translations(edition: Edition, siblings: Iterable[Mapping[str, Any]]) -> Told:
    """What it translates, or what translates it; of two translations neither is the other's."""
    original = edition.article.original_language
    kind = type_of(edition)
    works = {
        each["language"].code: {
            "@type": kind, "@id": f"{whole(each['url'])}#story", "url": whole(each["url"]),
            "inLanguage": each["language"].code,
        }
        for each in siblings
        if each["language"].code != edition.language
    }  # fmt: skip
    if edition.is_original:
        return filled({"workTranslation": list(works.values())})
    return filled({"translationOfWork": works.get(original)})


def keywords(topics: Iterable[Topic]) -> Told:
    return filled({"keywords": [topic.named("name")[0] for topic in topics]})
