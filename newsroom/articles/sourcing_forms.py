"""The forms for a story's sources, claims and figures, each in one language."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from newsroom.articles.models import Article, Claim, Figure, SourceRecord
from newsroom.articles.models.sourcing import UNNAMED_KINDS, Qualifier, SourceKind, Terms
from newsroom.articles.sourcing_fields import NumberField, Rows, digest
from newsroom.text import languages
from newsroom.workflow.shown import shown
from newsroom.workflow.sorted_by_name import InOrder

#: Reasons for no name that a desk gives again and again.
REASONS = (
    gettext_lazy("not authorised to speak to the press"),
    gettext_lazy("fears for their safety"),
    gettext_lazy("fears for their family"),
    gettext_lazy("fears losing their work"),
    gettext_lazy("the matter is before a court"),
)

#: "How do we know?", each answer given with one tap; the forms ask the rest.
ANSWERS = {
    SourceKind.WITNESSED: gettext_lazy("I saw it myself"),
    SourceKind.TOLD: gettext_lazy("I was told"),
    SourceKind.RESIDENT: gettext_lazy("A resident"),
    SourceKind.OFFICIAL: gettext_lazy("An official, by name"),
    SourceKind.OFFICIAL_UNNAMED: gettext_lazy("An official, not named"),
    SourceKind.MILITARY_UNNAMED: gettext_lazy("A military source"),
    SourceKind.STATEMENT: gettext_lazy("A statement"),
    SourceKind.DOCUMENT: gettext_lazy("A document"),
    SourceKind.MEDIA: gettext_lazy("Other media"),
}


class SourcingForm(forms.ModelForm):
    """`language` is the edition's: its columns stand under the plain names of the fields."""

    #: What most records need; the rest stands folded away.
    FEW: ClassVar[tuple[str, ...]] = ()

    seen = forms.CharField(label="", widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, article: Article, language: str, person, **more):
        super().__init__(data.copy() if data is not None else None, **more)
        self.article, self.language, self.person = article, language, person
        self.instance.article = article
        for name in self.instance.LINES:
            self.fields[name] = self.line(name)
            self.initial[name] = self.stored(name) or self.initial.get(name, "")
        self.initial["seen"] = self.now_seen()

    def line(self, name: str) -> forms.CharField:
        column = self._meta.model._meta.get_field(name)
        elsewhere, code = self.instance.named(name, self.language)
        attrs = {"lang": self.language, "dir": languages.direction(self.language)}
        field = forms.CharField(
            label=column.verbose_name, help_text=column.help_text, max_length=column.max_length,
            required=not column.blank, widget=forms.TextInput(attrs=attrs),
        )  # fmt: skip
        if elsewhere and code != self.language:
            field.elsewhere = {"text": elsewhere, "code": code, "dir": languages.direction(code)}
        return field

    def stored(self, name: str) -> str:
        return getattr(self.instance, f"{name}_{self.language}") or ""

    def now_seen(self) -> str:
        return digest(self.instance) if self.instance.pk else ""

    @property
    def is_stale(self) -> bool:
        """Whether somebody saved the record after this person opened it."""
        return self.is_bound and self.data.get("seen", "") != self.initial["seen"]

    def show_stored(self) -> None:
        """The person's words stay; saving again is then a decision, not an accident."""
        self.theirs = [
            (self.fields[name].label, shown(self.fields[name], self.initial.get(name)))
            for name in self.changed_data
            if name != "seen"
        ]
        self.data["seen"] = self.initial["seen"]
        self.add_error(
            None,
            _(
                "Somebody changed this meanwhile. Your words stand in the form, what was saved"
                " stands below. Take over what is missing, then save again."
            ),
        )

    theirs: ClassVar[list[tuple[str, str]]] = []

    @property
    def few(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FEW]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in (*self.FEW, "seen")]

    @property
    def is_more_wrong(self) -> bool:
        return any(field.errors for field in self.more)

    def save(self, commit=True):
        for name in self.instance.LINES:
            setattr(self.instance, f"{name}_{self.language}", self.cleaned_data[name])
        return super().save(commit)


def those_who_may_know(article: Article, *also: int):
    """Active staff who may review, whoever began the story, and `also`."""
    right = {"codename": "review_edition", "content_type__app_label": "articles"}
    by_group = Q(**{f"groups__permissions__{name}": value for name, value in right.items()})
    by_hand = Q(**{f"user_permissions__{name}": value for name, value in right.items()})
    accounts = get_user_model().objects
    reviewers = accounts.filter(by_group | by_hand | Q(is_superuser=True), is_staff=True)
    chosen = Q(pk__in=reviewers.values("pk"), is_active=True)
    return accounts.filter(chosen | Q(pk__in=[article.created_by_id, *also])).order_by("name", "pk")


class SourceForm(SourcingForm):
    FEW = ("kind", "wording", "terms", "reason")

    class Meta:
        model = SourceRecord
        fields = (
            "kind", "terms", "first_hand", "position", "side", "people", "is_independent",
            "known_to", "evidence", "response",
        )  # fmt: skip
        widgets: ClassVar[dict] = {
            "known_to": forms.CheckboxSelectMultiple,
            "people": forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
        }

    def __init__(self, data=None, **more):
        super().__init__(data, **more)
        knowing = [self.person.pk]
        if self.instance.pk:
            knowing += self.instance.known_to.values_list("pk", flat=True)
        else:
            self.initial["known_to"] = [self.person]
        self.fields["known_to"].iterator = InOrder
        self.fields["known_to"].queryset = those_who_may_know(self.article, *knowing)
        self.fields["people"].min_value = 1
        self.fields["reason"].widget.attrs["list"] = "reasons"
        for name in ("side", "position"):
            self.fields[name].widget.attrs |= {"lang": self.language, "dir": "auto"}
        if self.initial.get("kind") in UNNAMED_KINDS and not self.instance.pk:
            self.initial["terms"] = Terms.UNNAMED

    def reasons(self) -> list[str]:
        """Ready reasons in the language of the form, where they are translated into it."""
        with override("en"):
            plain = [str(reason) for reason in REASONS]
        with override(self.language):
            said = [str(reason) for reason in REASONS]
        return [text for text, was in zip(said, plain, strict=True)
                if self.language == "en" or text != was]  # fmt: skip

    def clean_people(self) -> int:
        if self.cleaned_data["people"] < 1:
            raise forms.ValidationError(_("A source is at least one person."))
        return self.cleaned_data["people"]


class ClaimForm(SourcingForm):
    FEW = ("text", "kind", "status", "sources", "conflicts", "is_told", "verb")

    class Meta:
        model = Claim
        fields = ("kind", "status", "sources", "conflicts", "is_told", "verb")

    def __init__(self, data=None, **more):
        super().__init__(data, **more)
        others = self.article.claims.exclude(pk=self.instance.pk)
        for name, rows, words in (
            ("sources", self.article.sources.all(), "wording"),
            ("conflicts", others, "text"),
        ):
            label = self.fields[name].label
            self.fields[name] = Rows(rows, field=words, language=self.language, label=label)


class FigureForm(SourcingForm):
    FEW = (
        "qualifier", "low", "high", "unit", "what", "source", "as_of", "counted_by", "derived_from",
    )  # fmt: skip

    low = NumberField(max_digits=15, decimal_places=3, label=gettext_lazy("number"))
    high = NumberField(
        max_digits=15, decimal_places=3, required=False, label=gettext_lazy("up to"),
        help_text=gettext_lazy("Only for a range."),
    )  # fmt: skip

    class Meta:
        model = Figure
        fields = ("low", "high", "qualifier", "source", "as_of", "derived_from")
        widgets: ClassVar[dict] = {
            "as_of": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, data=None, **more):
        super().__init__(data, **more)
        self.fields["source"].queryset = self.article.sources.all()
        self.fields["derived_from"].widget.attrs |= {"lang": self.language, "dir": "auto"}

    def clean(self):
        cleaned = super().clean()
        low, high = cleaned.get("low"), cleaned.get("high")
        if low is not None and high is not None and high <= low:
            self.add_error("high", _("The second number must be greater than the first."))
        elif (
            cleaned.get("qualifier") == Qualifier.BETWEEN
            and high is None
            and "high" not in self.errors
        ):
            self.add_error("high", _("“Between” needs a second number."))
        return cleaned
