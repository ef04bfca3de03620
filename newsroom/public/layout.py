"""A story's text as readers get it: its words, and where pictures and videos stand among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from newsroom.articles.models import Edition
from newsroom.media.models import Photo
from newsroom.text import languages
from newsroom.text.asides import Aside, aside
from newsroom.text.pictures import Picture, picture
from newsroom.text.units import units
from newsroom.text.videos import Video, video


@dataclass(frozen=True)
class Part:
    """Words, or photos, or a video, or a box, whose words are `words` too, as they are stored.

    `caption` is this use's own, "" where the photo's stands."""

    words: SafeString = SafeString("")
    photos: tuple[Photo, ...] = ()
    caption: SafeString = SafeString("")
    language: str = ""
    direction: str = ""
    video: Video | None = None
    aside: Aside | None = None

    @property
    def photo(self) -> Photo | None:
        """None where it is a gallery."""
        return self.photos[0] if len(self.photos) == 1 else None


@dataclass(frozen=True)
class Layout:
    """`lead` None: nothing stands above the text. `rest`: photos that nobody placed in it."""

    lead: Part | None
    parts: list[Part]
    rest: list[Photo]


def laid_out(edition: Edition, photos: Sequence[Photo]) -> Layout:
    """With `photos` as those of the story that may be seen, in its order; no query.

    The first one leads, unless it was placed further down; a figure of it alone at the very
    beginning of the text gives it its caption. A figure of other photos is as if not there.
    """
    parts = list(parts_of(edition, {photo.pk: photo for photo in photos}))
    placed = {photo.pk for part in parts for photo in part.photos}
    lead = None
    if photos and parts and parts[0].photo == photos[0]:
        lead = parts.pop(0)
    elif photos and photos[0].pk not in placed:
        lead = Part(photos=(photos[0],))
        placed.add(photos[0].pk)
    return Layout(lead, parts, [photo for photo in photos if photo.pk not in placed])


def parts_of(edition: Edition, photos: dict[int, Photo]) -> Iterator[Part]:
    words = ""
    for unit in units(edition.body):
        found, card, box = picture(unit), video(unit), aside(unit)
        if found is None and card is None and box is None:
            words += unit
            continue
        seen = tuple(photos[key] for key in found.photos if key in photos) if found else ()
        if not seen and not card and not box:
            continue
        if words:
            yield Part(_stored(words))
            words = ""
        yield placed_at(found, seen, edition) if found else set_apart(unit, card, box)
    if words:
        yield Part(_stored(words))


def set_apart(unit: str, video: Video | None, box: Aside | None) -> Part:
    """A page without a form for boxes has the words as they are stored."""
    return Part(_stored(unit), aside=box) if box else Part(video=video)


def placed_at(found: Picture, photos: tuple[Photo, ...], edition: Edition) -> Part:
    language = found.language or edition.language
    direction = found.direction or languages.direction(language)
    return Part(
        photos=photos, caption=_stored(found.caption), language=language, direction=direction
    )


def _stored(text: str) -> SafeString:
    """What is stored went through `markup.sanitise`."""
    return mark_safe(text)
