"""The sitemap: an index of months, so that no file grows with the archive; and what is new, for
news engines."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from newsroom.articles.list_tags import ALL
from newsroom.articles.models import Edition
from newsroom.articles.querysets import EditionQuerySet
from newsroom.delivery.record import until
from newsroom.pages.models import Network
from newsroom.public import noting
from newsroom.public.fragments import fragment
from newsroom.public.languages import address, alternates, whole
from newsroom.public.listed_pages import listed_pages
from newsroom.public.views.archive import first_of, is_over, month_span, months
from newsroom.text.languages import LANGUAGES

ADDRESSED = ("article_id", "language", "slug", "headline")
XML = "application/xml; charset=utf-8"
#: What Google's news sitemaps take: two days, and so many addresses.
NEW, MOST_NEW = timedelta(hours=48), 1000
#: Of any sitemap.
MOST = 50_000


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    first = first_of(Edition.objects.published())
    for code in LANGUAGES:
        noting.is_filled(ALL, {code: first is not None})
        noting.further(ALL, code)
    noting.until_next_month()
    told = {"months": months(first), "site_url": settings.SITE_URL}
    return HttpResponse(fragment("public/sitemap_index.xml", **told), content_type=XML)


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    editions = Edition.objects.published().in_month(*month_span(year, month)).newest()
    wanted = (*ADDRESSED, "published_at", "updated_at", "article__original_language")
    pictured = editions.select_related("article").prefetch_related("article__pictures")
    rows = list(pictured.only(*wanted)[:MOST])
    if not rows:
        raise Http404
    told = siblings(editions)
    for code in LANGUAGES:
        (noting.further if is_over(year, month) else noting.newest)(ALL, code)
    pages = [
        {
            "url": edition.url,
            "changed": edition.updated_at or edition.published_at,
            "alternates": told[edition.article_id],
            "photos": edition.photos,
        }
        for edition in rows
    ]
    context = {"pages": pages, "site_url": settings.SITE_URL}
    return render(request, "public/sitemap.xml", context, content_type=XML)


@require_safe
def others(request: HttpRequest) -> HttpResponse:
    """The pages that are no stories."""
    pages = [
        {"url": url, "alternates": alternates(here)}
        for here in listed_pages()
        for url in here.values()
    ]
    context = {"pages": pages[:MOST], "site_url": settings.SITE_URL}
    return render(request, "public/sitemap.xml", context, content_type=XML)


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """Languages stand there by the codes of our addresses: they are ISO 639's, as is asked for."""
    rows = Edition.objects.published().filter(published_at__gte=timezone.now() - NEW).newest()
    network = Network.current()
    for code in LANGUAGES:
        noting.newest(ALL, code)
    names = {code: network.named("name", code)[0] for code in LANGUAGES}
    pages = [
        {"edition": edition, "name": names[edition.language]}
        for edition in rows.only(*ADDRESSED, "published_at")[:MOST_NEW]
    ]
    for page in pages[-1:]:
        until(page["edition"].published_at + NEW)
    context = {"pages": pages, "site_url": settings.SITE_URL}
    return render(request, "public/news_sitemap.xml", context, content_type=XML)


def siblings(editions: EditionQuerySet) -> dict[int, dict[str, str]]:
    """By story, what each of its pages tells of the others; they may be of another month."""
    keys = editions.order_by().values("article")
    rows = Edition.objects.published().filter(article__in=keys)
    here: dict[int, dict[str, str]] = {}
    written: dict[int, str] = {}
    for edition in rows.select_related("article").only(*ADDRESSED, "article__original_language"):
        here.setdefault(edition.article_id, {})[edition.language] = edition.url
        written[edition.article_id] = edition.article.original_language
    return {key: alternates(found, written[key]) for key, found in here.items()}


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it on pages that name no icon, such as the desk's."""
    return redirect(static("public/icon.svg"), permanent=True)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    # The form is a page as any, what it finds is none: only a "?" tells them apart.
    closed = ["/admin/", "/preview/", *(f"{address(code, 'search')}?" for code in LANGUAGES)]
    maps = [whole(reverse(name)) for name in ("sitemap", "news_sitemap")]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", *(f"Sitemap: {url}" for url in maps), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
