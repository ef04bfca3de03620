"""What stands on an edition's social card: what its readers have now, and nothing that ages."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from newsroom.articles.models import Edition
from newsroom.articles.models.labels import Tone
from newsroom.media.models import Photo
from newsroom.pages.models import Network
from newsroom.public.cards.colours import colours
from newsroom.public.cards.lettering import Words, drawable
from newsroom.public.languages import address

#: Counted up when cards are drawn another way: crawlers ask for the new ones then.
LAYOUT = 1
WIDTH, HEIGHT = 1200, 630


@dataclass(frozen=True)
class Card:
    article: int
    headline: Words
    network: Words
    #: None: there is no section that readers know.
    section: Words | None
    tone: str
    #: None: there is no picture that readers have.
    photo: Photo | None

    @property
    def digest(self) -> str:
        """Of all that the picture is made of: where something changes, so does the address."""
        words = [
            (each.text, each.language)
            for each in (self.headline, self.network, self.section)
            if each
        ]
        photo = self.photo
        picture = [photo.token, photo.focus_x, photo.focus_y] if photo else None
        paints = [colours()[name] for name in ("paper", "ink", "soft", "rule", f"tone-{self.tone}")]
        made_of = json.dumps([LAYOUT, words, picture, paints])
        return hashlib.sha256(made_of.encode()).hexdigest()[:16]

    @property
    def url(self) -> str:
        return address(self.headline.language, "card", self.article, self.digest)


def card_of(edition: Edition) -> Card:
    """No query where the edition came with its section and its pictures."""
    section = edition.section
    is_known = section is not None and section.is_published
    name = words_of(*section.named("name", edition.language)) if is_known else None
    return Card(
        article=edition.article_id,
        headline=words_of(edition.card_headline, edition.language),
        network=words_of(*Network.current().named("name", edition.language)),
        section=name,
        tone=section.tone if is_known else Tone.RIVER.value,
        photo=edition.lead_photo,
    )


def words_of(text: str, language: str) -> Words:
    return Words(drawable(text), language)
