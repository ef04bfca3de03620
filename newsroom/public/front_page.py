"""The front of one language: who is asked what, and in which rows it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from newsroom.articles.list_tags import ALL
from newsroom.articles.models import Article, Section
from newsroom.articles.on_cards import Card, cards
from newsroom.delivery.record import note, until
from newsroom.pages.models import Arrangement, Block
from newsroom.prepared import Prepared, any_of
from newsroom.public import noting
from newsroom.public.candidates import NEWEST, PINNED, candidates
from newsroom.public.choosing import Candidate, Chosen, Wanted, choose
from newsroom.public.kinds import MANY
from newsroom.public.page import SECTIONS
from newsroom.regions.models import Level, Region
from newsroom.text.named import marked_name
from newsroom.text.sorting import in_order

#: Behind how many blocks the opinions and the pictures stand.
OPINIONS_AFTER, PICTURES_AFTER = 1, 3
#: How the blocks of a front take turns.
RHYTHM = ("big", "across", "flip", "across")
LISTS = {"topic": Article.topics.through, "region": Article.listed_in.through}


@dataclass(frozen=True)
class Part:
    """One row of the front: a `block`, a `shelf` of blocks with one story each, `opinions` or
    `pictures`."""

    kind: str
    editions: Sequence[Card] = ()
    thing: Any = None
    shape: str = ""
    blocks: Sequence[Part] = ()

    @property
    def url(self) -> str:
        return self.thing.get_absolute_url() if self.thing else ""

    @property
    def name(self) -> str:
        return marked_name(self.thing) if self.thing else ""

    @property
    def kinds(self) -> dict[str, Promise]:
        """By slug what many stories of its kinds are called; each kind here has one at least."""
        here = {edition.kind for edition in self.editions}
        return {slug: name for slug, name in MANY.items() if slug in here}

    @property
    def tone(self) -> str:
        return getattr(self.thing, "tone", "river")


def composed(language: str, arrangement: Arrangement | None, now: datetime) -> dict[str, Any]:
    """What `front.html` wants, with what readers may have now."""
    note("front", "region:*")
    noting.members(ALL, language)
    newest = candidates(NEWEST, language=language, now=now)
    pins, pinned = standing_pins(arrangement, language, now)
    blocks = wanted_blocks(arrangement, newest, pinned)
    chosen = choose(newest, pins, blocks, now)
    found = cards(chosen.all(), now)
    if len(found) < len(chosen.all()):  # withdrawn between the queries
        chosen = choose(
            still(newest, found), {spot: still(held, found) for spot, held in pins.items()},
            [replace(each, pinned=still(each.pinned, found)) for each in blocks], now,
        )  # fmt: skip
    return in_rows(chosen, found) | {"places": governorates(found.values())}


def still(rows: Iterable[Candidate], found: dict[int, Card]) -> list[Candidate]:
    return [each for each in rows if each.pk in found]


def standing_pins(
    arrangement: Arrangement | None, language: str, now: datetime
) -> tuple[dict[str, list[Candidate]], dict[int, list[Candidate]]]:
    """By spot and by block: whose time is not over, and which readers still have."""
    by_spot: dict[str, list[Candidate]] = {}
    by_block: dict[int, list[Candidate]] = {}
    if arrangement is None:
        return by_spot, by_block
    pins = list(arrangement.pins.filter(until__gt=now))
    for pin in pins:
        until(pin.until)
    keys = [pin.edition_id for pin in pins]
    found = candidates(PINNED, keys=keys, language=language, now=now) if keys else []
    known = {each.pk: each for each in found}
    for pin in pins:
        if each := known.get(pin.edition_id):
            if pin.block_id:
                by_block.setdefault(pin.block_id, []).append(each)
            else:
                by_spot.setdefault(pin.spot, []).append(each)
    return by_spot, by_block


def wanted_blocks(
    arrangement: Arrangement | None, newest: list[Candidate], pinned: dict[int, list[Candidate]]
) -> list[Wanted]:
    """The arranged blocks, then the open sections that have none."""
    blocks: list[Block] = []
    if arrangement is not None:
        every = arrangement.blocks.select_related(*Block.KINDS)
        blocks = [block for block in every if block.thing.is_published]
    listed = listed_in(blocks, newest)
    wanted = [
        Wanted(block.thing, in_list(block, listed), pinned.get(block.pk, []), is_arranged=True)
        for block in blocks
    ]
    if arrangement is None or arrangement.goes_on:
        arranged = {block.section_id for block in blocks}
        rest = [section for section in SECTIONS.all() if section.pk not in arranged]
        wanted += [Wanted(section, in_section(section.pk)) for section in rest]
    return wanted


def listed_in(blocks: Iterable[Block], newest: list[Candidate]) -> dict[str, dict[int, set[int]]]:
    """By kind and key the stories of topics and places, of those that are looked through."""
    found: dict[str, dict[int, set[int]]] = {}
    for kind, through in LISTS.items():
        keys = {getattr(block, f"{kind}_id") for block in blocks} - {None}
        if not keys:
            continue
        rows = through.objects.filter(
            **{f"{kind}__in": keys}, article__in=[each.article for each in newest]
        )
        for key, article in rows.values_list(kind, "article"):
            found.setdefault(kind, {}).setdefault(key, set()).add(article)
    return found


def in_list(block: Block, listed: dict[str, dict[int, set[int]]]) -> Any:
    if block.section_id:
        return in_section(block.section_id)
    articles = listed.get(block.kind, {}).get(block.thing.pk, set())
    return lambda each: each.article in articles


def in_section(section: int) -> Any:
    return lambda each: each.section == section


def in_rows(chosen: Chosen, found: dict[int, Card]) -> dict[str, Any]:
    def of(pks: Iterable[int]) -> list[Card]:
        return [found[pk] for pk in pks if pk in found]

    blocks = [(each, Part("block", of(pks), each.thing)) for each, pks in chosen.blocks]
    opinions = Part("opinions", of(chosen.opinions), shared_section(of(chosen.opinions)))
    # What nobody placed and has one story only stands at the end, together; of the section of all
    # the opinions nothing is left to say.
    last = [part for each, part in blocks if len(part.editions) == 1 and not each.is_arranged]
    first = [part for _each, part in blocks if part.editions and part not in last]
    parts = in_rhythm([*first, *(part for part in last if part.thing != opinions.thing)])
    pictures = Part("pictures", of(chosen.pictures))
    for row, after in ((pictures, PICTURES_AFTER), (opinions, OPINIONS_AFTER)):
        if row.editions:
            parts.insert(after, row)
    return {
        "lead": found.get(chosen.lead or 0),
        "seconds": of(chosen.seconds),
        "latest": of(chosen.latest),
        "parts": parts,
    }


def shared_section(editions: Sequence[Card]) -> Section | None:
    if len({edition.section_id for edition in editions}) != 1:
        return None
    section: Section | None = editions[0].section
    return section if section and section.is_published else None


def in_rhythm(blocks: Sequence[Part]) -> list[Part]:
    """Neighbours with one story each share a row; the others take turns in how they look, and
    where none of its stories has a picture a block is a dense list."""
    parts: list[Part] = []
    turn = 0
    for block in blocks:
        if len(block.editions) == 1:
            if parts and parts[-1].kind == "shelf":
                parts[-1] = Part("shelf", blocks=[*parts[-1].blocks, block])
            else:
                parts.append(Part("shelf", blocks=[block]))
            continue
        shape = shape_of(block.editions, turn)
        turn += shape != "dense"
        parts.append(Part("block", block.editions, block.thing, shape))
    return parts


def shape_of(editions: Sequence[Card], turn: int) -> str:
    """A first one without a picture is not made big."""
    if not any(edition.is_pictured for edition in editions):
        return "dense"
    if len(editions) < 3:
        return "pair"
    return RHYTHM[turn % len(RHYTHM)] if editions[0].is_pictured else "across"


#: Of the governorates those that the stories come from.
PLACES = Prepared(
    lambda: Region.objects.published().filter(
        pk__in=LISTS["region"].objects.filter(article__in=any_of("articles")).values("region"),
        level=Level.GOVERNORATE,
    )
)


def governorates(editions: Iterable[Card]) -> list[Region]:
    """Those that the stories of the page come from."""
    return in_order(PLACES.all(articles={edition.article_id for edition in editions}))
