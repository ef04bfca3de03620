"""One form is one edition: its words, and with them what all editions of the story share."""

from __future__ import annotations

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_prose_editor.widgets import AdminProseEditorWidget

from newsroom.articles.admin.shared_form import SharedForm, stored_value
from newsroom.articles.boxes import TICKS
from newsroom.articles.guards import stays_as_careful
from newsroom.articles.length import check_length, take_nulls
from newsroom.articles.models import Article, Edition
from newsroom.articles.models.text import HEADLINE_LENGTH, Text
from newsroom.articles.writing import current_words
from newsroom.text import languages
from newsroom.text.markup import clean_line, plain
from newsroom.workflow.moves import Refused

#: What the prose editor offers; `text.markup.sanitise` keeps the same and nothing more.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "Blockquote": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "History": True,
}


class BodyWidget(AdminProseEditorWidget):
    """The prose editor inside an element that has the text's language and direction."""

    def __init__(self, language: str):
        super().__init__(config={"extensions": EXTENSIONS}, preset="configurable")
        self.language = language

    def render(self, name, value, attrs=None, renderer=None):
        return format_html(
            '<div class="prose" lang="{}" dir="{}">{}</div>',
            self.language,
            languages.direction(self.language),
            super().render(name, value, attrs, renderer),
        )


class EditionForm(forms.ModelForm):
    """`person` is who fills it in, `article` a new or an old one; the admin sets both."""

    person = None
    article: Article
    language = languages.DEFAULT

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(
        label=gettext_lazy("What was changed, and why"), max_length=200, required=False
    )

    class Meta:
        model = Edition
        fields = Text.FIELDS
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 2, "data-counter": HEADLINE_LENGTH}),
            "short_headline": forms.TextInput(attrs={"data-counter": 50}),
            "standfirst": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, data=None, files=None, **kwargs):
        super().__init__(data.copy() if data is not None else None, files, **kwargs)
        if self.instance.pk:
            self.initial |= current_words(self.instance)
        self.initial["seen"] = self.now_seen()
        self.shared = SharedForm(
            self.data if self.is_bound else None, instance=self.article, person=self.person
        )
        self.fields |= self.shared.fields
        self.initial |= self.shared.initial
        self.fields["body"].widget = BodyWidget(self.language)
        for name in (*Text.FIELDS, "why"):
            attrs = {"lang": self.language, "dir": languages.direction(self.language)}
            self.fields[name].widget.attrs |= attrs
            take_nulls(self.fields[name])
        self.fields["why"].widget.attrs["dir"] = "auto"
        self.lock_shared()

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
        text = self.instance.written_on() if self.instance.pk else "new"
        return f"{text}/{self.article.version}" if self.article.pk else ""

    def clean_headline(self):
        headline = clean_line(self.cleaned_data["headline"])
        if not headline:
            raise forms.ValidationError(_("A story needs a headline, even a provisional one."))
        return headline

    def clean_body(self):
        check_length(self.cleaned_data["body"])
        return self.cleaned_data["body"]

    def clean(self):
        cleaned = super().clean()
        for name, errors in self.shared.errors.items():
            if name in self.fields and not self.fields[name].disabled and name not in self.errors:
                self.add_error(name, errors)
        if cleaned.get("seen", "") != self.now_seen():
            self.refuse_to_overwrite()
        elif self.article.pk and self.article.may_change_shared(self.person):
            self.check_careful(cleaned)
        return cleaned

    def check_careful(self, cleaned) -> None:
        stored = Article.objects.get(pk=self.article.pk)
        try:
            fields = {n: cleaned[n] for n in Article.COLUMNS if n in cleaned}
            stays_as_careful(stored, fields, self.person)
        except Refused as refused:
            self.add_error(None, str(refused))

    def refuse_to_overwrite(self) -> None:
        """Shows what the other person saved; saving again is then a decision, not an accident."""
        latest = self.instance.latest
        stored_text = current_words(self.instance) if self.instance.pk else {}
        theirs = [
            (self.fields[name].label, plain(text) if name == "body" else text)
            for name, text in stored_text.items()
            if text != self.data.get(name, "")
        ]
        stored = Article.objects.get(pk=self.article.pk)
        theirs += [
            (self.fields[name].label, stored_value(stored, name))
            for name in self.shared.changed_data
        ]
        self.theirs = theirs
        self.data["seen"] = self.now_seen()
        self.add_error(
            None,
            _(
                "%(name)s changed this story while you were writing. Your text stands in the form,"
                " theirs below it. Take over what is missing, then save again."
            )
            % {"name": latest.by if latest and latest.by != self.person else _("Someone")},
        )

    theirs: list[tuple[str, str]] = []

    def text(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in Text.FIELDS}

    def shared_fields(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in Article.SHARED}
