"""The public log of corrections, as the desk sees it: to read, and for the chief to redact."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.articles import corrections
from newsroom.articles.models import Correction, Edition
from newsroom.text import languages
from newsroom.text.dates import local
from newsroom.text.passages import REMOVED
from newsroom.workflow.moves import Refused, StaleState


class RedactForm(forms.Form):
    """Which sentences go. The line itself stays, and says that something was taken out."""

    def __init__(self, data=None, *, correction: Correction):
        super().__init__(data)
        attrs = {"lang": correction.edition.language}
        for name in ("said", "right"):
            found = corrections.split(getattr(correction, name))
            choices = [(n, said) for n, said in enumerate(found) if said != REMOVED]
            if choices:
                self.fields[name] = forms.TypedMultipleChoiceField(
                    label=Correction._meta.get_field(name).verbose_name,
                    coerce=int, choices=choices, required=False,
                    widget=forms.CheckboxSelectMultiple(attrs=attrs),
                )  # fmt: skip

    def chosen(self) -> dict[str, list[int]]:
        return {name: self.cleaned_data.get(name, []) for name in ("said", "right")}


@admin.register(Correction)
class CorrectionAdmin(admin.ModelAdmin):
    change_list_template = "admin/workflow/change_list.html"
    list_display = ["story", "what", "when", "bringer"]
    list_filter = ["kind", "edition__language"]
    ordering = ["-published_at", "-id"]
    actions = None
    view_on_site = False
    show_full_result_count = False
    list_per_page = 30

    def get_queryset(self, request):
        seen = Edition.objects.visible_to(request.user).filter(pk=OuterRef("edition"))
        rows = super().get_queryset(request).published().filter(Exists(seen))
        return rows.select_related("edition", "brought_by", "by")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def what(self, correction: Correction) -> str:
        taken = _("Something was taken out") if correction.redacted_at else ""
        return " · ".join(filter(None, (correction.get_kind_display(), taken)))

    @admin.display(description=gettext_lazy("When"), ordering="published_at")
    def when(self, correction: Correction) -> str:
        at = local(correction.published_at)
        return format_html(
            '<time datetime="{}">{}</time>', at.isoformat(), date_format(at, "j F Y H:i")
        )

    @admin.display(description=gettext_lazy("Brought to readers by"))
    def bringer(self, correction: Correction) -> str:
        return format_html("<bdi>{}</bdi>", correction.brought_by)

    @admin.display(description=gettext_lazy("headline"))
    def story(self, correction: Correction) -> str:
        edition = correction.edition
        return format_html(
            '<bdi lang="{}" dir="{}">{}</bdi>', edition.language, edition.direction, edition
        )

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The line in full; whoever may, takes sentences out of it."""
        correction = self.get_object(request, object_id)
        if correction is None or not self.has_view_permission(request, correction):
            raise Http404
        may_redact = request.user.has_perm("articles.redact_correction")
        if request.method == "POST":
            if not may_redact:
                raise PermissionDenied
            return self.redact(request, correction)
        form = RedactForm(correction=correction) if may_redact else None
        return self.show(request, correction, form)

    @transaction.atomic
    def redact(self, request, correction: Correction) -> HttpResponse:
        form = RedactForm(request.POST, correction=correction)
        if not form.is_valid():
            return self.show(request, correction, form)
        if request.POST.get("seen") != self.seen(correction):
            messages.error(request, str(StaleState()))
            return HttpResponseRedirect(self.address(correction))
        try:
            corrections.redact(correction, by=request.user, at=timezone.now(), **form.chosen())
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.show(request, correction, form, status=403)
        messages.success(request, _("Taken out. The log says that something was, and when."))
        return HttpResponseRedirect(self.address(correction))

    def seen(self, correction: Correction) -> str:
        return str(correction.redacted_at or "")

    def address(self, correction: Correction) -> str:
        return reverse("admin:articles_correction_change", args=[correction.pk])

    def show(self, request, correction, form: Any, status: int = 200) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": correction.get_kind_display(),
            "correction": correction,
            "language": languages.LANGUAGES[correction.edition.language],
            "form": form,
            "seen": self.seen(correction),
        }
        return render(request, "admin/articles/correction/change_form.html", context, status=status)
