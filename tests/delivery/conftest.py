import pytest

from delivery.shelf import Shelf
from newsroom.delivery import store


@pytest.fixture
def shelf(monkeypatch):
    """Stands in for the store, and keeps pages by the clock of the test."""
    shelf = Shelf()
    for name in ("purge", "clear"):
        monkeypatch.setattr(store, name, getattr(shelf, name))
    return shelf
