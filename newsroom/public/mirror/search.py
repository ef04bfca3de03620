"""A search that a mirror carries: an index in parts, one for each month of each language, that a
page's script loads from the newest on. A story changes the part of its month alone.

A part is a script, because no page may read a file beside it when it was opened from a disk. Its
words are folded as the site's are, and lose what light stemming takes off; `mirror/search.js` among
the static files does the same to what a reader asks for, and a test holds the two together.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from newsroom.articles.models import Edition, Section
from newsroom.public.mirror.standing import Standing, Story
from newsroom.regions.models import Region
from newsroom.text import dates
from newsroom.text.folding import fold
from newsroom.text.markup import plain
from newsroom.text.pictures import seen_of

#: Larkey's light stemmer for Arabic, "light10", on folded words. At least three letters stay.
FRONT = re.compile("^(?:و?(?:ال|بال|كال|فال|لل)|و)(?=.{3})")
END = re.compile("(?<=..)(?:ها|ان|ات|ون|ين|يه|ه|ي)$")
#: Words longer than that are addresses and the like.
LONGEST = 40

#: The months of a language's index, the newest first: "2026-11".
Part = tuple[str, str]


def light(word: str, language: str) -> str:
    return END.sub("", FRONT.sub("", word)) if language == "ar" else word


def words(text: str, language: str) -> set[str]:
    found = {light(word, language) for word in fold(text, language).split()}
    return {word for word in found if 1 < len(word) <= LONGEST}


def address_of(language: str, name: str) -> str:
    return f"/search-index/{language}/{name}.js"


def parts(standing: Standing) -> dict[str, list[Story]]:
    """By address of each part its stories, the newest first."""
    found: dict[str, list[Story]] = defaultdict(list)
    for story in reversed(standing.stories):
        found[story.part].append(story)
    return found


def name_of(story: Story) -> str:
    return "{}-{:02}".format(*story.month)


def contents(standing: Standing, language: str) -> str:
    """Which parts there are."""
    names = {name_of(story) for story in standing.stories if story.language == language}
    years = {
        name: dates.month(int(name[:4]), int(name[5:]), language)
        for name in sorted(names, reverse=True)
    }
    return said("contents", years)


def part(standing: Standing, stories: list[Story]) -> str:
    """Its stories as rows; its words, each with the places in those rows that have it, as one text
    in which the script looks for a line."""
    language = stories[0].language
    sections = dict(Section.objects.published().values_list("pk", "slug"))
    regions = dict(Region.objects.published().values_list("pk", "slug"))
    rows: list[list[Any]] = []
    places: dict[str, list[int]] = defaultdict(list)
    by_pk = Edition.objects.published().in_bulk([story.pk for story in stories])
    for story in stories:
        if (edition := by_pk.get(story.pk)) is None:
            continue
        for word in words(read(edition), language):
            places[word].append(len(rows))
        there = [regions[pk] for pk in standing.places.get(story.article, ()) if pk in regions]
        rows.append([
            story.url, edition.headline, edition.standfirst[:160],
            dates.day(story.at, language), story.at.astimezone(dates.ZONE).date().isoformat(),
            sections.get(story.section or 0, ""), story.kind, " ".join(there),
        ])  # fmt: skip
    lines = "\n".join(f"{word} {steps(found)}" for word, found in sorted(places.items()))
    return said("part", {"name": name_of(stories[0]), "rows": rows, "words": f"\n{lines}\n"})


def read(edition: Edition) -> str:
    """What the site's own index has of it, and the names that it is found by there."""
    heads = (edition.kicker, edition.headline, edition.short_headline)
    body = plain(seen_of(edition.body, ()))
    return "\n".join((*heads, edition.standfirst, edition.key_points, body))


def steps(places: Iterable[int]) -> str:
    """Ascending numbers, each as its distance from the one before; base 36."""
    return " ".join(map(base36, differences(places)))


def differences(places: Iterable[int]) -> Iterator[int]:
    last = 0
    for place in places:
        yield place - last
        last = place


def base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def said(name: str, what: object) -> str:
    """As a script that hands it to the page's own."""
    text = json.dumps(what, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"(window.mirror ??= []).push([{json.dumps(name)},{text}]);\n"
