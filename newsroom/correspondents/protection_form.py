"""Where the chief writes what must be protected: always empty when it is opened."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.accounts.models import Account
from newsroom.correspondents import protection
from newsroom.correspondents.models import Correspondent, WordKind
from newsroom.text.markup import clean_text

WORDS = {
    "protect_names": WordKind.NAME,
    "protect_phones": WordKind.PHONE,
    "protect_villages": WordKind.VILLAGE,
}
FORGET = "unprotect"
FIELDS = (*WORDS, FORGET)
#: A browser's spell checking may send what is typed to its maker.
ATTRS = {"rows": 2, "autocomplete": "off", "spellcheck": "false", "dir": "auto"}


def lines_field(label: Any) -> forms.CharField:
    widget = forms.Textarea(attrs=ATTRS | {"class": "words"})
    return forms.CharField(label=label, required=False, widget=widget, max_length=2000)


class ProtectionForm(forms.ModelForm):
    """For those who may protect; the others get a form without these fields."""

    protect_names = lines_field(gettext_lazy("Legal names, one a line, in each script"))
    protect_phones = lines_field(gettext_lazy("Telephone numbers, one a line"))
    protect_villages = lines_field(gettext_lazy("Villages, one a line, in each script"))
    unprotect = forms.MultipleChoiceField(
        label=gettext_lazy("Forget all that is kept"), required=False,
        choices=WordKind.choices, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    class Meta:
        model = Correspondent
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kind in WORDS.items():
            count = self.instance.protected.filter(kind=kind).count() if self.instance.pk else 0
            self.fields[name].help_text = _("Kept so far: %(n)s. Nobody can read them.") % {
                "n": count
            }

    def clean(self) -> Any:
        cleaned = super().clean()
        for name, kind in WORDS.items():
            found = [protection.refusal(kind, line) for line in self.lines(name)]
            for refusal in dict.fromkeys(filter(None, found)):
                self.add_error(name, refusal)
        return cleaned

    def lines(self, name: str) -> list[str]:
        return [line for line in clean_text(self.cleaned_data.get(name, "")).split("\n") if line]

    @cached_property
    def changed_data(self) -> list[str]:
        """The admin's own log says nothing of protected words: more people read it."""
        return [name for name in super().changed_data if name not in FIELDS]

    def keep(self, correspondent: Correspondent, by: Account) -> int:
        """Forgets first: what is written in the same form is meant to stay."""
        for kind in self.cleaned_data[FORGET]:
            protection.unprotect(correspondent, kind, by=by)
        return sum(
            protection.protect(correspondent, kind, self.lines(name), by=by)
            for name, kind in WORDS.items()
        )
