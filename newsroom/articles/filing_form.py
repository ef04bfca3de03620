from __future__ import annotations

from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.articles.filing_meeting import FilingMeeting, told_shared
from newsroom.articles.filing_sources import SourcesForm
from newsroom.articles.length import check_length, take_nulls
from newsroom.articles.models import Edition, Section
from newsroom.articles.own_page import seen_of
from newsroom.articles.revising import current_words
from newsroom.correspondents.models import NAMING, Signing
from newsroom.regions.models import Region
from newsroom.regions.tree import in_tree
from newsroom.text import languages
from newsroom.text.markup import as_paragraphs, clean_line, isolate, plain
from newsroom.workflow.sorted_by_name import InOrder

PICTURES = 3
#: What this page sets of all that the editions of a story share.
SHARED = ("section", "place", "signing")


class InTree(InOrder):
    order = staticmethod(in_tree)


class PlaceField(forms.ModelChoiceField):
    """One flat list; the indentation shows what lies in what."""

    iterator = InTree

    def label_from_instance(self, place: Region) -> str:
        return "\u2003" * max(0, place.level - 1) + str(place)


class FilingForm(forms.Form):
    """Five things in the order in which a reporter thinks: what, where, how signed, how known
    (`sources`), pictures."""

    #: What became of it where the story was there already. None: not looked yet.
    meeting: FilingMeeting | None = None
    key = forms.UUIDField(widget=forms.HiddenInput)
    #: The text and shared fields that stood in the form when it was opened, as `seen_of` tells
    #: them. Empty: a story not sent before.
    seen = forms.CharField(label="", widget=forms.HiddenInput, required=False)
    #: What else that was, and which page it is (`FilingMeeting`); sent is set by the script alone.
    base, page, sent = (
        forms.CharField(label="", widget=forms.HiddenInput, required=False) for _number in range(3)
    )
    language = forms.ChoiceField(
        choices=[(code, code) for code in languages.LANGUAGES], widget=forms.HiddenInput
    )
    headline = forms.CharField(
        label=gettext_lazy("Headline"),
        max_length=200,
        error_messages={
            "required": gettext_lazy("A story needs a headline, even a provisional one.")
        },
    )
    body = forms.CharField(
        label=gettext_lazy("What happened? A blank line separates paragraphs."),
        widget=forms.Textarea(attrs={"rows": 10}),
        required=False,
    )
    section = forms.ModelChoiceField(
        Section.objects.none(), label=gettext_lazy("Section"), required=False
    )
    place = PlaceField(Region.objects.none(), label=gettext_lazy("Place"), required=False)
    signing = forms.ChoiceField(label=gettext_lazy("How do we sign?"), widget=forms.RadioSelect)

    def __init__(self, data=None, *, person, edition: Edition | None = None,
                 key: UUID | None = None, language: str = languages.DEFAULT):  # fmt: skip
        self.person, self.correspondent = person, getattr(person, "correspondent", None)
        initial = said(edition) if edition else {"key": key or uuid4(), "language": language}
        self.language = (data or initial).get("language", language)
        if self.language not in languages.LANGUAGES:
            self.language = languages.DEFAULT
        initial.setdefault("signing", Signing.WITHHELD if self.correspondent else Signing.DESK)
        super().__init__(data, initial=initial | {"page": str(uuid4())})
        self.sources = SourcesForm(data, language=self.language)
        self.fields["section"].queryset = Section.objects.published()
        self.fields["place"].queryset = Region.objects.published().filter(level__gt=0)
        self.fields["signing"].choices = self.signings()
        if edition:
            self.initial["base"] = told_shared(self, edition, SHARED)
        for name in ("headline", "body"):
            attrs = {"lang": self.language, "dir": languages.direction(self.language)}
            self.fields[name].widget.attrs |= attrs
            take_nulls(self.fields[name])

    def signings(self) -> list[tuple[str, str]]:
        """What this person may choose, with the line that readers would see."""
        choices = [(Signing.DESK, Signing.DESK.label)]
        person = self.correspondent
        if person is None:
            return choices
        line = person.signed(Signing.WITHHELD, self.language)[0]
        withheld = Signing.WITHHELD.label + (f": «{isolate(line)}»" if line else "")
        choices.insert(0, (Signing.WITHHELD, withheld))
        if person.signing in NAMING:
            mode = Signing(person.signing)
            line = isolate(person.signed(mode, self.language)[0])
            choices.insert(1, (mode, f"{mode.label}: «{line}»"))
        return choices

    def say_no_names(self) -> None:
        """For a page that a device keeps: whose phone it is stays untold."""
        choices = self.fields["signing"].choices
        self.fields["signing"].choices = [(value, Signing(value).label) for value, _line in choices]

    def clean_headline(self) -> str:
        headline = clean_line(self.cleaned_data["headline"])
        if not headline:
            raise forms.ValidationError(_("A story needs a headline, even a provisional one."))
        return headline

    def clean_body(self) -> str:
        check_length(self.cleaned_data["body"])
        return self.cleaned_data["body"]

    def clean(self):
        for name, errors in self.sources.errors.items():
            label = self.sources.fields[name].label or name
            self.add_error(None, [f"{label}: {error}" for error in errors])
        return super().clean()

    def body_html(self) -> str:
        return as_paragraphs(self.cleaned_data["body"])


def said(edition: Edition) -> dict[str, object]:
    """The form's values for a story that was filed before."""
    article, text = edition.article, current_words(edition)
    return {
        "key": article.filing_key,
        "seen": seen_of(edition),
        "language": edition.language,
        "headline": text["headline"],
        "body": plain(text["body"]),
        "section": article.section_id,
        "place": article.place_id,
        "signing": article.signing,
    }
