"""Whatever anybody tries, in whatever order and at whatever time, what readers were promised holds.

A walk keeps an account of its own of what must come of each of its steps, and holds the database
against it after every one (tests/walks). `make soak` walks farther.
"""

import pytest
from walks.rules import TABLE
from walks.running import run
from walks.walk import Walk

from newsroom.articles.models import Edition
from newsroom.articles.moves import MOVES

#: Beside the moves, what a walk has to come through.
BESIDE = {
    "write", "start", "override", "share", "taken off", "propose", "discard", "redact",
    "delete refused", "worker", "late", "update", "correction", "clarification", "note",
    "withdrawal",
}  # fmt: skip


@pytest.fixture
def begin(clock, people, make_account, network, section, places):
    """Begins a walk with the clock where it began."""
    crowd = people | {"second": make_account("second", "editor")}
    start = clock.at

    def anew() -> Walk:
        clock.at = start
        return Walk(crowd, clock, {"section": section, "place": places["village"]})

    return anew


def test_rules_by_hand_name_every_verb():
    assert set(TABLE) == set(MOVES)


def test_clock_rules_every_column_of_time(clock, begin):
    clock.turn(days=400)
    edition = Edition.objects.get(pk=begin().ledger.sheets()[0].pk)
    assert edition.moved_at == edition.latest.at == edition.article.created_at == clock.at


@pytest.mark.parametrize("seed", [2026])
def test_walk_never_leaves_what_was_promised(begin, seed):
    walk = run(begin, seed, 700)
    came = set(walk.came)
    assert len(came & set(TABLE)) > 14, f"a walk on the spot proves nothing: {walk.came}"


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(24))
def test_long_walk_leaves_nothing_that_was_promised(begin, seed):
    walk = run(begin, seed, 1500)
    assert len(set(walk.came) & set(TABLE)) > 13, walk.came
    assert set(walk.refused) == {"Refused", "NotAllowed", "StaleState"}


@pytest.mark.soak
def test_walks_together_come_through_every_verb_and_all_that_stands_beside(begin):
    # What comes along with another language's move is nobody's to make.
    left = {verb for verb, row in TABLE.items() if row.roles} - {"withdraw_along"} | BESIDE
    for seed in range(100, 130):
        left -= set(run(begin, seed, 1000).came)
        if not left:
            break
    assert not left
