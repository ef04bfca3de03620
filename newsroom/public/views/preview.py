"""A story as readers would have it, before they do: for the desk, and for whoever has a link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.http import require_safe

from newsroom.accounts.models import Account
from newsroom.articles import previews
from newsroom.articles.models import Edition, PreviewLink
from newsroom.audit.trail import saw
from newsroom.media.models import Photo
from newsroom.public.marks import mark_of_preview
from newsroom.public.page import page
from newsroom.public.views.around import around, places, trail
from newsroom.workflow.models import State

#: Nobody keeps it, nobody finds it, and its address goes nowhere.
HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}


@require_safe
def lent(request: HttpRequest, token: str) -> HttpResponse:
    """By a link of the desk's. What is revoked, has run out or was never made, is not there."""
    link = previews.opened(token)
    if link is None:
        raise Http404
    if Edition.objects.published().filter(pk=link.edition_id).exists():
        return redirect(link.edition.url)
    if not previews.is_before_readers(link.edition):
        raise Http404
    return preview(request, link.edition, link)


@require_safe
def of_the_desk(request: HttpRequest, pk: int) -> HttpResponse:
    """For those who work on the story; to all others it is not there."""
    if not admin.site.has_permission(request):
        return redirect(f"{admin.site.name}:login")
    person = cast(Account, request.user)
    edition = Edition.objects.select_related("article", "latest").filter(pk=pk).first()
    if edition is None or not edition.is_known_to(person):
        raise Http404
    if edition.article.is_restricted:
        saw(person, edition)
    return preview(request, edition, waiting=waiting(edition, person))


def waiting(edition: Edition, person: Account) -> list[Photo]:
    """Photos of the story that this person may see and readers may get one day."""
    seen = Photo.objects.visible_to(person).filter(state=State.DRAFT)
    known = seen.filter(uses__article=edition.article_id)
    return [photo for photo in known if photo not in edition.photos]


def preview(
    request: HttpRequest,
    edition: Edition,
    link: PreviewLink | None = None,
    waiting: Sequence[Photo] = (),
) -> HttpResponse:
    edition = previews.as_it_would_be(edition)
    shown = {*edition.photos, *waiting}
    pictures = [use.photo for use in edition.article.pictures.all()]
    with translation.override(edition.language):
        response = page(
            request,
            "public/article.html",
            edition=edition,
            preview=True,
            mark=mark_of_preview(edition),
            link=link,
            photos=[photo for photo in pictures if photo in shown],
            waiting=waiting,
            authors=[credit for credit in edition.byline if credit.mode],
            **places(edition),
            **around(edition, trail(edition)),
        )
    for name, value in {**HEADERS, "Content-Language": edition.language}.items():
        response.headers[name] = value
    return response
