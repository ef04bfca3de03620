"""What two sequences have in common, in order: quick on ordinary texts, bounded on any."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

#: Above so many equal pairs difflib would take seconds: rarer words become anchors first.
MANY_PAIRS = 6000


class Match(NamedTuple):
    """`size` elements from `a` on equal as many from `b` on."""

    a: int
    b: int
    size: int


class Gap(NamedTuple):
    """What lies between two matches: a[a:a_end] against b[b:b_end]."""

    a: int
    a_end: int
    b: int
    b_end: int


def matches(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Match]:
    """Equal runs in the order of both; on ordinary texts the longest that there are."""
    found: list[Match] = []
    open_gaps = [Gap(0, len(a), 0, len(b))]
    while open_gaps:
        gap, ends = trimmed(a, b, open_gaps.pop())
        found += ends
        if gap.a == gap.a_end or gap.b == gap.b_end:
            continue
        if count_pairs(a, b, gap) <= MANY_PAIRS:
            found += longest(a, b, gap)
        else:
            pairs = anchors(a, b, gap)
            found += [Match(i, j, 1) for i, j in pairs]
            open_gaps += gaps_between([Match(i, j, 1) for i, j in pairs], gap) if pairs else []
    return joined(sorted(found))


def trimmed(a: Sequence[Hashable], b: Sequence[Hashable], gap: Gap) -> tuple[Gap, list[Match]]:
    """The gap without what is equal at its two ends, and those."""
    i, i_end, j, j_end = gap
    while i < i_end and j < j_end and a[i] == b[j]:
        i, j = i + 1, j + 1
    while i < i_end and j < j_end and a[i_end - 1] == b[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
    ends = [Match(gap.a, gap.b, i - gap.a), Match(i_end, j_end, gap.a_end - i_end)]
    return Gap(i, i_end, j, j_end), [match for match in ends if match.size]


def count_pairs(a: Sequence[Hashable], b: Sequence[Hashable], gap: Gap) -> int:
    ours, theirs = Counter(a[gap.a : gap.a_end]), Counter(b[gap.b : gap.b_end])
    return sum(count * theirs[each] for each, count in ours.items())


def longest(a: Sequence[Hashable], b: Sequence[Hashable], gap: Gap) -> list[Match]:
    ours, theirs = a[gap.a : gap.a_end], b[gap.b : gap.b_end]
    runs = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return [Match(gap.a + run.a, gap.b + run.b, run.size) for run in runs if run.size]


def anchors(a: Sequence[Hashable], b: Sequence[Hashable], gap: Gap) -> list[tuple[int, int]]:
    """Pairs of what stands once on either side; where nothing does, the first with the first, the
    second with the second."""
    ours = Counter(a[gap.a : gap.a_end])
    theirs = Counter(b[gap.b : gap.b_end])
    once = {each for each, count in ours.items() if count == 1 == theirs[each]}
    wanted = once or ours.keys() & theirs.keys()
    seen: Counter[Hashable] = Counter()
    places: dict[tuple[Hashable, int], int] = {}
    for j in range(gap.b, gap.b_end):
        if b[j] in wanted:
            places[b[j], seen[b[j]]] = j
            seen[b[j]] += 1
    seen.clear()
    pairs = []
    for i in range(gap.a, gap.a_end):
        if (a[i], seen[a[i]]) in places:
            pairs.append((i, places[a[i], seen[a[i]]]))
        seen[a[i]] += 1
    return increasing(pairs)


def increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of these pairs, sorted by their first, whose seconds rise too."""
    lasts: list[int] = []
    heads: list[int] = []
    before: list[int] = []
    for at, (_, j) in enumerate(pairs):
        length = bisect_left(lasts, j)
        before.append(heads[length - 1] if length else -1)
        lasts[length : length + 1] = [j]
        heads[length : length + 1] = [at]
    chain = []
    at = heads[-1] if heads else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def gaps_between(found: Sequence[Match], around: Gap) -> list[Gap]:
    """What the matches, in order, leave of `around`; only what is filled on one side at least."""
    gaps, i, j = [], around.a, around.b
    for match in [*found, Match(around.a_end, around.b_end, 0)]:
        if i < match.a or j < match.b:
            gaps.append(Gap(i, match.a, j, match.b))
        i, j = match.a + match.size, match.b + match.size
    return gaps


def joined(found: Sequence[Match]) -> list[Match]:
    whole: list[Match] = []
    for match in found:
        last = whole[-1] if whole else Match(-1, -1, 0)
        if (last.a + last.size, last.b + last.size) == (match.a, match.b) and whole:
            whole[-1] = Match(last.a, last.b, last.size + match.size)
        else:
            whole.append(match)
    return whole
