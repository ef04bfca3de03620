"""The form of an edition while somebody writes in it: what they typed is kept, who else has it open
is told, and what was not saved is offered back."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from newsroom.accounts.models import Account
from newsroom.articles import working_copies
from newsroom.articles.access import may
from newsroom.articles.comparison import differences
from newsroom.articles.models import Edition
from newsroom.articles.own_page import seen_of
from newsroom.text import languages
from newsroom.text.received import received

#: What a page calls its own draft, and the moment of the words that it sent.
DRAFT = re.compile(r"[0-9a-z]{4,12}@[0-9a-z]{1,12}")


class WorkingCopyViews:
    """Mixed into the admin of editions. Asked every few seconds, so it never goes by `may_know`,
    which would tell the audit trail each time: that the form was opened stands there."""

    def get_urls(self):
        wrap, name = self.admin_site.admin_view, "articles_edition"
        views = {"keep": self.keep_view, "unsaved": self.unsaved_view, "forget": self.forget_view}
        return [
            *(
                path(f"<int:pk>/{word}/", wrap(require_POST(view)), name=f"{name}_{word}")
                for word, view in views.items()
            ),
            *super().get_urls(),
        ]

    def keep_view(self, request: HttpRequest, pk: int) -> JsonResponse:
        """Takes `seen` and, where they changed, `words` (null: as saved); says whether they are
        kept, and who else is here."""
        edition = self.open_edition(request, pk, "see")
        if not may(request.user, "write", edition):
            return JsonResponse({"kept": None}, status=403)
        said = asked(request)
        seen = str(said.get("seen", ""))
        at = take_in(edition, request.user, seen, said)
        context = self.presence(request, edition, seen)
        html = render_to_string("admin/articles/edition/_presence.html", context)
        kept = {"kept": f"{timezone.localtime(at):%H:%M:%S}", "at": stamp(at)} if at else {}
        return JsonResponse({"kept": None, "html": html} | kept)

    def unsaved_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A draft beside what it was written onto, in words: what colleagues saved since is not its
        doing. Nothing (204) where it says no more than what is saved."""
        edition = self.open_edition(request, pk, "know")
        said = asked(request)
        words = working_copies.clean(words_of(said) or {})
        begun = working_copies.begun_on(edition, str(said.get("seen", "")))
        found = differences(begun or edition, working_copies.as_text(edition, words, begun))
        if working_copies.says_the_same(edition, words) or not (found or words["why"]):
            return HttpResponse(status=204)
        context = {
            "differences": found, "why": words["why"], "edition": edition, "view": "inline",
            "language": languages.LANGUAGES[edition.language], "at": moment(said.get("at")),
            "meanwhile": self.meanwhile(request, edition, str(said.get("seen", ""))),
        }  # fmt: skip
        return render(request, "admin/articles/edition/_unsaved.html", context)

    def forget_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        edition = self.open_edition(request, pk, "know")
        if request.content_type == "application/json":
            page = str(asked(request).get("page", ""))
            working_copies.forget(edition, request.user, page=page)
            return HttpResponse(status=204)
        working_copies.forget(edition, request.user)
        return HttpResponseRedirect(self.address(edition))

    def open_edition(self, request: HttpRequest, pk: int, action: str) -> Edition:
        """Not locked, and without what a list shows of it: it is only looked at."""
        rows = self.get_queryset(request).prefetch_related(None)
        edition = rows.select_related("article", "latest__by").filter(pk=pk).first()
        if edition is None or not may(request.user, action, edition):
            raise Http404
        return edition

    def presence(self, request: HttpRequest, edition: Edition, seen: str) -> dict[str, Any]:
        return {
            "others": list(working_copies.who_else(edition, request.user)),
            "meanwhile": self.meanwhile(request, edition, seen),
            "edition": edition,
        }

    def meanwhile(self, request: HttpRequest, edition: Edition, seen: str) -> dict[str, Any]:
        """What was done to the story since this person's form showed it; {} for nothing."""
        if not seen or seen == seen_of(edition):
            return {}
        saved, before = edition.latest, working_copies.latest_in(seen)
        if saved and before and before != saved.pk:
            is_own = saved.by_id == request.user.pk
            return {"saved": saved, "before": before, "is_own": is_own}
        return {"moved": seen.partition("/")[0] != edition.written_on(), "is_own": False}

    def render_change_form(self, request, context, *args, **kwargs):
        edition = kwargs.get("obj")
        if edition and may(request.user, "know", edition):
            context |= {"unsaved": self.unsaved(request, edition)}
            if may(request.user, "write", edition):
                context |= {"presence": self.presence(request, edition, "")}
        return super().render_change_form(request, context, *args, **kwargs)

    def unsaved(self, request: HttpRequest, edition: Edition) -> dict[str, Any] | None:
        """This person's own words, for the page and for its script."""
        copy = working_copies.offered(edition, request.user)
        if copy is None or working_copies.says_the_same(edition, copy.words):
            return None
        at = stamp(copy.written_at)
        said = {"words": copy.words, "seen": copy.seen, "page": copy.page, "at": at}
        words = [(name, text) for name, text in copy.words.items() if text]
        return {"json": json.dumps(said), "at": copy.written_at, "words": words}

    def saved(self, request: HttpRequest, edition: Edition) -> None:
        """In the transaction of a save: the page's copy goes with it. That its own draft may go,
        too, is told to the next page, once it is certain."""
        draft = request.POST.get("draft", "")
        page = draft.partition("@")[0]
        working_copies.forget_saved(edition, request.user, page=page)
        if DRAFT.fullmatch(draft):
            transaction.on_commit(lambda: request.session.update({"saved_draft": draft}))


def asked(request: HttpRequest) -> dict[str, Any]:
    said = received(request.body)
    if not isinstance(said, dict):
        raise BadRequest
    return said


def take_in(
    edition: Edition, person: Account, seen: str, said: dict[str, Any]
) -> datetime | None:  # fmt: skip
    """Since when words that came are kept."""
    if "words" in said:
        page = str(said.get("page", ""))
        return working_copies.keep(edition, person, seen=seen, words=words_of(said), page=page)
    working_copies.stay(edition, person, seen=seen)
    return None


def stamp(at: datetime) -> int:
    """In a browser's milliseconds."""
    return int(at.timestamp() * 1000)


def words_of(said: dict[str, Any]) -> dict[str, Any] | None:
    return said["words"] if isinstance(said.get("words"), dict) else None


def moment(at: object) -> datetime:
    """By the clock of the device that the words were typed on; now, where that is out of joint."""
    try:
        return datetime.fromtimestamp(float(str(at)) / 1000, tz=timezone.get_current_timezone())
    except (ValueError, OverflowError, OSError):
        return timezone.now()
