from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def moment() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class PublishForm(forms.Form):
    """When a story goes to the readers: at once, or at a time to come."""

    published_at = forms.DateTimeField(
        label=_("Publish at"),
        required=False,
        help_text=_("Damascus time. Left empty: now."),
        widget=moment(),
    )

    #: Asked for only after a time was refused that the text's own days speak against.
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=500, widget=forms.HiddenInput
    )

    def __init__(self, data=None):
        super().__init__(data)
        if data is not None:
            self.fields["reason"].widget = forms.TextInput(attrs={"dir": "auto"})

    def clean_published_at(self):
        at = self.cleaned_data["published_at"]
        if at and at < timezone.now() - timedelta(minutes=1):
            raise forms.ValidationError(_("This time is already over."))
        return at


class ChangeForm(forms.Form):
    """When the change that waits comes to readers by itself."""

    change_at = forms.DateTimeField(
        label=_("Bring it to readers at"), help_text=_("Damascus time."), widget=moment()
    )

    def clean_change_at(self):
        at = self.cleaned_data["change_at"]
        if at <= timezone.now():
            raise forms.ValidationError(_("This time is already over."))
        return at
