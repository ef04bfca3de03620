"""A translation's form beside its original, and "no change needed"."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from newsroom.articles.access import may_follow
from newsroom.articles.beside import beside, key_of, original_shown
from newsroom.articles.models import Edition, Revision
from newsroom.articles.revising import follow, is_for_two
from newsroom.articles.writing import readable_original
from newsroom.workflow.moves import StaleState


class NoChangeForm(forms.Form):
    """`original`: which words of it the page showed."""

    original = forms.CharField(widget=forms.HiddenInput)
    why = forms.CharField(
        label=gettext_lazy("Why not? (may stay empty)"),
        max_length=Revision._meta.get_field("why").max_length,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class FollowingViews:
    """For the admin of editions."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.follow_view)
        return [path("<int:pk>/follow/", view, name="articles_edition_follow"), *super().get_urls()]

    @method_decorator(require_POST)
    @transaction.atomic
    def follow_view(self, request: HttpRequest, pk: int):
        edition = self.get_object(request, str(pk))
        original = edition and readable_original(edition.article, edition.language, request.user)
        if not edition or not original or not edition.latest:
            raise Http404
        if not may_follow(request.user, edition):
            raise PermissionDenied
        form = NoChangeForm(request.POST)
        shown = form.is_valid() and original_shown(
            original, request.user, form.cleaned_data["original"]
        )
        if not shown or request.POST.get("seen") != edition.written_on():
            return self.too_late(request, edition)
        return self.follow(request, edition, shown, form.cleaned_data["why"])

    def follow(self, request, edition: Edition, shown, why: str):
        try:
            follow(edition, by=request.user, original=shown, why=why)
        except StaleState:
            return self.too_late(request, edition)
        messages.success(request, _("Noted: the translation follows the original as it was shown."))
        if edition.is_pending:
            messages.info(request, _("A second person brings that to readers."))
        return HttpResponseRedirect(self.after_move(request, edition))

    def render_change_form(self, request, context, *args, **kwargs):
        context |= self.beside_of(request, context["adminform"].form, kwargs.get("obj"))
        return super().render_change_form(request, context, *args, **kwargs)

    def beside_of(self, request, form, edition: Edition | None) -> dict[str, object]:
        """From the form, which shows it, too; whoever only reads has another one."""
        if hasattr(form, "beside"):
            if form.is_bound:
                form.show_again()
            found = form.beside
        else:
            found = edition and beside(edition.article, edition.language, request.user, edition)
        if not found:
            return {}
        may_say = edition and found.is_out_of_date and may_follow(request.user, edition)
        key = key_of(found.original, request.user)
        no_change = NoChangeForm(initial={"original": key}, prefix=None, auto_id="no_change_%s")
        return {
            "beside": found,
            "no_change": no_change if may_say else None,
            "is_for_two": may_say and is_for_two(edition, found.original),
        }
