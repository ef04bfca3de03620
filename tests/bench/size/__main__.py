"""PYTHONPATH=tests python -m bench.size --editions 200000 --beside 10000 --rounds 5

Builds what is lacking, as `make bench` does, and asks both in turns. DATABASE_URL for PostgreSQL.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from statistics import median
from typing import Any

from bench.delivery.newsrooms import Newsroom
from served import ROOT

#: What a page may cost beside the same in the smaller newsroom, and beside the first of its list.
MOST = {"page": 1.5, "desk": 2.0}
MOST_DEEP = 1.3
#: A line that is told by `tell`: warnings of the newsroom's own are none.
MARK = "bench.size "


class Asked:
    """A process of its own that asks one newsroom, within it."""

    def __init__(self, newsroom: Newsroom):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.size.answering"], cwd=ROOT,
            env=newsroom.environment(KEPT_PAGES="off"),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ask(self, **asked: Any) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith(MARK):
                return json.loads(line.removeprefix(MARK))
        sys.exit("A newsroom answers no more.")

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.size")
    parser.add_argument("--editions", type=int, default=200_000)
    parser.add_argument("--beside", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", default="", help="pages with one of these in their name")
    parser.add_argument("--queries", action="store_true", help="the slowest query of each page")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    database = os.environ.get("DATABASE_URL", "")
    newsrooms = [Newsroom(size, database) for size in (asked.beside, asked.editions)]
    for newsroom in newsrooms:
        newsroom.build()
    both = [Asked(newsroom) for newsroom in newsrooms]
    # The same words for both: what one has of them is to differ by its size alone.
    words = both[0].ask(words=True)
    pages = [each.ask(pages=words) for each in both]
    some = asked.only.split(",")
    names = [name for name in pages[0] if name in pages[1] and any(each in name for each in some)]
    taken: list[dict[str, dict[str, float]]] = []
    for number in range(asked.rounds + 1):
        took: dict[str, dict[str, float]] = {}
        turn = number * 7 % max(1, len(names))
        for name in names[turn:] + names[:turn]:
            # Whoever comes second finds a warmer processor.
            order = both if number % 2 else both[::-1]
            found = {id(each): each.ask(time=name) for each in order}
            took[name] = {str(at): found[id(each)] for at, each in enumerate(both)}
        taken.append(took)
        print(f"Round {number} of {asked.rounds}", file=sys.stderr, flush=True)
    queries = [each.ask(queries=names) for each in both] if asked.queries else [{}, {}]
    kind = "PostgreSQL" if database else "SQLite"
    print(f"{asked.editions:,} editions beside {asked.beside:,}, {kind}, {asked.rounds} rounds")
    print(table(names, taken[1:]))
    for name in queries[1]:
        print(f"\n{name}")
        for found in queries:
            print("   ", *(f"{took:.2f} ms {sql}" for took, sql in found[name]), sep="\n        ")
    for each in both:
        each.end()


def table(names: list[str], taken: list[dict[str, dict[str, float]]]) -> str:
    """Ratios are taken within a round; a "!" stands where one is above what is aimed at."""
    lines = [f"{'CPU, ms':<44}{'small':>9}{'large':>9}{'ratio':>7}{'to page 1':>11}"]
    for name in names:
        small, large = (median(each[name][at] for each in taken) for at in "01")
        ratio = median(each[name]["1"] / each[name]["0"] for each in taken)
        line = f"{name:<44}{small:>9.2f}{large:>9.2f}{ratio:>7.2f}"
        over = ratio > MOST[name.partition(":")[0]]
        first = name.rpartition(", down")[0]
        if first in names:
            deep = median(each[name]["1"] / each[first]["1"] for each in taken)
            line += f"{deep:>11.2f}"
            over |= deep > MOST_DEEP
        lines.append(line + (" !" if over else ""))
    return "\n".join(lines)


if __name__ == "__main__":
    main()
