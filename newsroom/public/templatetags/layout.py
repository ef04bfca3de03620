"""Where the pictures and videos of a story stand among its words, and how long they take."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from newsroom.articles.models import Edition
from newsroom.public.layout import laid_out
from newsroom.public.leaves import leaf
from newsroom.public.share import share_links
from newsroom.text.asides import FACTS, Aside
from newsroom.text.reading_time import minutes

register = template.Library()

register.simple_tag(laid_out)
register.simple_tag(leaf)
register.simple_tag(share_links)


@register.filter
def minutes_to_read(edition: Edition) -> int:
    return minutes(edition.language, edition.standfirst, edition.key_points, edition.body)


@register.filter
def spoken(address: str) -> str:
    """An address as one reads it out."""
    return address.partition("://")[2] or address


@register.filter
def called(box: Aside) -> str:
    """What the page calls a box of its kind; a quotation has no name."""
    return gettext("What we know") if box.kind == FACTS else pgettext("box", "Background")


@register.filter
def tongue_of(box: Aside) -> SafeString:
    """The attributes of what is in another language than the text around it."""
    said = (("lang", box.language), ("dir", box.direction))
    return format_html_join("", ' {}="{}"', (pair for pair in said if pair[1]))


@register.filter
def stored(text: str) -> SafeString:
    """A piece of a body, which went through `markup.sanitise`."""
    return mark_safe(text)
