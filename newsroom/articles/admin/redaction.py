"""Words taken out of a story for good, at the desk: by the chief, on a page of its own."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsroom.articles import redaction
from newsroom.text.languages import direction
from newsroom.workflow.moves import Refused


class RedactionForm(forms.Form):
    """The words themselves; they are stored nowhere."""

    words = forms.CharField(
        label=gettext_lazy("Words that are to go"), max_length=200,
        help_text=gettext_lazy("In any spelling, with و ف ب ل ك before them or without."),
    )  # fmt: skip

    is_sure = forms.BooleanField(label=gettext_lazy("Yes, take them out for good"), required=False)

    def __init__(self, data=None, *, language: str):
        super().__init__(data)
        attrs = {"lang": language, "dir": direction(language), "autocomplete": "off"}
        self.fields["words"].widget.attrs |= attrs


class RedactionViews:
    """Mixed into the admin of editions, beside the comparison: what that is kept from, this is."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.redact_view)
        return [
            path("<int:pk>/redact/", view, name="articles_edition_redact"), *super().get_urls()
        ]  # fmt: skip

    @transaction.atomic
    def redact_view(self, request, pk):
        edition = self.known_edition(request, pk)
        if not request.user.has_perm("articles.redact_revision"):
            raise PermissionDenied
        sent = request.POST if request.method == "POST" else None
        form = RedactionForm(sent, language=edition.language)
        is_valid = form.is_valid()
        if is_valid and form.cleaned_data["is_sure"]:
            try:
                found = redaction.redact(edition, form.cleaned_data["words"], by=request.user)
            except Refused as refused:
                form.add_error("words", str(refused))
            else:
                messages.success(request, told(found))
                return HttpResponseRedirect(self.address(edition))
        words = form.cleaned_data.get("words", "") if is_valid else ""
        context = {
            "title": _("Take words out for good"), "form": form, "is_asked": bool(words),
            "count": redaction.count(edition, words),
        }  # fmt: skip
        return self.compared(request, edition, "redact", context)


def told(found: redaction.Taken) -> str:
    if not found.is_any:
        return _("No revision has these words: nothing was taken out.")
    number = found.revisions
    sentence = ngettext("Taken out of %(n)s revision.", "Taken out of %(n)s revisions.", number)
    return sentence % {"n": number} if number else _("Taken out of what stands beside the text.")
