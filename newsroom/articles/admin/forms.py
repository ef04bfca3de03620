"""One form is one edition: its words, and with them what all editions of the story share."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.articles.admin.body import BodyWidget, photos_seen
from newsroom.articles.admin.meeting import Meeting
from newsroom.articles.admin.shared_form import SharedForm
from newsroom.articles.beside import beside, key_of, original_shown
from newsroom.articles.boxes import TICKS
from newsroom.articles.careful import names_nobody_else, stays_as_careful
from newsroom.articles.following import Original
from newsroom.articles.length import check_length, take_nulls
from newsroom.articles.models import Article, Edition
from newsroom.articles.models.text import HEADLINE_LENGTH, MOST_POINTS, Text
from newsroom.articles.own_page import seen_of
from newsroom.articles.revising import current_words
from newsroom.articles.shared_values import packed_values
from newsroom.text import languages
from newsroom.text.markup import clean_line
from newsroom.text.points import clean_points
from newsroom.workflow.models import Editorial
from newsroom.workflow.moves import Refused

HIDDEN = ("seen", "base", "page", "sent", "clashes")


def hidden() -> forms.CharField:
    return forms.CharField(label="", widget=forms.HiddenInput, required=False)


class EditionForm(forms.ModelForm):
    """`person` is who fills it in, `article` a new or an old one; the admin sets both."""

    person = None
    article: Article
    language = languages.DEFAULT

    #: What the page was opened on, its own key, when it was sent, and what it asked (`Meeting`).
    seen, base, page, sent, clashes = (hidden() for _name in HIDDEN)
    why = forms.CharField(
        label=gettext_lazy("What was changed, and why"), max_length=200, required=False
    )

    #: Of a translation: which words of the original the page shows, and whether it has them now.
    original = hidden()
    follows = forms.BooleanField(
        label=gettext_lazy("This translation now follows the original as it is shown here"),
        required=False,
    )

    class Meta:
        model = Edition
        fields = Text.FIELDS
        widgets = {
            "kicker": forms.TextInput(attrs={"data-counter": 40}),
            "headline": forms.Textarea(attrs={"rows": 2, "data-counter": HEADLINE_LENGTH}),
            "short_headline": forms.TextInput(attrs={"data-counter": 50}),
            "standfirst": forms.Textarea(attrs={"rows": 3}),
            "key_points": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, data=None, files=None, **kwargs):
        super().__init__(data.copy() if data is not None else None, files, **kwargs)
        if self.instance.pk:
            self.initial |= current_words(self.instance)
        self.initial |= {"seen": self.now_seen(), "page": str(uuid4())}
        self.shared = SharedForm(
            self.data if self.is_bound else None, instance=self.article, person=self.person
        )
        self.fields |= self.shared.fields
        self.initial |= self.shared.initial
        photos = photos_seen(self.article, self.person)
        self.fields["body"].widget = BodyWidget(self.language, photos)
        for name in (*Text.FIELDS, "why"):
            attrs = {"lang": self.language, "dir": languages.direction(self.language)}
            self.fields[name].widget.attrs |= attrs
            take_nulls(self.fields[name])
        self.fields["why"].widget.attrs["dir"] = "auto"
        self.lock_shared()
        self.put_beside()
        self.initial["base"] = packed_values(self.shared.fields, self.initial)
        self.meeting = Meeting(self) if self.is_bound else None

    def put_beside(self) -> None:
        """The original, where this person may read it. Nothing is ticked by itself."""
        edition = self.instance if self.instance.pk else None
        self.beside = beside(self.article, self.language, self.person, edition)
        if self.beside:
            self.initial["original"] = key_of(self.beside.original, self.person)
        else:
            del self.fields["original"]
        if not self.beside or not self.beside.is_out_of_date:
            del self.fields["follows"]

    def show_again(self) -> None:
        """Before a form that was not saved is shown: beside it stands the original of this moment,
        and a tick that was meant for another one is gone."""
        if self.beside and self.data.get("original") != self.initial["original"]:
            self.data["original"] = self.initial["original"]
            self.data.pop("follows", None)

    def lock_shared(self) -> None:
        """Whoever only translates changes words, not what all editions share; which boxes readers
        get is the desk's to say."""
        locked = set() if self.person.has_perm("articles.change_every_edition") else set(TICKS)
        if not self.article.may_change_shared(self.person):
            locked = set(self.shared.fields)
        for name in locked:
            self.fields[name].disabled = True

    def now_seen(self) -> str:
        """Which text and which shared fields the person saw; empty for a story that is new."""
        if self.instance.pk:
            return seen_of(self.instance)
        return f"new/{self.article.version}" if self.article.pk else ""

    def clean_headline(self):
        headline = clean_line(self.cleaned_data["headline"])
        if not headline:
            raise forms.ValidationError(_("A story needs a headline, even a provisional one."))
        return headline

    def clean_key_points(self):
        points = clean_points(self.cleaned_data["key_points"])
        if len(points.splitlines()) > MOST_POINTS:
            raise forms.ValidationError(
                _("There is room for %(most)s key points, one a line: join some or leave some out.")
                % {"most": MOST_POINTS}
            )
        return points

    def clean_body(self):
        check_length(self.cleaned_data["body"])
        return self.cleaned_data["body"]

    def clean_follows(self):
        if self.cleaned_data["follows"] and self.shown() is None:
            raise forms.ValidationError(
                _("Which words of the original were shown here is not known. Read it once more.")
            )
        return self.cleaned_data["follows"]

    def shown(self) -> Original | None:
        said = self.cleaned_data.get("original", "")
        return original_shown(self.beside.original, self.person, said) if self.beside else None

    def followed(self) -> Original | None:
        """What the words of a translation follow from now on; None: what they did so far. New ones
        follow what stood beside them."""
        is_told = self.cleaned_data.get("follows") or not self.instance.pk
        return self.shown() if is_told else None

    def clean(self):
        cleaned = super().clean()
        for name, errors in self.shared.errors.items():
            if name in self.fields and not self.fields[name].disabled and name not in self.errors:
                self.add_error(name, errors)
        if self.meeting.clashes:
            self.add_error(None, self.meeting.sentence())
        elif self.article.pk and self.article.may_change_shared(self.person):
            self.check_careful(cleaned)
        return cleaned

    def check_careful(self, cleaned) -> None:
        stored = Article.objects.get(pk=self.article.pk)
        try:
            fields = {name: cleaned[name] for name in Article.SHARED if name in cleaned}
            stays_as_careful(stored, fields, self.person)
            signing = cleaned.get("signing", stored.signing)
            names_nobody_else(stored, cleaned.get("correspondents", ()), signing)
        except Refused as refused:
            self.add_error(None, str(refused))

    def text(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in Text.FIELDS}

    def chosen_anew(self) -> list[Editorial]:
        """Correspondents and photos that the story did not have."""
        return [
            row
            for name in ("correspondents", "photos")
            for row in self.cleaned_data[name]
            if row.pk not in self.initial.get(name, ())
        ]

    def shared_fields(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in Article.SHARED}
