"""The search at two sizes of archive: python -m tests.bench.search [SMALL LARGE [FOLDER]]

Builds both with planted words (every second story, one in a hundred, five in all, and two that a
tenth has each and one of a thousand together), asks for them in turns, in a process each, and
prints medians of seven rounds and the large one by the small one: the index alone, the count of
hits, the reader's page, what the desk's list is narrowed to. They are made in FOLDER, or with a
DATABASE_URL of PostgreSQL beside it as `<name>_<size>`; one that is there is used again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from statistics import median

import psycopg
from psycopg import sql

ROUNDS = 7
COMMON, MEDIUM, RARE, FIRST, SECOND = "مشهود", "قرنفل", "زمرد", "بنفسج", "ياسمين"
FEW = 5
ASKED = {
    "common": {"q": COMMON},
    "medium": {"q": MEDIUM},
    "rare": {"q": RARE},
    "nowhere": {"q": "غضنفر"},
    "both together": {"q": f"{FIRST} {SECOND}"},
    "common and medium": {"q": f"{COMMON} {MEDIUM}"},
    "common, a section": {"q": COMMON, "section": "s7"},
    "medium, section and place": {"q": MEDIUM, "section": "s7", "region": "r3"},
    "a place alone": {"region": "r3"},
    "common, past month": {"q": COMMON, "period": "month"},
}


class Archive:
    """A process of its own with an archive of that size."""

    def __init__(self, size: int, folder: str):
        self.size = size
        told = {"DATABASE_URL": database(size, folder), "DJANGO_SETTINGS_MODULE": "tests.settings"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.search_archive", str(size)],
            env=os.environ | told, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ask(self, asked: dict[str, dict[str, str]]) -> dict[str, float]:
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return self.told()

    def told(self) -> dict[str, float]:
        return json.loads(self.process.stdout.readline())


def database(size: int, folder: str) -> str:
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        return f"sqlite:///{folder}/{size}.sqlite3"
    name = f"{url.rpartition('/')[2]}_{size}"
    with psycopg.connect(url, autocommit=True) as there:
        if not there.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            there.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return f"{url.rpartition('/')[0]}/{name}"


def main(sizes: list[int], folder: str) -> None:
    archives = [Archive(size, folder) for size in sizes]
    for each in archives:
        built = each.told()
        print(f"{each.size:>9,} stories built in {built['seconds']:.0f} s")
    taken = [[each.ask(ASKED) for each in archives] for _round in range(ROUNDS + 1)][1:]
    print(f"{'milliseconds':34}" + "".join(f"{size:>12,}" for size in sizes) + f"{'ratio':>8}")
    for name in taken[0][0]:
        small, large = (median(one[at][name] for one in taken) for at in (0, 1))
        print(f"{name:34}{small:12.2f}{large:12.2f}{large / small:8.2f}")
    for each in archives:
        each.process.stdin.close()
        each.process.wait()


if __name__ == "__main__":
    given = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="search-bench-") as passing:
        main([int(each) for each in given[:2]] or [10_000, 200_000], (given[2:] or [passing])[0])
