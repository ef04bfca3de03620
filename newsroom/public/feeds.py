"""RSS of what the lists show, by the same querysets."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.articles.models import Edition, Section, Topic
from newsroom.articles.models.correction import CorrectionKind
from newsroom.articles.querysets import EditionQuerySet
from newsroom.correspondents.models import Correspondent
from newsroom.pages.models import Network
from newsroom.public.languages import address
from newsroom.public.page import active
from newsroom.public.views.corrections import Line, lines, public_log
from newsroom.public.views.lists import readable
from newsroom.regions.models import Region
from newsroom.text.markup import isolate
from newsroom.workflow.models import State

ENTRIES = 30


def channel(*, link: str, feed_url: str, title: str) -> Rss201rev2Feed:
    network = Network.current()
    name = network.named("name")[0]
    return Rss201rev2Feed(
        title=f"{isolate(name)} · {isolate(title)}" if title else name,
        link=settings.SITE_URL + link,
        description=network.named("tagline")[0] or name,
        language=active(),
        feed_url=settings.SITE_URL + feed_url,
    )


def answer(feed: Rss201rev2Feed) -> HttpResponse:
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8"
    )


def rss(rows: EditionQuerySet, *, link: str, feed_url: str, title: str = "") -> HttpResponse:
    feed = channel(link=link, feed_url=feed_url, title=title)
    for edition in rows.newest().for_cards()[:ENTRIES]:
        url = settings.SITE_URL + edition.url
        feed.add_item(
            title=edition.headline,
            link=url,
            description=edition.standfirst,
            pubdate=edition.published_at,
            author_name=_(", ").join(credit.text for credit in edition.byline),
            categories=categories(edition),
            unique_id=settings.SITE_URL + permalink(edition),
        )
    return answer(feed)


def log_title(line: Line) -> str:
    """The kind, and the headline of a story that readers have."""
    kind = line.correction.get_kind_display()
    return f"{kind}: {isolate(line.edition.headline)}" if line.edition else kind


def log_words(line: Line) -> str:
    correction = line.correction
    if correction.kind == CorrectionKind.WITHDRAWAL and not correction.right:
        if line.is_promised:
            return _("This story has been withdrawn. The desk will say why.")
        return _("This story was withdrawn.")
    if not line.is_told:
        return _("The story has been withdrawn since.")
    said = _("What it said: %s") % isolate(line.said) if line.said else ""
    return "\n\n".join(filter(None, (said, correction.right)))


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """The public log, as the page `/corrections/` has it."""
    feed = channel(
        link=address(active(), "corrections"), feed_url=address(active(), "corrections_feed"),
        title=_("Corrections"),
    )  # fmt: skip
    for line in lines(public_log().newest()[:ENTRIES]):
        feed.add_item(
            title=log_title(line),
            link=settings.SITE_URL + line.url,
            description=log_words(line),
            pubdate=line.correction.published_at,
            unique_id=settings.SITE_URL + line.url,
        )
    return answer(feed)


def categories(edition: Edition) -> list[str]:
    """Its section, while that is open."""
    section = edition.section
    return [section.named("name")[0]] if section and section.state == State.PUBLISHED else []


def permalink(edition: Edition) -> str:
    """Stays the same when the slug changes: readers' programs show the story once."""
    return address(edition.language, "article_by_id", edition.article_id)


def of(kind: str, rows: EditionQuerySet, slug: str, title: tuple[str, str]) -> HttpResponse:
    link = address(active(), kind, slug)
    return rss(rows, link=link, feed_url=address(active(), f"{kind}_feed", slug), title=title[0])


@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    return rss(readable(), link=address(active(), "front"), feed_url=address(active(), "feed"))


@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Section.objects.published(), slug=slug)
    return of("section", readable().in_section(found), slug, found.named("name"))


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Topic.objects.published(), slug=slug)
    return of("topic", readable().in_topic(found), slug, found.named("name"))


@require_safe
def region(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Region.objects.published(), slug=slug)
    return of("region", readable().in_region(found), slug, found.named("name"))


@require_safe
def correspondent(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Correspondent.objects.public(), slug=slug)
    return of("correspondent", readable().by(found), slug, found.signed("named", active()))
