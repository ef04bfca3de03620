"""How long it takes to look for protected words: python -m tests.bench.protected

Stories of 500, 3,000 and 10,000 words of the demo's Arabic, with 300 names and telephone numbers
kept. Prints how many different strings are hashed, and the milliseconds of all of it; then those of
a text that nobody writes, of alefs alone.
"""

from __future__ import annotations

import os
from time import perf_counter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from newsroom import keys
from newsroom.text.protected import NAME, PHONE, candidates, digests, forms
from tests.bench.checks import SIZES, story

FIRST = ("أحمد", "محمد", "عبد الله", "خالد", "هيفاء", "ريم", "ياسر", "بشرى", "لؤي", "سلمى")
LAST = ("العلي", "الحسين", "المحمد", "الجاسم", "الخلف", "الشيخ", "العبيد", "السلامة", "الحمود")
LIMIT = 200


def kept(digest) -> set[str]:
    names = {form for one in FIRST for two in FIRST for three in LAST[:3]
             for form in forms(NAME, f"{one} {two} {three}")}  # fmt: skip
    phones = {form for n in range(30) for form in forms(PHONE, f"09{n * 30_103_571:08}")}
    return {digest(f"{NAME}:{each}") for each in names} | {digest(f"{PHONE}:{each}")
                                                           for each in phones}  # fmt: skip


def measured(text: str, known: set[str]) -> tuple[int, float]:
    start = perf_counter()
    digest = keys.digester("bench")
    found = digests(NAME, [text], digest) | digests(PHONE, [text], digest)
    assert not found & known
    took = (perf_counter() - start) * 1000
    return len(set(candidates(NAME, text))), took


def main() -> None:
    known = kept(keys.digester("bench"))
    measured(story(60, 5).body, known)
    for size in SIZES:
        count, took = measured(story(size, 1).body, known)
        slow = f"  too slow: limit {LIMIT}" if size <= 3000 and took > LIMIT else ""
        print(f"{size:>8,} words {count:>10,} strings {took:8.0f} ms{slow}")
    count, took = measured("ماشا " * 3000, known)
    print(f"3,000 alefs    {count:>10,} strings {took:8.0f} ms")


if __name__ == "__main__":
    main()
