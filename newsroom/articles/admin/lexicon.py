from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from newsroom.articles.models import LexiconTerm
from newsroom.audit.audited import AuditedAdmin
from newsroom.text import languages
from newsroom.workflow.opened import OpenedMixin


@admin.register(LexiconTerm)
class LexiconAdmin(OpenedMixin, AuditedAdmin, admin.ModelAdmin):
    """The table that editors keep: what the house calls things."""

    change_form_template = "admin/opened.html"
    list_display = ["line", "language", "house_form", "note"]
    list_filter = ["language"]
    search_fields = ["term", "preferred", "expansion"]
    fields = ["language", "term", "preferred", "expansion", "note"]
    view_on_site = False
    actions = None
    list_per_page = 100

    @admin.display(description=_("term"), ordering="term")
    def line(self, term: LexiconTerm) -> str:
        return self.written(term, term.term)

    @admin.display(description=_("the house writes"))
    def house_form(self, term: LexiconTerm) -> str:
        return self.written(term, term.preferred or term.expansion)

    def written(self, term: LexiconTerm, text: str) -> str:
        direction = languages.direction(term.language)
        return format_html('<bdi lang="{}" dir="{}">{}</bdi>', term.language, direction, text)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)
        if formfield and db_field.name != "language":
            formfield.widget.attrs["dir"] = "auto"
        return formfield
