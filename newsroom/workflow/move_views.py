"""The steps of the workflow at the desk: one button each, and the page that asks what one needs."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from newsroom.accounts import signin
from newsroom.workflow.forms import NoteForm
from newsroom.workflow.models import Editorial
from newsroom.workflow.moves import Move, NotAllowed, Refused, StaleState, move


class MovesMixin:
    """Before all other bases of the admin of something that moves."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_move"
        view = self.admin_site.admin_view(self.move_view)
        return [path("<int:pk>/move/<slug:verb>/", view, name=name), *super().get_urls()]

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
            return self.ask_again(request, thing, verb) or self.too_late(request, thing)
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
            now = self.get_queryset(request).filter(pk=thing.pk).first()
            again = now and self.ask_again(request, now, chosen.verb)
            return again or self.too_late(request, thing)
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

    def ask_again(self, request, thing, verb: str) -> HttpResponse | None:
        """For whoever wrote something for a step and came too late: they have their words still,
        and see the thing as it is now. None where nothing was asked."""
        chosen = type(thing).moves()[verb]
        form = self.question(thing, chosen, request, request.POST)
        if form is None or not request.POST.get("told"):
            return None
        if not chosen.is_open(thing, request.user):
            messages.error(request, str(StaleState()))
            return self.words_kept(request, thing)
        form.add_error(None, str(StaleState()))
        return self.ask(request, thing, chosen, form, status=409)

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

    def words_kept(self, request: HttpRequest, thing: Editorial) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("This can no longer be changed by you"),
            "thing": thing,
            "back": self.address(thing) if self.has_view_permission(request, thing) else None,
            "words": signin.sent(request)["words"],
        }
        return render(request, "admin/workflow/words_kept.html", context, status=403)
