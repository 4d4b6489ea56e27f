"""Where the key days of a week may stand."""

from dataclasses import replace
from itertools import combinations

import pytest

from plans.engine.placement import Question, layouts

WEEK = tuple(range(7))
OPEN = Question(
    length=7,
    first_weekday=0,
    run_days=WEEK,
    fast_days=WEEK,
    long_days=WEEK,
    count=5,
    needs_long=True,
    needs_fast=True,
)


def best(question):
    return layouts(question)[0][1]


def on(days, **changes):
    count = min(len(days), OPEN.count)
    return replace(OPEN, run_days=days, fast_days=days, long_days=days, count=count, **changes)


def test_free_week_has_its_long_run_on_sunday_and_speed_midweek():
    assert (best(OPEN).long, best(OPEN).fast) == (6, 2)


def test_long_run_day_is_kept():
    assert best(replace(OPEN, long_wish=5)).long == 5


def test_club_night_is_kept():
    assert best(replace(OPEN, fast_wishes=(3,))).fast == 3


def test_club_night_on_the_eve_of_the_long_run_is_not_kept():
    assert best(replace(OPEN, long_wish=6, fast_wishes=(5,))).fast != 5


@pytest.mark.parametrize("days", tuple(combinations(WEEK, 3)), ids=str)
def test_any_three_days_hold_two_hard_ones_with_a_day_between(days):
    layout = best(on(days))

    assert abs(layout.long - layout.fast) >= 2


@pytest.mark.parametrize("days", tuple(combinations(WEEK, 4)), ids=str)
def test_any_four_days_hold_two_hard_ones_with_two_days_between(days):
    layout = best(on(days, gap=3))

    assert abs(layout.long - layout.fast) >= 3


def test_two_days_in_a_row_need_the_relaxed_spacing():
    assert layouts(on((5, 6))) == ()
    relaxed = best(on((5, 6), relaxed=True))
    assert (relaxed.long, relaxed.fast) == (5, 6), "speed never stands on the eve of the long run"


def test_three_runs_are_spread_over_the_week():
    runs = best(replace(OPEN, count=3)).runs

    assert all(later - earlier > 1 for earlier, later in combinations(runs, 2))


def test_second_workout_keeps_its_distance_from_the_first():
    layout = best(replace(OPEN, needs_second=True, count=6))

    assert abs(layout.second - layout.fast) >= 2
