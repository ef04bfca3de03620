"""What a scan found, in words and for programs. Says what pictures say only where it is asked."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsroom.media.scanning import Scanned
from newsroom.text.markup import isolate


@dataclass
class Report:
    folder: Path
    pictures: list[Scanned] = field(default_factory=list)
    #: How many files are no pictures.
    others: int = 0
    written: int = 0
    #: What could not be told or done, with a sentence.
    amiss: list[tuple[Path, str]] = field(default_factory=list)

    @property
    def carrying(self) -> list[Scanned]:
        return [each for each in self.pictures if each.carried and each.carried.traces]

    def counts(self) -> Counter[str]:
        return Counter(kind.value for each in self.carrying for kind in each.kinds)

    def relative(self, path: Path) -> str:
        return os.path.relpath(path, self.folder)


def printable(text: str) -> str:
    """A file's name or words as they are, without power over the terminal or the line."""
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return isolate("".join(char if is_harmless(char) else ascii(char)[1:-1] for char in text))


def is_harmless(char: str) -> bool:
    """The joiners belong to Arabic and Persian spelling, and isolates are closed again."""
    return char.isprintable() or char in "\u200c\u200d\u2066\u2067\u2068\u2069"


def lines(report: Report, *, values: bool, with_plain: bool) -> Iterator[str]:
    for each in report.pictures if with_plain else report.carrying:
        if each.carried:
            said = ", ".join(each.kinds) or "nothing but pixels"
            yield f"{printable(report.relative(each.path))}: {said}"
        yield from words(each) if values else ()
    for path, sentence in report.amiss:
        yield f"{printable(report.relative(path))}: {sentence}"
    yield f"{len(report.pictures)} pictures, {report.others} other files."
    for kind, number in report.counts().most_common():
        yield f"    {kind}: {number}"
    if report.written:
        yield f"{report.written} copies written."


def words(each: Scanned) -> Iterator[str]:
    for trace in each.carried.traces if each.carried else ():
        if trace.words:
            yield f"    {trace.kind}: {trace.name}: {printable(trace.words)}"


def document(report: Report, *, values: bool) -> dict[str, Any]:
    return {
        "pictures": len(report.pictures), "others": report.others, "written": report.written,
        "kinds": report.counts(),
        "files": [row(report, each, values) for each in report.pictures],
        "amiss": [
            {"file": report.relative(path), "why": sentence} for path, sentence in report.amiss
        ],
    }  # fmt: skip


def row(report: Report, each: Scanned, values: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "file": report.relative(each.path),
        "carries": list(each.kinds),
    }
    if each.carried:
        found["format"] = each.carried.format
    if each.carried and values:
        found["values"] = [[trace.kind, trace.name, trace.words] for trace in each.carried.traces]
    return found
