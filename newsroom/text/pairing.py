"""Which paragraphs of two versions are the same ones, edited, split or joined."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import add

from newsroom.text.align import Gap, Match, gaps_between, increasing, matches
from newsroom.text.blocks import HARAKAT, Block

#: Paragraphs are the same one when they share this part of their letters.
ALIKE = 0.4
#: A neighbour is a part of one when the two become that much more alike with it.
CLEARLY = 0.05
#: What stands in more paragraphs than this tells none from another.
EVERYWHERE = 100
#: A paragraph may be a part of a longer one that has this much of its letters.
MOSTLY = 0.7

#: a[pair.a:pair.a_end] and b[pair.b:pair.b_end]: one paragraph each, or one and its parts.
Pair = Gap
Words = Counter[str]


def paired(ours: Sequence[Block], theirs: Sequence[Block]) -> list[Pair]:
    """In order: equal paragraphs, and between them those that are alike."""
    if len(ours) == 1 == len(theirs):
        return [Pair(0, 1, 0, 1)]
    equal = matches([block.key for block in ours], [block.key for block in theirs])
    a, b = [_words(block) for block in ours], [_words(block) for block in theirs]
    whole = Gap(0, len(ours), 0, len(theirs))
    fixed = [_pair(match.a + n, match.b + n) for match in equal for n in range(match.size)]
    edited = {pair for gap in gaps_between(equal, whole) for pair in _alike(a, b, gap)}
    pairs = sorted([*fixed, *edited])
    left = gaps_between([Match(pair.a, pair.b, 1) for pair in pairs], whole)
    edited |= {pair for gap in left for pair in _cut_up(a, b, gap)}
    pairs = sorted([*fixed, *edited])
    edges = [Gap(0, 0, 0, 0), *pairs, Gap(whole.a_end, 0, whole.b_end, 0)]
    for at, pair in enumerate(pairs, start=1):
        if pair in edited:
            room = Gap(edges[at - 1].a_end, edges[at + 1].a, edges[at - 1].b_end, edges[at + 1].b)
            edges[at] = _grown(a, b, pair, room)
    return edges[1:-1]


def _pair(i: int, j: int) -> Pair:
    return Pair(i, i + 1, j, j + 1)


def _words(block: Block) -> Words:
    return Counter(HARAKAT.sub("", token.text).lower() for token in block.tokens)


def _weight(words: Words) -> int:
    return sum(len(word) * count for word, count in words.items())


def _likeness(ours: Words, theirs: Words) -> float:
    """From 0, not a word in common, to 1; long words tell more than short ones."""
    return 2 * _weight(ours & theirs) / (_weight(ours) + _weight(theirs) or 1)


def _alike(a: list[Words], b: list[Words], gap: Gap) -> list[Pair]:
    """The likest first; then again in what lies between them."""
    found: list[Pair] = []
    gaps = [gap]
    while gaps:
        gap = gaps.pop()
        pairs = increasing(_likest(a, b, gap))
        found += [_pair(i, j) for i, j in pairs]
        gaps += gaps_between([Match(i, j, 1) for i, j in pairs], gap) if pairs else []
    return found


def _likest(a: list[Words], b: list[Words], gap: Gap) -> list[tuple[int, int]]:
    """For each of ours the one of theirs that it shares most with, if it is nobody else's."""
    places = defaultdict(list)
    for j in range(gap.b, gap.b_end):
        for word in b[j]:
            places[word].append(j)
    best: dict[int, tuple[float, int]] = {}
    for i in range(gap.a, gap.a_end):
        for score, j in _scores(a[i], i - gap.a, b, gap.b, places):
            best[j] = max(best.get(j, (0, 0)), (score, i))
    return sorted((i, j) for j, (_, i) in best.items())


def _scores(
    words: Words, at: int, b: list[Words], start: int, places: dict[str, list[int]]
) -> Iterator[tuple[float, int]]:
    """At most one: the score and the place of the likest; of equals the one that stands nearest."""
    shared: Counter[int] = Counter()
    for word, count in words.items():
        if len(places.get(word, ())) <= EVERYWHERE:
            for j in places.get(word, ()):
                shared[j] += len(word) * min(count, b[j][word])
    if shared:
        size = _weight(words)
        score, _, j = max(
            (2 * common / (size + _weight(b[j])), -abs(j - start - at), j)
            for j, common in shared.items()
        )
        if score >= ALIKE:
            yield score, j


def _cut_up(a: list[Words], b: list[Words], gap: Gap) -> Iterator[Pair]:
    """One paragraph that is many on the other side, none of them much like it. At most one pair:
    it is what an editor does to a text that came as a single block."""
    i, i_end, j, j_end = gap
    if i_end - i == 1 and 1 < j_end - j <= EVERYWHERE:
        start, end = _parts(a[i], b, j, j_end)
        wanted = Pair(i, i_end, start, end)
    elif j_end - j == 1 and 1 < i_end - i <= EVERYWHERE:
        start, end = _parts(b[j], a, i, i_end)
        wanted = Pair(start, end, j, j_end)
    else:
        return
    if start < end and _between(a, b, wanted) >= ALIKE:
        yield wanted


def _parts(whole: Words, rows: list[Words], start: int, end: int) -> tuple[int, int]:
    """From the first to behind the last that `whole` mostly has."""
    found = [
        at for at in range(start, end) if _weight(rows[at] & whole) >= MOSTLY * _weight(rows[at])
    ]
    return (found[0], found[-1] + 1) if found else (start, start)


def _grown(a: list[Words], b: list[Words], pair: Pair, room: Gap) -> Pair:
    """With the neighbours that nothing else is paired with, where they are parts of it."""
    likeness = _between(a, b, pair)
    while True:
        wider = [
            pair._replace(a=max(pair.a - 1, room.a)),
            pair._replace(a_end=min(pair.a_end + 1, room.a_end)),
            pair._replace(b=max(pair.b - 1, room.b)),
            pair._replace(b_end=min(pair.b_end + 1, room.b_end)),
        ]
        better, best = max((_between(a, b, each), each) for each in wider)
        if better <= likeness + CLEARLY:
            return pair
        pair, likeness = best, better


def _between(a: list[Words], b: list[Words], pair: Pair) -> float:
    ours = reduce(add, a[pair.a : pair.a_end])
    theirs = reduce(add, b[pair.b : pair.b_end])
    return _likeness(ours, theirs)
