"""A feed, and what it looks like in each of the forms that programs read."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import SafeString

from newsroom.articles.bylines import Credit
from newsroom.media.models import Photo
from newsroom.media.renditions import PLAIN
from newsroom.public.languages import whole

TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}
#: Minutes for which a program need not ask again.
LASTS = 15
#: What XML does not know, even escaped. Stored words have none of it; if some came in past that, no
#: reader's program could read anything at all.
UNKNOWN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Piece:
    """A story, or a line of the log. All addresses are whole ones. `key` names it for ever, so that
    programs show it once; `content` is HTML."""

    key: str
    url: str
    title: str
    summary: str
    content: SafeString
    published: datetime
    updated: datetime
    credits: tuple[Credit, ...] = ()
    signed: str = ""
    categories: tuple[str, ...] = ()
    photo: Photo | None = None


@dataclass(frozen=True)
class Feed:
    """`url` is the page that shows the same, `own` the feed's own address."""

    title: str
    name: str
    about: str
    language: str
    url: str
    own: str
    pieces: list[Piece]

    @property
    def updated(self) -> datetime:
        """Of one that has nothing yet Atom wants a time, too."""
        return max((piece.updated for piece in self.pieces), default=NEVER)


def answer(feed: Feed, form: str) -> HttpResponse:
    if form == "json":
        text = json.dumps(as_json(feed), ensure_ascii=False)
    else:
        told = {"feed": feed, "lasts": LASTS, "icon": icon(), "picture_type": PLAIN.type}
        text = render_to_string(f"feeds/{form}.xml", told)
    return HttpResponse(UNKNOWN.sub("", text), content_type=f"{TYPES[form]}; charset=utf-8")


def icon() -> str:
    return whole(static("public/icon.svg"))


def as_json(feed: Feed) -> dict[str, Any]:
    """JSON Feed 1.1."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": feed.own,
        "description": feed.about,
        "icon": icon(),
        "favicon": icon(),
        "language": feed.language,
        "authors": [{"name": feed.name, "url": feed.url}],
        "items": [piece_as_json(piece, feed.language) for piece in feed.pieces],
    }


def piece_as_json(piece: Piece, language: str) -> dict[str, Any]:
    told = {
        "id": piece.key,
        "url": piece.url,
        "title": piece.title,
        "summary": piece.summary,
        "content_html": piece.content,
        "date_published": piece.published.isoformat(),
        "date_modified": piece.updated.isoformat(),
        "authors": [signature(credit) for credit in piece.credits],
        "tags": list(piece.categories),
        "image": whole(piece.photo.src) if piece.photo else "",
    }
    return {name: value for name, value in told.items() if value} | {"language": language}


def signature(credit: Credit) -> dict[str, str]:
    told = {"name": credit.text}
    return told | {"url": whole(credit.url)} if credit.url else told
