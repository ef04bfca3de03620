"""What is measured, in turns: a round asks each of them for a moment, so that whatever else the
machine does at the time falls on all alike. Ratios are taken within a round, then their median."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from bench.delivery.wrk import Burst, burst


@dataclass
class Target:
    """One address; `base` and `django` are the constant pages of its server."""

    name: str
    server: str
    url: str
    bytes: int
    queries: int | None = None
    base: Target | None = None
    django: Target | None = None
    bursts: list[Burst] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return median(each.per_second for each in self.bursts)

    @property
    def p50(self) -> float:
        return median(each.p50 for each in self.bursts)

    @property
    def p99(self) -> float:
        return median(each.p99 for each in self.bursts)

    @property
    def errors(self) -> int:
        return sum(each.errors for each in self.bursts)

    def against(self, other: Target | None) -> float | None:
        """None where there is nothing to compare with: the other answered nothing in some round."""
        if other is None or other is self or not all(each.per_second for each in other.bursts):
            return None
        pairs = zip(self.bursts, other.bursts, strict=True)
        return median(mine.per_second / theirs.per_second for mine, theirs in pairs)


def measure(targets: list[Target], rounds: int, seconds: float) -> Iterator[int]:
    """Yields the number of each round that is done. Each begins with another target."""
    for target in targets:
        burst(target.url, seconds=1)
    for number in range(rounds):
        turn = number * 7 % len(targets)
        for target in targets[turn:] + targets[:turn]:
            target.bursts.append(burst(target.url, seconds=seconds))
        yield number + 1
