"""Words that readers get, and forms that ask before they save some.

What must not be among them is known to other apps: each may have a module `protection`, whose
`told(fields, by=, thing=, everyones=)` returns the names of the fields that hold such a thing. What
readers have is known to each app alone: its module `public_rows` has a function of that name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy

from newsroom.text.languages import DEFAULT
from newsroom.workflow.moves import Refused

if TYPE_CHECKING:
    from newsroom.accounts.models import Account

SENTENCE = gettext_lazy(
    "The %(what)s holds something that is protected for somebody's safety. Take it out, or ask the"
    " chief."
)


@dataclass(frozen=True)
class PublicRow:
    """Something that readers have: `fields` are its texts. `desk` is the row whose form mends it,
    where it has none of its own."""

    thing: models.Model
    fields: Mapping[str, str]
    desk: models.Model | None = None


def public_rows() -> Iterator[PublicRow]:
    """All of them, app by app; those of one kind newest first."""
    for module in modules("public_rows"):
        yield from module.public_rows()


def refused(
    fields: Mapping[str, str], *, by: Account, thing: models.Model, everyones: bool
) -> set[str]:
    """The names of the fields that may not be saved by this person."""
    found: set[str] = set()
    for module in modules("protection"):
        found |= module.told(fields, by=by, thing=thing, everyones=everyones)
    return found


def check_words(thing: models.Model, *, by: Account) -> None:
    """Raises Refused where a text of the row is protected by now: it may have been written before
    that."""
    found = refused(texts(thing), by=by, thing=thing, everyones=True)
    for name in sorted(found):
        raise Refused(SENTENCE % {"what": thing._meta.get_field(name).verbose_name})


def modules(name: str) -> Iterator[ModuleType]:
    for config in apps.get_app_configs():
        if config.name.startswith("newsroom.") and find_spec(f"{config.name}.{name}"):
            yield import_module(f"{config.name}.{name}")


def texts(thing: models.Model) -> dict[str, str]:
    """What people have written into the row, by column: no codes, nothing that the house made."""
    return {name: value for name in written(thing) if (value := getattr(thing, name))}


def written(thing: models.Model) -> list[str]:
    """Of a translated text its languages, not the column that repeats one of them."""
    columns = {
        column.attname
        for column in thing._meta.concrete_fields
        if isinstance(column, models.CharField | models.TextField)
        and column.editable and not column.choices
    }  # fmt: skip
    return sorted(name for name in columns if f"{name}_{DEFAULT}" not in columns)


class PublicWordsForm:
    """For a ModelForm whose words readers get: none of them may be protected."""

    person: Account
    tells_everyones = True

    def clean(self) -> Any:
        cleaned = super().clean()
        columns = written(self.instance)
        fields = {
            name: value
            for name, value in self.cleaned_data.items()
            if name in columns and isinstance(value, str) and value
        }
        found = refused(
            fields, by=self.person, thing=self.instance, everyones=self.tells_everyones
        )  # fmt: skip
        for name in sorted(found):
            self.add_error(name, SENTENCE % {"what": self.fields[name].label})
        return cleaned


class PublicWordsMixin:
    """For a ModelAdmin or an inline; `watches_words` False: what it saves is no reader's yet."""

    watches_words = True

    def tells_everyones(self, request: Any, obj: Any = None) -> bool:
        """Whether this person is stopped by anybody's words, not only by their own: whoever could
        find colleagues' names by typing them is not."""
        return True

    def watched(self, form: type, request: Any, obj: Any = None) -> type:
        told = {"person": request.user, "tells_everyones": self.tells_everyones(request, obj)}
        return type(form.__name__, (PublicWordsForm, form), told) if self.watches_words else form

    def get_form(self, request, obj=None, change=False, **kwargs):
        return self.watched(super().get_form(request, obj, change, **kwargs), request, obj)

    def get_formset(self, request, obj=None, **kwargs):
        form = self.watched(kwargs.get("form", self.form), request)
        return super().get_formset(request, obj, **kwargs | {"form": form})
