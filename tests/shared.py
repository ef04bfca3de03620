"""A newsroom that the tests of a module share (the fixture `shared`), and where its files are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.test import TestCase, override_settings
from makers import Desk, make_network, make_places, make_section

from newsroom.accounts.models import Account
from newsroom.media.models import Photo
from newsroom.media.sweeping import HELD


def files_in(folder: Path) -> dict[str, Any]:
    """The settings under which files go there."""
    backend = "newsroom.storage.WholeFiles"
    vault = {"location": folder / "vault", "base_url": None}
    return {
        "MEDIA_ROOT": folder / "media",
        "STORAGES": {
            "default": {"BACKEND": backend, "OPTIONS": {"location": folder / "media"}},
            "vault": {"BACKEND": backend, "OPTIONS": vault},
            "staticfiles": settings.STORAGES["staticfiles"],
        },
    }


def own_cache() -> dict[str, Any]:
    """The setting with keys of one's own: clearing a Redis would take from those beside it."""
    prefix = {"KEY_PREFIX": uuid4().hex}
    return {"CACHES": {name: entry | prefix for name, entry in settings.CACHES.items()}}


@contextmanager
def held_in_the_vault() -> Iterator[None]:
    """The fields asked for their storage once, when the model was made."""
    with pytest.MonkeyPatch.context() as patch:
        for name in HELD:
            patch.setattr(Photo._meta.get_field(name), "storage", storages["vault"])
        yield


class Shared:
    """`with shared as story:` makes stories in it, whatever waits for a commit included."""

    def __init__(self, blocker, folder: Path) -> None:
        self.blocker, self.folder = blocker, folder
        self.settings = files_in(folder) | own_cache()
        self.open = ExitStack()
        self.desk: Desk | None = None

    def __enter__(self) -> Desk:
        for each in (
            self.blocker.unblock(), override_settings(**self.settings),
            held_in_the_vault(), TestCase.captureOnCommitCallbacks(execute=True),
        ):  # fmt: skip
            self.open.enter_context(each)
        if self.desk is None:
            make_network()
            people = {each.username: each for each in Account.objects.all()}
            self.desk = Desk(people, make_section(), make_places())
        return self.desk

    def __exit__(self, *error) -> None:
        self.open.__exit__(*error)
        self.open = ExitStack()
