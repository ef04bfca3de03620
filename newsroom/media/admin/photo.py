from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from newsroom.media.admin.camera import CameraViews
from newsroom.media.admin.send import SendViews
from newsroom.media.forms import PhotoForm
from newsroom.media.models import Photo
from newsroom.workflow.admin import EditorialAdmin
from newsroom.workflow.filters import StateFilter
from newsroom.workflow.models import State
from newsroom.workflow.named_fields import NamedFieldsMixin, in_every_language


@admin.register(Photo)
class PhotoAdmin(SendViews, CameraViews, NamedFieldsMixin, EditorialAdmin):
    form = PhotoForm
    change_form_template = "admin/media/photo/change_form.html"
    named_fields = ["alt", "caption", "credit"]
    list_display = ["thumbnail", "__str__", "chip", "rights"]
    list_display_links = ["thumbnail", "__str__"]
    list_filter = [StateFilter, "rights"]
    search_fields = in_every_language("alt", "caption", "credit")
    readonly_fields = ["preview"]

    def get_fieldsets(self, request, obj=None):
        return [
            (None, {"fields": ["preview", *self.upload_field(obj)] if obj else ["upload"]}),
            (_("In words"), {"fields": in_every_language("alt", "caption", "credit")}),
            (_("Rights"), {"fields": ["rights", "depicts"]}),
        ]

    def upload_field(self, photo: Photo) -> list[str]:
        """Once readers may see a photo, its pixels are exchanged by a new photo only."""
        return ["upload"] if photo.state == State.DRAFT else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs["fields"] = [*in_every_language("alt", "caption", "credit"), "rights", "depicts"]
        return super().get_form(request, obj, change, **kwargs)

    def tells_everyones(self, request, obj=None):
        """Of a photo in draft nobody learns by saving what colleagues' words are: clearing it asks,
        and that is one line of the audit trail a try."""
        is_out = obj is not None and obj.state == State.PUBLISHED
        return is_out and request.user.has_perm("media.publish_photo")

    @admin.display(description="")
    def thumbnail(self, photo: Photo) -> str:
        return self.picture(photo, "thumbnail", "?width=200")

    @admin.display(description=_("picture"))
    def preview(self, photo: Photo) -> str:
        return self.picture(photo, "preview")

    def picture(self, photo: Photo, size: str, query: str = "") -> str:
        return format_html(
            '<img class="{}" src="{}{}" alt="{}" loading="lazy">',
            size, reverse("media:master", args=[photo.pk]), query, photo.named("alt")[0],
        )  # fmt: skip

    def save_model(self, request, obj, form, change):
        if not change:
            obj.sent_by = request.user
        obj.save()
