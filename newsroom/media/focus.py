"""What every crop keeps in sight: numbers in the form, a click on the picture where scripts run."""

from __future__ import annotations

from django import forms
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _

FOCUS = ("focus_x", "focus_y")


def percent_field(label: object) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=100, required=False,
        widget=forms.NumberInput(attrs={"min": 0, "max": 100, "step": 1}),
    )  # fmt: skip


class FocusForm(forms.ModelForm):
    """Part of the form of a photo. A form that says nothing of the focus leaves it as it is."""

    focus_x = percent_field(_("Focal point, % from the left"))
    focus_y = percent_field(_("Focal point, % from the top"))
    #: Whether the saved photo needs other crops than before.
    is_refocused = False

    class Media:
        css = {"all": ["desk/library.css"]}
        js = [Script("desk/focus.js", defer=True)]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial |= {name: getattr(self.instance, name) for name in FOCUS}
        else:
            for name in FOCUS:
                del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        for name in FOCUS:
            value = self.cleaned_data.get(name)
            if value is not None and value != getattr(self.instance, name):
                setattr(self.instance, name, value)
                self.is_refocused = True
        return cleaned
