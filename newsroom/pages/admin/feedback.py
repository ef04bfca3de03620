"""What readers wrote to the desk: to read, and to tick off. Nobody changes their words."""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.defaultfilters import linebreaks_filter
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from newsroom.audit.audited import AuditedAdmin
from newsroom.audit.trail import record
from newsroom.pages.models import Feedback, FeedbackState
from newsroom.text.dates import local
from newsroom.text.named import own
from newsroom.workflow.opened import OpenedMixin


@admin.register(Feedback)
class FeedbackAdmin(OpenedMixin, AuditedAdmin, admin.ModelAdmin):
    change_form_template = "admin/opened.html"
    change_list_template = "admin/workflow/change_list.html"
    list_display = ["beginning", "story", "kind", "when", "state"]
    list_filter = ["state", "kind"]
    list_select_related = ["edition"]
    fields = ["kind", "story", "when", "words", "answer", "state"]
    readonly_fields = ["kind", "story", "when", "words", "answer"]
    actions = ["see", "finish"]
    view_on_site = False
    show_full_result_count = False
    list_per_page = 30

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def lookup_allowed(self, lookup, value, request):
        return lookup.split("__")[0] in self.list_filter

    def history_view(self, request, object_id, extra_context=None):
        """Whoever reads none is not told which there are."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    @admin.display(description=_("Beginning"))
    def beginning(self, feedback: Feedback) -> SafeString:
        text = feedback.text
        return format_html('<bdi dir="auto">{}</bdi>', text[:120] + ("…" if text[120:] else ""))

    @admin.display(description=_("What the reader wrote"))
    def words(self, feedback: Feedback) -> SafeString:
        return format_html('<div dir="auto">{}</div>', linebreaks_filter(feedback.text))

    @admin.display(description=_("How to answer"))
    def answer(self, feedback: Feedback) -> SafeString:
        return format_html('<bdi dir="auto">{}</bdi>', feedback.reply_to or "–")

    @admin.display(description=_("story"))
    def story(self, feedback: Feedback) -> SafeString:
        edition = feedback.edition
        return format_html('<a href="{}">{}</a>', edition.url, own(edition))

    @admin.display(description=_("When"), ordering="at")
    def when(self, feedback: Feedback) -> SafeString:
        at = local(feedback.at)
        return format_html(
            '<time datetime="{}">{}</time>', at.isoformat(), date_format(at, "j F Y H:i")
        )

    @admin.action(description=_("Mark as seen"), permissions=["change"])
    def see(self, request, queryset):
        self.tick(request, queryset.new(), FeedbackState.SEEN)

    @admin.action(description=_("Mark as done"), permissions=["change"])
    def finish(self, request, queryset):
        self.tick(request, queryset.exclude(state=FeedbackState.DONE), FeedbackState.DONE)

    def tick(self, request, rows, state: str) -> None:
        changed = list(rows)
        Feedback.objects.filter(pk__in=[row.pk for row in changed]).update(state=state)
        for row in changed:
            record("changed", by=request.user, thing=row)
        told = ngettext("%(count)s marked.", "%(count)s marked.", len(changed))
        self.message_user(request, told % {"count": len(changed)})
