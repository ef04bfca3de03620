from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from newsroom.correspondents.models import Correspondent
from newsroom.workflow.admin import EditorialAdmin
from newsroom.workflow.filters import StateFilter
from newsroom.workflow.named_fields import NamedFieldsMixin, in_every_language

NAMED = ["public_name", "pen_name", "role_line", "about"]


@admin.register(Correspondent)
class CorrespondentAdmin(NamedFieldsMixin, EditorialAdmin):
    named_fields = NAMED
    change_form_template = "admin/correspondents/correspondent/change_form.html"
    list_display = ["__str__", "signing", "chip", "area"]
    list_filter = ["signing", StateFilter]
    search_fields = in_every_language("pen_name", "role_line")
    list_select_related = ["area"]
    autocomplete_fields = ["area"]
    fieldsets = [
        (None, {"fields": ["slug", "signing", "area", "languages"]}),
        (_("Pen name"), {"fields": in_every_language("pen_name")}),
        (_("Line where the byline is withheld"), {"fields": in_every_language("role_line")}),
        (_("About, for readers"), {"fields": in_every_language("about")}),
        (_("Name for bylines"), {"fields": in_every_language("public_name")}),
        (_("Account"), {"fields": ["account"], "classes": ["collapse"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        """How openly somebody signs is for those to decide who decide on the public page."""
        may_decide = request.user.has_perm("correspondents.publish_correspondent")
        return [] if may_decide else ["signing"]

    def get_fieldsets(self, request, obj=None):
        """Who is behind a pen name is known to those who make correspondents, and not found by
        searching either."""
        may_know = request.user.has_perm("correspondents.add_correspondent")
        return self.fieldsets if may_know else self.fieldsets[:-2]
