"""The admin base that every app shares: chips, one button a move, the history beside the form."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from newsroom.audit.audited import AuditedAdmin
from newsroom.text.named import own, said
from newsroom.workflow.models import Editorial, Transition
from newsroom.workflow.move_views import MovesMixin
from newsroom.workflow.moves import possible, waiting
from newsroom.workflow.opened import OpenedMixin
from newsroom.workflow.paging import FirstPages
from newsroom.workflow.public_words import PublicWordsMixin


class EditorialAdmin(MovesMixin, OpenedMixin, AuditedAdmin, PublicWordsMixin, admin.ModelAdmin):
    change_form_template = "admin/workflow/change_form.html"
    change_list_template = "admin/workflow/change_list.html"
    actions = None
    view_on_site = False
    list_per_page = 30
    show_full_result_count = False
    paginator = FirstPages
    #: Labels of lines in a history that no move wrote, by verb.
    told: ClassVar[dict[str, Any]] = {}

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows

    def get_object(self, request, object_id, from_field=None):
        """On a POST the row stays locked until the answer: nobody moves it in between."""
        if request.method == "POST":
            # Read alone: what is read beside it for the form is read once it is locked.
            rows = EditorialAdmin.get_queryset(self, request)
            if thing := self.found(rows, object_id, from_field):
                with transaction.atomic():
                    thing.lock()
        return super().get_object(request, object_id, from_field)

    def found(self, rows, object_id, from_field) -> Editorial | None:
        """As Django looks for an address's thing: what is no key finds none."""
        field = self.opts.get_field(from_field) if from_field else self.opts.pk
        try:
            return rows.get(**{field.name: field.to_python(object_id)})
        except (self.model.DoesNotExist, ValidationError, ValueError):
            return None

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (
            obj is None or not hasattr(obj, "may_change") or obj.may_change(request.user)
        )

    def has_delete_permission(self, request, obj=None):
        return False

    def may_know(self, request: HttpRequest, thing: Editorial) -> bool:
        """Who did what on a thing names accounts, and what was noted is not for readers."""
        known = getattr(thing, "is_known_to", None)
        return known(request.user) if known else self.has_change_permission(request)

    def lookup_allowed(self, lookup, value, request):
        """Only by the filters that the list shows: any other lookup could ask, from a row that one
        may see, for what one may not (who wrote story 7, where it happened, by which account)."""
        shown = {getattr(each, "parameter_name", each) for each in self.list_filter}
        return lookup.split("__")[0] in shown and super().lookup_allowed(lookup, value, request)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Among a field's choices each name is marked with the language that it is in."""
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(formfield, ModelChoiceField):
            formfield.label_from_instance = said
        return formfield

    @admin.display(description=gettext_lazy("name"))
    def own_name(self, thing: Editorial) -> str:
        return own(thing)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def chip(self, thing: Editorial) -> str:
        return format_html(
            '<span class="chip {}">{}</span>', thing.chip.replace("_", "-"), thing.chip_label
        )

    def render_change_form(self, request, context, *args, **kwargs):
        thing = kwargs.get("obj")
        if thing is not None and thing.pk:
            context |= {
                "moves": possible(thing, request.user),
                "waiting": waiting(thing, request.user),
                "history": self.history_of(thing) if self.may_know(request, thing) else [],
                "seen": thing.seen(),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def history_of(self, thing: Editorial) -> list[tuple[str, Transition]]:
        """(label of the move, its line), newest first."""
        labels = {verb: move.label for verb, move in type(thing).moves().items()} | self.told
        return [
            (labels.get(told.verb, told.verb), told)
            for told in thing.history.select_related("by")[:50]
        ]

    def history_view(self, request, object_id, extra_context=None):
        thing = self.get_object(request, unquote(object_id))
        if thing and not self.may_know(request, thing):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """A save that comes when the thing is no longer this person's shows them their words."""
        if request.method == "POST":
            thing = self.get_object(request, object_id)
            if thing and not self.has_change_permission(request, thing):
                return self.words_kept(request, thing)
        return super().change_view(request, object_id, form_url, extra_context)

    def response_change(self, request, obj):
        return self.then_move(request, obj) or super().response_change(request, obj)

    def response_add(self, request, obj, post_url_continue=None):
        return self.then_move(request, obj) or super().response_add(request, obj, post_url_continue)
