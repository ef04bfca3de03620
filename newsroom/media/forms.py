from django import forms
from django.utils.translation import gettext_lazy as _

from newsroom.media.models import Photo
from newsroom.media.pixels import fresh
from newsroom.workflow.models import State


class PictureField(forms.FileField):
    """A picture by its content; the checks of `media.pixels` speak for themselves."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"})
    default_error_messages = {
        "empty": _("This picture is empty: nothing arrived. Choose it again.")
    }

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file is not initial:
            fresh(file, file.size or 0)
            file.seek(0)
        return file


class PhotoForm(forms.ModelForm):
    upload = PictureField(label=_("Picture"))

    class Meta:
        model = Photo
        fields = ["rights", "depicts"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].required = not self.instance.pk
        if self.instance.pk and self.instance.state != State.DRAFT:
            # Also against a forged form: renditions of other pixels would stay with the readers.
            del self.fields["upload"]
