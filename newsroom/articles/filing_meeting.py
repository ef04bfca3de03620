"""The filing page's form where it was opened on something that is no longer there: paragraphs that
one person alone changed are taken from that one, the others are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.articles import conflicts, own_page
from newsroom.articles.conflicts import Clash, Other, Side, Start
from newsroom.articles.models import Edition
from newsroom.articles.revising import current_words
from newsroom.articles.shared_values import (
    as_told,
    in_words,
    merge_values,
    packed_values,
)
from newsroom.text.markup import is_plain, plain
from newsroom.text.merge import Merged

if TYPE_CHECKING:
    from newsroom.articles.filing_form import FilingForm


class Collided(Exception):
    """Nothing was saved: the person decides first. `edition` is what is there."""

    def __init__(self, edition: Edition, meeting: FilingMeeting):
        self.edition, self.meeting = edition, meeting


class Gone(Collided):
    """It left the writer's hands between one look and the next."""


class FilingMeeting:
    """Of a valid form and what is there, locked. `text` is what is to be saved of it; shared fields
    that another changed go into the form's cleaned data. Raises Gone and Collided."""

    def __init__(self, form: FilingForm, edition: Edition | None, shared: tuple[str, ...]):
        self.form, self.edition, self.shared = form, edition, shared
        form.meeting = self
        cleaned = form.cleaned_data
        self.text = {"headline": cleaned["headline"], "body": form.body_html()}
        self.page = page_of(form)
        self.clashes: list[Clash] = []
        self.is_late = self.is_merged = False
        self.start, self.other = Start(None), Other("", None, None)
        if edition and not edition.may_change(form.person):
            raise Gone(edition, self)
        if edition:
            self.meet(edition, cleaned["seen"])
        if edition and self.clashes:
            raise Collided(edition, self)

    def meet(self, edition: Edition, seen: str) -> None:
        row, now = own_page.saved(self.page, edition), own_page.seen_of(edition)
        self.is_late = own_page.is_late(self.page, row)
        if self.is_late:
            return
        seen = row.seen if seen != now and row and row.seen else seen
        if seen != now:
            self.start = conflicts.start_of(edition, seen)
            self.other = conflicts.other_of(edition, self.start, self.form.person)
            self.merge(edition, self.merged_shared(edition))
        elif not is_plain(current_words(edition)["body"]):
            # A textarea would flatten what the full form made, whoever sends it.
            self.merge(edition, {})

    def merge(self, edition: Edition, shared: dict[str, Merged]) -> None:
        found = conflicts.merge_words(self.start, self.text, current_words(edition))
        for name, merged in (found | shared).items():
            self.clashes += self.asked(name, merged)
        self.is_merged = not self.clashes
        self.text = {name: merged.text() for name, merged in found.items()}
        for name, merged in shared.items():
            if merged.text() == as_told(self.form.fields[name], getattr(edition.article, name)):
                self.form.cleaned_data[name] = getattr(edition.article, name)

    def merged_shared(self, edition: Edition) -> dict[str, Merged]:
        if not edition.article.may_change_shared(self.form.person):
            return {}
        fields = {name: self.form.fields[name] for name in self.shared}
        now = {name: getattr(edition.article, name) for name in self.shared}
        return merge_values(fields, self.form.cleaned_data["base"], self.form.data, now)

    def asked(self, name: str, merged: Merged) -> list[Clash]:
        field = self.form.fields[name]
        label = capfirst(str(field.label)) if name != "body" else _("Text")
        is_text = name not in self.shared
        words = plain if name == "body" else str if is_text else lambda told: in_words(field, told)
        return [
            Clash("", label, Side([], words(each.mine)), Side([], words(each.theirs)), is_text)
            for each in merged.collisions
        ]

    def stand_in_form(self) -> None:
        """The form shows what both have, with this person's words where they collide."""
        assert self.edition
        form, body = self.form, self.text["body"]
        form.data = form.data.copy()
        form.data["seen"], form.data["page"] = own_page.seen_of(self.edition), str(uuid4())
        form.data["base"] = told_shared(form, self.edition, self.shared)
        form.data["headline"] = self.text["headline"]
        if is_plain(body):
            form.data["body"] = plain(body)
        for name in self.shared:
            form.data[name] = as_told(form.fields[name], form.cleaned_data[name])
        form.add_error(None, self.sentence())

    def sentence(self) -> str:
        if self.start.is_redacted:
            return str(conflicts.REDACTED)
        return _(
            "The story was changed after this page was opened. What did not collide is in the form"
            " already. Where both of you changed the same, your words stand in the form and both"
            " stand below: take over what is missing, then send again."
        )


def page_of(form: FilingForm) -> own_page.Page:
    """A story not sent before is told by its own key: a page that a phone keeps files many."""
    cleaned = form.cleaned_data
    key = cleaned["page"] if cleaned["seen"] else str(cleaned["key"])
    return own_page.page_of({"page": key, "sent": cleaned["sent"]}, form.person)


def told_shared(form: FilingForm, edition: Edition, names: tuple[str, ...]) -> str:
    """What a form opened on it carries as its beginning."""
    fields = {name: form.fields[name] for name in names}
    return packed_values(fields, {name: getattr(edition.article, name) for name in names})


def has_arrived(form: FilingForm, edition: Edition) -> bool:
    """Whether these words, or later ones of the same page, are among what this person sent."""
    page = page_of(form)
    said = {"headline": form.cleaned_data["headline"], "body": form.body_html()}
    return own_page.is_late(page, own_page.saved(page, edition)) or (
        edition.revisions.filter(by=form.person, **said).exists()
    )
