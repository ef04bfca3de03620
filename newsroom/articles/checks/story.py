"""A story as the checks see it: plain values, no database. `reading.py` makes one of an edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from newsroom.text.numbers import Number, numbers
from newsroom.text.words import Word, words

T = TypeVar("T")


@dataclass(frozen=True)
class Source:
    """See `models.sourcing.SourceRecord`; `wording` and `reason` in the story's language."""

    pk: int
    kind: str
    terms: str = "on_record"
    wording: str = ""
    reason: str = ""
    people: int = 1
    is_first_hand: bool = False
    is_independent: bool = True
    is_unnamed: bool = False
    known_to: frozenset[int] = frozenset()
    response: str = ""


@dataclass(frozen=True)
class Claim:
    """`text` is in the story's language, "" where nobody has put it into that; `original` is what
    it says in any."""

    pk: int
    text: str
    original: str = ""
    kind: str = "fact"
    status: str = "single"
    is_told: bool = True
    sources: frozenset[int] = frozenset()
    conflicts: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Figure:
    """`high` equals `low` unless it is a range."""

    pk: int
    low: Decimal
    high: Decimal
    unit: str = ""
    has_source: bool = True
    source: int | None = None


@dataclass(frozen=True)
class Image:
    """A photo of the story. `alt` is in the story's language. `hidden` names metadata found in a
    file that readers can fetch; `words` is all that they get of it in words, in any language, with
    its files' names."""

    pk: int
    name: str
    alt: str
    caption: str
    credit: str
    rights: str
    depicts: str
    hidden: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Notice:
    """See `models.correction.Correction`; `kind` is a `CorrectionKind`."""

    kind: str
    said: str = ""
    right: str = ""


@dataclass(frozen=True)
class Exposure:
    """Where the edition holds a protected word; it tells neither the word nor whose it is.

    `field` as in `Finding`, `what` its label, `record` a photo's key. `about` binds a reason to the
    word. `told_to`: accounts of writers whose own word it is. `is_near`: a village, on a story of
    somebody of there.
    """

    field: str
    what: Any
    record: int | None = None
    about: str = ""
    told_to: frozenset[int] = frozenset()
    is_near: bool = False


@dataclass(frozen=True)
class Term:
    """See `models.lexicon.LexiconTerm`."""

    term: str
    preferred: str = ""
    expansion: str = ""
    note: str = ""


@dataclass(frozen=True)
class Story:
    """One edition with what all editions of its article share.

    `body` and `standfirst` are plain text, paragraphs parted by an empty line, captions of pictures
    among them, `key_points` one a line; `placed` are the keys of the photos that stand in the body.
    `authors` and `approved_by` are account ids. `at` is when it is (to be) with the readers.
    `earliest`: end of embargo and safety delay. `precision` is a `regions.models.Level`, None where
    no place is shown. `stale` are languages whose published edition says what the original no
    longer does. `notice` is what a colleague proposes to tell readers with it. `exposures` looks
    for protected words only when it is called: nobody but the two checks on them pays for that.
    """

    language: str = "ar"
    kicker: str = ""
    headline: str = ""
    short_headline: str = ""
    standfirst: str = ""
    key_points: str = ""
    body: str = ""
    seo_title: str = ""
    kind: str = "news"
    section: str = ""
    signing: str = ""
    has_byline: bool = False
    place: int | None = None
    precision: int | None = None
    is_conflict: bool = False
    is_sensitive: bool = False
    shows_figures: bool = False
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    images: tuple[Image, ...] = ()
    placed: tuple[int, ...] = ()
    terms: tuple[Term, ...] = ()
    days: Mapping[str, date] = field(default_factory=dict)
    written: date = date.min
    at: datetime | None = None
    earliest: datetime | None = None
    authors: frozenset[int] = frozenset()
    approved_by: int | None = None
    stale: tuple[str, ...] = ()
    notice: Notice | None = None
    exposures: Callable[[], Iterable[Exposure]] = field(default=tuple, compare=False)

    @cached_property
    def fields(self) -> dict[str, str]:
        """Every public text of the edition, by the form's field."""
        return {
            name: getattr(self, name)
            for name in (
                "kicker",
                "headline",
                "short_headline",
                "standfirst",
                "key_points",
                "body",
                "seo_title",
            )
        }

    @cached_property
    def paragraphs(self) -> list[tuple[int, str]]:
        """(offset in `body`, text) of each paragraph."""
        found, offset = [], 0
        for text in self.body.split("\n\n"):
            found.append((offset, text))
            offset += len(text) + 2
        return found

    @cached_property
    def known(self) -> dict[object, Any]:
        """What `once` was told; the same dict for all that `at_time` gives."""
        return {}

    def once(self, ask: Callable[..., T], *given: str) -> T:
        """`ask(self, *given)`, worked out the first time only: several checks want to know it.

        It must depend neither on `at` nor on the language of whoever reads the answer.
        """
        question = (ask, *given)
        if question not in self.known:
            self.known[question] = ask(self, *given)
        return self.known[question]

    def at_time(self, at: datetime | None) -> Story:
        """The same story, to be published then; what is known of its words stays known."""
        other = replace(self, at=at)
        vars(other)["known"] = self.known
        return other

    def words_of(self, field: str) -> list[Word]:
        return self.once(_words, field)

    def numbers_of(self, field: str) -> list[Number]:
        return self.once(_numbers, field)

    def told(self) -> Iterator[Claim]:
        """The claims that the story tells."""
        return (claim for claim in self.claims if claim.is_told)

    def sources_of(self, claim: Claim) -> list[Source]:
        return [source for source in self.sources if source.pk in claim.sources]

    @property
    def is_news(self) -> bool:
        """Opinion speaks for its writer: the rules on sources ask for less of it."""
        return self.kind != "opinion"


def _words(story: Story, field: str) -> list[Word]:
    return list(words(story.fields[field], story.language))


def _numbers(story: Story, field: str) -> list[Number]:
    return numbers(story.fields[field], story.language)
