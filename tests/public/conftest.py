import pytest

from newsroom.articles.models.listing import ListingQuerySet, first
from newsroom.articles.querysets import EditionQuerySet
from newsroom.prepared import Prepared, Shape


@pytest.fixture
def break_published(monkeypatch):
    """Called, it makes `published()` keep nothing back. What was composed while it was whole is
    composed anew."""

    def keep_nothing_back():
        monkeypatch.setattr(Prepared, "shape", lambda self: Shape(self.compose()))
        monkeypatch.setattr("newsroom.articles.models.listing.first", first.__wrapped__)
        for rows in (EditionQuerySet, ListingQuerySet):
            monkeypatch.setattr(rows, "published", lambda self, at=None: self.all())

    return keep_nothing_back
