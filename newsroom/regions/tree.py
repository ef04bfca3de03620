"""Places as a tree in which siblings stand in the order of the reader's alphabet."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language

from newsroom.regions.models import Region
from newsroom.text.languages import DEFAULT
from newsroom.text.sorting import sort_key


def in_tree(places: Iterable[Region]) -> list[Region]:
    """Each behind the place that it lies in, as far as that is among them."""
    language = get_language() or DEFAULT
    rows = list(places)
    keys = {place.slug: sort_key(str(place), language) for place in rows}

    def way(place: Region) -> list[object]:
        slugs = place.path.strip("/").split("/")
        return [(keys.get(slug) or sort_key(slug, language), slug) for slug in slugs]

    return sorted(rows, key=way)
