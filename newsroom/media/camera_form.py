"""What is kept of what the camera wrote, as the desk decides it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from newsroom.accounts.models import Account
from newsroom.media.camera import Written
from newsroom.media.models import Photo, TakenPrecision
from newsroom.regions.models import Level, Region
from newsroom.regions.nearest import nearest
from newsroom.text import dates
from newsroom.text.charsets import is_arabic
from newsroom.text.languages import CHOICES, DEFAULT, LANGUAGES
from newsroom.workflow.models import State
from newsroom.workflow.public_words import SENTENCE, refused

#: What the camera's words are kept as, by what they are.
COLUMNS = {"caption": "caption", "credit": "credit", "copyright": "credit"}
LABELS = {
    "caption": gettext_lazy("Caption"),
    "credit": gettext_lazy("Credit"),
    "copyright": gettext_lazy("Copyright"),
}
NOTHING = gettext_lazy("Not kept")


class CameraForm(forms.Form):
    """Nothing is chosen beforehand: what nobody decides is not kept."""

    taken_on = forms.ChoiceField(
        label=gettext_lazy("Time of taking"), required=False, widget=forms.RadioSelect
    )
    taken_in = forms.ChoiceField(
        label=gettext_lazy("Place of taking"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, photo: Photo, written: Written, person: Account):
        super().__init__(data)
        self.photo, self.written, self.person = photo, written, person
        self.place = nearest(*written.place) if written.place else None
        self.texts = [(kind, text) for kind in COLUMNS for text in getattr(written, kind)]
        for number, (kind, text) in enumerate(self.texts):
            self.add_text(number, kind, text)
        self.fields["taken_on"].choices = [("", NOTHING), *self.times()]
        self.fields["taken_in"].choices = [("", NOTHING), *self.places()]

    def add_text(self, number: int, kind: str, text: str) -> None:
        most = Photo._meta.get_field(COLUMNS[kind]).max_length
        self.fields[f"text_{number}"] = forms.CharField(
            label=LABELS[kind], max_length=most, initial=text, required=False,
            widget=forms.Textarea(attrs={"dir": "auto", "rows": 2}),
        )  # fmt: skip
        self.fields[f"keep_{number}"] = forms.BooleanField(label=_("Keep it"), required=False)
        self.fields[f"language_{number}"] = forms.ChoiceField(
            label=_("Language"), choices=CHOICES, initial=DEFAULT if is_arabic(text) else "en"
        )

    def times(self) -> Iterator[tuple[str, str]]:
        if at := self.written.taken_at:
            code = get_language() or DEFAULT
            yield TakenPrecision.DAY, dates.day(at.date(), code)
            yield TakenPrecision.MONTH, dates.month(at.year, at.month, code)
            yield TakenPrecision.YEAR, str(at.year)

    def places(self) -> Iterator[tuple[str, str]]:
        for place in self.around():
            yield str(place.pk), f"{place} · {Level(place.level).label}"

    def around(self) -> list[Region]:
        """The nearest place and those that it is part of, from the widest; no country: everybody
        knows that one."""
        if self.place is None:
            return []
        return [each for each in (*self.place.ancestors(), self.place) if each.level]

    def rows(self) -> Iterator[dict[str, Any]]:
        """For the page: each text with its three fields, and what stands in the photo by now."""
        for number, (kind, _text) in enumerate(self.texts):
            names = ("text", "keep", "language")
            now, code = self.photo.named(COLUMNS[kind])
            fields = {name: self[f"{name}_{number}"] for name in names}
            yield fields | {"now": now, "code": code, "dir": LANGUAGES[code].direction}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        words: dict[str, str] = {}
        for number, column in self.kept():
            if column in words:
                self.add_error(f"text_{number}", _("Another one is kept there: choose one."))
            words[column] = cleaned.get(f"text_{number}", "")
        self.words = {column: text for column, text in words.items() if text}
        self.check_words()
        return cleaned

    def kept(self) -> Iterator[tuple[int, str]]:
        """The numbers of the texts that were ticked, and the columns that they are for."""
        for number, (kind, _text) in enumerate(self.texts):
            if self.cleaned_data.get(f"keep_{number}"):
                yield number, f"{COLUMNS[kind]}_{self.cleaned_data.get(f'language_{number}')}"

    def check_words(self) -> None:
        is_out = self.photo.state == State.PUBLISHED
        found = refused(self.words, by=self.person, thing=self.photo, everyones=is_out)
        for number, column in list(self.kept()):
            if column in found:
                what = {"what": self.fields[f"text_{number}"].label}
                self.add_error(f"text_{number}", SENTENCE % what)

    def keep(self) -> list[str]:
        """Puts into the photo what was chosen, coarsened; returns the columns to be saved."""
        for column, text in self.words.items():
            setattr(self.photo, column, text)
        precision, place = (self.cleaned_data.get(name) for name in ("taken_on", "taken_in"))
        self.photo.taken_on = coarse(self.written, precision or "")
        self.photo.taken_precision = precision or TakenPrecision.DAY
        self.photo.taken_in_id = int(place) if place else None
        return [*self.words, "taken_on", "taken_precision", "taken_in"]


def coarse(written: Written, precision: str) -> date | None:
    """The date with the first day, or the first of January, in place of what is not kept."""
    if not precision or written.taken_at is None:
        return None
    day = written.taken_at.date()
    if precision == TakenPrecision.YEAR:
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision == TakenPrecision.MONTH else day
