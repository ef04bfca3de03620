from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from newsroom.articles.models import LexiconTerm
from newsroom.audit.audited import AuditedAdmin
from newsroom.text import languages
from newsroom.text.languages import Said
from newsroom.text.markup import isolate
from newsroom.text.named import own
from newsroom.text.sorting import sort_key
from newsroom.workflow.found import FoundMixin
from newsroom.workflow.opened import OpenedMixin
from newsroom.workflow.sorted_by_name import SortedByNameMixin


@admin.register(LexiconTerm)
class LexiconAdmin(FoundMixin, SortedByNameMixin, OpenedMixin, AuditedAdmin, admin.ModelAdmin):
    """The table that editors keep: what the house calls things."""

    change_form_template = "admin/opened.html"
    list_display = ["line", "language", "house_form", "why"]
    list_filter = ["language"]
    sorted_by = ["language", "term"]
    fields = ["language", "term", "preferred", "expansion", "note"]
    view_on_site = False
    actions = None
    list_per_page = 100

    def in_order(self, rows: list[LexiconTerm]) -> list[LexiconTerm]:
        """Each language's by its own alphabet."""
        codes = list(languages.LANGUAGES)
        return sorted(
            rows, key=lambda row: (codes.index(row.language), sort_key(row.term, row.language))
        )

    @admin.display(description=_("term"), ordering="term")
    def line(self, term: LexiconTerm) -> str:
        return self.written(term, term.term)

    @admin.display(description=_("the house writes"))
    def house_form(self, term: LexiconTerm) -> str:
        return self.written(term, term.preferred or term.expansion)

    @admin.display(description=_("why"))
    def why(self, term: LexiconTerm) -> str:
        return own(term.note)

    def written(self, term: LexiconTerm, text: str) -> str:
        return own(Said(text, term.language))

    def get_deleted_objects(self, objs, request):
        """Nothing hangs on a term."""
        lacking = set() if self.has_delete_permission(request) else {self.opts.verbose_name}
        return list(map(own, objs)), {self.opts.verbose_name_plural: len(objs)}, lacking, []

    def response_delete(self, request, obj_display, obj_id):
        return super().response_delete(request, isolate(obj_display), obj_id)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)
        if formfield and db_field.name != "language":
            formfield.widget.attrs["dir"] = "auto"
        return formfield
