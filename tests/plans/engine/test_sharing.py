"""A week's metres on its days."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.engine.grid import Grid
from plans.engine.placement import Layout, mask_of
from plans.engine.policy import DEFAULT_POLICY
from plans.engine.sharing import Needs, least_long_m, share_out

GRID = Grid(run_m=500, workout_m=100, coarse_m=0)
MONDAY, WEDNESDAY, FRIDAY, SUNDAY = 0, 2, 4, 6
FIVE_DAYS = Layout(mask_of((0, 2, 3, 5, 6)), long=SUNDAY, fast=WEDNESDAY)


def needs_of(target_m, *, layout=FIVE_DAYS, **changes):
    defaults = {
        "target_m": target_m,
        "share": 0.35,
        "long_m": (0.28 * target_m, 0.40 * target_m),
        "over_mean": 1.2,
        "rooms_m": [inf] * 7,
        "longest_m": 30_000.0,
        "weights": [1.0] * len(layout.easy),
        "fast_m": (4_000.0, 8_000.0, 12_000.0) if layout.fast is not None else None,
        "easy_m": (3_000.0, inf),
    }
    return Needs(**(defaults | changes))


def shared(target_m, *, layout=FIVE_DAYS, **changes):
    return share_out(layout, needs_of(target_m, layout=layout, **changes), GRID, DEFAULT_POLICY)


@given(st.floats(30_000, 90_000))
def test_what_is_run_and_what_is_lost_make_the_week(target_m):
    shares = shared(target_m)

    assert sum(shares.metres.values()) + shares.lost_m == pytest.approx(target_m)
    assert abs(shares.lost_m) <= 500


@given(st.floats(30_000, 90_000))
def test_long_run_stands_out_and_keeps_its_share(target_m):
    metres = shared(target_m).metres
    others = [run for day, run in metres.items() if day != SUNDAY]

    assert metres[SUNDAY] >= 1.2 * sum(others) / len(others) - 1
    assert metres[SUNDAY] <= 0.35 * sum(metres.values()) + 125


@given(st.floats(30_000, 90_000), st.floats(4_000, 20_000))
def test_no_run_outgrows_its_day(target_m, room_m):
    rooms_m = [room_m] * 7

    assert max(shared(target_m, rooms_m=rooms_m).metres.values()) <= room_m + GRID.run_m * 1e-3


def test_days_without_room_lose_what_they_cannot_hold():
    assert shared(60_000, rooms_m=[8_000.0] * 7).lost_m >= 60_000 - 5 * 8_000


@given(st.floats(30_000, 90_000))
def test_easy_runs_are_whole_steps_and_the_workout_takes_what_rounding_leaves(target_m):
    metres = shared(target_m).metres

    assert [run for day, run in metres.items() if day != WEDNESDAY and run % 500] == []
    assert metres[WEDNESDAY] % 100 == pytest.approx(0, abs=1e-6)


def test_long_run_never_jumps_past_the_last_thirty_days():
    assert shared(60_000, longest_m=12_000.0).metres[SUNDAY] <= 13_200


def test_heavier_days_run_further():
    weights = [2.0 if day == MONDAY else 1.0 for day in FIVE_DAYS.easy]
    metres = shared(60_000, weights=weights).metres

    assert metres[MONDAY] > max(metres[3], metres[5])


def test_a_race_keeps_its_own_distance():
    layout = Layout(mask_of((0, 3, 6)), fast=SUNDAY)

    assert shared(40_000, layout=layout, fixed_m=10_000.0, fast_m=None, allowed_m=20_000.0).metres[SUNDAY] == 10_000


@pytest.mark.parametrize(("runs", "share"), [(3, 0.375), (5, 1.2 / 5.2)])
def test_least_long_run_is_over_the_mean_of_the_others(runs, share):
    assert least_long_m(40_000, runs=runs, over_mean=1.2) == pytest.approx(share * 40_000)
