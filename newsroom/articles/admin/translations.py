"""The translators' page: what waits for them, and where every story stands in every language."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.articles import translations
from newsroom.articles.models import Section
from newsroom.text.languages import LANGUAGES

KEY = re.compile("[0-9]{1,18}")
KEY_OF_A_LIST = re.compile("[0-9]{1,10}-[0-9]{1,18}")


class TranslationViews:
    """For the admin of editions."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.translations_view)
        here = path("translations/", view, name="articles_edition_translations")
        return [here, *super().get_urls()]

    @method_decorator(require_safe)
    def translations_view(self, request: HttpRequest):
        person = request.user
        if not translations.is_translator(person) and not person.has_perm("articles.add_edition"):
            raise PermissionDenied
        is_table = request.GET.get("show") == "all"
        context = {
            **self.admin_site.each_context(request),
            "title": _("Translations"),
            "is_table": is_table,
            "languages": list(LANGUAGES.values()),
            **(standing(request) if is_table else waiting(request)),
        }
        return render(request, "admin/articles/translations.html", context)


def waiting(request: HttpRequest) -> dict[str, Any]:
    """Into which languages somebody translates is remembered while they are signed in."""
    person, now = request.user, timezone.now()
    into = request.GET.get("into", request.session.get("into", ""))
    into = into if into in LANGUAGES else ""
    if request.session.get("into", "") != into:
        request.session["into"] = into
    before = request.GET.get("before", "")
    before = before if KEY_OF_A_LIST.fullmatch(before) else ""
    wanted = (into,) if into else tuple(LANGUAGES)
    page = translations.waiting(person, now, wanted, before)
    counts = translations.counts(person, now)
    return {
        "page": page, "into": into, "more": page.next and f"?before={page.next}",
        "pills": [(language, counts[code]) for code, language in LANGUAGES.items()],
        "begun": [] if before else translations.begun(person),
        "out_of_date": [] if before else translations.out_of_date_for(person),
    }  # fmt: skip


def standing(request: HttpRequest) -> dict[str, Any]:
    asked = request.GET
    missing = asked.get("missing", "")
    chosen = {
        "is_out_of_date": bool(asked.get("out_of_date")),
        "missing": missing if missing in LANGUAGES else "",
        "section": asked.get("section", ""),
    }
    before = asked.get("before", "")
    at = int(before) if KEY.fullmatch(before) else None
    page = translations.standing(request.user, **chosen, before=at)
    kept = {"show": "all", "missing": chosen["missing"], "section": chosen["section"]}
    kept |= {"out_of_date": "1"} if chosen["is_out_of_date"] else {}
    return chosen | {
        "page": page,
        "more": page.next and "?" + urlencode(kept | {"before": page.next}),
        "sections": Section.objects.all(),
    }
