"""What a page says of itself to programs: schema.org's words as JSON, in a block that no browser
runs. All of it stands on the page already, so it is made of the page's own context."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from newsroom.public.page import active
from newsroom.public.structured import pages, story
from newsroom.public.structured.network import Told, organisation, site

register = template.Library()
#: As Django's `json_script`, which cannot make this type of block.
ESCAPED = {ord(char): f"\\u{ord(char):04X}" for char in "<>&\u2028\u2029"}


def block(told: list[Told]) -> SafeString:
    """Nothing in it can end the block."""
    graph = {"@context": "https://schema.org", "@graph": told}
    text = json.dumps(graph, ensure_ascii=False).translate(ESCAPED)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


@register.simple_tag(takes_context=True)
def story_told(context: Mapping[str, Any]) -> SafeString:
    edition, url = context["edition"], context["canonical"]
    place = context["dateline"]["text"] if context.get("dateline") else ""
    told = story.news_article(edition, url, place, context.get("crumbs") or [])
    told |= story.keywords(context["topics"])
    told |= story.translations(edition, context["siblings"])
    if notices := story.corrections(context["corrections"]):
        told["correction"] = notices
    section = edition.section
    steps = [(section.named("name")[0], section.url)] if told.get("articleSection") else []
    way = pages.way(edition.language, [*steps, (edition.headline, edition.url)], url)
    return block([told, organisation(edition.language), way])


@register.simple_tag(takes_context=True)
def list_told(context: Mapping[str, Any]) -> SafeString:
    """Of a list, or of the person whose stories it has."""
    language, url, name = active(), context["canonical"], context["heading"]
    about = context.get("intro", "") if context.get("intro_language") == language else ""
    if context.get("kind") == "correspondent":
        told = pages.profile(language, url, name, about)
    else:
        told = pages.collection(language, url, name, about, context.get("editions") or [])
    steps = [(crumb["text"], crumb["url"]) for crumb in context.get("crumbs") or []]
    way = pages.way(language, [*steps, (name, url)], url)
    return block([told, organisation(language), site(language), way])


@register.simple_tag
def network_told() -> SafeString:
    return block([organisation(active()), site(active())])
