"""What the desk's templates ask for besides their context."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from newsroom.accounts.models import Account
from newsroom.articles.models import Article, Edition
from newsroom.articles.models.text import Text
from newsroom.media.models import Photo
from newsroom.text.markup import plain
from newsroom.text.pictures import picture
from newsroom.text.units import units
from newsroom.workflow.models import State

register = template.Library()

#: In the order in which an editor's day takes them up; the filter's value for each.
WAITING = {
    State.SUBMITTED.value: Q(state=State.SUBMITTED),
    State.IN_REVIEW.value: Q(state=State.IN_REVIEW),
    State.RETURNED.value: Q(state=State.RETURNED),
    "held": Q(on_hold=True),
    State.APPROVED.value: Q(state=State.APPROVED),
    "scheduled": Q(state=State.PUBLISHED),
    State.DRAFT.value: Q(state=State.DRAFT),
}
STATES = [name for name in WAITING if name in State.values]


@register.simple_tag
def what_waits(person: Account) -> list[dict[str, Any]]:
    """What this person can see that readers do not have: one query, empty kinds left out."""
    later = {"scheduled": Q(published_at__gt=timezone.now())}
    every = Edition.objects.all()
    counts = (
        every.known_to(person)
        .among(every.filter(state__in=STATES), every.filter(on_hold=True), every.scheduled())
        .aggregate(
            **{
                name: Count("pk", filter=rule & later.get(name, Q()))
                for name, rule in WAITING.items()
            }
        )
    )
    labels = {"held": _("On hold"), "scheduled": _("Scheduled"), **dict(State.choices)}
    list_of_stories = reverse("admin:articles_edition_changelist")
    return [
        {
            "chip": {"held": "hold"}.get(name, name.replace("_", "-")),
            "label": labels[name],
            "count": counts[name],
            "url": f"{list_of_stories}?state={name}",
        }
        for name in WAITING
        if counts[name]
    ]


@register.filter
def last_note(history: list[tuple[Any, Any]]) -> tuple[Any, Any] | None:
    """The newest line of a history that has a note."""
    return next(((label, told) for label, told in history if told.note), None)


@register.filter
def as_words(text: str) -> str:
    """What somebody wrote in a form, HTML or not, as plain text to read or to copy."""
    return plain(text) if "</" in text else text


@register.filter
def with_thumbnails(body: str, photos: list[Photo]) -> SafeString:
    """A stored text with the pictures that stand in it, as far as they are among `photos`."""
    known = {photo.pk: photo for photo in photos}
    return mark_safe("".join(shown(unit, known) for unit in units(body)))


@register.filter
def only_thumbnails(figure: str, photos: list[Photo]) -> SafeString:
    """The pictures of one figure, without its words."""
    found, known = picture(figure), {photo.pk: photo for photo in photos}
    bare = f'<figure data-photos="{" ".join(map(str, found.photos))}"></figure>' if found else ""
    return mark_safe(shown(bare, known))


def shown(unit: str, known: dict[int, Photo]) -> str:
    found = picture(unit)
    seen = [known[key] for key in found.photos if key in known] if found else []
    image = '<img src="{}?width=400" alt="{}" width="{}" height="{}" loading="lazy">'
    return unit.replace(
        ">", ">" + format_html_join("", image, (
            (reverse("media:master", args=[photo.pk]), photo.alt, photo.width, photo.height)
            for photo in seen
        )), 1,
    )  # fmt: skip


@register.filter
def field_label(name: str) -> str:
    """What the desk calls a field of a story's form, or the field's own name."""
    if name in Text.FIELDS:
        return str(Edition._meta.get_field(name).verbose_name)
    if name in Article.SHARED:
        return str(Article._meta.get_field(name).verbose_name)
    return {"why": _("What was changed, and why"), "note": _("Note")}.get(name, name)


@register.simple_tag
def editor_words() -> str:
    """JSON: what the prose editor says or shows as an icon, to what the desk calls it.

    Its own words reach no catalogue of ours.
    """
    return json.dumps(
        {
            "Heading 2": _("Heading"),
            "Heading 3": _("Smaller heading"),
            "Paragraph": _("Paragraph"),
            "Edit Link": _("Link"),
            "URL": _("Address"),
            "Title": _("Title"),
            "Update": _("Set the link"),
            "Cancel": _("Cancel"),
            "format_bold": _("Bold"),
            "format_italic": _("Emphasis"),
            "format_list_bulleted": _("List"),
            "format_list_numbered": _("Numbered list"),
            "format_quote": _("Quotation"),
            "insert_link": _("Link"),
            "link_off": _("Remove the link"),
            "undo": _("Undo"),
            "redo": _("Redo"),
            "notes": _("Paragraph"),
            "image": _("Picture"),
        }
    )
