"""How long the desk's checks take over long stories: python -m tests.bench.checks

Stories of 500, 3,000 and 10,000 words of the demo's Arabic, joined and repeated, as they would
cost most: nothing is recorded, the place is fine, two accounts conflict. Prints each check's
milliseconds over a Story of its own, so that what two of them share counts twice; then those of all
together over one Story; then W7's over 80 KB of quotations, closed and never closed.
"""

from __future__ import annotations

import os
from dataclasses import replace
from time import perf_counter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from newsroom.articles.checks import wording
from newsroom.articles.checks.checklist import CHECKS, run
from newsroom.articles.checks.story import Claim, Story
from newsroom.regions.models import Level
from tests.bench.false_alarms import demo

SIZES = (500, 3000, 10_000)
#: Milliseconds for all checks together.
LIMITS = {500: 100, 3000: 500, 10_000: 2000}
QUOTED = 80_000
CLAIMS = (
    Claim(1, "خرج السجناء من السجن بموجب تسوية بعد اجتماع مغلق", conflicts=frozenset({2})),
    Claim(2, "نُقل السجناء إلى سجن آخر ولم يخرج أحد منهم", conflicts=frozenset({1})),
)


def story(size: int, round: int = 0) -> Story:
    """The paragraphs in another order each `round`: no cache of a text helps the next reading."""
    told = list(demo())
    paragraphs = [text for each in told for text in each.body.split("\n\n")]
    kept, left, number = [], size, round
    while left > 0:
        words = paragraphs[number % len(paragraphs)].split(" ")[:left]
        kept.append(" ".join(words))
        left, number = left - len(words), number + 1
    return replace(
        told[0], body="\n\n".join(kept), sources=(), claims=CLAIMS, place=1,
        precision=Level.PLACE, has_byline=False,
    )  # fmt: skip


def measured(work, *given) -> float:
    start = perf_counter()
    work(*given)
    return (perf_counter() - start) * 1000


def quoted(words: str) -> float:
    story = Story(body=words * (QUOTED // len(words.encode())))
    return measured(lambda: list(wording.attribution_inside(story)))


def main() -> None:
    run(story(60, 5))  # what is compiled once in a process
    rows = {check.id: [measured(check.run, story(size, 1)) for size in SIZES] for check in CHECKS}
    print(f"{'':5}" + "".join(f"{size:>8}" for size in SIZES))
    for name, took in rows.items():
        print(f"{name:5}" + "".join(f"{each:8.1f}" for each in took))
    together = [measured(run, story(size, 2)) for size in SIZES]
    print(f"{'all':5}" + "".join(f"{each:8.1f}" for each in together))
    for size, took in zip(SIZES, together, strict=True):
        if took > LIMITS[size]:
            print(f"too slow: {size:,} words took {took:.0f} ms, limit {LIMITS[size]}")
    closed, open_ones = quoted("«a» "), quoted("«a")
    print(f"W7 over {QUOTED // 1000} KB: {closed:.0f} ms closed, {open_ones:.0f} ms never closed")


if __name__ == "__main__":
    main()
