"""Boxes in stored text: background, what is known, and a quotation set apart with its speaker.

An `aside` holds headings, paragraphs, lists and quotations; all its headings are `h2`, as those of
the boxes that a page makes of records. See `rebuild` for what a box may not hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CONTEXT, FACTS, QUOTE = KINDS = ("context", "facts", "quote")
#: One as `markup.sanitise` writes it.
ASIDE = re.compile(r"<aside((?: [a-z-]+=\"[^\"]*\")+)>(.*)</aside>", re.DOTALL)
QUOTATION = re.compile(r"<blockquote[^>]*>.*?</blockquote>", re.DOTALL)
LAST = re.compile(r"(.+)(<p[ >].*?</p>)", re.DOTALL)


@dataclass(frozen=True)
class Aside:
    """`words` and `speaker` are HTML; only a quotation has a `speaker`, and "" where nobody is
    named. `language` and `direction` are "" where they are the text's."""

    kind: str
    words: str
    speaker: str = ""
    language: str = ""
    direction: str = ""


def aside(unit: str) -> Aside | None:
    """Of one outermost block of stored text (`units.units`); None where that is none."""
    found = ASIDE.fullmatch(unit)
    said = dict(re.findall(r'([a-z-]+)="([^"]*)"', found[1])) if found else {}
    kind = kind_of(said.get("data-box"))
    if found is None or not kind:
        return None
    words, speaker = parted(found[2]) if kind == QUOTE else (found[2], "")
    return Aside(kind, words, speaker, said.get("lang", ""), said.get("dir", ""))


def parted(inside: str) -> tuple[str, str]:
    """A quotation, and who says so: what stands around the quotation, else the last paragraph."""
    if quotations := QUOTATION.findall(inside):
        return "".join(quotations), QUOTATION.sub("", inside)
    last = LAST.fullmatch(inside)
    return (f"<blockquote>{last[1]}</blockquote>", last[2]) if last else (
        f"<blockquote>{inside}</blockquote>", ""
    )  # fmt: skip


def kind_of(said: str | None) -> str:
    """What an aside says of its kind; "" if it is none of ours."""
    return said if said in KINDS else ""
