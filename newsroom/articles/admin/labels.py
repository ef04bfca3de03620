from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from newsroom.articles.models import Section, Topic
from newsroom.workflow.admin import EditorialAdmin
from newsroom.workflow.named_fields import NamedFieldsMixin, in_every_language

NAMES = in_every_language("name")


@admin.register(Section)
class SectionAdmin(NamedFieldsMixin, EditorialAdmin):
    named_fields = ["name"]
    list_display = ["__str__", "chip", "position"]
    search_fields = NAMES
    fieldsets = [(None, {"fields": NAMES}), (_("Site"), {"fields": ["slug", "position", "tone"]})]


@admin.register(Topic)
class TopicAdmin(NamedFieldsMixin, EditorialAdmin):
    named_fields = ["name"]
    list_display = ["__str__", "chip"]
    search_fields = NAMES
    fieldsets = [(None, {"fields": NAMES}), (_("Site"), {"fields": ["slug"]})]
