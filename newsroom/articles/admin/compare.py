"""An edition's revisions at the desk: their list, any two compared, an old one restored as new."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from newsroom.articles import writing
from newsroom.articles.comparison import differences
from newsroom.articles.following import followed_by
from newsroom.articles.models import Edition, Revision
from newsroom.articles.models.text import Text
from newsroom.articles.revising import current_words
from newsroom.text import languages
from newsroom.workflow.models import State
from newsroom.workflow.moves import Refused, StaleState

VIEWS = ("inline", "beside")


class RestoreForm(forms.Form):
    """Why the text goes back to what it was; the new revision keeps it."""

    why = forms.CharField(
        label=gettext_lazy("Why is this text restored?"),
        max_length=Revision._meta.get_field("why").max_length,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class ComparisonViews:
    """For an `EditorialAdmin` of editions. Whom a story's history is kept from, its revisions are
    too: to them every address here answers as that of a story that is not there."""

    def get_urls(self):
        view, name = self.admin_site.admin_view, "articles_edition"
        restore = "<int:pk>/restore/<int:revision>/"
        return [
            path("<int:pk>/revisions/", view(self.revisions_view), name=f"{name}_revisions"),
            path("<int:pk>/compare/", view(self.compare_view), name=f"{name}_compare"),
            path(restore, view(self.restore_view), name=f"{name}_restore"),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def revisions_view(self, request, pk):
        edition = self.known_edition(request, pk)
        rows = list(edition.revisions.select_related("by").defer(*Text.FIELDS))
        for at, row in enumerate(rows):
            row.number = len(rows) - at
            row.previous = rows[at + 1] if at + 1 < len(rows) else None
            row.chips = chips(edition, row)
        before = edition.approved_id if edition.is_pending else rows[:2][-1].pk
        context = {"title": _("Revisions"), "rows": rows, "before": before}
        return self.compared(request, edition, "revisions", context)

    @method_decorator(require_safe)
    def compare_view(self, request, pk):
        edition = self.known_edition(request, pk)
        before, after = self.chosen_revisions(request, edition)
        for row in (before, after):
            row.number = edition.revisions.filter(pk__lte=row.pk).count()
            row.chips = chips(edition, row)
        view = request.GET.get("view", VIEWS[0])
        context = {
            "title": _("Compare"),
            "before": before,
            "after": after,
            "view": view if view in VIEWS else VIEWS[0],
            "differences": differences(before, after),
        }
        return self.compared(request, edition, "compare", context)

    @transaction.atomic
    def restore_view(self, request, pk, revision):
        edition = self.known_edition(request, pk)
        old = self.revision_of(edition, revision)
        if not self.has_change_permission(request, edition):
            if request.method == "POST":
                return self.words_kept(request, edition)
            raise PermissionDenied
        form = RestoreForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and self.restore(request, edition, old, form):
            return HttpResponseRedirect(self.after_move(request, edition))
        sent = request.POST.get("seen") or request.GET.get("seen")
        seen = edition.seen() if form.non_field_errors() or not sent else sent
        old.number = edition.revisions.filter(pk__lte=old.pk).count()
        context = {"title": _("Restore this text"), "old": old, "form": form, "seen": seen}
        return self.compared(request, edition, "restore", context)

    def restore(self, request, edition: Edition, old: Revision, form: RestoreForm) -> bool:
        """Whether it was done; if not, the form says why, and keeps what the person wrote."""
        latest, why = edition.latest_id, form.cleaned_data["why"]
        try:
            if request.POST.get("seen") != edition.seen():
                raise StaleState
            follows = followed_by(old) if old.words() != current_words(edition) else None
            written = writing.write(
                edition, by=request.user, text=old.words(), why=why, follows=follows
            )
        except (StaleState, Refused) as refused:
            edition.refresh_from_db()
            form.add_error(None, str(refused))
            return False
        if written.pk == latest:
            messages.info(request, _("The story says this already: nothing was saved."))
        else:
            messages.success(request, _("The old text is the latest revision now."))
        return True

    def known_edition(self, request: HttpRequest, pk: int) -> Edition:
        """Locked on a POST, within the caller's transaction."""
        edition = self.get_object(request, str(pk))
        allowed = edition and edition.latest_id and self.has_view_permission(request, edition)
        if not allowed or not self.may_know(request, edition):
            raise Http404
        return edition

    def chosen_revisions(self, request, edition: Edition) -> list[Revision]:
        """The older one first, however they were asked for. Unasked: what changed last, or since
        readers got it."""
        after = request.GET.get("after") or edition.latest_id
        before = request.GET.get("before") or (
            edition.approved_id if edition.is_pending else self.one_before(edition, after)
        )
        chosen = [self.revision_of(edition, key) for key in (before, after)]
        return sorted(chosen, key=lambda row: row.pk)

    def one_before(self, edition: Edition, key: Any) -> int:
        """The revision before that one; the first has none but itself."""
        after = self.revision_of(edition, key)
        earlier = edition.revisions.filter(pk__lt=after.pk).values_list("pk", flat=True)
        return earlier.first() or after.pk

    def revision_of(self, edition: Edition, key: Any) -> Revision:
        if not re.fullmatch("[0-9]{1,18}", str(key)):
            raise Http404
        return get_object_or_404(edition.revisions.select_related("by"), pk=key)

    def compared(self, request, edition: Edition, name: str, context: dict) -> HttpResponse:
        refused = bool(context.get("form") and context["form"].non_field_errors())
        context |= {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "edition": edition,
            "language": languages.LANGUAGES[edition.language],
            "readers": readers_have(edition),
            "may_redact": request.user.has_perm("articles.redact_revision"),
            "may_restore": self.has_change_permission(request, edition),
            "back": self.address(edition),
            "revisions_url": reverse("admin:articles_edition_revisions", args=[edition.pk]),
            "compare_url": reverse("admin:articles_edition_compare", args=[edition.pk]),
        }
        template = f"admin/articles/edition/{name}.html"
        return render(request, template, context, status=409 if refused else 200)


def readers_have(edition: Edition) -> int | None:
    """The revision that is out, if any is."""
    is_out = edition.state == State.PUBLISHED and not edition.is_scheduled
    return edition.approved_id if is_out else None


def chips(edition: Edition, row: Revision) -> list[tuple[str, str]]:
    """(colour, words) of what a revision is to its story now."""
    found = []
    if row.pk == readers_have(edition):
        found.append(("published", _("What readers have now")))
    elif row.pk == edition.approved_id:
        found.append(("approved", _("Approved")))
    if row.redacted_at:
        found.append(("hold", _("Something was taken out")))
    if row.pk == edition.latest_id and edition.is_pending:
        found.append(("pending", _("Latest, not with readers yet")))
    elif row.pk == edition.latest_id:
        found.append(("latest", _("Latest")))
    return found
