"""What the public templates need to write names, times and languages right."""

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from newsroom.text import dates, languages, markup

register = template.Library()

#: What Facebook and its imitators accept in og:locale.
OG_LOCALES = {"ar": "ar_AR", "ckb": "cb_IQ", "ku": "ku_TR", "en": "en_GB"}


def active() -> str:
    return get_language() or languages.DEFAULT


@register.simple_tag
def active_language() -> languages.Language:
    """The language the page is being written in; also right on an error page without context."""
    return languages.LANGUAGES.get(active()) or languages.LANGUAGES[languages.DEFAULT]


@register.simple_tag
def home() -> str:
    """The address of the active language's front page."""
    return "/" if active() == languages.DEFAULT else f"/{active()}/"


@register.filter
def in_language(text: str, code: str) -> SafeString:
    """`text` isolated from its surroundings and marked as written in `code`."""
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', code, languages.direction(code), text)


@register.filter
def dir_of(code: str) -> str:
    return languages.direction(code)


@register.filter
def og_locale(code: str) -> str:
    return OG_LOCALES.get(code, code)


@register.simple_tag
def named(thing: Any, field: str = "name") -> SafeString:
    """The thing's name in the active language or the next best, marked with the one it is in."""
    text, code = thing.named(field, active())
    return in_language(text, code) if text else SafeString("")


@register.simple_tag
def plainly(thing: Any, field: str = "name") -> str:
    """The same where no markup can stand: titles and attributes."""
    return thing.named(field, active())[0]


@register.filter
def isolated(text: str) -> str:
    """What <bdi> does, for plain text such as a page's title."""
    return markup.isolate(text)


@register.filter
def absolute(moment: datetime) -> str:
    return dates.absolute(moment, active())


@register.filter
def day(moment: datetime) -> str:
    return dates.day(moment, active())


@register.filter
def clock(moment: datetime) -> str:
    return dates.clock(moment)


@register.simple_tag
def moment(value: datetime | None, form: str = "absolute") -> SafeString:
    """A <time> with the absolute text; `form` is absolute, short, day or clock.

    The page's script writes the relative time beside an absolute one and in place of a short
    one that is less than a week old; a day or a clock stays as it is.
    """
    if value is None:
        return SafeString("")
    text = {"day": day, "clock": clock, "short": day}.get(form, absolute)(value)
    stamp = timezone.localtime(value).isoformat(timespec="minutes")
    ago = {"absolute": SafeString(' data-ago="beside"'), "short": SafeString(' data-ago="instead"')}
    return format_html('<time datetime="{}"{}>{}</time>', stamp, ago.get(form, ""), text)
