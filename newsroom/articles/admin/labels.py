from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.articles.admin.stays_named import StaysNamed
from newsroom.articles.models import Edition, Moment, Section, Topic
from newsroom.workflow.admin import EditorialAdmin
from newsroom.workflow.alike import AlikeMixin
from newsroom.workflow.found import FoundMixin
from newsroom.workflow.models import State
from newsroom.workflow.named_fields import NamedFieldsMixin, in_every_language
from newsroom.workflow.opened import OpenedForm
from newsroom.workflow.public_words import PublicWordsMixin
from newsroom.workflow.sorted_by_name import SortedByNameMixin

NAMES = in_every_language("name")
#: A browser's own.
CALENDAR = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "vTextField"})


@admin.register(Section)
class SectionAdmin(AlikeMixin, FoundMixin, NamedFieldsMixin, EditorialAdmin):
    named_fields = ["name"]
    list_display = ["own_name", "chip", "position"]
    fieldsets = [(None, {"fields": NAMES}), (_("Site"), {"fields": ["slug", "position", "tone"]})]


class MomentForm(OpenedForm, StaysNamed, forms.ModelForm):
    """What somebody else saved meanwhile stands beside each field in which the two differ."""

    leads_by = "edition"
    opened = forms.CharField(label="", widget=forms.HiddenInput, required=False)

    def clean_edition(self) -> Edition | None:
        chosen = self.cleaned_data["edition"]
        if chosen and not Edition.objects.published().filter(pk=chosen.pk).exists():
            raise forms.ValidationError(self.fields["edition"].error_messages["invalid_choice"])
        return chosen

    def show_both(self) -> None:
        super().show_both()
        for label, text in self.theirs:
            self.add_error(None, f"{label}: {text}")

    def is_gone(self, named: Edition) -> bool:
        return named.state != State.PUBLISHED


class MomentInline(NamedFieldsMixin, PublicWordsMixin, admin.StackedInline):
    model = Moment
    form = MomentForm
    named_fields = ["text"]
    autocomplete_fields = ["edition"]
    fields = ["date", *in_every_language("text"), "edition", "opened"]
    formfield_overrides = {models.DateField: {"widget": CALENDAR}}
    extra = 0

    def get_formset(self, request, obj=None, **kwargs):
        """Of the story it is only to choose: one is begun and changed in its own form."""
        formset = super().get_formset(request, obj, **kwargs)
        chosen = formset.form.base_fields["edition"].widget
        chosen.can_add_related = chosen.can_change_related = chosen.can_view_related = False
        return formset


@admin.register(Topic)
class TopicAdmin(AlikeMixin, FoundMixin, SortedByNameMixin, NamedFieldsMixin, EditorialAdmin):
    named_fields = ["name", "background"]
    list_display = ["own_name", "chip"]
    sorted_by = ["slug", *NAMES]
    inlines = [MomentInline]
    fieldsets = [
        (None, {"fields": NAMES}),
        (_("Site"), {"fields": ["slug"]}),
        (_("Background"), {"fields": in_every_language("background")}),
    ]
