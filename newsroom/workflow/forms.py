from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

#: Those that the desk plans in, and has stories from.
YEARS = range(1970, 3000)


class Question(forms.Form):
    """What a move needs to know, asked of the person `by` about `thing`."""

    #: For the table of moves in the docs.
    wants: ClassVar[str] = ""

    def __init__(self, data=None, *, thing=None, by=None):
        super().__init__(data)
        self.thing, self.by = thing, by

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to ask, or to tell, before the move is made."""
        return True


class NoteForm(Question):
    """The reason that a move has to give; whoever reads the history sees it."""

    note = forms.CharField(
        label=_("Note"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class MomentField(forms.DateTimeField):
    """A day and a time of the newsroom's clock, to the minute. In the first and the last year that
    Python knows, another zone's clock or a few hours more run over."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def validate(self, value: datetime | None) -> None:
        super().validate(value)
        if value and value.year not in YEARS:
            raise forms.ValidationError(_("Write a year from 1970 to 2999."))


def moment_field(label: object, **more: Any) -> MomentField:
    return MomentField(label=label, required=False, **more)
