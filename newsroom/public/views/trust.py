"""What the network promises its readers: the pages about itself.

One that is not written in the path's language comes whole in the next that it is in, and says so.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import override
from django.views.decorators.http import require_safe

from newsroom.pages.models import Page, PageKind
from newsroom.pages.models.trust import address_of
from newsroom.public.languages import alternates, whole
from newsroom.public.page import active, page
from newsroom.text.languages import LANGUAGES


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return shown(request, PageKind.ABOUT)


@require_safe
def trust(request: HttpRequest, slug: str) -> HttpResponse:
    if slug == PageKind.ABOUT:
        raise Http404
    return shown(request, slug)


def shown(request: HttpRequest, kind: str) -> HttpResponse:
    found = get_object_or_404(Page.objects.published().with_words(), kind=kind)
    told = found.for_readers(active())
    if told is None:
        raise Http404
    here = {code: place(code, kind) for code in LANGUAGES}
    written = {code: here[code] for code in found.languages_told()}
    return page(
        request,
        "public/trust.html",
        here=here,
        alternates=alternates(written),
        canonical=whole(here[told.language.code]),
        told=told,
        since=found.told.at if found.told else None,
        is_contact=kind == PageKind.CONTACT,
    )


def place(language: str, kind: str) -> str:
    with override(language):
        return address_of(kind)
