"""For the chief: what readers have already and hold a protected word."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.articles.checks.protected import LABELS
from newsroom.articles.exposure import Exposed, look
from newsroom.correspondents import protection
from newsroom.text.languages import LANGUAGES

#: Seconds that somebody waits for the page; `manage.py check_newsroom` looks at all.
PATIENCE = 10


class ExposureViews:
    """Mixed into the admin of editions: one page."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.exposed_view)
        return [path("exposed/", view, name="articles_edition_exposed"), *super().get_urls()]

    @method_decorator(require_safe)
    def exposed_view(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm(protection.PERMISSION):
            raise PermissionDenied
        seen = look(PATIENCE)
        for each in seen.found:
            protection.note(request.user, each.row.thing, each.fields)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Protected words that readers have"),
            "look": seen,
            "rows": [line(each) for each in seen.found],
        }
        return render(request, "admin/articles/exposed.html", context)


def line(exposed: Exposed) -> dict[str, Any]:
    """A row by its kind and number: its name or headline may be what is protected."""
    thing = exposed.row.thing
    desk = exposed.row.desk or thing
    name = f"admin:{desk._meta.app_label}_{desk._meta.model_name}_change"
    language = LANGUAGES.get(getattr(thing, "language", ""))
    return {
        "kind": thing._meta.verbose_name,
        "number": thing.pk,
        "language": language,
        "fields": _(", ").join(str(label(thing, field)) for field in exposed.fields),
        "url": reverse(name, args=[desk.pk]),
    }


def label(thing: Any, field: str) -> Any:
    if field in LABELS:
        return LABELS[field]
    columns = {column.name: column for column in thing._meta.fields}
    return columns[field].verbose_name if field in columns else _("file name")
