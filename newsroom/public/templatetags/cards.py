"""What a page says of its social card."""

from typing import Any

from django import template
from django.conf import settings

from newsroom.articles.models import Edition
from newsroom.public.cards.card import HEIGHT, WIDTH, card_of
from newsroom.public.cards.lettering import may_letter

register = template.Library()


@register.inclusion_tag("public/_social_card.html")
def social_card(edition: Edition) -> dict[str, Any]:
    """Crawlers want the whole address."""
    if not may_letter():
        return {}
    card = card_of(edition)
    return {
        "address": settings.SITE_URL + card.url,
        "words": edition.card_headline,
        "width": WIDTH,
        "height": HEIGHT,
    }
