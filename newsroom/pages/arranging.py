"""How an arrangement comes out of the database and goes into it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from newsroom.articles.models import Edition
from newsroom.articles.querysets import EditionQuerySet
from newsroom.audit.trail import record
from newsroom.pages.drafting import Draft, Filled, Placed
from newsroom.pages.models import HOLDS, Arrangement, Block, Pin, Spot
from newsroom.text.digits import whole_number

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.articles.models import Section, Topic
    from newsroom.regions.models import Region

#: Hours for which a story may be pinned.
LONGEST = 24 * 30


class Met(Exception):
    """Somebody else arranged that front since this form was opened."""


def draft_of(arrangement: Arrangement | None, now: datetime) -> Draft:
    """As it stands now: what has run out is gone from it."""
    draft = Draft()
    if arrangement is None:
        return draft
    draft.goes_on = arrangement.goes_on
    blocks: dict[int | None, Filled] = {}
    for block in arrangement.blocks.all():
        blocks[block.pk] = Filled(f"{block.kind}:{getattr(block, f'{block.kind}_id')}")
    draft.blocks = list(blocks.values())
    for pin in arrangement.pins.filter(until__gt=now):
        placed = blocks[pin.block_id].placed if pin.block_id else draft.spots[pin.spot]
        placed.append(Placed(pin.edition_id, pin.until.isoformat()))
    return draft


def newest(language: str) -> int:
    """The last arrangement that was given a time, withdrawn or not; 0 for none."""
    rows = Arrangement.objects.filter(language=language, starts_at__isnull=False)
    return rows.aggregate(last=Max("pk"))["last"] or 0


def set_before(text: str) -> datetime | None:
    """None also for a moment without its zone, or of years that no front has."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    is_one = moment is not None and timezone.is_aware(moment) and 1970 < moment.year < 2999
    return moment if is_one else None


def until(text: str, spot: str, start: datetime) -> datetime:
    """When a story leaves its spot; what cannot be read is as if nobody had said anything."""
    moment = set_before(text)
    if moment is not None:
        return min(moment, start + timedelta(hours=LONGEST))
    count = whole_number(text)
    return start + (timedelta(hours=min(count, LONGEST)) if count else HOLDS[Spot(spot)])


def save(
    draft: Draft, language: str, *, by: Account, follows: int, starts_at: datetime | None
) -> Arrangement:
    """Raises `Met` where another one came first; then nothing is saved. Without a time it is only
    for looking at, and takes the place of the last one that this person looked at."""
    if starts_at is None:
        looked_at = Arrangement.objects.filter(starts_at=None, language=language, made_by=by)
        looked_at.delete()
    elif newest(language) != follows:
        raise Met
    try:
        with transaction.atomic():
            arrangement = Arrangement.objects.create(
                language=language, starts_at=starts_at, goes_on=draft.goes_on,
                follows=follows, made_by=by,
            )  # fmt: skip
            write(draft, arrangement, starts_at or timezone.now())
            if starts_at:
                record("arranged", by=by, thing=arrangement)
    except IntegrityError as error:
        raise Met from error
    return arrangement


def write(draft: Draft, arrangement: Arrangement, start: datetime) -> None:
    """What comes out only after `start` keeps its spot for as long as if it began then."""
    rows = Edition.objects.filter(pk__in=draft.editions())
    starts = {pk: max(start, at or start) for pk, at in rows.values_list("pk", "published_at")}
    pins = []
    for spot, placed in draft.spots.items():
        pins += [pin(arrangement, spot, *each, starts) for each in enumerate(placed)]
    for position, filled in enumerate(draft.blocks):
        kind, _colon, key = filled.what.partition(":")
        block = Block(arrangement=arrangement, position=position, **{f"{kind}_id": int(key)})
        block.save()
        for each in enumerate(filled.placed):
            pins.append(pin(arrangement, Spot.BLOCK, *each, starts, block=block))
    Pin.objects.bulk_create(pins)


def pin(
    arrangement: Arrangement, spot: str, position: int, each: Placed, starts: dict[int, datetime],
    block: Block | None = None,
) -> Pin:  # fmt: skip
    return Pin(
        arrangement=arrangement, spot=spot, block=block, position=position,
        edition_id=each.edition, until=until(each.until, spot, starts[each.edition]),
    )  # fmt: skip


def tidy(draft: Draft, language: str) -> bool:
    """Keeps what may stand there, once each, and blocks of what there is; whether one was lost."""
    asked = draft.editions()
    there = set(pinnable(language).filter(pk__in=asked).values_list("pk", flat=True))
    draft.keep(there)
    known = {f"{kind}:{thing.pk}" for kind, thing in things(draft)}
    once = {each.what: each for each in reversed(draft.blocks) if each.what in known}
    draft.blocks = [each for each in draft.blocks if once.get(each.what) is each]
    return there != asked


def things(draft: Draft) -> list[tuple[str, Section | Region | Topic]]:
    """What the blocks are of, with its kind."""
    found: list[tuple[str, Section | Region | Topic]] = []
    for kind in Block.KINDS:
        model: Any = Block._meta.get_field(kind).related_model
        keys = [key for block in draft.blocks if (key := key_of(block.what, kind)) is not None]
        if keys:
            found += [(kind, thing) for thing in model.objects.published().filter(pk__in=keys)]
    return found


def key_of(what: str, kind: str) -> int | None:
    name, _colon, key = what.partition(":")
    return whole_number(key) if name == kind else None


def crowding(draft: Draft) -> list[str]:
    """A sentence for each spot that holds more than it can."""
    return [
        _("“%(spot)s” has room for %(most)s. Take some out.")
        % {"spot": Spot(spot).label, "most": most}
        for spot, most in draft.crowded()
    ]


def withdraw(arrangement: Arrangement, *, by: Account) -> None:
    """The one before it, or what comes next, holds in its place."""
    with transaction.atomic():
        rows = Arrangement.objects.filter(pk=arrangement.pk, withdrawn_at=None)
        if rows.update(withdrawn_at=timezone.now()):
            record("arrangement_withdrawn", by=by, thing=arrangement)


def pinnable(language: str) -> EditionQuerySet:
    """What readers have, and what comes to them at its time, if not only few may know of it."""
    rows = Edition.objects.in_language(language)
    return rows.published() | rows.scheduled().exclude(article__is_restricted=True)


def stories(language: str, words: str) -> list[Edition]:
    """What can be put on the front: those to come, the next one first, and the newest that readers
    have; of both those with the words."""
    rows = pinnable(language).select_related("article__section")
    rows = rows.search(words, language) if words else rows
    return [*rows.scheduled().order_by("published_at", "pk")[:10], *rows.published().newest()[:30]]
