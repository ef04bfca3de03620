"""What a reader may tell the desk about a story."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from newsroom.pages.models import FeedbackKind
from newsroom.pages.models.feedback import REPLY_LENGTH, TEXT_LENGTH
from newsroom.text.markup import clean_line, clean_text


class Typed(forms.CharField):
    """Without what nobody can type, also where it comes back to whoever sent it."""

    def __init__(self, *, lines: bool, **more: Any) -> None:
        self.tidied = clean_text if lines else clean_line
        super().__init__(**more)

    def to_python(self, value: Any) -> str:
        return self.tidied((super().to_python(value) or "").replace("\0", ""))

    def bound_data(self, data: Any, initial: Any) -> str:
        return self.to_python(data)


class FeedbackForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=FeedbackKind.choices,
        initial=FeedbackKind.MISTAKE,
        widget=forms.RadioSelect,
    )
    text = Typed(
        lines=True,
        label=_("Your words"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8, "cols": 26, "dir": "auto"}),
        error_messages={
            "required": _("Write something first."),
            "max_length": _("This is too long: %(limit_value)d letters at most."),
        },
    )
    reply_to = Typed(
        lines=False,
        label=_("How to answer you, if you want that"),
        max_length=REPLY_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    #: A trap: nobody sees it, and only programs fill it in.
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    @property
    def is_a_programs(self) -> bool:
        return bool(self.data.get("website"))
