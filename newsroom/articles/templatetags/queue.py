"""The queue for the desk's first page, and how it writes a time."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from newsroom.accounts.models import Account
from newsroom.articles.queue import Overridden, Queue, overridden_today, queue
from newsroom.articles.queue_words import on_the_clock
from newsroom.text import relative
from newsroom.text.languages import DEFAULT

register = template.Library()


@register.simple_tag
def what_burns(person: Account) -> Queue:
    return queue(person, timezone.now())


@register.simple_tag
def overrides_of_today(person: Account) -> list[Overridden]:
    return overridden_today(person, timezone.now())


@register.filter
def ago(moment: datetime) -> str:
    """In the desk's language; nothing for a moment still to come."""
    now = timezone.now()
    return relative.ago(moment, now, get_language() or DEFAULT) if moment <= now else ""


@register.filter
def ahead(moment: datetime) -> str:
    """The same for a moment still to come; nothing for one that has passed."""
    now = timezone.now()
    return relative.ahead(moment, now, get_language() or DEFAULT) if moment > now else ""


@register.filter
def when(moment: datetime) -> str:
    return on_the_clock(moment, timezone.now())
