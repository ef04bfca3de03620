from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone, translation
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from newsroom.delivery.record import is_asked, until
from newsroom.pages.models import Arrangement
from newsroom.public.front_page import composed
from newsroom.public.languages import in_each
from newsroom.public.page import active, page
from newsroom.public.views.preview import HEADERS


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """As editors arranged it; where nobody did, the rules choose."""
    now = timezone.now()
    if is_asked("arrangements"):
        until(
            Arrangement.objects.to_come(active(), now).values_list("starts_at", flat=True).first()
        )
    return shown(request, composed(active(), Arrangement.objects.in_force(active(), now), now))


@require_safe
@xframe_options_sameorigin
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """An arrangement as readers would have it now, for whoever arranges. The desk's page shows it
    in frames of a phone's and a desk's width."""
    if not admin.site.has_permission(request):
        return redirect(f"{admin.site.name}:login")
    if not request.user.has_perm("pages.arrange_front"):
        raise PermissionDenied
    arrangement = get_object_or_404(Arrangement, pk=pk)
    with translation.override(arrangement.language):
        front = composed(arrangement.language, arrangement, timezone.now())
        response = shown(request, front, preview=True)
    for name, value in {**HEADERS, "Content-Language": arrangement.language}.items():
        response.headers[name] = value
    return response


def shown(request: HttpRequest, front: dict[str, Any], **more: Any) -> HttpResponse:
    here = in_each("front")
    feed = f"{here[active()]}feed.rss"
    return page(request, "public/front.html", here=here, feed=feed, at_front=True, **front, **more)
