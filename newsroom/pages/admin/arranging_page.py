"""What the page of an arrangement shows: the rows with their stories, and what can be put there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from newsroom.articles.models import Edition, Section, Topic
from newsroom.pages import arranging
from newsroom.pages.drafting import SPOTS, Draft, Placed, hours
from newsroom.pages.models import MOST, Arrangement, Spot
from newsroom.regions.models import Level, Region
from newsroom.text import dates
from newsroom.text.languages import DEFAULT, LANGUAGES
from newsroom.text.named import said
from newsroom.text.sorting import in_order

#: Hours that an editor chooses among.
CHOICES = (3, 6, 12, 24, 72, 168)
EARLIER = 8


def shown(language: str, draft: Draft, words: str) -> dict[str, Any]:
    now = timezone.now()
    there = draft.editions()
    listed = arranging.stories(language, words)
    kept = arranging.pinnable(language).filter(pk__in=there)
    known = {each.pk: each for each in kept.select_related("article__section")}
    things = {f"{kind}:{thing.pk}": thing for kind, thing in arranging.things(draft)}
    return {
        "language": LANGUAGES[language],
        "languages": list(LANGUAGES.values()),
        "spots": [
            {"spot": spot, "label": spot.label, "most": MOST[spot],
             "hours": hours(spot), "rows": rows(draft.spots[spot], known, spot)}
            for spot in SPOTS
        ],
        "blocks": [
            {"what": each.what, "thing": said(things[each.what]),
             "rows": rows(each.placed, known, Spot.BLOCK)}
            for each in draft.blocks if each.what in things
        ],
        "block_most": MOST[Spot.BLOCK],
        "block_hours": hours(Spot.BLOCK),
        "goes_on": draft.goes_on,
        "stories": [row(each, Placed(each.pk, ""), Spot.SECOND)
                    for each in listed if each.pk not in there],
        "offered": offered({each.what for each in draft.blocks}),
        **others(language, now),
    }  # fmt: skip


def rows(placed: Iterable[Placed], known: dict[int, Edition], spot: str) -> list[dict[str, Any]]:
    return [row(known[each.edition], each, spot) for each in placed if each.edition in known]


def row(edition: Edition, placed: Placed, spot: str) -> dict[str, Any]:
    chosen = placed.until or hours(spot)
    return {"edition": edition, "until": chosen, "choices": choices(chosen)}


def choices(chosen: str) -> list[tuple[str, str]]:
    """A time that was set before stays among them."""
    found = [(str(count), lasting(count)) for count in CHOICES]
    if chosen in dict(found):
        return found
    moment = arranging.set_before(chosen)
    if moment is None:
        return found
    said_at = dates.absolute(moment, get_language() or DEFAULT)
    return [(chosen, _("until %s") % said_at), *found]


def lasting(count: int) -> str:
    if count < 72:
        return ngettext("%(n)s hour", "%(n)s hours", count) % {"n": count}
    days = count // 24
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def offered(taken: set[str]) -> list[tuple[str, list[tuple[str, Any]]]]:
    """What a block can be of, by kind: sections, the larger places, topics."""
    places = Region.objects.published().filter(
        level__in=(Level.GOVERNORATE, Level.DISTRICT, Level.SUBDISTRICT)
    )
    groups: list[tuple[str, str, Iterable[Any]]] = [
        ("section", _("Sections"), Section.objects.published()),
        ("region", _("Places"), in_order(places)),
        ("topic", _("Topics"), in_order(Topic.objects.published())),
    ]
    return [
        (label, [(what, thing) for thing in things if (what := f"{kind}:{thing.pk}") not in taken])
        for kind, label, things in groups
    ]


def others(language: str, now: datetime) -> dict[str, Any]:
    """The one that holds, what is to come, and what was."""
    rows = Arrangement.objects.standing(language).select_related("made_by")
    past = list(rows.filter(starts_at__lte=now)[: 1 + EARLIER])
    return {
        "in_force": past[0] if past else None,
        "earlier": past[1:],
        "to_come": list(Arrangement.objects.to_come(language, now).select_related("made_by")),
    }
