"""The original beside a translation: its words paragraph by paragraph, and what changed in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hmac import compare_digest
from typing import TYPE_CHECKING, Any

from django.utils.html import escape

from newsroom.articles.access import may
from newsroom.articles.comparison import Line, line
from newsroom.articles.following import (
    FOLLOWED,
    Original,
    as_shown,
    corrections_of,
    is_out_of_date,
)
from newsroom.articles.models import Correction, Edition, Revision
from newsroom.articles.writing import readable_original
from newsroom.keys import digest
from newsroom.text.changed_sentences import Passage, changed_sentences
from newsroom.text.languages import LANGUAGES, Language
from newsroom.text.markup import as_paragraphs
from newsroom.text.paragraphs import paragraphs_of
from newsroom.text.pictures import placed

if TYPE_CHECKING:
    from newsroom.accounts.models import Account
    from newsroom.articles.models import Article


@dataclass(frozen=True)
class Change:
    """A passage of the original that is not what the translation followed. `number` counts from 1;
    `kind`: changed, new, gone, moved."""

    kind: str
    number: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Level:
    """A paragraph of the original, from 1; `unit` is its outermost block. `before` are the changes
    that stand above it: paragraphs that are gone. `photos`: the keys of a figure's."""

    number: int
    html: str
    tag: str
    unit: int
    photos: str
    change: Change | None = None
    before: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Part:
    """A field of the original. `gone`: what stood behind its last paragraph."""

    name: str
    levels: tuple[Level, ...]
    gone: tuple[Change, ...]

    @property
    def changes(self) -> list[Change]:
        """In reading order."""
        found = [change for each in self.levels for change in (*each.before, each.change) if change]
        return [*found, *self.gone]


@dataclass(frozen=True)
class Beside:
    """What the form of a translation shows. `corrections`: those that its words do not heed yet."""

    original: Original
    is_out_of_date: bool
    parts: dict[str, Part]
    corrections: tuple[Correction, ...]

    @property
    def language(self) -> Language:
        return LANGUAGES[self.original.edition.language]

    @property
    def is_with_readers(self) -> bool:
        return self.original.is_published

    @property
    def changed(self) -> list[Part]:
        return [part for part in self.parts.values() if part.changes]

    @property
    def has_pictures(self) -> bool:
        return any(each.photos for each in self.parts["body"].levels)


def key_of(original: Original, person: Account) -> str:
    """For the form that shows it: which words of the original this person had before their eyes. A
    key that was made up would name, and then show, words that nobody showed them."""
    return f"{original.key}.{_seal(original, person, original.key)}"


def original_shown(original: Original, person: Account, said: str) -> Original | None:
    """As the form showed it that carried `said`, whatever came since; None where none did."""
    key, _, seal = said.rpartition(".")
    if not compare_digest(seal.encode(), _seal(original, person, key).encode()):
        return None
    return as_shown(original, key)


def _seal(original: Original, person: Account, key: str) -> str:
    return digest("original", f"{original.edition.pk}/{person.pk}/{key}")[:32]


def beside(article: Article, language: str, person: Account, edition: Any) -> Beside | None:
    """`edition` None: it is not begun."""
    original = readable_original(article, language, person)
    if original is None:
        return None
    has_moved_on = bool(edition) and is_out_of_date(edition, original)
    may_compare = has_moved_on and may_read_then(person, edition, original)
    then = edition.latest.follows if may_compare else None
    parts = {name: part(name, then or original.revision, original.revision) for name in FOLLOWED}
    owed = tuple(unheeded(edition, original)) if has_moved_on else ()
    return Beside(original, has_moved_on, parts, owed)


def may_read_then(person: Account, edition: Edition, original: Original) -> bool:
    """Whether what the translation followed is no secret to this person."""
    is_public = edition.latest is not None and edition.latest.follows_published
    return is_public or may(person, "know", original.edition)


def unheeded(edition: Edition, original: Original) -> Iterable[Correction]:
    """What readers were told of the original and its translation does not say yet, oldest first."""
    heeds = (edition.latest and edition.latest.heeds_id) or 0
    return corrections_of(original.edition).filter(pk__gt=heeds).order_by("pk")


def part(name: str, then: Revision, now: Revision) -> Part:
    before, after = (as_html(name, getattr(each, name)) for each in (then, now))
    passages = changed_sentences(before, after)
    own = {each.number: each for each in passages if each.kind != "gone"}
    gone: dict[int, list[Change]] = {}
    for each in passages:
        if each.kind == "gone":
            gone.setdefault(each.number, []).append(told(each))
    levels = tuple(
        Level(
            number + 1, each.html, each.tag, each.unit, " ".join(map(str, placed(each.html))),
            change=told(own[number]) if own[number].kind != "same" else None,
            before=tuple(gone.pop(number, ())),
        )
        for number, each in enumerate(paragraphs_of(after))
    )  # fmt: skip
    return Part(name, levels, tuple(change for each in gone.values() for change in each))


def as_html(name: str, said: str) -> str:
    if name == "body" or not said:
        return said
    if name == "key_points":
        return "".join(f"<p>{escape(point)}</p>" for point in said.splitlines())
    return as_paragraphs(said) if name == "standfirst" else f"<p>{escape(said)}</p>"


def told(passage: Passage) -> Change:
    kind = "moved" if passage.moved else passage.kind
    if passage.moved and passage.kind == "gone":
        kind = "moved_away"
    return Change(kind, passage.number + 1, tuple(line(row) for row in passage.rows))
