"""Pages that a mirror has in place of what needs a server, and none of the site's."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from newsroom.public.filters import Filters
from newsroom.public.languages import in_each, parted
from newsroom.public.page import chrome
from newsroom.public.views.lists import newest
from newsroom.public.views.search import choices
from newsroom.text.languages import DEFAULT, LANGUAGES


def search(address: str) -> str:
    """The form of the site; what it finds is found by a script, in the mirror's own index."""
    code = language_of(address)
    with translation.override(code):
        words = {
            "seek": _("Searching …"),
            "short": _("Write at least two letters."),
            "none": _("Nothing found in this copy."),
            "some": _("Stories found: {n}. The newest first."),
            "back": _("Looked back to {month}."),
            "further": _("Look further back"),
            "more": _("More results"),
            "broken": _("A part of the index is missing from this copy."),
        }
        told = {"words_of_search": words, "index": f"/search-index/{code}/"}
        return rendered("search", code, in_each("search"), **told, **choices("", Filters()))


def feedback(address: str) -> str:
    code = language_of(address)
    here = {each: "/feedback/" if each == DEFAULT else f"/{each}/feedback/" for each in LANGUAGES}
    return rendered("feedback", code, here)


def not_found(address: str) -> str:
    code = language_of(address)
    with translation.override(code):
        return render_to_string("404.html", chrome(code, None) | {"latest": newest(), "query": ""})


def rendered(name: str, code: str, here: dict[str, str], **context: Any) -> str:
    with translation.override(code):
        return render_to_string(f"mirror/{name}.html", chrome(code, here) | context)


def onward(address: str, target: str, url: str, site: str) -> str:
    """For an address that leads to another one. `url`: the other one's, as a link from here."""
    code = language_of(address)
    with translation.override(code):
        told = {"language": LANGUAGES[code], "url": url, "canonical": f"{site}{target}"}
        return render_to_string("mirror/onward.html", told)


def language_of(address: str) -> str:
    return parted(address)[0].rstrip("/") or DEFAULT
