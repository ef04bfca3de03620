"""Kinds of day, as rows of keys: what stands where."""

from datetime import UTC, datetime, timedelta

import pytest

from newsroom.pages.models import Spot
from newsroom.public.choosing import Candidate, Wanted, choose

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


def day(*kinds: str, section: int = 1) -> list[Candidate]:
    """The newest first, numbered from 1: "p" has a picture, "o" is an opinion, "b" is breaking,
    "x" was breaking."""
    ends = {"b": NOW + timedelta(hours=1), "x": NOW - timedelta(minutes=1)}
    return [
        Candidate(
            number, number, section, "opinion" if "o" in kind else "news",
            next((ends[each] for each in kind if each in ends), None),
            NOW - timedelta(hours=number), "p" in kind,
        )
        for number, kind in enumerate(kinds, 1)
    ]  # fmt: skip


def section(number: int, *pinned: Candidate) -> Wanted:
    return Wanted(number, lambda each: each.section == number, pinned)


def chosen(newest, pins=None, blocks=None):
    return choose(newest, pins or {}, blocks or [section(1)], NOW)


@pytest.mark.parametrize(
    ("kinds", "lead"),
    [
        ((), None),
        (("",), 1),
        (("", "", "p"), 3),
        (("", "", "", "", "p"), 1),
        (("p", "", "b"), 3),
        (("", "p", "x"), 2),
        (("p", *[""] * 40, "b"), 42),
        (("", "b", "b"), 2),
    ],
)
def test_what_leads_where_nobody_arranged(kinds, lead):
    assert chosen(day(*kinds)).lead == lead


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 9, 13, 40])
@pytest.mark.parametrize("kind", ["", "p", "o", "po"])
def test_no_story_stands_twice_and_a_small_day_shows_all(count, kind):
    found = chosen(day(*[kind] * count))
    rows = [[found.lead] if found.lead else [], found.seconds, found.latest, found.opinions]
    rows += [found.pictures, *(pks for _block, pks in found.blocks)]
    shown = [pk for row in rows for pk in row]
    assert len(shown) == len(set(shown)) == len(found.all())
    if count <= 8:
        assert set(shown) == set(range(1, count + 1))


def test_three_stories_need_no_rail():
    found = chosen(day("p", "", ""))
    assert (found.lead, found.seconds, found.latest) == (1, [2, 3], [])


def test_one_opinion_is_no_row_and_two_are():
    assert chosen(day("p", "", "o")).opinions == []
    assert chosen(day("p", "", "o", "o")).opinions == [3, 4]


def test_pictures_of_the_day_are_of_the_last_days_and_leave_the_blocks_enough():
    assert chosen(day(*["p"] * 12)).pictures == []
    assert chosen(day(*["p"] * 13)).pictures == [5, 6, 7]
    old = [
        Candidate(each.pk, each.article, 1, "news", None, NOW - timedelta(days=4), True)
        for each in day(*["p"] * 30)
    ]
    assert chosen(old).pictures == []


def test_pins_stand_before_the_rules_and_nowhere_else():
    newest = day("b", *["p"] * 20)
    pins = {
        Spot.LEAD: [newest[9]], Spot.SECOND: [newest[10]], Spot.OPINION: [newest[11]],
        Spot.PICTURE: [newest[12]],
    }  # fmt: skip
    found = chosen(newest, pins, [section(1, newest[1])])
    assert (found.lead, found.opinions, found.pictures) == (10, [12], [13])
    assert found.seconds == [11, 1, 3]
    assert found.blocks[0][1][0] == 2
    assert 2 not in found.latest


def test_a_pinned_story_of_long_ago_stands_where_it_was_pinned():
    old = Candidate(900, 900, 1)
    assert chosen(day("p", "p"), {Spot.LEAD: [old]}).lead == 900
    assert chosen(day("p", "p", "p", "p", "p", "p"), blocks=[section(2, old)]).blocks[0][1] == [900]
