"""“How do we know?” on the filing page: each tap is a source of that kind, made once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override

from newsroom.accounts.models import Account
from newsroom.articles import writing
from newsroom.articles.length import take_nulls
from newsroom.articles.models import Article, Edition, SourceRecord
from newsroom.articles.models.sourcing import UNNAMED_KINDS, SourceKind, Terms
from newsroom.articles.sourcing_forms import ANSWERS
from newsroom.audit.trail import record
from newsroom.text import languages
from newsroom.text.markup import clean_line, isolate
from newsroom.workflow.models import Transition

#: What a reporter answers at once; the full page knows the other kinds and asks the rest.
TAPS = tuple(
    (kind, ANSWERS[kind])
    for kind in (
        SourceKind.WITNESSED, SourceKind.TOLD, SourceKind.OFFICIAL, SourceKind.OFFICIAL_UNNAMED,
        SourceKind.MILITARY_UNNAMED, SourceKind.RESIDENT, SourceKind.DOCUMENT,
    )
)  # fmt: skip


@dataclass(frozen=True)
class Tap:
    """One answer of the page, with the field for what readers read, shown where it is ticked."""

    kind: str
    label: Any
    is_on: bool
    said: forms.BoundField


class SourcesForm(forms.Form):
    """Part of the filing form. `language` is that of the text."""

    how = forms.MultipleChoiceField(choices=TAPS, required=False)

    def __init__(self, data: Any = None, *, language: str):
        super().__init__(data)
        self.language = language
        self.made = 0
        self.unkept: list[tuple[Any, str]] = []
        attrs = {"lang": language, "dir": languages.direction(language)}
        length = SourceRecord._meta.get_field("wording").max_length
        for kind, label in TAPS:
            field = forms.CharField(max_length=length, required=False, label=label)
            field.widget.attrs |= attrs
            take_nulls(field)
            self.fields[f"said_{kind}"] = field

    def taps(self, known: set[str]) -> Iterator[Tap]:
        """Those of which the story has no source yet."""
        ticked = self["how"].value() or ()
        for kind, label in TAPS:
            if kind not in known:
                yield Tap(kind, label, kind in ticked, self[f"said_{kind}"])

    def answers(self) -> list[tuple[str, str]]:
        """(kind, what readers read) of each tap, in the page's order."""
        data, ticked = self.cleaned_data, self.cleaned_data["how"]
        return [(kind, clean_line(data[f"said_{kind}"])) for kind, _label in TAPS if kind in ticked]


def keep(article: Article, form: SourcesForm, *, by: Account) -> None:
    """Makes a source of each ticked kind that the story has none of, and takes the boxes along.
    `form.unkept` then has what it could not keep: a source that is there is changed on its page."""
    before = article.sources.count()
    for kind, words in form.answers():
        stored = article.sources.filter(kind=kind)
        silent = stored.filter(created_by=by, **{f"wording_{form.language}": ""}).first()
        if silent or not stored:
            put(silent or SourceRecord(article=article, kind=kind), words, form.language, by)
        elif words and not stored.filter(**{f"wording_{form.language}": words}):
            form.unkept.append((SourceKind(kind).label, words))
    form.made = article.sources.count() - before
    if form.answers():
        writing.refresh_boxes(article, by=by)


def put(source: SourceRecord, words: str, language: str, by: Account) -> None:
    is_new = source.pk is None
    if is_new:
        source.created_by = by
        source.first_hand = source.kind == SourceKind.WITNESSED
        source.terms = Terms.UNNAMED if source.kind in UNNAMED_KINDS else Terms.ON_RECORD
    setattr(source, f"wording_{language}", words or usual(source.kind, language))
    source.save()
    source.known_to.add(by)


def usual(kind: str, language: str) -> str:
    """How readers read of the reporter's own eyes; nothing where that is not translated."""
    if kind != SourceKind.WITNESSED:
        return ""
    with override("en"):
        plain = _("our correspondent")
    with override(language):
        said = _("our correspondent")
    return said if language == "en" or said != plain else ""


def tell(request: HttpRequest, edition: Edition, form: SourcesForm) -> None:
    """The history that there are new sources, never their words; the reporter what was not kept."""
    person = cast(Account, request.user)
    if form.made:
        Transition.objects.create(
            thing=edition, verb="source", source=edition.state, target=edition.state,
            by=person, note=_("source added"),
        )  # fmt: skip
        record("sources_changed", by=person, thing=edition.article)
    for kind, words in form.unkept:
        sentence = _("%(kind)s is among the sources already. Add yours on their page: “%(words)s”.")
        messages.error(request, sentence % {"kind": kind, "words": isolate(words)})


def context(form: SourcesForm, edition: Edition | None, person: Account) -> dict[str, Any]:
    """For the page: what the story has, and what may still be tapped."""
    sources = list(edition.article.sources.all()) if edition else []
    may_add = edition is None or edition.article.may_change_shared(person)
    taps = list(form.taps({source.kind for source in sources})) if may_add else []
    return {"sources": sources, "taps": taps}
