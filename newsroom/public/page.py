"""What every public page carries: the network, the sections, the languages, its own address."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from newsroom.articles.models import Section
from newsroom.pages.models import Network
from newsroom.public.languages import address, in_each
from newsroom.text.dates import relative_table
from newsroom.text.languages import DEFAULT, LANGUAGES


def active() -> str:
    return get_language() or DEFAULT


def chrome(language: str, here: dict[str, str] | None) -> dict[str, Any]:
    """The context that all pages share. `here` has the page's address by language."""
    network = Network.current()
    fronts = in_each("front")
    return {
        "language": LANGUAGES[language],
        "languages": [
            {
                "language": each,
                "url": (here or {}).get(code) or fronts[code],
                "current": code == language,
                "same_page": bool(here and code in here),
            }
            for code, each in LANGUAGES.items()
        ],
        "network": network,
        "follow_links": network.follow_links.all() if network.pk else [],
        "sections": list(Section.objects.published()),
        "now": timezone.now(),
        "demo": network.is_demo,
        "relative": relative_table(language),
        "front_url": fronts[language],
        "search_url": address(language, "search"),
        "archive_url": address(language, "archive"),
        "corrections_url": address(language, "corrections"),
        "site_url": settings.SITE_URL,
    }


def page(
    request: HttpRequest,
    template: str,
    *,
    here: dict[str, str] | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Renders a public page. It gets neither the request nor the person: nothing in it depends on
    who reads, so that it can be kept."""
    language = active()
    context = chrome(language, here) | context
    for section in context["sections"]:
        section.current = section.slug == context.get("current")
    if here and "canonical" not in context:
        context["canonical"] = settings.SITE_URL + here[language]
    return HttpResponse(render_to_string(template, context), status=status)
