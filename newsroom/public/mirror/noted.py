"""The rows that are read while a page is made, told to its record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_init

from newsroom.articles.models import Article, Edition, Topic
from newsroom.correspondents.models import Correspondent
from newsroom.delivery.record import note
from newsroom.media.models import Photo
from newsroom.regions.models import Region

#: By model, its tag's name and the column behind it.
NAMED: dict[type[Model], tuple[str, str]] = {
    Article: ("article", "id"),
    Edition: ("article", "article_id"),
    Topic: ("topic", "id"),
    Region: ("region", "id"),
    Correspondent: ("correspondent", "id"),
    Photo: ("photo", "id"),
}


def noter(name: str, column: str) -> Callable[..., None]:
    def read(instance: Model, **_: Any) -> None:
        if (key := instance.__dict__.get(column)) is not None:
            note(f"{name}:{key}")

    return read


@contextmanager
def noting() -> Iterator[None]:
    """For as long as a mirror is made: else no row pays for it."""
    noters = [(model, noter(*told)) for model, told in NAMED.items()]
    for model, read in noters:
        post_init.connect(read, sender=model, weak=False)
    try:
        yield
    finally:
        for model, read in noters:
            post_init.disconnect(read, sender=model)
