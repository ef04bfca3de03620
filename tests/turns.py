"""What the suite tries of a table that is too large for it, and what is left to `make soak`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any

import pytest


def by_turns(*sides: Iterable[Any], one_in: int) -> list[Any]:
    """Every combination as a parameter, for `parametrize`: one in so many is tried by the suite, by
    turns, so that each value of each side is; the soak tries them all.

    Of two sides those pairs are due whose places in them add up to a multiple of `one_in`.
    """
    named = [list(side) for side in sides]
    found, due = [], []
    for case in product(*(range(len(side)) for side in named)):
        values = tuple(side[place] for side, place in zip(named, case, strict=True))
        is_due = sum(case) % one_in == 0
        found.append(pytest.param(*values, marks=() if is_due else pytest.mark.soak))
        due += [values] if is_due else []
    tried = [set(map(repr, side)) for side in zip(*due, strict=True)]
    wanted = [set(map(repr, side)) for side in named]
    assert tried == wanted, "the suite would leave a value out"
    return found


def a_sample(rows: Iterable[Any], *, one_in: int) -> list[Any]:
    """The rows as parameters: one in so many is tried by the suite, all of them by the soak."""
    return [
        pytest.param(row, marks=() if number % one_in == 0 else pytest.mark.soak)
        for number, row in enumerate(rows)
    ]


def turn(rows: Iterable[Any], number: int, *, one_in: int) -> list[Any]:
    """The rows whose turn it is the `number`th time; after `one_in` times each had its turn."""
    return list(rows)[number % one_in :: one_in]
