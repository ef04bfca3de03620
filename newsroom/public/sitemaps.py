"""The sitemap: an index of months, so that no file grows with the archive."""

from django.conf import settings
from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from newsroom.articles.models import Edition
from newsroom.public.views.archive import month_span, months

XML = "application/xml; charset=utf-8"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    first = Edition.objects.published().aggregate(first=Min("published_at"))["first"]
    pages = [settings.SITE_URL + reverse("sitemap_month", args=each) for each in months(first)]
    return render(request, "public/sitemap_index.xml", {"pages": pages}, content_type=XML)


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    editions = Edition.objects.published().in_month(*month_span(year, month)).newest()
    columns = ("article_id", "language", "slug", "published_at", "updated_at", "headline")
    rows = list(editions.only(*columns))
    if not rows:
        raise Http404
    context = {"editions": rows, "site_url": settings.SITE_URL}
    return render(request, "public/sitemap.xml", context, content_type=XML)


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it on pages that name no icon, such as the desk's."""
    return redirect(static("public/icon.svg"), permanent=True)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    sitemap = settings.SITE_URL + reverse("sitemap")
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /search/", f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
