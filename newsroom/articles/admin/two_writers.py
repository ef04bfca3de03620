"""Saves that meet: what came in from somebody else is shown before any step is made, and one page's
posts that overtake each other are one save."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.articles import own_page
from newsroom.articles.admin.meeting import Meeting
from newsroom.articles.conflicts import tidied
from newsroom.articles.models import Edition
from newsroom.articles.revising import current_words

LOOK = gettext_lazy("Look at the comparison")
MOVED = gettext_lazy(
    "%(name)s moved this story or changed what its languages share while you were writing. Your"
    " changes are saved beside it."
)
NOT_MOVED = gettext_lazy(
    "The step was not made: read first what the story says now, then press it again."
)


class TwoWriters:
    """Stands before the other views of an `EditorialAdmin` of editions."""

    def add_view(self, request, form_url="", extra_context=None):
        """A page that has made its story changes that one; two of its posts make no second."""
        if again := self.begun_view(request, form_url, extra_context):
            return again
        try:
            return super().add_view(request, form_url, extra_context)
        except (IntegrityError, PermissionDenied):
            if again := self.begun_view(request, form_url, extra_context):
                return again
            raise

    def begun_view(self, request, form_url, extra_context) -> HttpResponse | None:
        if request.method != "POST":
            return None
        edition = own_page.begun(own_page.page_of(request.POST, request.user))
        return edition and self.change_view(request, str(edition.pk), form_url, extra_context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """What is no longer this person's to change may be so by their own post before this one."""
        if request.method == "POST" and (edition := self.arrived(request, object_id)):
            messages.success(request, _("The story has arrived. It is: %s.") % edition.chip_label)
            return HttpResponseRedirect(self.after_move(request, edition))
        return super().change_view(request, object_id, form_url, extra_context)

    def arrived(self, request: HttpRequest, object_id: str) -> Edition | None:
        edition = self.get_object(request, object_id)
        if edition is None or self.has_change_permission(request, edition):
            return None
        page = own_page.page_of(request.POST, request.user)
        row = own_page.saved(page, edition)
        is_same = row and tidied(request.POST) == current_words(edition)
        return edition if own_page.is_late(page, row) or is_same else None

    def then_move(self, request, thing):
        meeting: Meeting = request.meeting
        if meeting.is_late:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(self.after_move(request, thing))
        if meeting.is_merged:
            self.tell_of(request, thing, meeting)
            return HttpResponseRedirect(self.address(thing))
        response = super().then_move(request, thing)
        own_page.keep_move(meeting.page, thing)
        return response

    def tell_of(self, request: HttpRequest, edition: Edition, meeting: Meeting) -> None:
        other = meeting.other
        edition.refresh_from_db()
        if other.revision is None:
            messages.warning(request, MOVED % {"name": other.shown})
        else:
            pair = f"?before={other.revision.pk}&after={edition.latest_id}"
            url = reverse("admin:articles_edition_compare", args=[edition.pk]) + pair
            sentence = format_html('{} <a href="{}">{}</a>', other.told(), url, LOOK)
            messages.warning(request, sentence)
        if request.POST.get("_move"):
            messages.warning(request, NOT_MOVED)
