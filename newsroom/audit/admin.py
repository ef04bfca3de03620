"""The audit trail as the chief reads it: newest first, by kind, by person; as a table to keep."""

from __future__ import annotations

from itertools import chain

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from newsroom.audit.models import Entry, Head
from newsroom.audit.trail import broken, record, saw
from newsroom.audit.words import GROUPS, VERBS
from newsroom.text.dates import local
from newsroom.text.digits import whole_number
from newsroom.text.named import said
from newsroom.text.sheets import lines
from newsroom.text.sorting import in_order

MOST_LISTED = 2000
COLUMNS = ("number", "at", "by", "verb", "kind", "thing", "digest", "seal")


class Newest(Paginator):
    """Pages of the newest lines only: the whole trail is for the table."""

    def __init__(self, object_list, per_page, *more, **named):
        super().__init__(object_list[:MOST_LISTED], per_page, *more, **named)


class WhatFilter(admin.SimpleListFilter):
    title = gettext_lazy("what")
    parameter_name = "what"

    def lookups(self, request, model_admin):
        return [(name, label) for name, (label, _verbs) in GROUPS.items()]

    def queryset(self, request, queryset):
        _label, verbs = GROUPS.get(self.value() or "", ("", None))
        return queryset if verbs is None else queryset.filter(verb__in=verbs)


class WhoFilter(admin.SimpleListFilter):
    title = gettext_lazy("who")
    parameter_name = "who"

    def lookups(self, request, model_admin):
        return [(str(each.pk), said(each)) for each in in_order(get_user_model().objects.all())]

    def queryset(self, request, queryset):
        asked = whole_number(self.value() or "")
        return queryset if asked is None else queryset.filter(by=asked)


@admin.register(Entry)
class EntryAdmin(admin.ModelAdmin):
    change_list_template = "admin/audit/entry/change_list.html"
    list_display = ["number", "when", "who", "what", "on"]
    list_display_links = None
    fields = ["number", "when", "who", "what", "on", "digest", "seal"]
    list_filter = [WhatFilter, WhoFilter]
    actions = None
    list_per_page = 50
    show_full_result_count = False
    paginator = Newest

    def get_queryset(self, request):
        """Each with the name at the desk of whoever it was, while there is such an account."""
        accounts = get_user_model().objects.filter(pk=OuterRef("by"))
        shown = Coalesce(NullIf("name", Value("")), "username")
        name = accounts.annotate(shown=shown).values("shown")
        rows = super().get_queryset(request).annotate(name=Subquery(name))
        return rows if self.has_view_permission(request) else rows.none()

    def history_view(self, request, object_id, extra_context=None):
        return super().history_view(request, object_id, {"title": _("History")})

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        wrap, name = self.admin_site.admin_view, "audit_entry"
        verify = require_POST(self.verify_view)
        return [
            path("table/", wrap(require_safe(self.table_view)), name=f"{name}_table"),
            path("verify/", wrap(verify), name=f"{name}_verify"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        if self.has_view_permission(request):
            saw(request.user, head(), "saw_audit")
        return super().changelist_view(request, {"head": head()} | (extra_context or {}))

    def table_view(self, request):
        """All of it, for whoever keeps a copy elsewhere: what is cut off here shows there."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        record("took_audit", by=request.user, thing=head())
        rows = Entry.objects.order_by("number").values_list(*COLUMNS)
        answer = StreamingHttpResponse(
            lines(chain([COLUMNS], rows.iterator())), content_type="text/csv; charset=utf-8"
        )
        answer["Content-Disposition"] = 'attachment; filename="audit-trail.csv"'
        return answer

    def verify_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = list(broken())
        for sentence in found[:20]:
            messages.error(request, sentence)
        if not found:
            messages.success(request, _("The trail is whole: every line is as it was written."))
        return HttpResponseRedirect(reverse("admin:audit_entry_changelist"))

    @admin.display(description=gettext_lazy("time"), ordering="at")
    def when(self, entry: Entry) -> str:
        at = local(entry.at)
        return format_html(
            '<time datetime="{}">{}</time>', at.isoformat(), date_format(at, "j F Y H:i:s")
        )

    @admin.display(description=gettext_lazy("who"))
    def who(self, entry: Entry) -> str:
        if entry.by is None:
            return _("Nobody signed in")
        return format_html('<bdi dir="auto">{}</bdi>', getattr(entry, "name", "") or f"#{entry.by}")

    @admin.display(description=gettext_lazy("what"), ordering="verb")
    def what(self, entry: Entry) -> str:
        return str(VERBS.get(entry.verb, entry.verb))

    @admin.display(description=gettext_lazy("on what"))
    def on(self, entry: Entry) -> str:
        """What kind of thing, and its number as a link where it has a page of its own."""
        try:
            model = apps.get_model(entry.kind)
        except (LookupError, ValueError):
            return entry.kind
        if model is Head:
            return ""
        try:
            url = reverse(f"admin:{entry.kind.replace('.', '_')}_change", args=[entry.thing])
        except NoReverseMatch:
            return f"{model._meta.verbose_name} #{entry.thing}"
        name = model._meta.verbose_name
        return format_html('{} <a href="{}"><bdi>#{}</bdi></a>', name, url, entry.thing)


def head() -> Head:
    return Head.objects.first() or Head(pk=1)
