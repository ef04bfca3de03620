"""PYTHONPATH=tests python -m bench.delivery --editions 10000 --rounds 5"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from bench.delivery.newsrooms import Newsroom
from bench.delivery.rounds import Target, measure
from bench.delivery.servers import KINDS, Server, end_with_us, nginx
from bench.delivery.table import as_json, table, times


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--editions", type=int, default=10_000)
    parser.add_argument("--beside", type=int, help="a second newsroom of this size in the same run")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2, help="of each burst")
    parser.add_argument("--server", choices=KINDS, help="only this one")
    parser.add_argument("--json", type=Path, help="writes the table there too")
    return parser.parse_args()


def fetched(url: str) -> bytes:
    """As it comes over the wire."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert answer.headers["Content-Encoding"] == "gzip", url
        return answer.read()


Made = dict[tuple[str, str], Target]


class Bench:
    """All servers of one run, each for itself on this machine, and what is asked of them."""

    def __init__(self, stack: ExitStack, kinds: list[str]):
        self.stack, self.kinds = stack, kinds
        self.targets: list[Target] = []
        self.servers: dict[str, Server] = {}
        self.constants: dict[str, tuple[Target, Target]] = {}

    def start(self, kind: str, label: str, application: str, environment: dict[str, str]) -> str:
        probe = "/healthz/" if application.startswith("newsroom") else "/"
        server = KINDS[kind](application, environment, probe)
        self.servers[f"{kind}, {label}"] = found = self.stack.enter_context(server)
        return found.url

    def add(self, target: Target) -> Target:
        self.targets.append(target)
        return target

    def compare_with(self, body: bytes) -> None:
        """nginx and constant pages of the same bytes."""
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        file = folder / "page.html.gz"
        file.write_bytes(body)
        plain = self.stack.enter_context(nginx(folder))
        self.plain = self.add(Target("a plain file", "nginx", plain.url, len(body)))
        environment = {
            "CONSTANT_PAGE": str(file),
            "PYTHONPATH": "tests",
            "PATH": os.environ["PATH"],
        }
        for kind in self.kinds:
            bare = self.start(kind, "constant page", "bench.delivery.constant", environment)
            base = self.add(Target("a constant page", kind, f"{bare}/", len(body)))
            django = self.start(
                kind, "Django's constant page", "bench.delivery.constant_django", environment
            )
            least = Target("Django's constant page", kind, f"{django}/", len(body), base=base)
            self.constants[kind] = base, self.add(least)

    def add_pages(self, newsroom: Newsroom, label: str, *, is_kept: bool) -> Made:
        """Each kind of page as it is made for everybody who asks; the article as it is kept too."""
        pages = newsroom.ask()["pages"]
        apart = newsroom.environment(KEPT_PAGES="off")
        urls = {
            kind: self.start(kind, f"pages made anew{label}", "bench.delivery.anew", apart)
            for kind in self.kinds
        }
        article = pages[0]["path"]
        if not self.constants:
            self.compare_with(fetched(urls[self.kinds[0]] + article))
        for kind in self.kinds if is_kept else ():
            url = self.start(kind, "pages kept", "newsroom.wsgi", newsroom.environment()) + article
            fetched(url)
            self.page("kept article", kind, url)
        return {
            (kind, page["key"]): self.page(
                page["name"] + label, kind, urls[kind] + page["path"], page["queries"]
            )
            for page in pages
            for kind in self.kinds
        }

    def page(self, name: str, kind: str, url: str, queries: int = 0) -> Target:
        base, django = self.constants[kind]
        size = len(fetched(url))
        return self.add(Target(name, kind, url, size, queries, base=base, django=django))


def main() -> None:
    asked = arguments()
    end_with_us()
    if missing := [name for name in ("wrk", "nginx") if not shutil.which(name)]:
        sys.exit(f"Not here: {', '.join(missing)}. sh tests/bench/install.sh installs them.")
    database = os.environ.get("DATABASE_URL", "")
    sizes = [asked.editions, *([asked.beside] if asked.beside else [])]
    newsrooms = [Newsroom(size, database) for size in sizes]
    for newsroom in newsrooms:
        newsroom.build()
    kinds = [asked.server] if asked.server else list(KINDS)
    with ExitStack() as stack:
        bench = Bench(stack, kinds)
        made = [
            bench.add_pages(each, f" ({each.size:,})" if number else "", is_kept=not number)
            for number, each in enumerate(newsrooms)
        ]
        for number in measure(bench.targets, asked.rounds, asked.seconds):
            print(f"Round {number} of {asked.rounds}", file=sys.stderr, flush=True)
        memory = {name: round(server.memory(), 1) for name, server in bench.servers.items()}
    pairs = pairs_of(*made)
    kind = "PostgreSQL" if database else "SQLite"
    print(f"{asked.editions:,} editions, {kind}, {asked.rounds} rounds")
    print(table(bench.targets, bench.plain))
    print("\nMegabytes of the largest worker")
    for name, megabytes in memory.items():
        print(f"{name:<44}{megabytes:>9.1f}")
    print("\nHow long one takes, as a multiple of another")
    print(times(pairs))
    if asked.json:
        rows = [as_json(target, bench.plain) for target in bench.targets]
        asked.json.write_text(json.dumps({"rows": rows, "memory": memory}, indent=1))
    if any(target.errors for target in bench.targets):
        sys.exit("Some requests failed.")


def pairs_of(made: Made, other: Made | None = None) -> list[tuple[Target, Target]]:
    """The deep page with the first one; with a second newsroom, each page with the same there."""
    pairs = [(made[kind, "deep"], made[kind, "list"]) for kind, key in made if key == "deep"]
    return pairs + [(made[each], target) for each, target in (other or {}).items()]


if __name__ == "__main__":
    main()
