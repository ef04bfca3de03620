from django.contrib import admin
from django.db import models

from newsroom.audit.audited import AuditedAdmin
from newsroom.pages.models import FollowLink, Network
from newsroom.workflow.named_fields import NamedFieldsMixin, in_every_language
from newsroom.workflow.opened import OpenedMixin
from newsroom.workflow.public_words import PublicWordsMixin


class FollowLinkInline(NamedFieldsMixin, PublicWordsMixin, admin.TabularInline):
    model = FollowLink
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    named_fields = ["label"]
    fields = [*in_every_language("label"), "url", "position"]
    extra = 0


@admin.register(Network)
class NetworkAdmin(OpenedMixin, AuditedAdmin, NamedFieldsMixin, PublicWordsMixin, admin.ModelAdmin):
    change_form_template = "admin/opened.html"
    named_fields = ["name", "short_name", "tagline", "about"]
    inlines = [FollowLinkInline]
    fieldsets = [
        (None, {"fields": in_every_language("name", "short_name", "tagline", "about")}),
        (None, {"fields": ["email"]}),
    ]

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Network.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False
