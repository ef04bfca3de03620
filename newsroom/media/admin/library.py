"""The photos' list at the desk: pictures, what each still needs, and a search in any spelling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Exists, OuterRef, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.accounts.models import Account
from newsroom.media import uses
from newsroom.media.admin import filters
from newsroom.media.clearance import missing
from newsroom.media.models import Obscuring, Photo
from newsroom.media.querysets import SOON
from newsroom.workflow.filters import StateFilter
from newsroom.workflow.found import FoundMixin
from newsroom.workflow.models import State

#: Who knows whose account is whose. Photo editors are told of no writer's.
KNOWS_WRITERS = "articles.see_every_edition"


@dataclass(frozen=True)
class Card:
    """A photo as the library shows it. `ends`: when its rights end, where that is soon or was.
    `sender`: whoever sent it, where the reader may know."""

    photo: Photo
    title: str
    language: str
    needs: list[str]
    ends: datetime | None
    is_over: bool
    sender: Account | None


def card(photo: Photo, reader: Account, now: datetime) -> Card:
    title, language = photo.named("caption")
    if not title:
        title, language = photo.named("alt")
    until = photo.rights_until
    may_know = reader.has_perm(KNOWS_WRITERS) or photo.sent_by_id == reader.pk
    return Card(
        photo=photo, title=title or str(photo), language=language,
        needs=[] if photo.state == State.PUBLISHED else missing(photo),
        ends=until if until and until <= now + SOON else None,
        is_over=bool(until and until <= now),
        sender=photo.sent_by if may_know else None,
    )  # fmt: skip


class Library(FoundMixin):
    """Mixed into the admin of photos."""

    change_list_template = "admin/media/photo/change_list.html"
    list_display = ["__str__"]
    list_select_related = ["sent_by"]
    list_filter = [
        StateFilter, filters.RightsFilter, filters.DepictsFilter, filters.UsedFilter,
        filters.ObscuredFilter, filters.SenderFilter,
    ]  # fmt: skip
    search_help_text = _("Words of any language in any spelling.")

    def get_queryset(self, request):
        waits = Obscuring.objects.filter(photo=OuterRef("pk"), confirmed_at=None)
        # Whoever may not see such a story does not learn of it from a photo of their own.
        kept = uses.need_to_know() & ~uses.kept_from(request.user)
        is_kept = Case(When(kept, then=Value(True)), default=Value(False))
        return super().get_queryset(request).annotate(is_waiting=Exists(waits), is_kept=is_kept)

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        context = getattr(response, "context_data", None) or {}
        if "cl" in context:
            now, rows = timezone.now(), context["cl"].result_list
            context["cards"] = [card(photo, request.user, now) for photo in rows]
            context["may_write"] = self.has_change_permission(request)
        return response
