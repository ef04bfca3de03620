"""Two people at one record: the second is told what the first saved, and decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from newsroom import keys
from newsroom.workflow.shown import shown


class OpenedForm:
    """For a ModelForm of a row that is there: carries along, as a digest, what it was opened on."""

    #: (label, what is saved by now) of each field in which the two differ.
    theirs: tuple[tuple[Any, str], ...] = ()

    def __init__(self, data: Any = None, files: Any = None, **more: Any) -> None:
        super().__init__(data.copy() if data is not None else None, files, **more)
        self.fields["opened"] = forms.CharField(label="", widget=forms.HiddenInput, required=False)
        self.initial["opened"] = self.now_there()

    @cached_property
    def stored(self) -> list[str]:
        """The fields that hold a value of the row; a file has none that a form could show."""
        columns = {each.name for each in self.instance._meta.get_fields()}
        return [
            name
            for name, field in self.fields.items()
            if name in columns and not isinstance(field, forms.FileField)
        ]

    def now_there(self) -> str:
        said = [f"{name}={told(self.initial.get(name))}" for name in self.stored]
        return keys.digest("opened", "\0".join(said))

    def clean(self) -> Any:
        cleaned = super().clean()
        name = self.add_prefix("opened")
        if self.data.get(name, self.initial["opened"]) != self.initial["opened"]:
            self.show_both()
        return cleaned

    def show_both(self) -> None:
        """The person's values stay in the form; the same once more is no second opinion."""
        self.data[self.add_prefix("opened")] = self.initial["opened"]
        differ = [name for name in self.changed_data if name in self.stored]
        self.theirs = tuple(
            (self.fields[name].label, shown(self.fields[name], self.initial.get(name)))
            for name in differ
        )
        if self.theirs:
            self.add_error(
                None,
                _(
                    "Somebody changed this meanwhile. Your words stand in the form, what was saved"
                    " stands below. Take over what is missing, then save again."
                ),
            )


def told(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ",".join(sorted(str(getattr(row, "pk", row)) for row in value))
    return "" if value is None else str(value)


class OpenedMixin:
    """For a ModelAdmin whose template shows `opened` and `theirs` (`admin/workflow/_opened.html`).

    `has_own_meeting`: its form looks after this by itself."""

    has_own_meeting = False

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if obj is None or self.has_own_meeting:
            return form
        return type(form.__name__, (OpenedForm, form), {})
