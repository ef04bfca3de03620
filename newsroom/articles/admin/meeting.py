"""The desk's form of one edition where it was opened on something that is no longer there: what
collides is asked, everything else is merged before the form is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.articles import conflicts, own_page
from newsroom.articles.conflicts import Clash, Side, Start
from newsroom.articles.length import check_length
from newsroom.articles.models import Edition
from newsroom.articles.models.text import Text
from newsroom.articles.revising import current_words
from newsroom.articles.shared_values import (
    as_posted,
    in_words,
    merge_values,
    packed_values,
    put,
)
from newsroom.text.merge import Merged, merge_line

if TYPE_CHECKING:
    from newsroom.articles.admin.forms import EditionForm


class Meeting:
    """Of a bound form. Changes what was posted: afterwards it holds the text of both.

    `is_late`: the page has saved this already, or a later text; there is nothing to do.
    `is_merged`: somebody else's changes came in. `clashes`: nothing is saved before they are
    answered. `since`: what their text was written onto, for a draft of the page that asks.
    """

    def __init__(self, form: EditionForm):
        self.form, self.data = form, form.data
        self.page = own_page.page_of(self.data, form.person)
        self.clashes: list[Clash] = []
        self.is_late = self.is_merged = self.is_redacted = False
        self.start, self.other, self.since = Start(None), None, ""
        if form.article.pk and not self.is_too_long():
            self.meet()

    def is_too_long(self) -> bool:
        """Then it is not saved, and not taken apart either."""
        try:
            check_length(self.data.get("body", ""))
        except ValidationError:
            return True
        return False

    def meet(self) -> None:
        row = own_page.saved(self.page, self.edition)
        seen, now = self.data.get("seen", ""), self.form.now_seen()
        if own_page.is_late(self.page, row):
            self.is_late = True
            return
        if seen != now and row and row.seen:
            seen = row.seen
        if seen != now and self.edition:
            self.start = conflicts.start_of(self.edition, seen)
            self.is_redacted = self.start.is_redacted
        self.since = seen
        if not self.is_redacted:
            self.take_answers()
        if self.clashes:
            self.since = self.data.get("since") or seen
        if seen == now:
            self.data["seen"] = now
        elif not self.clashes:
            self.merge()

    @property
    def edition(self) -> Edition | None:
        return self.form.instance if self.form.instance.pk else None

    @cached_property
    def shared(self) -> dict:
        """Those fields of all editions that this person may change."""
        fields = self.form.fields
        return {n: fields[n] for n in self.form.shared.fields if not fields[n].disabled}

    def take_answers(self) -> None:
        """What was chosen at each place, on the page that asked; what the person typed there since
        is theirs, and asked again where it contradicts the choice."""
        told = conflicts.unpacked(self.data.get("clashes", ""))
        found: dict[str, Merged] = {}
        for name, asked in told.items():
            choice = conflicts.chosen(self.data, name, asked)
            if name in Text.FIELDS:
                shown, typed, wanted = (
                    conflicts.tidied({name: text})
                    for text in (asked.text(), self.data.get(name, ""), choice)
                )
                found[name] = conflicts.merge_field(name, shown[name], typed[name], wanted[name])
            elif name in self.shared:
                typed = as_posted(self.shared[name], self.data, name)
                found[name] = merge_line(asked.text(), typed, choice)
        self.take(found)

    def merge(self) -> None:
        self.other = conflicts.other_of(self.edition, self.start, self.form.person)
        base, now = self.data.get("base", ""), self.form.initial
        found = merge_values(self.shared, base, self.data, now)
        if self.edition:
            mine, theirs = conflicts.tidied(self.data), current_words(self.edition)
            found = conflicts.merge_words(self.start, mine, theirs) | found
        self.take(found)
        self.is_merged = not self.clashes
        self.data["seen"] = self.form.now_seen()
        self.data["base"] = packed_values(self.form.shared.fields, self.form.initial)
        # What stands in it now is another page than the one that was sent.
        self.data["page"] = str(uuid4())

    def take(self, found: dict[str, Merged]) -> None:
        for name, merged in found.items():
            if name in self.shared:
                put(self.shared[name], self.data, name, merged.text())
            else:
                self.data[name] = merged.text()
            self.clashes += self.asked(name, merged)
        self.data["clashes"] = conflicts.packed(found) if self.clashes else ""

    def asked(self, name: str, merged: Merged) -> list[Clash]:
        field = self.form.fields[name]
        label = capfirst(str(field.label))
        if name not in self.shared:
            return conflicts.clashes_of(name, label, merged)
        return [
            Clash(
                f"take_{name}_0", label, Side([], in_words(field, each.mine)),
                Side([], in_words(field, each.theirs)), is_text=False,
            )
            for each in merged.collisions
        ]  # fmt: skip

    @property
    def theirs(self) -> str:
        """What their side is called."""
        if self.other is None:
            return _("What you chose")
        if self.other.is_oneself:
            return _("As it is saved")
        return self.other.name or _("Theirs")

    def sentence(self) -> str:
        """Why nothing was saved."""
        if self.is_redacted:
            return str(conflicts.REDACTED)
        if self.other is None:
            return _("You changed a place and chose the other text for it. Choose once more.")
        if self.other.is_oneself:
            return _(
                "You saved this story from another page while you were writing here. Nothing is"
                " saved yet: choose at each place below, then save."
            )
        return _(
            "%(name)s changed this story while you were writing. Nothing is saved yet: choose at"
            " each place below, then save."
        ) % {"name": self.other.shown}  # fmt: skip
