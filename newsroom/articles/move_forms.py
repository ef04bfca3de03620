from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from newsroom.articles.siblings import Reach
from newsroom.text.languages import Language, listed
from newsroom.workflow.forms import NoteForm, Question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsroom.articles.models import Edition


#: The index of stories has places for two centuries more; nobody plans for one.
FURTHEST = timedelta(days=3653)


def moment() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


def near(at: datetime | None) -> datetime | None:
    """As it is; ValidationError where a digit too many was typed."""
    if at and at > timezone.now() + FURTHEST:
        raise forms.ValidationError(_("This time is more than ten years ahead."))
    return at


class PublishForm(Question):
    """When a story goes to the readers: at once, or at a time to come."""

    wants = "a time"

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

    def __init__(self, data=None, **asked):
        super().__init__(data, **asked)
        if data is not None:
            self.fields["reason"].widget = forms.TextInput(attrs={"dir": "auto"})

    def clean_published_at(self):
        at = self.cleaned_data["published_at"]
        if at and at < timezone.now() - timedelta(minutes=1):
            raise forms.ValidationError(_("This time is already over."))
        return near(at)


class ChangeForm(Question):
    """When the change that waits comes to readers by itself."""

    wants = "a time"

    change_at = forms.DateTimeField(
        label=_("Bring it to readers at"), help_text=_("Damascus time."), widget=moment()
    )

    def clean_change_at(self):
        at = self.cleaned_data["change_at"]
        if at <= timezone.now():
            raise forms.ValidationError(_("This time is already over."))
        return near(at)


class WithdrawForm(Question):
    """Which languages of the story its readers lose. Those of an original go along with it."""

    wants: ClassVar[str] = "which languages"
    usual: ClassVar[str] = Reach.ONE

    reach = forms.ChoiceField(label=_("Withdraw it"), choices=Reach, widget=forms.RadioSelect)

    def __init__(self, data=None, **asked):
        super().__init__(data, **asked)
        self.initial["reach"] = self.usual
        if self.thing.is_original or not self.others:
            del self.fields["reach"]

    @property
    def is_needed(self) -> bool:
        return bool(self.fields or self.others)

    @cached_property
    def others(self) -> list[Edition]:
        """The further languages that readers have or would get, as far as this person may know."""
        known = {edition.pk for edition in self.thing.siblings().visible_to(self.by)}
        rows = self.thing.siblings().published() | self.thing.siblings().scheduled()
        return [edition for edition in rows if edition.pk in known]

    @property
    def gone_along(self) -> list[Language]:
        return named(edition for edition in self.others if not edition.is_scheduled)

    @property
    def held_along(self) -> list[Language]:
        return named(edition for edition in self.others if edition.is_scheduled)


def named(editions: Iterable[Edition]) -> list[Language]:
    return listed({edition.language for edition in editions})


class TakeDownForm(NoteForm, WithdrawForm):
    """Somebody may be in danger: all languages, unless the person says otherwise."""

    usual = Reach.EVERY
