"""How fast texts become search terms, and how many: python -m tests.bench.terms

Stories of the demo, in each language; beside it what `str.split` alone takes for the same. First
with empty caches, then as a newsroom has them after its first hundred stories.
"""

from __future__ import annotations

import os
from time import perf_counter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from newsroom.demo.stories import files
from newsroom.text.stems import arabic, kurmanji, sorani
from newsroom.text.terms import index

TIMES = 20


def texts(language: str) -> list[str]:
    told = (story["editions"].get(language) for _name, story in files())
    return [edition["body"] for edition in told if edition]


def seconds(make, said: list[str]) -> float:
    start = perf_counter()
    for text in said:
        make(text)
    return perf_counter() - start


def main() -> None:
    for language in ("ar", "ckb", "ku", "en"):
        for module in (arabic, kurmanji, sorani):
            module.stems.cache_clear()
        said = texts(language)
        words = sum(len(text.split()) for text in said)
        cold = words / seconds(lambda text, code=language: index(text, code), said)
        many = said * TIMES
        warm = words * TIMES / seconds(lambda text, code=language: index(text, code), many)
        split = words * TIMES / seconds(str.split, many)
        terms = sum(len(index(text, language).split()) for text in said) / words
        print(
            f"{language:4} {words:>6,} words  cold {cold:>9,.0f}/s  warm {warm:>9,.0f}/s"
            f"  split {split / warm:6.1f} times as fast  {terms:.2f} terms a word"
        )


if __name__ == "__main__":
    main()
