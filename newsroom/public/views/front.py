from collections.abc import Collection, Iterable
from itertools import chain

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from newsroom.articles.models import Article, Edition
from newsroom.public.languages import in_each
from newsroom.public.page import active, page
from newsroom.public.views.lists import readable
from newsroom.regions.models import Level, Region

SECONDS, LATEST, IN_BLOCK = 3, 8, 4
#: How far back the front looks for its sections: as quick with a million stories as with a hundred.
LOOKED_THROUGH = 600


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The breaking story leads, else the newest that has a picture; then three, the latest, and
    the sections."""
    newest, by_section = chosen()
    lead = leading(newest)
    others = [edition for edition in newest if edition is not lead]
    above = {lead, *others[:SECONDS]}
    here = in_each("front")
    return page(
        request,
        "public/front.html",
        here=here,
        feed=f"{here[active()]}feed.rss",
        at_front=True,
        lead=lead,
        seconds=others[:SECONDS],
        latest=others[SECONDS:][:LATEST],
        blocks=blocks(by_section, without=above),
        places=governorates(chain(newest, *by_section)),
    )


def chosen() -> tuple[list[Edition], list[list[Edition]]]:
    """The newest stories with what is still breaking behind them, and those of each section: picked
    by key first, then fetched at once."""
    wants = ("pk", "article__section", "article__breaking_until")
    keys = list(readable().newest().values_list(*wants)[:LOOKED_THROUGH])
    newest = [pk for pk, _section, _until in keys[: 1 + SECONDS + LATEST]]
    now = timezone.now()
    newest += [pk for pk, _section, until in keys[len(newest) :] if until and until > now][:1]
    by_section: dict[int, list[int]] = {}
    for pk, section, _until in keys:
        in_section = by_section.setdefault(section, [])
        # As many more as may stand above the sections already.
        if len(in_section) < IN_BLOCK + 1 + SECONDS:
            in_section.append(pk)
    wanted = {*newest, *chain.from_iterable(by_section.values())}
    found = readable().for_cards().in_bulk(wanted)
    # A story may be withdrawn between the two queries.
    picked = [[found[pk] for pk in pks if pk in found] for pks in (newest, *by_section.values())]
    return picked[0], [editions for editions in picked[1:] if editions]


def leading(newest: list[Edition]) -> Edition | None:
    breaking = (edition for edition in newest if edition.article.is_breaking)
    pictured = (edition for edition in newest[: 1 + SECONDS] if edition.lead_photo)
    return next(chain(breaking, pictured, newest), None)


def blocks(
    by_section: list[list[Edition]], without: Collection[Edition | None]
) -> list[dict[str, object]]:
    """The open sections in their order, each with what does not stand above them already."""
    rows = []
    for editions in by_section:
        section = editions[0].section
        rest = [edition for edition in editions if edition not in without][:IN_BLOCK]
        if rest and section and section.state == "published":
            rows.append({"section": section, "editions": rest})
    return sorted(rows, key=lambda row: (row["section"].position, row["section"].pk))


def governorates(editions: Iterable[Edition]) -> QuerySet[Region]:
    """Those that the stories of the page come from."""
    listed = Article.listed_in.through.objects.filter(
        article__in={edition.article_id for edition in editions}
    )
    return Region.objects.published().filter(
        pk__in=listed.values("region"), level=Level.GOVERNORATE
    )
