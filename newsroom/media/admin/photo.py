from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from newsroom.media.admin.bulk import BulkWords
from newsroom.media.admin.camera import CameraViews
from newsroom.media.admin.library import Library
from newsroom.media.admin.obscure import ObscuringPanel
from newsroom.media.admin.originals import OriginalPanel
from newsroom.media.admin.send import SendViews
from newsroom.media.clearance import renew
from newsroom.media.focus import FOCUS
from newsroom.media.forms import PhotoForm
from newsroom.media.models import Photo
from newsroom.media.uses import others, uses_of
from newsroom.workflow.admin import EditorialAdmin
from newsroom.workflow.models import State
from newsroom.workflow.named_fields import NamedFieldsMixin, in_every_language

RIGHTS = ["rights", "rights_until", "depicts"]


@admin.register(Photo)
class PhotoAdmin(
    SendViews, CameraViews, OriginalPanel, ObscuringPanel, BulkWords, Library,
    NamedFieldsMixin, EditorialAdmin,
):  # fmt: skip
    form = PhotoForm
    change_form_template = "admin/media/photo/change_form.html"
    named_fields = ["alt", "caption", "credit"]
    readonly_fields = ["preview"]

    def get_fieldsets(self, request, obj=None):
        return [
            (None, {"fields": self.picture_fields(request, obj)}),
            (_("In words"), {"fields": in_every_language("alt", "caption", "credit")}),
            (_("Rights"), {"fields": RIGHTS}),
        ]

    def picture_fields(self, request: HttpRequest, photo: Photo | None) -> list:
        """Once readers may see a photo, its pixels are exchanged by a new photo only."""
        if photo is None:
            return ["upload"]
        if not self.has_change_permission(request, photo):
            return ["preview", FOCUS]
        upload = ["upload"] if photo.state == State.DRAFT else []
        return ["preview", FOCUS, *upload, "looked_at"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs["fields"] = [*in_every_language("alt", "caption", "credit"), *RIGHTS]
        return super().get_form(request, obj, change, **kwargs)

    def tells_everyones(self, request, obj=None):
        """Of a photo in draft nobody learns by saving what colleagues' words are: clearing it asks,
        and that is one line of the audit trail a try."""
        is_out = obj is not None and obj.state == State.PUBLISHED
        return is_out and request.user.has_perm("media.publish_photo")

    @admin.display(description=_("picture"))
    def preview(self, photo: Photo) -> str:
        return format_html(
            '<img class="preview" src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
            reverse("media:master", args=[photo.pk]), photo.named("alt")[0],
            photo.width, photo.height,
        )  # fmt: skip

    def render_change_form(self, request, context, *args, **kwargs):
        photo = kwargs.get("obj")
        if photo is not None:
            context |= {
                "uses": list(uses_of(photo, request.user)),
                "others": others(photo, request.user),
                "is_kept": photo.is_kept,
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.sent_by = request.user
        obj.save()
        if change and "upload" in form.changed_data:
            self.obscure_again(request, obj)
        if form.is_refocused:
            renew(obj)
