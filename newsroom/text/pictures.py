"""Pictures in stored text: a figure names photos by their keys and holds the words of this one use
of them, in the text's language. Several photos are a gallery."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

#: Keys of photos, parted by spaces, as a figure names them; so many at most stand in one.
KEYS = re.compile(r"\s*[0-9]{1,18}(\s+[0-9]{1,18})*\s*")
MOST = 30
OPENING = r'<figure data-photos="([0-9 ]+)">'
#: One as `markup.sanitise` writes it.
FIGURE = re.compile(
    rf"{OPENING}(?:<figcaption((?: (?:dir|lang)=\"[^\"]*\")*)>(.*?)</figcaption>)?</figure>",
    re.DOTALL,
)
START = re.compile(OPENING)


@dataclass(frozen=True)
class Picture:
    """`caption` is HTML, "" where this use has no words of its own; `language` and `direction` are
    "" where they are the text's."""

    photos: tuple[int, ...]
    caption: str = ""
    language: str = ""
    direction: str = ""


def picture(unit: str) -> Picture | None:
    """Of one outermost block of stored text (`units.units`); None where that is none."""
    found = FIGURE.fullmatch(unit)
    if found is None:
        return None
    said = dict(re.findall(r'(dir|lang)="([^"]*)"', found[2] or ""))
    return Picture(keys(found[1]), found[3] or "", said.get("lang", ""), said.get("dir", ""))


def placed(text: str) -> tuple[int, ...]:
    """The keys of all photos that stand in a stored text, in order."""
    return tuple(key for start in START.finditer(text) for key in keys(start[1]))


def seen_of(text: str, seen: Collection[int]) -> str:
    """A stored text without those figures of which none of the photos is among `seen`."""

    def kept(found: re.Match[str]) -> str:
        return "" if set(keys(found[1])).isdisjoint(seen) else found[0]

    return FIGURE.sub(kept, text)


def stored(said: str | None) -> str:
    """What a figure says of its photos, each once; "" where it is none of ours."""
    found = [str(int(key)) for key in said.split()] if said and KEYS.fullmatch(said) else []
    return " ".join(list(dict.fromkeys(key for key in found if key != "0"))[:MOST])


def keys(said: str) -> tuple[int, ...]:
    return tuple(map(int, said.split()))
