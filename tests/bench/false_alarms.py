"""How often the checks speak up over ordinary news: `python -m tests.bench.false_alarms [--list]`.

Two bodies of text: 25 short stories of 8 ordinary sentences each
(tests/articles/checks/ordinary.toml, written by someone who had not read the checks), and the
demo's Arabic stories. Each is read with
two recorded sources, a byline, a section and every weekday answered, as a desk would have it; what
is left is what an editor has to stop on. Prints, for each check, in how many stories it warned or
hinted; with --list, every finding, to be judged by reading.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.utils.translation import override

from newsroom.articles.checks.checklist import CHECKS, run
from newsroom.articles.checks.story import Source, Story, Term
from newsroom.demo import stories
from newsroom.demo.stories import files
from newsroom.media.models import Photo
from newsroom.text.markup import plain

#: Whatever scene a text names.
SCENES = defaultdict(lambda: Photo(pk=1))
HERE = Path(__file__).resolve().parent.parent
WRITTEN = date(2026, 11, 20)
SOURCES = (
    Source(1, "official", wording="مدير الوحدة", response="answered"),
    Source(2, "resident", wording="أحد السكان", response="answered"),
)


def terms() -> tuple[Term, ...]:
    path = HERE.parent / "newsroom/articles/lexicon.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["ar"]
    known = ("term", "preferred", "expansion", "note")
    return tuple(Term(**{name: row.get(name, "") for name in known}) for row in rows)


def story(headline: str, body: str, **more) -> Story:
    return Story(
        headline=headline, body=body, section="أخبار", signing="withheld", has_byline=True,
        sources=SOURCES, written=WRITTEN, terms=terms(), **more,
    )  # fmt: skip


def ordinary() -> Iterator[Story]:
    rows = tomllib.loads((HERE / "articles/checks/ordinary.toml").read_text(encoding="utf-8"))
    for row in rows["story"]:
        body = "\n\n".join(
            " ".join(row["sentences"][at : at + 2]) for at in range(0, len(row["sentences"]), 2)
        )
        yield story(row["headline"], body, kind=row["kind"])


def html(body: str) -> str:
    return stories.html(body, SCENES)


def demo() -> Iterator[Story]:
    for _name, told in files():
        if text := told["editions"].get("ar"):
            yield story(
                text["headline"], plain(html(text["body"])), kind=told["kind"],
                kicker=text.get("kicker", ""), key_points="\n".join(text.get("key_points", ())),
                standfirst=text["standfirst"], short_headline=text["short_headline"],
            )  # fmt: skip


def main() -> None:
    bodies = {"ordinary": list(ordinary()), "demo": list(demo())}
    seen: Counter[tuple[str, str, str]] = Counter()
    with override("en"):
        for name, stories in bodies.items():
            for number, each in enumerate(stories, 1):
                found = run(each)
                for key in {(finding.check.id, str(finding.level)) for finding in found}:
                    seen[(name, *key)] += 1
                if "--list" in sys.argv:
                    for finding in found:
                        print(name, number, finding.check.id, finding.level, str(finding))
    print(f"{'':5}" + "".join(f"{name:>22}" for name in bodies))
    heads = (f"{f'of {len(rows)}: warned':>15}{'hinted':>7}" for rows in bodies.values())
    print(f"{'':5}" + "".join(heads))
    for check in CHECKS:
        print(f"{check.id:5}" + "".join(cell(seen, name, check.id) for name in bodies))


def cell(seen: Counter[tuple[str, str, str]], name: str, check: str) -> str:
    stopped = seen[name, check, "warn"] + seen[name, check, "block"]
    return f"{stopped:15}{seen[name, check, 'hint']:7}"


if __name__ == "__main__":
    main()
