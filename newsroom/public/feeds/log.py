"""The public log of corrections as feeds carry it."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from newsroom.articles.models.correction import CorrectionKind
from newsroom.public.feeds.feed import Piece
from newsroom.public.feeds.stories import MOST
from newsroom.public.languages import whole
from newsroom.public.page import active
from newsroom.public.views.corrections import Line, lines, public_log
from newsroom.text.languages import direction
from newsroom.text.markup import as_paragraphs, isolate


def log() -> list[Piece]:
    return [piece(line) for line in lines(public_log().newest()[:MOST])]


def piece(line: Line) -> Piece:
    words, told, language = log_words(line), line.correction, active()
    published = cast(datetime, told.published_at)
    return Piece(
        key=whole(line.url),
        url=whole(line.url),
        title=log_title(line),
        summary=words,
        content=format_html(
            '<div lang="{}" dir="{}">{}</div>',
            language, direction(language), mark_safe(as_paragraphs(words)),
        ),
        published=published,
        updated=max(published, told.redacted_at or published),
        categories=(told.get_kind_display(),),
    )  # fmt: skip


def log_title(line: Line) -> str:
    """The kind, and the headline of a story that readers have."""
    kind = line.correction.get_kind_display()
    return (
        f"{kind}: {isolate(line.edition.headline, line.edition.direction)}"
        if line.edition
        else kind
    )


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
