"""The boxes of a story as readers get them: codes in words, numbers and names isolated."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from newsroom.articles import box_words

register = template.Library()

register.filter("amount", box_words.amount)
register.filter("on_day", box_words.day)
register.filter("standing", box_words.standing)


@register.filter
def attribution(account: dict[str, Any]) -> SafeString:
    """'According to official sources'; empty where nobody is named as the source."""
    who = format_html("<bdi>{}</bdi>", box_words.sources(account))
    return format_html(box_words.pattern_of(account), source=who)
