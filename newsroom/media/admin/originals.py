"""Originals at the desk: opened, deleted, kept longer. To whoever may not, none is there."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin, messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from newsroom.audit.trail import saw
from newsroom.defences import SEALED
from newsroom.media import originals
from newsroom.media.models import Photo


class OriginalPanel:
    """Mixed into the admin of photos: what stands beside the form of whoever may open originals."""

    def render_change_form(self, request, context, *args, **kwargs):
        photo = kwargs.get("obj")
        if photo is not None and photo.pk and originals.may_open(request.user, photo):
            context["in_the_vault"] = {
                "is_there": bool(photo.original),
                "until": photo.original_until,
                "keep_days": settings.ORIGINALS_KEEP_DAYS,
            }
        return super().render_change_form(request, context, *args, **kwargs)


def photo_with_original(request: HttpRequest, pk: int) -> Photo:
    photo = Photo.objects.visible_to(request.user).filter(pk=pk).first()
    if photo is None or not originals.may_open(request.user, photo):
        raise Http404
    return photo


@require_GET
@cache_control(private=True, no_store=True)
def download(request: HttpRequest, pk: int) -> FileResponse:
    """As it was sent, to be opened by no browser; its name on the device tells nothing."""
    if not admin.site.has_permission(request):
        raise Http404
    photo = photo_with_original(request, pk)
    try:
        file = photo.original.open()
    except (ValueError, FileNotFoundError) as gone:
        raise Http404 from gone
    saw(request.user, photo, "saw_original")
    response = FileResponse(
        file, as_attachment=True, filename=f"picture-{photo.pk}.bin",
        content_type="application/octet-stream",
    )  # fmt: skip
    response["Content-Security-Policy"] = SEALED
    return response


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    photo = photo_with_original(request, pk)
    if not request.POST.get("is_sure"):
        messages.error(request, _("Nothing was deleted: tick that you are sure."))
    elif originals.let_go(photo, by=request.user):
        messages.success(request, _("The original has been deleted. The safe master stays."))
    else:
        messages.warning(request, _("The original had gone already."))
    return to_the_form(photo)


@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    photo = photo_with_original(request, pk)
    if originals.keep_longer(photo, by=request.user):
        messages.success(request, _("The original is kept longer."))
    else:
        messages.warning(request, _("The original had gone already."))
    return to_the_form(photo)


def to_the_form(photo: Photo) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:media_photo_change", args=[photo.pk]))
