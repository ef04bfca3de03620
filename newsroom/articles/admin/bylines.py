"""The page on which the chief takes a correspondent's name from everywhere at once."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.articles.byline_withdrawal import withdraw_byline
from newsroom.correspondents.models import Correspondent


class WithdrawalForm(forms.Form):
    is_sure = forms.BooleanField(label=gettext_lazy("Yes, take the name away everywhere"))


class BylineViews:
    """Mixed into the admin of editions: what it reaches is above all the stories."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.byline_view)
        return [
            path("byline/<int:pk>/withdraw/", view, name="articles_byline_withdraw"),
            *super().get_urls(),
        ]

    def byline_view(self, request, pk):
        if not request.user.has_perm("correspondents.publish_correspondent"):
            raise PermissionDenied
        person = get_object_or_404(Correspondent, pk=pk)
        form = WithdrawalForm(request.POST if request.method == "POST" else None)
        back = reverse("admin:correspondents_correspondent_change", args=[pk])
        if form.is_valid():
            reach = withdraw_byline(person, by=request.user)
            sentence = _("The name is gone. Stories that bore it: %(signed)s; in their words:"
                         " %(stories)s; credits and others: %(others)s.")  # fmt: skip
            messages.success(request, sentence % vars(reach))
            return HttpResponseRedirect(back)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Withdraw the byline everywhere"),
            "person": person,
            "form": form,
            "back": back,
        }
        return render(request, "admin/articles/byline.html", context)
