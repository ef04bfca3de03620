"""What stands in feeds, which are read far from our pages."""

from django import template

from newsroom.media.models import Photo
from newsroom.media.renditions import Rendition, plain
from newsroom.public.feeds.feed import TYPES
from newsroom.public.languages import whole

register = template.Library()
register.filter("whole", whole)

#: What people call the forms, by the last word of the address.
NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}


@register.filter
def plain_size(photo: Photo) -> Rendition:
    """Of the file that is there from the first moment (`photo.src`)."""
    return plain(photo)


@register.filter
def in_forms(feed: str) -> list[tuple[str, str, str]]:
    """(type, name, address) of a feed of ours, by its address as RSS."""
    stem = feed.removesuffix("rss")
    return [(kind, NAMES[form], f"{stem}{form}") for form, kind in TYPES.items()]
