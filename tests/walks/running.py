"""Runs a walk by its numbers, and finds a short one where it goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from time import monotonic

from django.db import transaction

from walks.rules import Broken
from walks.steps import STEPS
from walks.walk import Walk

#: Seconds that shortening may take.
PATIENCE = 60.0
Begin = Callable[[], Walk]


def numbers(seed: int, steps: int) -> list[int]:
    dice = Random(seed)
    return [dice.getrandbits(48) for _ in range(steps)]


def run(begin: Begin, seed: int, steps: int) -> Walk:
    """The walk at its end. Raises Broken with the shortest way there that was found."""
    taken = numbers(seed, steps)
    walk, broken = go(begin, taken)
    if broken is None:
        return walk
    said = f"seed {seed}: {broken}"
    walk = shortest(begin, taken[: walk.steps], broken)
    raise Broken("\n".join([said, *walk.trail])) from broken


def go(begin: Begin, taken: list[int]) -> tuple[Walk, Exception | None]:
    """Whatever it did to the database is undone."""
    with transaction.atomic():
        walk = begin()
        broken = first_failure(walk, taken)
        transaction.set_rollback(True)
    return walk, broken


def first_failure(walk: Walk, taken: list[int]) -> Exception | None:
    for number in taken:
        try:
            walk.step(STEPS, number)
        except Exception as broken:
            return broken
    return None


def shortest(begin: Begin, taken: list[int], broken: Exception) -> Walk:
    """Leaves out ever smaller parts for as long as the same still goes wrong."""
    until, size = monotonic() + PATIENCE, len(taken) // 2
    walk = go(begin, taken)[0]
    while size and monotonic() < until:
        for start in range(len(taken) - size, -1, -size):
            fewer = taken[:start] + taken[start + size :]
            tried, found = go(begin, fewer)
            if found and kind(found) == kind(broken):
                taken, walk = fewer, tried
            if monotonic() > until:
                break
        size //= 2
    return walk


def kind(broken: Exception) -> str:
    return f"{type(broken).__name__} {str(broken)[:7]}"
