"""Makes a mirror: what changed is rendered, the rest is the same file as before, and readers have
all of it in one step.

What readers have is looked at again when all is done. If it changed meanwhile, what changed is made
again, so that nothing goes out that was taken back while the mirror was being made.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.utils import timezone

from newsroom.delivery.mirror import signing, verify
from newsroom.delivery.mirror.ledger import Ledger, Made, changed
from newsroom.delivery.mirror.trees import Tree, current, lock_of
from newsroom.public.mirror.known import ledger_of, version
from newsroom.public.mirror.marks import look
from newsroom.public.mirror.noted import noting
from newsroom.public.mirror.places import Places
from newsroom.public.mirror.rendering import Renderer
from newsroom.public.mirror.seeds import Seed, seeds
from newsroom.public.mirror.workers import AT_A_TIME, forked
from newsroom.storage import held

#: How often what changed meanwhile is made again before the mirror goes out without the rest of it:
#: what is left is taken out then, not given.
ROUNDS = 5
#: Of all pages, the part that may fail before the old mirror stays.
FAILURES = 0.02

Progress = Callable[[int, int], None]


class Busy(Exception):
    """Another process makes this mirror now."""


class Failed(Exception):
    """So much failed that the mirror before this one stays."""


@dataclass
class Summary:
    """`rendered`: how many pages were made anew; `failed`: addresses that are not in the mirror and
    should be."""

    pages: int = 0
    files: int = 0
    size: int = 0
    rendered: int = 0
    seconds: float = 0
    failed: list[str] = field(default_factory=list)


def mirror(
    target: Path,
    key: Ed25519PrivateKey,
    *,
    url: str = "",
    processes: int = 1,
    anew: bool = False,
    progress: Progress = lambda done, all: None,
) -> Summary:
    """Raises Busy, Failed, trees.NotOurs. `anew`: nothing of the mirror before it is used."""
    target = target.parent.resolve() / target.name
    with held(lock_of(target)) as is_alone:
        if not is_alone:
            raise Busy
        ledger = Ledger(ledger_of(target))
        try:
            return Making(target, key, url or settings.SITE_URL, ledger, processes, progress).run(
                anew
            )
        finally:
            ledger.close()


class Making:
    def __init__(
        self,
        target: Path,
        key: Ed25519PrivateKey,
        url: str,
        ledger: Ledger,
        processes: int,
        progress: Progress,
    ) -> None:
        self.key, self.url, self.ledger = key, url, ledger
        self.processes, self.progress = processes, progress
        self.target, self.began = target, time.monotonic()
        self.pages: dict[str, Made] = {}
        #: What the ledger has by now, and what it would have to be told.
        self.known: dict[str, Made] = {}
        self.had: set[str] = set()
        self.rendered: set[str] = set()
        self.failed: set[str] = set()

    def run(self, anew: bool) -> Summary:
        marks = self.remembered()
        self.had = self.ledger.addresses()
        if anew:
            self.pages, marks = {}, {}
        self.tree = Tree(self.target)
        told = version(self.url)
        if told != self.ledger.told("version"):
            self.pages, marks = {}, {}
        for _ in range(ROUNDS):
            self.standing = look(timezone.now())
            gone_by = changed(marks, self.standing.marks)
            marks = self.standing.marks
            wanted = self.round(gone_by)
            if not changed(marks, look(timezone.now()).marks):
                break
        else:
            self.take_out(wanted)
        return self.finish(wanted, marks, told)

    def remembered(self) -> dict[str, str]:
        """What the mirror that readers have was made of. Where the ledger speaks of another one,
        nothing is."""
        tree = current(self.target)
        if tree:
            self.ledger.settle(tree.name)
        if tree is None or tree.name != self.ledger.told("tree"):
            return {}
        self.known = {page.address: page for page in self.ledger.pages()}
        self.pages = dict(self.known)
        return self.ledger.marks()

    def round(self, gone_by: set[str]) -> set[str]:
        """Makes what is not fresh, and what is needed beside it. The addresses that the mirror has
        in the end."""
        now = self.standing.at
        begun = seeds(self.standing, self.had)
        for address, page in list(self.pages.items()):
            seed = begun.get(address, Seed())
            if not page.is_fresh(gone_by, now) or not self.has(page) or is_other(page, seed):
                del self.pages[address]
        # Nothing of what goes, or is made again, may stand in the way of what comes.
        self.tree.clear_but({path for page in self.pages.values() for path, *_ in page.files})
        places = Places(self.standing.lists)
        renderer = Renderer(self.tree, places, begun, self.standing, self.url)
        wanted, waiting = set(begun), set(begun)
        while waiting:
            self.make(renderer, waiting - self.pages.keys())
            there = (self.pages[each] for each in waiting if each in self.pages)
            waiting = {link for page in there for link in page.links} - wanted
            wanted |= waiting
        return wanted

    def has(self, page: Made) -> bool:
        """Whether its files are there to be kept."""
        if page.address in self.rendered:
            return True
        return all(self.tree.keep(path, size) for path, size, _digest in page.files)

    def make(self, renderer: Renderer, addresses: Iterable[str]) -> None:
        asked = sorted(addresses)
        self.failed -= set(asked)
        for done, (address, page) in enumerate(self.answers(renderer, asked), 1):
            self.progress(done, len(asked))
            if page is None:
                self.failed.add(address)
            else:
                self.pages[address] = page
                self.rendered.add(address)

    def answers(
        self, renderer: Renderer, addresses: list[str]
    ) -> Iterator[tuple[str, Made | None]]:
        if self.processes == 1 or len(addresses) < 2 * AT_A_TIME:
            with noting():
                yield from map(renderer.attempt, addresses)
            return
        with noting(), forked(renderer, self.processes) as attempts:
            yield from attempts(addresses)

    def take_out(self, wanted: set[str]) -> None:
        """What changed yet again is not in this one: the next one has it."""
        gone_by = changed(self.standing.marks, look(timezone.now()).marks)
        for address in [each for each in wanted if each in self.pages]:
            if not gone_by.isdisjoint(self.pages[address].tags):
                del self.pages[address]

    def finish(self, wanted: set[str], marks: dict[str, str], told: str) -> Summary:
        pages = {each: self.pages[each] for each in wanted if each in self.pages}
        if len(self.failed) > FAILURES * len(wanted):
            self.tree.discard()
            raise Failed(f"{len(self.failed)} of {len(wanted)} pages failed.")
        files = {file[0]: file for page in pages.values() for file in page.files}
        program = Path(verify.__file__).read_bytes()
        files |= {file[0]: file for file in self.tree.put("verify.py", program)}
        self.tree.clear_but(files)
        manifest = signing.manifest(files.values(), self.url, timezone.now())
        self.tree.put(verify.MANIFEST, manifest)
        self.tree.put(verify.SIGNATURE, signing.signature(self.key, manifest))
        made = (page for address, page in pages.items() if self.known.get(address) is not page)
        gone, tree = self.had - pages.keys(), self.tree.folder.name
        self.ledger.prepare(tree, made, gone, marks, {"version": told})
        self.tree.switch()
        self.ledger.settle(tree)
        self.tree.leave_spare()
        self.tree.sweep()
        return Summary(
            pages=sum(1 for page in pages.values() if page.files),
            files=len(files),
            size=sum(size for _path, size, _digest in files.values()),
            rendered=len(self.rendered),
            seconds=time.monotonic() - self.began,
            failed=sorted(self.failed),
        )


def is_other(page: Made, seed: Seed) -> bool:
    """Whether it was made of other things than it would be now: an address that led to a story
    has a page of its own, or leads elsewhere."""
    return not seed.tags.issubset(page.tags) or seed.onward != page.onward
