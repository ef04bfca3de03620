"""What all editions of a story share, as part of the form of each."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    get_select2_language,
)
from django.db.models import Q
from django.forms.widgets import Script
from django.urls import reverse
from django.utils.translation import gettext_lazy

from newsroom.accounts.models import Account
from newsroom.articles.access import may
from newsroom.articles.models import Article, ArticlePhoto, Byline
from newsroom.articles.sourcing_forms import those_who_may_know
from newsroom.correspondents.models import Correspondent
from newsroom.media.models import Photo
from newsroom.text.named import said
from newsroom.workflow.forms import moment_field
from newsroom.workflow.sorted_by_name import InOrder

#: What readers are told otherwise, or not at all.
UNTOLD = ("signing", "embargo_until", "delay_until", "is_conflict", "is_sensitive", "is_restricted")


class PhotoPicker(AutocompleteSelectMultiple):
    """Shows what it offers, where scripts run."""

    class Media:
        js = [Script("desk/picker.js", defer=True)]

    def build_attrs(self, base_attrs, extra_attrs=None):
        pictures = f"{reverse('media:master', args=[0])}?width=100"
        return super().build_attrs(base_attrs, extra_attrs) | {"data-pictures": pictures}


class SharedForm(forms.ModelForm):
    """What all editions of a story share; part of the edition's form."""

    correspondents = forms.ModelMultipleChoiceField(
        Correspondent.objects.all(),
        required=False,
        label=gettext_lazy("correspondents"),
        widget=AutocompleteSelectMultiple(Byline._meta.get_field("correspondent"), admin.site),
    )
    photos = forms.ModelMultipleChoiceField(
        Photo.objects.all(),
        required=False,
        label=gettext_lazy("photos"),
        help_text=gettext_lazy(
            "For all languages. Once a story is published, a change here reaches its readers at"
            " once."
        ),
        widget=PhotoPicker(ArticlePhoto._meta.get_field("photo"), admin.site),
    )
    embargo_until = moment_field(gettext_lazy("embargoed until"))
    delay_until = moment_field(gettext_lazy("safety delay until"))
    breaking_until = moment_field(gettext_lazy("breaking until"))

    class Meta:
        model = Article
        fields = Article.SHARED
        widgets = {
            "place": AutocompleteSelect(Article._meta.get_field("place"), admin.site),
            "regions": AutocompleteSelectMultiple(Article._meta.get_field("regions"), admin.site),
            "topics": AutocompleteSelectMultiple(Article._meta.get_field("topics"), admin.site),
            "readers": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial |= {
                "correspondents": [
                    byline.correspondent_id for byline in self.instance.bylines.all()
                ],
                "photos": [picture.photo_id for picture in self.instance.pictures.all()],
            }
        if not self.is_known_to(person):
            self.show_as_readers_have_it()
        # A photo that the desk put with the story stays there, whoever saves next.
        seen, kept = Photo.objects.visible_to(person), self.initial.get("photos", [])
        if kept and not self.instance.may_change_shared(person):
            # This form will not save any, and must not tell of those.
            kept = self.initial["photos"] = list(
                seen.filter(pk__in=kept).values_list("pk", flat=True)
            )
        self.fields["photos"].queryset = Photo.objects.filter(
            Q(pk__in=seen.values("pk")) | Q(pk__in=kept)
        )
        self.limit_correspondents(person)
        self.limit_readers(person)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.label_from_instance = said
            if isinstance(field.widget, AutocompleteMixin):
                # Django asks for the language once, when the class is made: before any person.
                field.widget.i18n_name = get_select2_language()

    def is_known_to(self, person: Account) -> bool:
        """Who begins a translation of a colleague's story has what readers have of it."""
        article = self.instance
        return article.may_change_shared(person) or any(
            may(person, "know", edition) for edition in article.editions.all()
        )

    def show_as_readers_have_it(self) -> None:
        """This form will save none of it."""
        place = self.instance.shown_place()
        self.initial |= dict.fromkeys(UNTOLD) | {"place": place and place.pk}
        self.initial |= {"regions": [], "correspondents": []}
        self.fields["signing"].choices = [("", gettext_lazy("Not shown here"))]

    def limit_readers(self, person: Account) -> None:
        """Nobody learns from the form who works here: whom one may choose are the colleagues one
        knows of anyway, and those who were chosen."""
        if not self.instance.may_change_shared(person):
            self.initial["readers"] = []
            self.fields["readers"].queryset = Account.objects.none()
            return
        chosen = [account.pk for account in self.initial.get("readers", [])]
        known = those_who_may_know(self.instance, person.pk, *chosen)
        self.fields["readers"].iterator = InOrder
        self.fields["readers"].queryset = known

    def limit_correspondents(self, person: Account) -> None:
        """As with photos: who is bylined stays bylined, and is told only to those who know them."""
        seen, kept = (
            Correspondent.objects.visible_to(person),
            self.initial.get("correspondents", []),
        )
        if kept and not self.instance.may_change_shared(person):
            kept = self.initial["correspondents"] = list(
                seen.filter(pk__in=kept).values_list("pk", flat=True)
            )
        self.fields["correspondents"].queryset = Correspondent.objects.filter(
            Q(pk__in=seen.values("pk")) | Q(pk__in=kept)
        )
