"""Links to a preview, at the desk: made for somebody without an account, taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from newsroom.articles import previews
from newsroom.articles.access import may
from newsroom.articles.models import Edition
from newsroom.workflow.moves import Refused


class PreviewViews:
    """Mixed into the admin of editions; to those whom the story's history is kept from, every
    address here answers as that of a story that is not there."""

    def get_urls(self):
        wrap, name = self.admin_site.admin_view, "articles_edition_preview"
        lend, revoke = (require_POST(view) for view in (self.lend_view, self.revoke_view))
        return [
            path("<int:pk>/previews/", wrap(lend), name=f"{name}_lend"),
            path("<int:pk>/previews/<int:link>/revoke/", wrap(revoke), name=f"{name}_revoke"),
            *super().get_urls(),
        ]

    @transaction.atomic
    def lend_view(self, request, pk):
        """Shows the address once: it is stored nowhere."""
        edition = self.lent_edition(request, pk)
        asked = request.POST.get("hours", "")
        try:
            token = previews.lend(edition, by=request.user, hours=int(asked))
        except ValueError:
            messages.error(request, _("Choose how long the link is to work."))
            return HttpResponseRedirect(self.address(edition))
        except Refused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(self.address(edition))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Link to a preview"),
            "edition": edition,
            "link": request.build_absolute_uri(reverse("preview", args=[token])),
            "expires_at": edition.previews.open()[0].expires_at,
            "back": self.address(edition),
        }
        return render(request, "admin/articles/edition/preview_link.html", context)

    @transaction.atomic
    def revoke_view(self, request, pk, link):
        edition = self.lent_edition(request, pk)
        found = get_object_or_404(edition.previews.select_related("edition"), pk=link)
        previews.revoke(found, by=request.user)
        messages.success(request, _("The link opens nothing any more."))
        return HttpResponseRedirect(self.address(edition))

    def lent_edition(self, request: HttpRequest, pk: int) -> Edition:
        edition = self.get_object(request, str(pk))
        if edition is None or not self.may_know(request, edition):
            raise Http404
        return edition

    def lent(self, request: HttpRequest, edition: Edition) -> dict[str, Any]:
        """For the panel beside the form."""
        return {
            "may_lend": may(request.user, "lend", edition),
            "links": list(edition.previews.open().select_related("made_by")),
            "hours": [(each, in_words(each)) for each in previews.HOURS],
        }


def in_words(hours: int) -> str:
    if hours < 48:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    days = hours // 24
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
