from datetime import datetime

from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from newsroom.public.languages import address, in_each
from newsroom.public.page import active, page
from newsroom.public.views.lists import heading, listing, readable
from newsroom.text import dates


def months(first: datetime | None) -> list[tuple[int, int]]:
    """Every (year, month) from the first story's to this one's, newest first."""
    if first is None:
        return []
    first, now = first.astimezone(dates.ZONE), timezone.now().astimezone(dates.ZONE)
    span = range(first.year * 12 + first.month - 1, now.year * 12 + now.month)
    return [(month // 12, month % 12 + 1) for month in reversed(span)]


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
    first = readable().aggregate(first=Min("published_at"))["first"]
    by_year: dict[int, list[dict[str, str]]] = {}
    for year, number in months(first):
        label = dates.month(year, number, active())
        url = address(active(), "month", year, number)
        by_year.setdefault(year, []).append({"label": label, "url": url})
    listed = [{"year": year, "months": found} for year, found in by_year.items()]
    return page(request, "public/archive.html", here=in_each("archive"), years=listed)


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    rows = readable().in_month(*month_span(year, month))
    name = (dates.month(year, month, active()), active())
    return listing(request, "month", rows, year, month, feed=None, **heading(name))
