from collections.abc import Iterable
from itertools import groupby, islice
from operator import attrgetter

from django.db.models import Exists, F, OuterRef, QuerySet, Window, prefetch_related_objects
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from newsroom.articles.models import Edition
from newsroom.public.languages import in_each
from newsroom.public.page import active, page
from newsroom.public.views.lists import readable
from newsroom.regions.models import Level, Region

SECONDS, LATEST, IN_BLOCK = 3, 8, 4


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The newest story that has a picture leads; then three, the latest, and the sections."""
    newest = list(readable().newest().select_related("article__section")[: 1 + SECONDS + LATEST])
    sections = in_sections()
    prefetch_related_objects([*newest, *sections], "article__bylines", "article__pictures")
    lead = next((edition for edition in newest[:4] if edition.lead_photo), None)
    lead = lead or next(iter(newest), None)
    others = [edition for edition in newest if edition is not lead]
    shown = {lead, *others[:SECONDS]}
    return page(
        request,
        "public/front.html",
        here=in_each("front"),
        feed=f"{in_each('front')[active()]}feed.rss",
        at_front=True,
        lead=lead,
        seconds=others[:SECONDS],
        latest=others[SECONDS:],
        blocks=blocks(edition for edition in sections if edition not in shown),
        places=governorates(),
    )


def governorates() -> QuerySet[Region]:
    """Those with something to read in the active language."""
    stories = readable().filter(article__listed_in=OuterRef("pk"))
    return Region.objects.published().filter(Exists(stories), level=Level.GOVERNORATE)


def in_sections() -> list[Edition]:
    """The newest stories of every open section, in the sections' order; one query for all.

    As many more in each as may stand above the sections already.
    """
    place = Window(
        RowNumber(),
        partition_by=F("article__section"),
        order_by=[F("published_at").desc(), F("id").desc()],
    )
    rows = (
        readable()
        .filter(article__section__state="published")
        .annotate(place_in_section=place)
        .filter(place_in_section__lte=IN_BLOCK + 1 + SECONDS)
    )
    order = ("article__section__position", "article__section_id", "-published_at", "-id")
    return list(rows.select_related("article__section").order_by(*order))


def blocks(editions: Iterable[Edition]) -> list[dict[str, object]]:
    grouped = groupby(editions, key=attrgetter("section"))
    return [
        {"section": section, "editions": list(islice(some, IN_BLOCK))} for section, some in grouped
    ]
