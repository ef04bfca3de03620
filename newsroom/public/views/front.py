from itertools import groupby

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from newsroom.articles.models import Edition
from newsroom.public.languages import in_each
from newsroom.public.page import active, page
from newsroom.regions.models import Level, Region

SECONDS, LATEST, IN_BLOCK = 3, 8, 4


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The newest story that has a picture leads; then three, the latest, and the sections."""
    newest = list(cards()[: 1 + SECONDS + LATEST])
    lead = next((edition for edition in newest[:4] if edition.lead_photo), None)
    lead = lead or next(iter(newest), None)
    others = [edition for edition in newest if edition is not lead]
    return page(
        request,
        "public/front.html",
        here=in_each("front"),
        feed=f"{in_each('front')[active()]}feed.rss",
        at_front=True,
        lead=lead,
        seconds=others[:SECONDS],
        latest=others[SECONDS:],
        blocks=blocks() if len(others) > SECONDS else [],
        places=Region.objects.published().filter(level=Level.GOVERNORATE, articles__isnull=False)
        .distinct(),
    )  # fmt: skip


def cards():
    return Edition.objects.published().in_language(active()).newest().for_cards()


def blocks() -> list[dict[str, object]]:
    """The newest stories of each open section, in the sections' order; one query for all."""
    place = Window(
        RowNumber(),
        partition_by=F("article__section"),
        order_by=[F("published_at").desc(), F("id").desc()],
    )
    rows = (
        cards().filter(article__section__state="published")
        .annotate(place_in_section=place).filter(place_in_section__lte=IN_BLOCK)
        .order_by("article__section__position", "article__section_id", "-published_at", "-id")
    )  # fmt: skip
    return [
        {"section": section, "editions": list(editions)}
        for section, editions in groupby(rows, key=lambda edition: edition.section)
    ]
