"""What a story rests on: its sources, claims and figures at the desk, in the edition's language."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_POST, require_safe

from newsroom.articles import writing
from newsroom.articles.models import Edition
from newsroom.articles.models.sourcing import SourceKind
from newsroom.articles.sourcing_fields import digest
from newsroom.articles.sourcing_forms import (
    ANSWERS,
    ClaimForm,
    FigureForm,
    SourceForm,
    SourcingForm,
)
from newsroom.articles.templatetags.sourcing import records_of
from newsroom.audit import trail as audit
from newsroom.workflow.models import Transition
from newsroom.workflow.moves import StaleState

FORMS: dict[str, type[SourcingForm]] = {
    "source": SourceForm,
    "claim": ClaimForm,
    "figure": FigureForm,
}
TITLES = {
    "source": (gettext_lazy("Add a source"), gettext_lazy("Change the source")),
    "claim": (gettext_lazy("Add a claim"), gettext_lazy("Change the claim")),
    "figure": (gettext_lazy("Add a figure"), gettext_lazy("Change the figure")),
}
#: What stands in the history: which record, never its words.
NOTES = {
    ("source", "add"): gettext_lazy("source added"),
    ("source", "change"): gettext_lazy("source changed"),
    ("source", "delete"): gettext_lazy("source removed"),
    ("claim", "add"): gettext_lazy("claim added"),
    ("claim", "change"): gettext_lazy("claim changed"),
    ("claim", "delete"): gettext_lazy("claim removed"),
    ("figure", "add"): gettext_lazy("figure added"),
    ("figure", "change"): gettext_lazy("figure changed"),
    ("figure", "delete"): gettext_lazy("figure removed"),
}
#: Each opens the form of a source of that kind; what one saw oneself needs no form.
QUICK = [(kind, label) for kind, label in ANSWERS.items() if kind != SourceKind.WITNESSED]
#: What a link to the form of a new figure may fill in, as the text says it.
AS_SAID = ("low", "high", "unit", "qualifier")


class SourcingViews:
    """Mixed into the admin of editions: reading for those who work on the story, writing for those
    who may change what its editions share."""

    def get_urls(self):
        wrap, name = self.admin_site.admin_view, "articles_edition_sourcing"
        here = "<int:pk>/sourcing/"
        record = f"{here}<slug:what>/<int:record>/"
        return [
            path(here, wrap(self.sourcing_view), name=name),
            path(f"{here}<slug:what>/", wrap(self.record_view), name=f"{name}_add"),
            path(record, wrap(self.record_view), name=f"{name}_change"),
            path(f"{record}delete/", wrap(self.delete_record_view), name=f"{name}_delete"),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def sourcing_view(self, request, pk):
        return self.sourcing_page(request, self.sourced(request, pk))

    @method_decorator(transaction.atomic)
    def record_view(self, request, pk, what, record=None):
        """The form of one record, new where `record` is None."""
        edition = self.sourced(request, pk)
        row = self.record(edition, what, record)
        if not may_write(request, edition):
            return self.not_theirs(request, edition)
        form = self.record_form(request, edition, what, row)
        if request.method != "POST":
            return self.ask_record(request, edition, what, form)
        return self.save_record(request, edition, what, form)

    def save_record(self, request, edition: Edition, what: str, form) -> HttpResponse:
        is_new, is_valid = form.instance.pk is None, form.is_valid()
        if form.is_stale:
            form.show_stored()
            return self.ask_record(request, edition, what, form, status=409)
        if not is_valid:
            return self.ask_record(request, edition, what, form)
        form.save()
        return self.record_told(request, edition, NOTES[what, "add" if is_new else "change"])

    @method_decorator([require_POST, transaction.atomic])
    def delete_record_view(self, request, pk, what, record):
        edition = self.sourced(request, pk)
        row = self.record(edition, what, record)
        if not may_write(request, edition):
            return self.not_theirs(request, edition)
        if request.POST.get("seen") != digest(row):
            messages.error(request, str(StaleState()))
            return HttpResponseRedirect(record_address(edition, what, row.pk))
        row.delete()
        return self.record_told(request, edition, NOTES[what, "delete"])

    def sourced(self, request: HttpRequest, pk: int) -> Edition:
        """The edition; on a POST locked and as it stands by then."""
        rows = self.get_queryset(request).select_related("article")
        edition = get_object_or_404(rows, pk=pk)
        if request.method == "POST":
            edition.lock()
            edition = get_object_or_404(rows.all(), pk=pk)
        if not self.may_know(request, edition):
            raise Http404
        if request.method != "POST":
            audit.saw(request.user, edition.article, "saw_sources")
        return edition

    def record(self, edition: Edition, what: str, pk: int | None):
        if what not in FORMS:
            raise Http404
        model = FORMS[what]._meta.model
        if pk is None:
            return model(article=edition.article)
        return get_object_or_404(model.objects.filter(article=edition.article_id), pk=pk)

    def record_form(self, request, edition: Edition, what: str, row) -> SourcingForm:
        form = FORMS[what]
        if row.pk is None and what == "source":
            row.created_by = request.user
            kind = request.GET.get("kind")
            row.kind = kind if kind in SourceKind.values else ""
        is_new = row.pk is None and what == "figure"
        said = {name: request.GET[name] for name in AS_SAID if is_new and name in request.GET}
        if is_new:
            said |= only_source(edition)
        return form(
            request.POST if request.method == "POST" else None,
            initial=said, instance=row, article=edition.article, language=edition.language,
            person=request.user,
        )  # fmt: skip

    def not_theirs(self, request, edition: Edition) -> HttpResponse:
        """Reading goes on; what a POST brought is shown, not lost."""
        if request.method == "POST":
            return self.words_kept(request, edition)
        return self.sourcing_page(request, edition)

    def record_told(self, request, edition: Edition, note: str) -> HttpResponse:
        """The record is saved: the boxes and the history follow, in the same transaction."""
        writing.refresh_boxes(edition.article, by=request.user)
        edition.refresh_from_db(fields=["state"])
        Transition.objects.create(
            thing=edition, verb="source", source=edition.state, target=edition.state,
            by=request.user, note=str(note),
        )  # fmt: skip
        audit.record("sources_changed", by=request.user, thing=edition.article)
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(sourcing_address(edition))

    def sourcing_page(self, request, edition: Edition) -> HttpResponse:
        records = records_of(edition.article)
        context = (
            self.sourcing_context(request, edition)
            | records
            | {
                "title": _("Sources and accounts"),
                "quick": QUICK,
                "saw": None if saw_it(records["sources"]) else self.what_we_saw(request, edition),
                "may_write": may_write(request, edition),
            }
        )
        return render(request, "admin/articles/edition/sourcing.html", context)

    def what_we_saw(self, request, edition: Edition) -> dict[str, Any]:
        """The fields that one tap posts to the form of a source."""
        with override(edition.language):
            wording = _("our correspondent")
        return {
            "kind": SourceKind.WITNESSED, "wording": wording, "terms": "on_record", "people": 1,
            "first_hand": "on", "is_independent": "on", "evidence": "none",
            "known_to": request.user.pk,
        }  # fmt: skip

    def sourcing_context(self, request, edition: Edition) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "edition": edition,
            "language": edition.language,
            "back": sourcing_address(edition),
        }

    def ask_record(self, request, edition, what, form, status: int = 200) -> HttpResponse:
        context = self.sourcing_context(request, edition) | {
            "title": TITLES[what][bool(form.instance.pk)],
            "form": form,
            "what": what,
            "reasons": form.reasons() if what == "source" else [],
        }
        return render(request, "admin/articles/edition/sourcing_form.html", context, status=status)


def only_source(edition: Edition) -> dict[str, int]:
    """What a new figure rests on where the story has one source: chosen already, to be changed."""
    keys = edition.article.sources.values_list("pk", flat=True)[:2]
    return {"source": keys[0]} if len(keys) == 1 else {}


def may_write(request: HttpRequest, edition: Edition) -> bool:
    account = request.user
    return edition.may_change(account) and edition.article.may_change_shared(account)


def saw_it(sources) -> bool:
    return any(source.kind == SourceKind.WITNESSED for source in sources)


def sourcing_address(edition: Edition) -> str:
    return reverse("admin:articles_edition_sourcing", args=[edition.pk])


def record_address(edition: Edition, what: str, pk: int) -> str:
    return reverse("admin:articles_edition_sourcing_change", args=[edition.pk, what, pk])
