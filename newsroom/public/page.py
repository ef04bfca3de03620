"""What every public page carries: the network, the sections, the languages, its own address."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from newsroom.articles.models import Section
from newsroom.caches import asked_once
from newsroom.pages.models import BreakingBar, Network
from newsroom.pages.models.trust import listed
from newsroom.prepared import Prepared
from newsroom.public import languages, noting
from newsroom.public.fragments import kept
from newsroom.public.languages import address, in_each, is_lite, lite, whole
from newsroom.text.digits import own_digits
from newsroom.text.languages import DEFAULT, LANGUAGES
from newsroom.text.relative import relative_table

SECTIONS = Prepared(lambda: Section.objects.published())


def active() -> str:
    return get_language() or DEFAULT


def chrome(language: str, here: dict[str, str] | None) -> dict[str, Any]:
    """The context that all pages share. `here` has the page's address by language."""
    noting.until_midnight()  # the day stands in the head
    network = Network.current()
    fronts = in_each("front")
    trust = listed(language)
    return {
        "language": LANGUAGES[language],
        "languages": [choice(code, language, here) for code in LANGUAGES],
        "network": network,
        "follow_links": network.follow_links.all() if network.pk else [],
        "sections": SECTIONS.all(),
        # The day, and no hour: a page that is kept says it until midnight.
        "now": timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0),
        "demo": network.is_demo,
        "breaking": breaking(language),
        "script_words": words_block(language),
        "front_url": fronts[language],
        "search_url": address(language, "search"),
        "archive_url": address(language, "archive"),
        "corrections_url": address(language, "corrections"),
        "regions_url": address(language, "regions"),
        "topics_url": address(language, "topics"),
        "correspondents_url": address(language, "correspondents"),
        "trust": trust,
        "promises": {told.kind.replace("-", "_"): told for told in trust},
        "site_url": settings.SITE_URL,
    }


def breaking(language: str) -> dict[str, Any] | None:
    """The bar above the page, and the story that it leads to, where readers have that one."""
    bar = BreakingBar.current(language)
    if bar is None:
        return None
    story = bar.story_in(language)
    return {
        "text": bar.text_in(language),
        "until": timezone.localtime(bar.ends_at).isoformat(timespec="seconds"),
        "url": story.url if story else "",
    }


def script_words(language: str) -> dict[str, Any]:
    """What the page's script says, as JSON."""
    digits = own_digits(language)
    return (relative_table(language) or {}) | ({"digits": digits} if digits else {})


@cache
def words_block(language: str) -> SafeString | None:
    words = script_words(language)
    return json_script(words, "words") if words else None


def choice(code: str, current: str, here: dict[str, str] | None) -> dict[str, Any]:
    """One language of the switch. Where the page is not in it, those who read it are told so."""
    is_missing = here is not None and code not in here and code != current
    with translation.override(code):
        return {
            "language": LANGUAGES[code],
            "url": (here or {}).get(code) or address(code, "front"),
            "current": code == current,
            "missing": _("Not in this language: front page") if is_missing else "",
            "instead": _("front page") if is_missing else "",
        }


def page(
    request: HttpRequest,
    template: str,
    *,
    here: dict[str, str] | None = None,
    alternates: dict[str, str] | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Renders a public page. It gets neither the request nor the person: nothing in it depends on
    who reads, so that it can be kept. Under `lite/` it is the template of that name in
    `templates/lite/`, with the same context.

    `here`: where the same page is in each language that has it. `alternates`: what search engines
    are told of that, where it is less than all of it."""
    with asked_once():
        return made(request, template, here, alternates, status, context)


def made(
    request: HttpRequest,
    template: str,
    here: dict[str, str] | None,
    alternates: dict[str, str] | None,
    status: int,
    context: dict[str, Any],
) -> HttpResponse:
    language = active()
    own = here[language] if here and language in here else ""
    if is_lite(request.path):
        template = f"lite/{template.removeprefix('public/')}"
        context |= {"full_url": own, "part": request.GET.get("part", "")}
    context = chrome(language, here) | context
    if here and status == 200:
        context.setdefault("canonical", whole(here[language]))
        context["alternates"] = languages.alternates(here) if alternates is None else alternates
    context["lite_url"] = lite(own) if own else ""
    # A preview is for whoever works on it, and what is not there nobody asks for twice.
    if not here or status != 200 or context.get("preview"):
        return HttpResponse(render_to_string(template, context), status=status)
    return HttpResponse(kept("pages", template, context))
