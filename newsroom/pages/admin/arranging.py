"""The desk's page on which editors arrange the front of one language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from newsroom.audit.audited import AuditedAdmin
from newsroom.pages import arranging, drafting
from newsroom.pages.admin.arranging_page import shown
from newsroom.pages.arranging import Met
from newsroom.pages.drafting import Draft
from newsroom.pages.models import Arrangement
from newsroom.text.digits import whole_number
from newsroom.text.languages import DEFAULT, LANGUAGES
from newsroom.workflow.forms import moment_field

HOME = "admin:pages_arrangement_changelist"


class WhenForm(forms.Form):
    when = forms.ChoiceField(
        label=gettext_lazy("Takes effect"),
        choices=[("now", gettext_lazy("Now")), ("at", gettext_lazy("At a set time"))],
        widget=forms.RadioSelect,
        initial="now",
    )
    starts_at = moment_field(
        gettext_lazy("Set time"), help_text=gettext_lazy("Damascus time, still to come.")
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        starts_at = given.get("starts_at")
        if given.get("when") == "now":
            given["starts_at"] = timezone.now()
        elif starts_at is None or starts_at <= timezone.now():
            self.add_error("starts_at", _("Set a time that is still to come."))
        return given


@admin.register(Arrangement)
class ArrangementAdmin(AuditedAdmin, admin.ModelAdmin):
    """Django's list and form are this page; nothing else writes an arrangement."""

    def may(self, request: HttpRequest) -> bool:
        return request.user.has_perm("pages.arrange_front")

    def has_module_permission(self, request):
        return self.may(request)

    def has_view_permission(self, request, obj=None):
        return self.may(request)

    has_change_permission = has_view_permission

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        view = self.admin_site.admin_view(self.withdraw_view)
        here = path("<int:pk>/withdraw/", view, name="pages_arrangement_withdraw")
        return [here, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        if not self.may(request):
            raise PermissionDenied
        language = (request.POST or request.GET).get("language", DEFAULT)
        if language not in LANGUAGES:
            raise Http404
        if request.method == "POST":
            return self.pressed(request, language)
        now = timezone.now()
        begun = Arrangement.objects.in_force(language, now)
        return self.show(request, language, arranging.draft_of(begun, now))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One of before or of later, to look at and to bring back."""
        if not self.may(request):
            raise PermissionDenied
        opened = self.get_object(request, object_id)
        if opened is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        draft = arranging.draft_of(opened, timezone.now())
        return self.show(request, opened.language, draft, opened=opened)

    def pressed(self, request: HttpRequest, language: str) -> HttpResponse:
        """Every button of the form; all but the one that saves show the page again."""
        draft = drafting.read(request.POST)
        lost = arranging.tidy(draft, language)
        if lost:
            messages.warning(request, _("What readers no longer have was taken out of it."))
        verb, _colon, what = request.POST.get("act", "search").partition(":")
        if verb == "save":
            return self.save(request, language, draft)
        tried = None
        if verb == "preview":
            tried = arranging.save(draft, language, by=request.user, follows=0, starts_at=None)
        elif verb == "block":
            what = request.POST.get("block", "")
        drafting.act(draft, verb, what, request.POST.get("into", ""))
        arranging.tidy(draft, language)
        return self.show(request, language, draft, tried=tried)

    def save(self, request: HttpRequest, language: str, draft: Draft) -> HttpResponse:
        form = WhenForm(request.POST)
        crowded = arranging.crowding(draft)
        if not form.is_valid() or crowded:
            return self.show(request, language, draft, form=form, wrong=crowded)
        try:
            arrangement = arranging.save(
                draft, language, by=request.user, follows=follows(request),
                starts_at=form.cleaned_data["starts_at"],
            )  # fmt: skip
        except Met:
            return self.show(request, language, draft, form=form, met=True)
        later = arrangement.starts_at and arrangement.starts_at > timezone.now()
        told = _("Saved. It takes effect at its time.") if later else _("Saved. Readers have it.")
        messages.success(request, told)
        return HttpResponseRedirect(f"{reverse(HOME)}?language={language}")

    def show(self, request: HttpRequest, language: str, draft: Draft, **more: Any) -> HttpResponse:
        """`met`: somebody else arranged it meanwhile; their page is a link away, this form is as it
        was, and saved again it comes after theirs."""
        data = request.POST if request.method == "POST" else None
        seen = follows(request) if data is not None else None
        if seen is None or more.get("met"):
            seen = arranging.newest(language)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Front page"),
            "opts": self.opts,
            "form": WhenForm(data) if data and data.get("when") == "at" else WhenForm(),
            "follows": seen,
            "words": data.get("words", "") if data else "",
            "into": data.get("into", "second") if data else "second",
            **shown(language, draft, data.get("words", "") if data else ""),
            **more,
        }
        status = 409 if more.get("met") else 200
        return render(request, "admin/pages/arrangement.html", context, status=status)

    @method_decorator(require_POST)
    @transaction.atomic
    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.may(request):
            raise PermissionDenied
        arrangement = get_object_or_404(Arrangement, pk=pk)
        arranging.withdraw(arrangement, by=request.user)
        messages.success(request, _("Withdrawn. The one before it holds again."))
        return HttpResponseRedirect(f"{reverse(HOME)}?language={arrangement.language}")


def follows(request: HttpRequest) -> int:
    """-1, which no arrangement follows, where the form does not say."""
    number = whole_number(request.POST.get("follows", ""))
    return -1 if number is None else number
