"""What a page says of its social card."""

from typing import Any

from django import template

from newsroom.articles.models import Edition
from newsroom.public.cards.card import HEIGHT, WIDTH, card_of
from newsroom.public.cards.lettering import may_letter
from newsroom.public.languages import whole
from newsroom.text.markup import led

register = template.Library()


@register.inclusion_tag("public/_social_card.html")
def social_card(edition: Edition) -> dict[str, Any]:
    """Crawlers want the whole address."""
    if not may_letter(edition.card_headline):
        return {}
    card = card_of(edition)
    return {
        "address": whole(card.url),
        "words": led(edition.card_headline, edition.direction),
        "width": WIDTH,
        "height": HEIGHT,
    }
