"""Newest-first lists a page at a time, by key: an address that somebody keeps has the same stories
whatever arrives above them, and no page costs more than the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from newsroom.articles.models.listing import Indexed
from newsroom.articles.on_cards import cards, cards_among, in_order
from newsroom.articles.querysets import EditionQuerySet, NewestFirst, key
from newsroom.delivery.record import note
from newsroom.public import noting
from newsroom.public.page import active
from newsroom.text.digits import grouped

if TYPE_CHECKING:
    from newsroom.public.results import Results

PER_PAGE = 20
#: Nobody counts further: of a large list readers are told that it has more.
COUNTED = 100


@dataclass(frozen=True)
class Count:
    number: int
    #: So far it was counted, if there are that many.
    most: int

    @property
    def is_more(self) -> bool:
        return self.number > self.most

    @property
    def told(self) -> int:
        return min(self.number, self.most)

    @property
    def said(self) -> str:
        """As the page's language groups it."""
        return grouped(Decimal(self.told), active())


def counted(rows: QuerySet[Any, Any]) -> Count:
    return Count(rows.order_by()[: COUNTED + 1].count(), COUNTED)


def one_page(
    rows: NewestFirst | Indexed | Results, asked: Mapping[str, str], here: str
) -> tuple[list[Any], dict[str, Any]]:
    """One page of a list at the address `here` (with its query, if it has one), and for the pager
    the addresses of the pages beside it and of the first. `asked` is the query of the request."""
    try:
        found = above(rows, asked["after"]) if asked.get("after") else None
        if found:
            return found, beside(found, here, has_older=True, is_first=False)
        rest = rows.before(asked["before"]) if asked.get("before") else rows
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    found = one_more(rest.newest())
    has_older = len(found) > PER_PAGE
    return found[:PER_PAGE], beside(found[:PER_PAGE], here, has_older, is_first=rest is rows)


def above(rows: NewestFirst | Indexed | Results, place: str) -> list[Any] | None:
    """The page right above that place; None where it reaches the top, and so is the first one."""
    found = one_more(rows.after(place))
    return found[:PER_PAGE][::-1] if len(found) > PER_PAGE else None


def one_more(rows: Any) -> list[Any]:
    """A page and the row behind it, by which the page says that there is more: when that one leaves
    the list, the page is another. Rows of the index do not note themselves."""
    found = list(rows[: PER_PAGE + 1])
    for row in found[PER_PAGE:]:
        note(f"edition:{getattr(row, 'edition_id', row.pk)}")
    return found


def beside(found: list[Any], here: str, has_older: bool, is_first: bool) -> dict[str, Any]:
    joined = f"{here}{'&' if '?' in here else '?'}"
    return {
        "older": f"{joined}before={key(found[-1])}" if has_older else None,
        "newer": f"{joined}after={key(found[0])}" if found and not is_first else None,
        "newest": None if is_first else here,
    }


def listed(
    rows: Indexed | EditionQuerySet, readable: EditionQuerySet | None,
    asked: Mapping[str, str], here: str, name: str, is_over: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Of `rows` those that readers have, and that are `readable` where only some are: a page by its
    keys, then its stories by theirs. `name`: the list's, for what changes it; `is_over`: no newer
    ones come."""
    found, addresses = one_page(rows, asked, here)
    is_further = is_over or addresses["newest"]
    (noting.further if is_further else noting.newest)(name, active())
    keys = [getattr(row, "edition_id", row.pk) for row in found]
    known = cards(keys, timezone.now()) if readable is None else cards_among(readable, keys)
    return {"editions": in_order(keys, known)} | addresses
