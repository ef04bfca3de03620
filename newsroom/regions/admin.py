from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from newsroom.regions.models import Region
from newsroom.workflow.admin import EditorialAdmin
from newsroom.workflow.alike import AlikeMixin
from newsroom.workflow.filters import StateFilter
from newsroom.workflow.found import FoundMixin
from newsroom.workflow.named_fields import NamedFieldsMixin, in_every_language


@admin.register(Region)
class RegionAdmin(AlikeMixin, FoundMixin, NamedFieldsMixin, EditorialAdmin):
    named_fields = ["name"]
    list_display = ["own_name", "level", "chip", "pcode"]
    list_filter = ["level", StateFilter]
    autocomplete_fields = ["parent"]
    fieldsets = [
        (None, {"fields": [*in_every_language("name"), "aliases"]}),
        (_("Where"), {"fields": ["parent", "level", "pcode", "latitude", "longitude", "slug"]}),
    ]

    def get_search_results(self, request, queryset, search_term):
        rows, distinct = super().get_search_results(request, queryset, search_term)
        return rows.order_by("level", "path"), distinct
