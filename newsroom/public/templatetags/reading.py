"""What the public templates need to write names, times and languages right."""

import re
from datetime import datetime
from typing import Any

from babel.core import get_global
from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language

from newsroom.public.languages import lite
from newsroom.text import dates, digits, languages, markup
from newsroom.text.legible import balanced
from newsroom.text.named import marked_name

register = template.Library()
register.filter("named_in", languages.marked)
register.simple_tag(marked_name, name="named")
register.filter("lite", lite)

#: A number and, behind one space, the word that it counts.
COUNTED = re.compile(r"(?<=\d) (?=[^\W\d])")
#: What Facebook and its imitators accept in og:locale, where that is not CLDR's likeliest.
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


@register.simple_tag
def own_digits() -> str:
    """A sample of the digits that the language has beside the house's; "" where there are none."""
    return digits.own_digits(active())[:3]


@register.filter
def tied(text: str) -> str:
    """A number ends no line before what it counts; for large words, where one sees it."""
    return COUNTED.sub("\u00a0", text)


@register.filter
def dir_of(code: str) -> str:
    return languages.direction(code)


@register.filter
def og_locale(code: str) -> str:
    return OG_LOCALES.get(code) or likeliest(code)


def likeliest(code: str) -> str:
    """'tr_TR' for Turkish: the language and where most of its readers are; else the code alone."""
    subtags = get_global("likely_subtags").get(code, code).split("_")
    return f"{code}_{subtags[-1]}" if len(subtags) > 1 else code


@register.simple_tag
def plainly(thing: Any, field: str = "name") -> str:
    """`{% named %}` where no markup can stand and nothing stands beside it: attributes."""
    return thing.named(field, active())[0]


@register.simple_tag
def apart(thing: Any, field: str = "name") -> str:
    """The same beside other words, as in a page's title."""
    return markup.isolate(plainly(thing, field))


@register.filter
def isolated(text: str, direction: str = "") -> str:
    """What <bdi> does, for plain text such as a page's title."""
    return markup.isolate(text, direction)


@register.filter
def led(text: str, direction: str) -> str:
    """For what others' programs show by itself: see `text.markup.led`."""
    return markup.led(text, direction)


@register.filter
def beginning(text: str) -> str:
    """What a search engine shows of it."""
    return balanced(Truncator(text).chars(200))


@register.filter
def first_lines(text: str) -> str:
    """Of a longer text, what stands for it elsewhere: its first paragraph, as far as it goes."""
    return balanced(Truncator(text.strip().split("\n")[0]).words(60))


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
