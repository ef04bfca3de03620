from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from newsroom.broken import not_stored
from newsroom.media.focus import FocusForm
from newsroom.media.intake import digest_of
from newsroom.media.models import Photo
from newsroom.media.pixels import fresh
from newsroom.workflow.forms import moment_field
from newsroom.workflow.models import State

#: What a browser offers to choose from; a phone, its gallery. What comes is judged by content.
ACCEPTED = "image/*,.heic,.heif,.avif"


class PictureField(forms.FileField):
    """A picture by its content; the checks of `media.pixels` speak for themselves. What they made
    of it goes along as `file.picture`."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})
    default_error_messages = {
        "empty": _("This picture is empty: nothing arrived. Choose it again.")
    }

    def clean(self, data, initial=None):
        if lost := getattr(data, "lost", None):
            raise not_stored(lost)
        file = super().clean(data, initial)
        if file and file is not initial:
            file.picture = fresh(file, file.size or 0)
        return file


def rights_end(**more: object) -> forms.DateTimeField:
    column = Photo._meta.get_field("rights_until")
    return moment_field(column.verbose_name, **{"help_text": column.help_text} | more)


class PhotoForm(FocusForm):
    """`looked_at`: which master the person saw while they answered what is asked of a picture."""

    upload = PictureField(label=_("Picture"))
    rights_until = rights_end()
    looked_at = forms.CharField(label="", widget=forms.HiddenInput, required=False)

    class Meta:
        model = Photo
        fields = ["rights", "rights_until", "depicts"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].required = not self.instance.pk
        self.initial["looked_at"] = self.instance.master.name
        if self.instance.pk and self.instance.state != State.DRAFT:
            # Also against a forged form: renditions of other pixels would stay with the readers.
            del self.fields["upload"]

    def clean(self):
        """The master is written here and not while the row is saved: a storage that does not take
        it costs a sentence, never the words."""
        cleaned = super().clean()
        file = self.cleaned_data.get("upload")
        self.check_master()
        if file and self.instance.pk and "depicts" not in self.changed_data:
            # Answered for another picture.
            cleaned["depicts"] = ""
        if file and not self.errors:
            try:
                self.instance.digest = digest_of(file)
                self.instance.take_pixels(file, file.picture)
            except ValidationError as error:
                self.add_error("upload", error)
        return cleaned

    def check_master(self):
        seen, now = self.data.get("looked_at"), self.initial["looked_at"]
        if seen and seen != now:
            self.data = self.data.copy()
            self.data["looked_at"] = now
            told = _("The picture is another one by now. Look at it, then save again.")
            self.add_error(None, told)
