"""What a check is, and what it finds. The list of all of them is `checklist.CHECKS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from newsroom.text.folding import fold
from newsroom.text.markup import isolate

if TYPE_CHECKING:
    from newsroom.articles.checks.story import Story


#: Values in the story's language; the others are words of the desk's own.
WRITTEN = ("passage", "preferred", "full")


class Level(StrEnum):
    """BLOCK stops publication. WARN needs a written reason. HINT is said, and asks for nothing."""

    BLOCK = "block"
    WARN = "warn"
    HINT = "hint"


@dataclass(frozen=True)
class Finding:
    """One thing to look at.

    `field` is where it is mended: a field of the edition's form ("headline", "body", "photos",
    "delay_until"), or "sources", "claims", "figures", "days", "corrections" for what has a page of
    its own. `passage` are the words it is about, as written, and `start` their offset in that
    field's plain text (-1: no one place). `record` is the key of the source, claim, figure or photo
    it is about; `about` stands for facts that neither says. `values` fill the sentence; a "number"
    among them (`text.numbers.Number`) could be recorded as a figure. `sentence` stands in place of
    the check's own, and `is_hint` makes it weaker than the check is. `told_to` None: anybody at the
    desk may be told; otherwise reviewers and these accounts (`discretion.told`).
    """

    field: str
    passage: str = ""
    start: int = -1
    record: int | None = None
    about: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    sentence: Any = None
    is_hint: bool = False
    told_to: frozenset[int] | None = None
    check: Check | None = None

    @property
    def level(self) -> Level:
        assert self.check
        return Level.HINT if self.is_hint else self.check.level

    @property
    def key(self) -> str:
        """What an override is bound to: the check with the words, record or facts it is about."""
        assert self.check
        about = fold(self.passage, "ar") if self.passage else str(self.record or "")
        return f"{self.check.id}:{self.about or about}"[:150]

    def __str__(self) -> str:
        """The sentence in the active language, names and passages isolated."""
        assert self.check
        values = {"passage": self.passage, **self.values}
        sentence = str(self.sentence or self.check.sentence)
        return sentence % {
            name: isolate(value) if name in WRITTEN else value for name, value in values.items()
        }


@dataclass(frozen=True)
class Check:
    """`id` is that of docs/checks.md. `sentence` is lazy, with named placeholders for
    `Finding.values` and `%(passage)s`. `is_fixed`: no newsroom can switch it off."""

    id: str
    level: Level
    sentence: Any
    find: Callable[[Story], Iterable[Finding]]
    is_fixed: bool = False

    def run(self, story: Story) -> list[Finding]:
        """At most one finding a key: a word repeated ten times is one thing to decide."""
        found: dict[str, Finding] = {}
        for each in self.find(story):
            known = replace(each, check=self)
            found.setdefault(known.key, known)
        return list(found.values())
