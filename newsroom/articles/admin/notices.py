"""What readers are told after publication, at the desk: written by one, brought out by another."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from newsroom.articles import corrections
from newsroom.articles.behind import languages_behind
from newsroom.articles.checks.discretion import told
from newsroom.articles.models import Correction, Edition
from newsroom.articles.models.correction import CorrectionKind
from newsroom.articles.readiness import of_notice
from newsroom.text import languages
from newsroom.workflow.models import State
from newsroom.workflow.moves import Refused, StaleState

WORDS = ("said", "right")
RIGHT = gettext_lazy("what is right, or what readers should know")


class NoticeForm(forms.ModelForm):
    """In the edition's language. Nothing is required: what is missing stops it on its way to
    readers (B10), and a colleague may fill it in."""

    seen = forms.CharField(label="", widget=forms.HiddenInput, required=False)

    class Meta:
        model = Correction
        fields = ("kind", "said", "right", "found_by", "shows_comparison")
        labels: ClassVar[dict] = {"right": RIGHT}
        widgets: ClassVar[dict] = {
            "said": forms.Textarea(attrs={"rows": 3}),
            "right": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, data=None, *, edition: Edition, kind: str = ""):
        self.edition = edition
        known = edition.notice or Correction(kind=kind or CorrectionKind.CORRECTION)
        super().__init__(data.copy() if data is not None else None, instance=known)
        self.initial["seen"] = self.now_seen()
        open_kinds = corrections.PROPOSABLE.get(State(edition.state), ())
        self.fields["kind"].choices = [(each.value, each.label) for each in open_kinds]
        for name in WORDS:
            direction = languages.direction(edition.language)
            self.fields[name].widget.attrs |= {"lang": edition.language, "dir": direction}

    def now_seen(self) -> str:
        return f"{self.edition.state}.{self.edition.notice_id}"

    @property
    def is_stale(self) -> bool:
        return self.data.get("seen", "") != self.now_seen()

    def proposal(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class NoticeViews:
    """Mixed into the admin of editions: a page to write the notice, and a way to take it back."""

    def get_urls(self):
        view, name = self.admin_site.admin_view, "articles_edition_notice"
        discard = view(require_POST(self.discard_notice_view))
        return [
            path("<int:pk>/notice/", view(self.notice_view), name=name),
            path("<int:pk>/notice/discard/", discard, name=f"{name}_discard"),
            *super().get_urls(),
        ]

    @method_decorator(transaction.atomic)
    def notice_view(self, request, pk):
        edition = self.told_edition(request, pk)
        if not corrections.may_propose(edition, request.user):
            return self.no_notice(request, edition)
        kind = request.GET.get("kind", "")
        form = NoticeForm(
            request.POST if request.method == "POST" else None,
            edition=edition, kind=kind if kind in CorrectionKind.values else "",
        )  # fmt: skip
        if request.method != "POST":
            return self.ask_notice(request, edition, form)
        return self.take_notice(request, edition, form)

    def take_notice(self, request, edition: Edition, form: NoticeForm) -> HttpResponse:
        is_valid = form.is_valid()
        if form.is_stale:
            return self.notice_is_stale(request, edition, form)
        if not is_valid:
            return self.ask_notice(request, edition, form)
        try:
            corrections.propose(edition, by=request.user, **form.proposal())
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.ask_notice(request, edition, form, status=403)
        messages.success(request, _("Kept. A second person brings it to readers."))
        for finding in told(of_notice(edition), edition, request.user):
            messages.warning(request, str(finding))
        return HttpResponseRedirect(self.address(edition))

    def notice_is_stale(self, request, edition: Edition, form: NoticeForm) -> HttpResponse:
        """Their text below, this person's in the form; sending again is then a decision."""
        form.theirs = Correction.objects.filter(pk=edition.notice_id).first()
        form.data["seen"] = form.now_seen()
        form.add_error(
            None,
            _(
                "Someone else wrote or brought out a notice meanwhile. Your text stands in the"
                " form. Take over what is missing, then send again."
            ),
        )
        return self.ask_notice(request, edition, form, status=409)

    @transaction.atomic
    def discard_notice_view(self, request, pk):
        edition = self.told_edition(request, pk)
        try:
            if request.POST.get("seen") != str(edition.notice_id):
                raise StaleState
            corrections.discard(edition, by=request.user)
        except (Refused, StaleState) as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The notice is discarded. Readers never had it."))
        return HttpResponseRedirect(self.address(edition))

    def told_edition(self, request: HttpRequest, pk: int) -> Edition:
        """Locked on a POST; not there for whom its history is kept from."""
        edition = self.get_object(request, str(pk))
        if edition is None or not self.may_know(request, edition):
            raise Http404
        return edition

    def no_notice(self, request, edition: Edition) -> HttpResponse:
        """What a POST brought is shown, not lost."""
        if request.method == "POST":
            return self.words_kept(request, edition)
        messages.error(request, _("Only the desk writes notices, and only after publication."))
        return HttpResponseRedirect(self.address(edition))

    def ask_notice(self, request, edition, form: NoticeForm, status: int = 200) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("What readers are told"),
            "edition": edition,
            "language": languages.LANGUAGES[edition.language],
            "form": form,
            "back": self.address(edition),
            "compare_url": reverse("admin:articles_edition_compare", args=[edition.pk]),
        }
        return render(request, "admin/articles/edition/notice.html", context, status=status)

    def notices(self, request: HttpRequest, edition: Edition) -> dict[str, Any]:
        """The panel beside the form: what waits, what is out, and who still has old words."""
        told = list(edition.corrections.published().newest().select_related("brought_by"))
        return {
            "waiting": edition.notice,
            "told": told,
            "may_propose": corrections.may_propose(edition, request.user),
            "kinds": corrections.PROPOSABLE.get(State(edition.state), ()),
            "behind": languages_behind(edition, timezone.now()) if told else [],
        }

    def then_move(self, request, thing):
        """A button brings out the notice that stood beside it, and no other."""
        thing.refresh_from_db()
        saw = request.POST.get("notice", "")
        if request.POST.get("_move") and saw != str(thing.notice_id or ""):
            return self.too_late(request, thing)
        return super().then_move(request, thing)
