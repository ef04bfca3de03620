"""The admin base that every app shares: chips, one button a move, the history beside the form."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import ModelChoiceField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.accounts import signin
from newsroom.audit.audited import AuditedAdmin
from newsroom.text.named import own, said
from newsroom.workflow.forms import NoteForm
from newsroom.workflow.models import Editorial, Transition
from newsroom.workflow.moves import Move, NotAllowed, Refused, StaleState, move, possible, waiting
from newsroom.workflow.opened import OpenedMixin
from newsroom.workflow.paging import FirstPages
from newsroom.workflow.public_words import PublicWordsMixin


class EditorialAdmin(OpenedMixin, AuditedAdmin, PublicWordsMixin, admin.ModelAdmin):
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

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_move"
        view = self.admin_site.admin_view(self.move_view)
        return [path("<int:pk>/move/<slug:verb>/", view, name=name), *super().get_urls()]

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

    def words_kept(self, request: HttpRequest, thing: Editorial) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("This can no longer be changed by you"),
            "thing": thing,
            "back": self.address(thing) if self.has_view_permission(request, thing) else None,
            "words": signin.sent(request)["words"],
        }
        return render(request, "admin/workflow/words_kept.html", context, status=403)

    def response_change(self, request, obj):
        return self.then_move(request, obj) or super().response_change(request, obj)

    def response_add(self, request, obj, post_url_continue=None):
        return self.then_move(request, obj) or super().response_add(request, obj, post_url_continue)

    def then_move(self, request: HttpRequest, thing: Editorial) -> HttpResponse | None:
        """A move's button inside the form saves first, then moves what was saved."""
        verb = request.POST.get("_move")
        if not verb:
            return None
        thing.refresh_from_db()
        try:
            return self.move_or_ask(request, thing, verb, sent=False)
        except NotAllowed:
            raise
        except Refused as refused:
            messages.success(request, _("Saved."))
            messages.error(request, str(refused))
            return HttpResponseRedirect(self.address(thing))

    def move_view(self, request, pk, verb):
        thing = self.get_queryset(request).filter(pk=pk).first()
        if thing is None or verb not in type(thing).moves():
            raise Http404
        if request.method == "POST" and request.POST.get("seen") != thing.seen():
            return self.too_late(request, thing)
        return self.move_or_ask(request, thing, verb, sent=bool(request.POST.get("told")))

    def move_or_ask(self, request, thing, verb, *, sent: bool) -> HttpResponse:
        """Moves at once, or shows the page that asks what the move needs to know first."""
        chosen = type(thing).moves().get(verb)
        if chosen is None:
            raise Http404
        try:
            chosen.check(thing, request.user)
        except StaleState:
            return self.too_late(request, thing)
        form = self.question(thing, chosen, request, request.POST if sent else None)
        if form is not None and not form.is_valid():
            return self.ask(request, thing, chosen, form)
        if form is None and request.method != "POST":
            return self.ask(request, thing, chosen, None)
        details = form.cleaned_data if form is not None else {}
        return self.carry_out(request, thing, chosen, details)

    def question(self, thing, chosen: Move, request, data):
        asked = chosen.asks or (NoteForm if chosen.needs_note else None)
        form = asked and asked(data, thing=thing, by=request.user)
        return form if form and form.is_needed else None

    def carry_out(self, request, thing, chosen: Move, details: dict) -> HttpResponse:
        try:
            move(thing, chosen.verb, by=request.user, **details)
        except StaleState:
            return self.too_late(request, thing)
        except PermissionDenied as refused:
            form = self.question(thing, chosen, request, details)
            if form is None:
                raise
            form.is_valid()
            form.add_error(None, str(refused))
            return self.ask(request, thing, chosen, form, status=403)
        messages.success(
            request,
            _("Done: %(move)s. It is now: %(state)s.")
            % {"move": chosen.label, "state": thing.chip_label},
        )
        return HttpResponseRedirect(self.after_move(request, thing))

    def after_move(self, request, thing) -> str:
        visible = self.get_queryset(request).filter(pk=thing.pk).exists()
        return self.address(thing) if visible else self.address(None)

    def address(self, thing: Editorial | None) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        return (
            reverse(f"{name}_change", args=[thing.pk]) if thing else reverse(f"{name}_changelist")
        )

    def too_late(self, request, thing) -> HttpResponse:
        messages.error(request, str(StaleState()))
        return HttpResponseRedirect(self.address(thing))

    def ask(self, request, thing, chosen: Move, form, status: int = 200) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "thing": thing,
            "move": chosen,
            "form": form,
            "seen": thing.seen(),
            "back": self.address(thing),
            "title": chosen.label,
        }
        return render(request, "admin/workflow/move.html", context, status=status)
