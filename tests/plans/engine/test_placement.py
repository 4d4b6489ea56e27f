"""Where the key days of a week may stand."""

from dataclasses import replace
from itertools import combinations

import pytest

from plans.engine.placement import Question, best_layout, mask_of, ranked_layouts

WEEK = tuple(range(7))
ALL = mask_of(WEEK)
OPEN = Question(open=ALL, long_open=ALL, fast_open=ALL, runs=5)


def best(question):
    found = best_layout(question)
    assert found is not None
    return found[1]


def on(days, **changes):
    mask = mask_of(days)
    return replace(OPEN, open=mask, fast_open=mask, long_open=mask, runs=min(len(days), OPEN.runs), **changes)


def test_free_week_has_its_long_run_on_sunday_and_speed_midweek():
    assert (best(OPEN).long, best(OPEN).fast) == (6, 2)


def test_long_run_day_is_kept():
    assert best(replace(OPEN, long_weekday=5)).long == 5


def test_club_night_is_kept():
    assert best(replace(OPEN, fast_weekdays=(3,))).fast == 3


def test_club_night_on_the_eve_of_the_long_run_is_not_kept():
    assert best(replace(OPEN, long_weekday=6, fast_weekdays=(5,))).fast != 5


@pytest.mark.parametrize("days", tuple(combinations(WEEK, 3)), ids=str)
def test_any_three_days_hold_two_hard_ones_with_a_day_between(days):
    layout = best(on(days))

    assert abs(layout.long - layout.fast) >= 2


@pytest.mark.parametrize("days", tuple(combinations(WEEK, 4)), ids=str)
def test_any_four_days_hold_two_hard_ones_with_two_days_between(days):
    layout = best(on(days, gap=3))

    assert abs(layout.long - layout.fast) >= 3


def test_two_days_in_a_row_need_the_relaxed_spacing():
    assert best_layout(on((5, 6))) is None
    relaxed = best(on((5, 6), is_relaxed=True))
    assert (relaxed.long, relaxed.fast) == (5, 6), "speed never stands on the eve of the long run"


def test_three_runs_are_spread_over_the_week():
    runs = best(replace(OPEN, runs=3)).runs

    assert all(later - earlier > 1 for earlier, later in combinations(runs, 2))


def test_second_workout_keeps_its_distance_from_the_first():
    layout = best(replace(OPEN, needs_second=True, runs=6))

    assert abs(layout.second - layout.fast) >= 2


@pytest.mark.parametrize(
    "changes", [{}, {"runs": 3}, {"since_hard": 1}, {"streak": 5}, {"idle": 3}, {"needs_second": True}]
)
def test_best_arrangement_is_the_first_of_all(changes):
    question = replace(OPEN, **changes)

    assert best_layout(question) == ranked_layouts(question)[0]


def test_hard_days_keep_their_distance_from_the_week_before():
    layout = best(replace(OPEN, since_hard=1, since_fast=1, gap=3, fast_gap=3))

    assert min(layout.hard) >= 2


def test_no_run_of_days_reaches_eight_across_two_weeks():
    layout = best(replace(OPEN, runs=6, streak=6))

    assert 0 not in layout.runs


def test_first_run_after_the_race_comes_in_time():
    assert min(best(replace(OPEN, runs=3, start_by=2)).runs) <= 2


@pytest.mark.parametrize("gap", [2, 3])
def test_a_second_workout_keeps_its_distance_from_this_week_and_the_next(gap):
    question = replace(OPEN, runs=6, needs_second=True, gap=gap, fast_gap=gap)

    layouts = [layout for _, layout in ranked_layouts(question) if layout.second is not None]

    assert layouts
    assert all(min((at.second - at.fast) % 7, (at.fast - at.second) % 7) >= gap for at in layouts)
