"""What the camera wrote, shown to those who clear photos, until one of them has decided."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from newsroom.audit.trail import record, saw
from newsroom.media import obscuring
from newsroom.media.camera import Written, written
from newsroom.media.camera_form import CameraForm
from newsroom.media.intake import alike, same
from newsroom.media.models import Photo
from newsroom.workflow.models import State

#: Of whoever may read it: it takes a decision on what readers get, and names people and places.
PERMISSION = "media.publish_photo"


class CameraViews:
    """Mixed into the admin of photos; to whoever may not ask, its address is none."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.camera_view)
        return [path("<int:pk>/camera/", view, name="media_photo_camera"), *super().get_urls()]

    def render_change_form(self, request, context, *args, **kwargs):
        photo = kwargs.get("obj")
        if photo is not None and photo.pk:
            context |= {"asks_of_camera": is_open(request, photo)} | look_alike(request, photo)
        return super().render_change_form(request, context, *args, **kwargs)

    @method_decorator(require_http_methods(["GET", "POST"]))
    def camera_view(self, request, pk):
        """No transaction is open while somebody only looks: a file is read meanwhile."""
        with transaction.atomic() if request.method == "POST" else nullcontext():
            return self.camera_asked(request, pk)

    def camera_asked(self, request, pk):
        photo = self.photo_of_camera(request, pk)
        if photo.camera_answered_at:
            messages.info(request, _("This has been answered already."))
            return HttpResponseRedirect(self.address(photo))
        sent = request.POST if request.method == "POST" else None
        form = CameraForm(sent, photo=photo, written=said_in(photo), person=request.user)
        if form.is_valid():
            return self.camera_answered(request, photo, form)
        saw(request.user, photo, "saw_camera")
        return self.ask_of_camera(request, photo, form)

    def photo_of_camera(self, request: HttpRequest, pk: int) -> Photo:
        """On a POST locked: of two who answer at once, the second is told."""
        photo = self.get_queryset(request).filter(pk=pk).first()
        if photo is None or not request.user.has_perm(PERMISSION) or not photo.original:
            raise Http404
        if request.method == "POST":
            photo.lock()
            photo.refresh_from_db()
        return photo

    def camera_answered(self, request: HttpRequest, photo: Photo, form: CameraForm):
        columns = form.keep()
        photo.camera_answered_at = timezone.now()
        photo.save(update_fields=[*columns, "camera_answered_at", "folded"])
        record("camera_answered", by=request.user, thing=photo)
        messages.success(request, _("Kept what you chose. The rest is not shown again."))
        return HttpResponseRedirect(self.address(photo))

    def ask_of_camera(self, request: HttpRequest, photo: Photo, form: CameraForm):
        place = form.written.place
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts, "title": _("What the camera wrote"), "photo": photo, "form": form,
            "taken_at": form.written.taken_at, "back": self.address(photo),
            # Some ten kilometres: enough to judge the names by.
            "point": ", ".join(f"{angle:.1f}°" for angle in place) if place else "",
        }  # fmt: skip
        return render(request, "admin/media/photo/camera.html", context)


def is_open(request: HttpRequest, photo: Photo) -> bool:
    """Whether there is something to decide, for this person."""
    is_asked = bool(photo.original) and photo.camera_answered_at is None
    return is_asked and request.user.has_perm(PERMISSION)


def said_in(photo: Photo) -> Written:
    try:
        with photo.original.open() as file:
            return written(file)
    except FileNotFoundError:
        # The original went this moment; there is nothing left to decide.
        return Written()


def look_alike(request: HttpRequest, photo: Photo) -> dict[str, Any]:
    """For those who clear photos, while that is still to be done. The very same file comes first:
    what is obscured in one of them makes them look unlike."""
    if photo.state != State.DRAFT or not request.user.has_perm(PERMISSION):
        return {}
    found = same(photo.digest, request.user, but=photo)
    found = found or alike(photo.likeness, request.user, but=photo)
    is_bare = bool(found and obscuring.covered(found) and not obscuring.covered(photo))
    return {"alike": found, "is_bare": is_bare}
