from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from newsroom.articles.list_tags import ALL
from newsroom.articles.querysets import EditionQuerySet
from newsroom.public import noting
from newsroom.public.languages import address, in_each
from newsroom.public.page import active, page
from newsroom.public.views.lists import heading, listing, readable
from newsroom.text import dates


@dataclass(frozen=True)
class Months:
    """Every (year, month) from the first to the last, newest first. Both ends are counted since
    the year 0, so that a kept fragment is told of two numbers, however long the archive."""

    first: int
    last: int

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for month in range(self.last, self.first - 1, -1):
            yield month // 12, month % 12 + 1


def months(first: datetime | None) -> Months:
    """From the first story's to this one's; none where there is no story."""
    this = number_of(timezone.now())
    return Months(this + 1 if first is None else number_of(first), this)


def number_of(moment: datetime) -> int:
    year, month = dates.month_of(moment)
    return year * 12 + month - 1


def first_of(rows: EditionQuerySet) -> datetime | None:
    """When the oldest was published: one step in an index, where MIN looks at each."""
    times = rows.order_by("published_at").values_list("published_at", flat=True)
    return times.first()


def month_span(year: int, month: int) -> tuple[datetime, datetime]:
    """The month's first moment and the next one's, in the house's zone; 404 where none exists
    or none can have a story."""
    if year < 1970:
        raise Http404
    try:
        start = datetime(year, month, 1, tzinfo=dates.ZONE)
        end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=dates.ZONE)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    return start, end


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    first = first_of(readable())
    noting.is_filled(ALL, {active(): first is not None})
    noting.further(ALL, active())  # an older one begins the archive earlier
    noting.until_next_month()
    by_year: dict[int, list[dict[str, str]]] = {}
    for year, number in months(first):
        label = dates.month_name(number, active())
        url = address(active(), "month", year, number)
        by_year.setdefault(year, []).append({"label": label, "url": url})
    listed = [{"year": year, "months": found} for year, found in by_year.items()]
    return page(request, "public/archive.html", here=in_each("archive"), years=listed)


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    rows = readable().in_month(*month_span(year, month)).only("published_at")
    name = heading((dates.month(year, month, active()), active()))
    name |= {"is_over": is_over(year, month), "feed": None}
    return listing(request, "month", rows, year, month, name=ALL, **name)


def is_over(year: int, month: int) -> bool:
    """Whether what is published from now on is of a later month."""
    return (year, month) < dates.month_of(timezone.now())
