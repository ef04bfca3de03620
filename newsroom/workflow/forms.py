from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class NoteForm(forms.Form):
    """The reason that a move has to give; whoever reads the history sees it."""

    note = forms.CharField(
        label=_("Note"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


def moment_field(label: object, **more: Any) -> forms.DateTimeField:
    """A day and a time of the newsroom's clock, to the minute."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, required=False, widget=widget, **more)
