"""Where photos are used, as far as a person may know. This floor cannot see who uses them: an app
that does has a module `photo_uses`, with the functions of the same names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from newsroom.workflow.public_words import modules

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.media.models import Photo

NAME = "photo_uses"


@dataclass(frozen=True)
class Use:
    """One thing that has the photo. `public_url` is empty where readers do not see it there."""

    title: str
    language: str
    chip: str
    chip_label: str
    is_lead: bool
    url: str
    public_url: str


def need_to_know() -> Q:
    """Photos that only few may know of, because of where they are used."""
    return keys("need_to_know")


def kept_from(account: Account) -> Q:
    """Those among them that this person may not know of; whoever sent one knows it."""
    return keys("kept_from", account)


def in_use(account: Account) -> Q:
    """Photos of whose use this person may know."""
    return keys("in_use", account)


def keys(name: str, *args: Any) -> Q:
    found = Q(pk__in=[])
    for module in modules(NAME):
        found |= Q(pk__in=getattr(module, name)(*args))
    return found


def uses_of(photo: Photo, account: Account) -> Iterator[Use]:
    """Those that the person may open."""
    for module in modules(NAME):
        yield from module.uses_of(photo, account)


def others(photo: Photo, account: Account) -> int:
    """In how many more it is used that the person may know of and not open."""
    return sum(module.others(photo, account) for module in modules(NAME))
