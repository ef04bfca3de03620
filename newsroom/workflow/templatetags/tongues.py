"""In which language a thing's own words are, wherever the desk shows them."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from newsroom.text.languages import LANGUAGES, Said, direction, marked
from newsroom.text.named import own, said

register = template.Library()


register.filter("own", own)
register.filter("named_in", marked)


@register.filter
def in_words(code: str) -> SafeString:
    """A language by its name in the page's own, for a sentence."""
    return marked(LANGUAGES[code].name, "")


@register.filter
def spoken(option: dict[str, Any]) -> SafeString:
    """The attributes of an option that is called by a name."""
    name = name_of(option)
    return SafeString("") if name is None else spoken_in(name)


@register.filter
def spoken_in(thing: Any) -> SafeString:
    """The attributes of an element that says nothing but what `thing` is called."""
    language = said(thing).language
    if not language:
        return SafeString(' dir="auto"')
    return format_html(' lang="{}" dir="{}"', language, direction(language))


@register.filter
def labelled(option: dict[str, Any]) -> SafeString:
    name = name_of(option)
    return conditional_escape(option["label"]) if name is None else own(name)


def name_of(option: dict[str, Any]) -> Said | None:
    """None for a choice in the interface's own words, or one that its form has marked."""
    label = option["label"]
    thing = getattr(option["value"], "instance", None)
    if isinstance(label, SafeString) or not (thing or isinstance(label, Said)):
        return None
    return said(thing or label)
