"""The pages about us at the desk: written in each language, compared, brought out by a second."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from newsroom.articles.admin.body import EXTENSIONS, BodyWidget
from newsroom.pages.comparison import differences
from newsroom.pages.models import Page
from newsroom.pages.models.trust import WORDS
from newsroom.text.languages import LANGUAGES, Said
from newsroom.workflow.admin import EditorialAdmin
from newsroom.workflow.models import State
from newsroom.workflow.named_fields import NamedFieldsMixin


class PlainBodyWidget(BodyWidget):
    """The story's editor without pictures."""

    def __init__(self, language: str):
        super().__init__(language, ())

    def get_config(self) -> dict[str, Any]:
        self.config = {"extensions": EXTENSIONS}
        return super(BodyWidget, self).get_config()


@admin.register(Page)
class PageAdmin(NamedFieldsMixin, EditorialAdmin):
    change_form_template = "admin/pages/page/change_form.html"
    named_fields = list(WORDS)
    list_display = ["own_name", "chip", "pending"]
    list_select_related = ["told"]
    fieldsets = [
        (Said(language.endonym, code), {"fields": [f"{name}_{code}" for name in WORDS]})
        for code, language in LANGUAGES.items()
    ]

    def has_add_permission(self, request):
        return False

    @admin.display(description=gettext_lazy("Readers have these words"))
    def pending(self, page: Page) -> str:
        return _("Yes") if page.state == State.PUBLISHED and not page.is_pending else _("No")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        original, _underscore, code = db_field.name.rpartition("_")
        if original == "body" and code in LANGUAGES:
            kwargs["widget"] = PlainBodyWidget(code)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        """Whoever saves without a change answers for the words only where nobody does yet."""
        if set(form.changed_data) - {"opened"} or obj.written_by_id is None:
            obj.version += 1
            obj.written_by = request.user
        super().save_model(request, obj, form, change)

    def render_change_form(self, request, context, *args, **kwargs):
        page = kwargs.get("obj")
        context["is_pending"] = page is not None and page.is_pending
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self):
        view = self.admin_site.admin_view(self.compare_view)
        return [path("<int:pk>/compare/", view, name="pages_page_compare"), *super().get_urls()]

    @method_decorator(require_safe)
    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = self.get_object(request, str(pk))
        if page is None or not self.may_know(request, page):
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("What would change for readers"),
            "page": page,
            "found": list(differences(page)),
            "texts": page.texts.all()[:20],
            "back": self.address(page),
            "view": "inline",
        }
        return render(request, "admin/pages/page/compare.html", context)
