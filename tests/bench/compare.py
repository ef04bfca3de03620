"""How long comparisons of 3,000-word texts take: python tests/bench/compare.py

Prints a table: the case, the best of three runs in milliseconds, its limit, the rows found.
"""

import random
import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from newsroom.text.compare import compare, folded_rows

WORDS = 3000
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
LITTLE = ["في", "من", "على", "إلى", "عن", "مع", "قال", "إن", "،", "."]
chance = random.Random(7)
VOCABULARY = ["".join(chance.choices(LETTERS, k=chance.randint(3, 8))) for _ in range(900)]


def written(words: list[str], length: int = 55) -> str:
    starts = range(0, len(words), length)
    return "".join(f"<p>{' '.join(words[start : start + length])}</p>" for start in starts)


def story(words: int = WORDS) -> list[str]:
    """As in prose, a good third of it are the same few words."""
    return [chance.choice(LITTLE if chance.random() < 0.37 else VOCABULARY) for _ in range(words)]


def edited(words: list[str], part: float) -> list[str]:
    changed = []
    for word in words:
        dice = chance.random()
        if dice < part:
            changed += chance.choice([[], [chance.choice(VOCABULARY)], [word, "جديدة"]])
        else:
            changed.append(word)
    return changed


def paragraphs(text: str) -> list[str]:
    return [f"<p>{part}" for part in text.split("<p>")[1:]]


def cases():
    words = story()
    text = written(words)
    parts = paragraphs(text)
    shuffled = chance.sample(parts, len(parts))
    few = [chance.choice(["نعم", "لا", "ربما"]) for _ in range(WORDS)]
    few_too = [chance.choice(["نعم", "لا", "ربما"]) for _ in range(WORDS)]
    edits = edited(words, 0.03)
    yield "nothing changed", 300, text, text
    yield "scattered edits", 300, text, "".join(
        written(edited(part[3:-4].split(), 0.03), WORDS) for part in parts
    )  # fmt: skip
    yield "edits, paragraphs cut anew", 300, text, written(edits)
    yield "edits in one paragraph", 1500, written(words, WORDS), written(edits, WORDS)
    yield "every third word changed", 1500, text, written(edited(words, 0.33))
    yield "all changed", 1500, text, written(story())
    yield "all changed, one paragraph", 1500, written(words, WORDS), written(story(), WORDS)
    yield "no word in common", 1500, text, written([f"س{n}" for n in range(WORDS)])
    yield "all paragraphs reversed", 1500, text, "".join(parts[::-1])
    yield "all paragraphs shuffled", 1500, text, "".join(shuffled)
    yield "shuffled and edited", 1500, text, "".join(
        written(edited(part[3:-4].split(), 0.1), WORDS) for part in shuffled
    )  # fmt: skip
    yield "words reversed, one paragraph", 1500, written(words, WORDS), written(words[::-1], WORDS)
    yield "one word repeated", 1500, written(["كلمة"] * WORDS), written(["كلمة"] * 2900, 50)
    yield "three words repeated", 1500, written(few), written(few_too)
    yield "three words, one paragraph", 1500, written(few, WORDS), written(few_too, WORDS)
    yield "a word a paragraph", 1500, written(words, 1), written(edits, 1)
    yield "three words, one a paragraph", 1500, written(few, 1), written(few_too, 1)
    yield "two words a paragraph, all new", 1500, written(words, 2), written(story(), 2)
    yield "all set bold", 1500, text, text.replace("<p>", "<p><strong>").replace(
        "</p>", "</strong></p>"
    )  # fmt: skip
    yield "paragraphs all joined", 1500, text, written(words, WORDS)
    yield "all written, from nothing", 1500, "", text


def measured(before: str, after: str) -> tuple[float, int]:
    best, rows = 1e9, []
    for _ in range(3):
        start = perf_counter()
        rows = compare(before, after)
        folded_rows(rows)
        best = min(best, perf_counter() - start)
    return best * 1000, len(rows)


if __name__ == "__main__":
    print(f"{'case':34} {'ms':>6} {'limit':>6} {'rows':>6}")
    for name, limit, before, after in cases():
        took, rows = measured(before, after)
        print(f"{name:34} {took:6.0f} {limit:6} {rows:6}{'' if took <= limit else '  too slow'}")
